"""Credentials and presentations secured as tokens: VC-JOSE-COSE, and the `vc` and `vp` claims of VCDM 1.1."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.simulators.world import COURSE, NOW, REQUEST, TERM, World
from wallet.crypto.jws import sign_compact
from wallet.model.checks import CheckId, Code
from wallet.model.report import Policy, Report, Verdict

V2 = "https://www.w3.org/ns/credentials/v2"
V1 = "https://www.w3.org/2018/credentials/v1"


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def credential(world: World) -> str:
    badge = world.issuer.badge(COURSE, world.holder.did, TERM, [])
    header = {"typ": "vc+jwt", "cty": "vc", "kid": world.issuer._signer.verification_method}
    return sign_compact(header, json.dumps(badge).encode(), world.issuer._signer)


def old_credential(world: World) -> str:
    inner = {
        "@context": [V1],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"id": world.holder.did},
        "issuanceDate": "2026-11-20T00:00:00Z",
        "issuer": world.issuer.id,
    }
    payload = {"iss": world.issuer.id, "sub": world.holder.did, "nbf": 1795132800, "vc": inner}
    header = {"typ": "JWT", "kid": world.issuer._signer.verification_method}
    return sign_compact(header, json.dumps(payload).encode(), world.issuer._signer)


def enveloped(token: str, media_type: str = "vc+jwt", kind: str = "Credential") -> dict[str, Any]:
    return {"@context": V2, "id": f"data:application/{media_type},{token}", "type": f"EnvelopedVerifiable{kind}"}


def presentation(world: World, entries: list[Any], header: dict[str, Any] | None = None, **changes: Any) -> str:
    payload = {
        "@context": [V2],
        "type": ["VerifiablePresentation"],
        "holder": world.holder.did,
        "verifiableCredential": entries,
        "aud": REQUEST.audience,
        "nonce": REQUEST.nonce,
        "iat": int(NOW.timestamp()),
        **changes,
    }
    names = {"typ": "vp+jwt", "kid": world.holder.signer.verification_method, **(header or {})}
    return sign_compact(names, json.dumps(payload).encode(), world.holder.signer)


def old_presentation(world: World, entries: list[Any], **changes: Any) -> str:
    payload = {
        "iss": world.holder.did,
        "vp": {"@context": [V1], "type": ["VerifiablePresentation"], "verifiableCredential": entries},
        "aud": REQUEST.audience,
        "nonce": REQUEST.nonce,
        "iat": int(NOW.timestamp()),
        **changes,
    }
    names = {"typ": "JWT", "kid": world.holder.signer.verification_method}
    return sign_compact(names, json.dumps(payload).encode(), world.holder.signer)


def sd_jwt(world: World) -> str:
    badge = world.issuer.badge(COURSE, world.holder.did, TERM, [])
    header = {"typ": "vc+sd-jwt", "kid": world.issuer._signer.verification_method}
    return sign_compact(header, json.dumps(badge).encode(), world.issuer._signer) + "~"


def test_a_credential_by_itself_and_in_its_envelope(world: World) -> None:
    assert world.verify(credential(world).encode()).verdict is Verdict.VERIFIED
    assert world.verify(old_credential(world).encode()).verdict is Verdict.VERIFIED
    assert world.verify(json.dumps(enveloped(credential(world))).encode()).verdict is Verdict.VERIFIED
    assert world.verify(json.dumps(enveloped(sd_jwt(world), "vc+sd-jwt")).encode()).verdict is Verdict.VERIFIED


@pytest.mark.parametrize("make", ["jwt", "sd-jwt"])
def test_an_answer_with_enveloped_credentials(world: World, make: str) -> None:
    entry = enveloped(credential(world)) if make == "jwt" else enveloped(sd_jwt(world), "vc+sd-jwt")
    token = presentation(world, [entry])
    assert [report.verdict for report in world.check(token.encode()).credentials] == [Verdict.VERIFIED]
    assert world.check(token.encode()).verdict is Verdict.VERIFIED
    wrapped = json.dumps(enveloped(token, "vp+jwt", "Presentation")).encode()
    assert world.check(wrapped).verdict is Verdict.VERIFIED


def test_an_answer_of_version_1(world: World) -> None:
    report = world.check(old_presentation(world, [old_credential(world)]).encode())
    assert report.verdict is Verdict.VERIFIED
    assert [inner.verdict for inner in report.credentials] == [Verdict.VERIFIED]


WRONG = [
    ({"aud": "https://other.example"}, CheckId.PRESENTATION_AUDIENCE, Code.AUDIENCE_MISMATCH),
    ({"aud": [REQUEST.audience]}, CheckId.PRESENTATION_AUDIENCE, Code.AUDIENCE_MISMATCH),
    ({"nonce": "another"}, CheckId.PRESENTATION_FRESHNESS, Code.NONCE_MISMATCH),
    ({"iat": int(NOW.timestamp()) - 301}, CheckId.PRESENTATION_FRESHNESS, Code.PRESENTATION_STALE),
    ({"iat": None}, CheckId.PRESENTATION_FRESHNESS, Code.BAD_DATE),
]


@pytest.mark.parametrize(("changes", "check", "code"), WRONG)
def test_an_answer_to_somebody_else(world: World, changes: dict[str, Any], check: CheckId, code: Code) -> None:
    for token in (
        presentation(world, [enveloped(credential(world))], **changes),
        old_presentation(world, [old_credential(world)], **changes),
    ):
        report = world.check(token.encode())
        assert (report.verdict, report.check(check).code) == (Verdict.FAILED, code)


def test_a_badge_of_somebody_else(world: World) -> None:
    thief = World(issuer=world.issuer, listed=world.listed)
    report = thief.check(presentation(thief, [enveloped(credential(world))]).encode())
    assert (report.verdict, report.check(CheckId.HOLDER_BINDING).code) == (Verdict.FAILED, Code.HOLDER_MISMATCH)


def test_a_holder_named_and_another_who_signed(world: World) -> None:
    thief = World(issuer=world.issuer, listed=world.listed)
    token = presentation(thief, [enveloped(credential(world))], holder=world.holder.did)
    assert thief.check(token.encode()).verdict is Verdict.FAILED


def test_the_media_type_is_that_of_what_is_inside(world: World) -> None:
    assert world.verify(presentation(world, [], {"typ": "bad+typ"}).encode()).verdict is Verdict.FAILED
    assert world.verify(presentation(world, [], {"typ": "vc+jwt"}).encode()).verdict is Verdict.FAILED
    wrapping = presentation(world, [], vp={"type": "VerifiablePresentation"})
    assert world.verify(wrapping.encode()).verdict is Verdict.FAILED


def test_no_change_of_a_token_is_accepted(world: World) -> None:
    for token in (credential(world), presentation(world, [enveloped(credential(world))])):
        for position in range(0, len(token), 5):
            other = "A" if token[position] != "A" else "B"
            report = _judged(world, token[:position] + other + token[position + 1 :])
            assert report.verdict not in {Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN}


def _judged(world: World, token: str) -> Report:
    return world.verify(token.encode(), policy=Policy.CHECK, request=REQUEST)
