"""Withdrawal by every kind of list: what each says counts only where the list itself holds."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import timedelta
from typing import Any

import pytest

from tests.simulators.world import DAY, LIST, NOW, HolderKey, WebIssuer, World
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeySigner
from wallet.model.checks import Check, CheckId, Code, Outcome, Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.report import Report, Verdict
from wallet.operations.sample_issuer import status_entry

EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
HOSTED = "https://guild.example/revoked"
ENTRY = {"type": "BitstringStatusListEntry", "statusListIndex": "7", "statusListCredential": LIST}


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def status(report: Report) -> tuple[Outcome, Code]:
    check: Check = report.check(CheckId.STATUS)
    return check.outcome, check.code


def keep(world: World, content: bytes, kind: EvidenceKind = EvidenceKind.STATUS_LIST, address: str = LIST) -> None:
    fetched = NOW - timedelta(hours=1)
    world.documents.append(EvidenceDocument(address, kind, content, fetched, Source.PACK, "Fair"))


def token_list(world: World, value: int, header: dict[str, Any] | None = None, **changes: Any) -> bytes:
    lst = base64.urlsafe_b64encode(zlib.compress(bytes([0, value]))).decode().rstrip("=")
    made = int((NOW - DAY).timestamp())
    payload = {"sub": LIST, "iat": made, "iss": world.issuer.id, "status_list": {"bits": 8, "lst": lst}, **changes}
    payload = {name: member for name, member in payload.items() if member is not None}
    signer = world.issuer._signer
    names = {"typ": "statuslist+jwt", "kid": signer.verification_method, **(header or {})}
    names = {name: member for name, member in names.items() if member is not None}
    return sign_compact(names, json.dumps(payload).encode(), signer).encode()


def badge_token(world: World) -> bytes:
    shown = {
        "vct": "https://guild.example/badge",
        "name": "Lockpicking",
        "status": {"status_list": {"idx": 1, "uri": LIST}},
    }
    return world.issuer.sign_sd_jwt(shown, {"result": "80 %"})


class TestTokenStatusList:
    @pytest.mark.parametrize(
        ("value", "verdict"),
        [(0, Verdict.VERIFIED), (1, Verdict.REVOKED), (2, Verdict.SUSPENDED), (3, Verdict.UNKNOWN)],
    )
    def test_each_status(self, world: World, value: int, verdict: Verdict) -> None:
        keep(world, token_list(world, value))
        assert world.verify(badge_token(world)).verdict is verdict

    def test_a_list_that_names_its_maker_by_its_key_alone(self, world: World) -> None:
        keep(world, token_list(world, 1, iss=None))
        assert world.verify(badge_token(world)).verdict is Verdict.REVOKED

    def test_a_list_that_names_nobody_must_be_signed_by_the_badges_issuer(self, world: World) -> None:
        keep(world, token_list(world, 0, {"kid": None}, iss=None))
        assert world.verify(badge_token(world)).verdict is Verdict.VERIFIED
        world.documents.clear()
        stranger = World()
        keep(world, token_list(stranger, 0, {"kid": None}, iss=None))
        assert status(world.verify(badge_token(world))) == (Outcome.UNKNOWN, Code.STATUS_LIST_INVALID)

    def test_a_list_by_somebody_else_is_not_believed(self, world: World) -> None:
        keep(world, token_list(World(), 0))
        assert status(world.verify(badge_token(world))) == (Outcome.UNKNOWN, Code.STATUS_ISSUER_DIFFERS)

    @pytest.mark.parametrize(
        ("header", "changes"),
        [
            ({"typ": "JWT"}, {}),
            ({"typ": None}, {}),
            ({}, {"sub": "https://status.example/2"}),
            ({}, {"sub": None}),
            ({}, {"iat": None}),
            ({}, {"exp": int((NOW - DAY).timestamp())}),
            ({}, {"nbf": int((NOW + DAY).timestamp())}),
            ({}, {"status_list": {"bits": 8, "lst": "x"}}),
        ],
    )
    def test_a_list_that_does_not_hold(self, world: World, header: dict[str, Any], changes: dict[str, Any]) -> None:
        keep(world, token_list(world, 0, header, **changes))
        assert status(world.verify(badge_token(world))) == (Outcome.UNKNOWN, Code.STATUS_LIST_INVALID)

    def test_a_forged_list(self, world: World) -> None:
        content = token_list(world, 0)
        keep(world, content[:-4] + (b"AAAA" if content[-4:] != b"AAAA" else b"BBBB"))
        assert status(world.verify(badge_token(world))) == (Outcome.UNKNOWN, Code.STATUS_LIST_INVALID)

    def test_the_list_says_how_long_it_lasts_in_seconds(self, world: World) -> None:
        keep(world, token_list(world, 0, ttl=3700))
        assert world.verify(badge_token(world)).verdict is Verdict.VERIFIED
        world.documents.clear()
        keep(world, token_list(world, 0, ttl=3500))
        assert status(world.verify(badge_token(world))) == (Outcome.PASSED, Code.STALE)

    def test_a_list_of_the_other_kind_never_answers(self, world: World) -> None:
        world.add_list()
        assert status(world.verify(badge_token(world))) == (Outcome.UNKNOWN, Code.STATUS_LIST_INVALID)
        world.documents.clear()
        keep(world, token_list(world, 0))
        assert status(world.verify(world.badge(status=True))) == (Outcome.UNKNOWN, Code.STATUS_LIST_INVALID)

    def test_the_list_given_as_a_file_is_a_status_list(self, world: World) -> None:
        report = world.verify(token_list(world, 0))
        assert (report.kind.value, report.verdict) == ("status_list", Verdict.VERIFIED)


class TestHostedList:
    def badge(self, world: World) -> bytes:
        contexts = [*json.loads(world.badge())["@context"], EXTENSIONS]
        entry = {"id": HOSTED, "type": "1EdTechRevocationList"}
        changes: dict[str, Any] = {"credentialStatus": entry, "@context": contexts}
        return world.badge(**changes)

    def keep(self, world: World, badge: bytes | None, **changes: Any) -> None:
        revoked = [] if badge is None else [{"id": json.loads(badge)["id"], "revocationReason": "Error"}]
        content = {"id": HOSTED, "issuer": world.issuer.id, "revokedCredentials": revoked, **changes}
        keep(world, json.dumps(content).encode(), EvidenceKind.REVOCATION_LIST, HOSTED)

    def test_what_nobody_signed_is_a_limit_at_best(self, world: World) -> None:
        self.keep(world, None)
        report = world.verify(self.badge(world))
        assert (report.verdict, status(report)) == (Verdict.LIMITED, (Outcome.PASSED, Code.STATUS_UNSIGNED))

    def test_a_badge_it_names_is_revoked(self, world: World) -> None:
        badge = self.badge(world)
        self.keep(world, badge)
        assert world.verify(badge).verdict is Verdict.REVOKED

    def test_the_list_of_another_issuer(self, world: World) -> None:
        self.keep(world, None, issuer="did:web:other.example")
        assert status(world.verify(self.badge(world))) == (Outcome.UNKNOWN, Code.STATUS_ISSUER_DIFFERS)

    def test_a_list_that_is_none(self, world: World) -> None:
        self.keep(world, None, revokedCredentials={})
        assert status(world.verify(self.badge(world))) == (Outcome.UNKNOWN, Code.STATUS_LIST_INVALID)


class TestPurposes:
    def badge(self, world: World, *entries: dict[str, Any]) -> bytes:
        return world.badge(credentialStatus=[{**ENTRY, **entry} for entry in entries])

    def keep(self, world: World, purpose: Any, marked: frozenset[int]) -> None:
        keep(world, world.issuer.status_list(LIST, purpose, marked, NOW - DAY))

    def test_a_newer_version_is_a_limit(self, world: World) -> None:
        self.keep(world, "refresh", frozenset({7}))
        report = world.verify(self.badge(world, {"statusPurpose": "refresh"}))
        assert (report.verdict, status(report)) == (Verdict.LIMITED, (Outcome.PASSED, Code.STATUS_RENEWED))

    def test_a_message_is_shown_as_a_limit(self, world: World) -> None:
        self.keep(world, "message", frozenset({7}))
        messages = [{"status": "0x0", "message": "pending"}, {"status": "0x1", "message": "under appeal"}]
        report = world.verify(self.badge(world, {"statusPurpose": "message", "statusMessage": messages}))
        assert (report.verdict, status(report)) == (Verdict.LIMITED, (Outcome.PASSED, Code.STATUS_MESSAGE))
        assert "under appeal" in report.check(CheckId.STATUS).detail

    def test_every_entry_counts(self, world: World) -> None:
        self.keep(world, ["revocation", "suspension"], frozenset({8}))
        both = self.badge(world, {"statusPurpose": "revocation"}, {"statusPurpose": "suspension"})
        assert world.verify(both).verdict is Verdict.VERIFIED
        on_hold = self.badge(
            world, {"statusPurpose": "revocation"}, {"statusPurpose": "suspension", "statusListIndex": "8"}
        )
        assert world.verify(on_hold).verdict is Verdict.SUSPENDED
        unread = self.badge(world, {"statusPurpose": "revocation"}, {"statusPurpose": "other"})
        assert world.verify(unread).verdict is Verdict.UNKNOWN


def test_a_service_may_sign_token_lists_where_the_issuer_list_names_it(world: World) -> None:
    service = World(holder=HolderKey())
    world.listed.clear()
    world.list_issuer(status_services=(service.issuer.id,))
    keep(world, token_list(service, 1))
    assert world.verify(badge_token(world)).verdict is Verdict.REVOKED


def test_a_web_issuers_key_is_named_without_its_address(world: World) -> None:
    issuer = WebIssuer("Guild", "guild.example")
    world.issuer = issuer
    world.list_issuer()
    world.documents.append(issuer.did_document(NOW - DAY))
    assert isinstance(issuer._signer, KeySigner)
    keep(world, token_list(world, 1, {"kid": "#key-1"}, iss=None))
    assert world.verify(badge_token(world)).verdict is Verdict.REVOKED


def test_no_change_of_a_list_leaves_a_badge_positive(world: World) -> None:
    token, badge = token_list(world, 0), badge_token(world)
    credential, embedded = (
        world.issuer.status_list(LIST, "revocation", frozenset(), NOW - DAY),
        world.badge(status=True),
    )
    keep(world, credential)
    assert world.verify(embedded).verdict is Verdict.VERIFIED
    for content, shown in ((token, badge), (credential, embedded)):
        for position in range(0, len(content), 7):
            world.documents.clear()
            other = b"A" if content[position : position + 1] != b"A" else b"B"
            keep(world, content[:position] + other + content[position + 1 :])
            assert world.verify(shown).verdict is Verdict.UNKNOWN


def test_a_status_entry_cannot_be_pointed_elsewhere(world: World) -> None:
    world.add_list()
    badge = json.loads(world.badge(status=True))
    badge["credentialStatus"] = [status_entry(LIST, "revocation", 8)]
    assert world.verify(json.dumps(badge).encode()).verdict is Verdict.FAILED


def test_a_list_that_calls_itself_by_another_address_counts_and_is_remarked_on(world: World) -> None:
    elsewhere = world.issuer.status_list(f"{LIST}/moved", "revocation", frozenset({7}), NOW - DAY)
    keep(world, elsewhere)
    report = world.verify(world.badge(status=True))
    assert report.verdict is Verdict.REVOKED
    assert report.warnings == ("The status list calls itself by another address than the badge does.",)
    world.documents.clear()
    world.add_list(frozenset({7}))
    assert world.verify(world.badge(status=True)).warnings == ()


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, (Outcome.NOT_APPLICABLE, Code.NOT_APPLICABLE)),
        ({"credentialSubject": {"id": "did:key:z1"}}, (Outcome.PASSED, Code.NOT_SHOWN)),
        ({"validFrom": "2020-01-01T00:00:00Z"}, (Outcome.PASSED, Code.NOT_SHOWN)),
    ],
)
def test_a_token_that_borrows_from_another_data_model_may_hide_its_list(
    world: World, more: dict[str, Any], expected: tuple[Outcome, Code]
) -> None:
    shown = {"vct": "https://guild.example/badge", "name": "Lockpicking", **more}
    token = world.issuer.sign_sd_jwt(shown, {"credentialStatus": ENTRY})
    assert status(world.verify(token.split(b"~")[0] + b"~")) == expected
    assert world.verify(token).verdict is Verdict.FAILED


@pytest.mark.parametrize("name", ["status", "credentialStatus"])
def test_a_plain_token_whose_list_its_holder_may_hide_is_refused_in_full(world: World, name: str) -> None:
    shown = {"vct": "https://guild.example/badge", "name": "Lockpicking"}
    entry = {"status_list": {"idx": 1, "uri": LIST}} if name == "status" else ENTRY
    keep(world, token_list(world, 0))
    report = world.verify(world.issuer.sign_sd_jwt(shown, {name: entry}))
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.DISCLOSURE_INTEGRITY).outcome is Outcome.FAILED
