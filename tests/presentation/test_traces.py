"""By what a badge is recognised when it is shown again: in every format, and what a BBS proof spares."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.presentation.issuing import (
    AT,
    LIMITS,
    REQUEST,
    SdJwtMaker,
    choice,
    did,
    embedded,
    jwt,
    key,
    open_badge,
    read,
    sd_jwt,
)
from tests.simulators.bbs_issuer import BbsIssuer
from tests.simulators.world import COURSE, TERM, World
from wallet.crypto.keys import KeyType
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId
from wallet.model.credential import Credential
from wallet.model.disclosure import Copy, Presentation, Trace, TraceKind
from wallet.model.report import Policy, Report, Verdict
from wallet.presentation.building import present
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

HOLDER = key()
LATER = AT + timedelta(days=1)
STATUS = {
    "id": "https://status.example/1#94567",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "94567",
    "statusListCredential": "https://status.example/1",
}


def ecdsa_sd(**members: Any) -> Credential:
    issuer = key(KeyType.P256)
    document = {**open_badge(issuer, did(HOLDER)), **members}
    options = {"created": "2026-01-01T00:00:00Z", "proofPurpose": "assertionMethod"}
    proof = ECDSA_SD_2023.sign(document, options, issuer, editions(document)[-1], LIMITS)
    return read(json.dumps({**document, "proof": proof}).encode())


def bbs(*, is_named: bool = False, **members: Any) -> Credential:
    issuer = BbsIssuer("Guild")
    document = {**issuer.badge(), **members}
    if not is_named:
        del document["id"], document["credentialSubject"]["id"]
    return read(json.dumps({**document, "proof": issuer.base_proof(document, ["/issuer"])}).encode())


def traces(credential: Credential, *pointers: str, at: Any = AT, signed: bool = False) -> set[Trace]:
    made = present([choice(credential, *pointers)], REQUEST if signed else None, HOLDER if signed else None, at, LIMITS)
    return set(made.badges[0].traces)


def kinds(credential: Credential, *pointers: str, signed: bool = False) -> set[TraceKind]:
    return {trace.kind for trace in traces(credential, *pointers, signed=signed)}


def test_an_sd_jwt_is_recognised_by_what_its_issuer_signed() -> None:
    badge = read(sd_jwt(key(), HOLDER))
    assert kinds(badge) == {TraceKind.SIGNATURE, TraceKind.KEY}
    assert traces(badge, "/result") == traces(badge, "/given_name", at=LATER)
    assert traces(badge) == traces(badge, signed=True)
    assert not traces(badge) & traces(read(sd_jwt(key(), key())))
    assert kinds(read(sd_jwt(key(), None))) == {TraceKind.SIGNATURE}


def test_a_whole_badge_is_recognised_by_its_signature_number_and_subject() -> None:
    for data in (embedded(key(), did(HOLDER)), jwt(key(), did(HOLDER))):
        assert kinds(read(data)) == {TraceKind.SIGNATURE, TraceKind.NUMBER, TraceKind.KEY}
    assert TraceKind.IDENTIFIER in kinds(read(embedded(key(), "mailto:maya@example.org")))


def test_every_part_of_one_ecdsa_sd_badge_holds_the_same_signature() -> None:
    badge = ecdsa_sd(credentialStatus=STATUS)
    one, other = traces(badge, "/credentialSubject/creditsEarned"), traces(badge, at=LATER)
    assert {TraceKind.SIGNATURE, TraceKind.STATUS} <= {trace.kind for trace in one & other}


def test_a_bbs_badge_is_not_recognised_but_by_what_it_shows() -> None:
    assert traces(bbs()) == set()
    assert kinds(bbs(credentialStatus=STATUS)) == {TraceKind.STATUS}
    assert TraceKind.NUMBER in kinds(bbs(is_named=True))
    assert TraceKind.SIGNATURE not in kinds(bbs(is_named=True))
    assert kinds(bbs(), signed=True) == {TraceKind.KEY}


def test_a_part_that_somebody_else_derived_keeps_its_proof() -> None:
    part = json.loads(present([choice(bbs())], None, None, AT, LIMITS).content)["verifiableCredential"][0]
    given = read(json.dumps(part).encode())
    assert kinds(given) == {TraceKind.SIGNATURE}
    assert traces(given) == traces(given, at=LATER)


def test_a_record_is_recognised_by_each_badge_in_it() -> None:
    world = World()
    badge = world.badge(status=True)
    whole = world.issuer.badge(COURSE, world.holder.did, TERM)
    subject = {
        "id": world.holder.did,
        "type": ["ClrSubject"],
        "verifiableCredential": [json.loads(badge), {"id": "urn:x:thing"}],
    }
    record = {
        **whole,
        "@context": [*whole["@context"], "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"],
        "id": "urn:uuid:00000000-0000-4000-8000-00000000000c",
        "type": ["VerifiableCredential", "ClrCredential"],
        "credentialSubject": subject,
    }
    found = traces(read(world.issuer.sign_embedded(record, TERM.signed)))
    assert traces(read(badge)) < found


def test_everybody_a_badge_speaks_of_can_be_recognised() -> None:
    badge = open_badge(key(), did(HOLDER))
    other = {**badge["credentialSubject"], "id": "urn:uuid:00000000-0000-4000-8000-00000000000d"}
    badge["credentialSubject"] = [badge["credentialSubject"], other]
    assert {TraceKind.KEY, TraceKind.IDENTIFIER} <= kinds(read(json.dumps({**badge, "proof": []}).encode()))


def test_the_number_of_what_is_kept_back_shows_where_the_bytes_tell_it() -> None:
    def countable(credential: Credential, *pointers: str) -> int:
        return present([choice(credential, *pointers)], None, None, AT, LIMITS).badges[0].countable

    badge = read(sd_jwt(key(), HOLDER))
    # Seven at the top, two of the nationalities; the two inside the address show only with it.
    assert countable(badge) == 9
    assert countable(badge, "/result") == 8
    assert countable(badge, "/address") == 10
    assert countable(bbs()) > countable(bbs(), "/evidence") > 0
    assert countable(ecdsa_sd()) == 0
    assert countable(read(embedded(key(), None))) == 0


def report(made: Presentation, at: Any) -> Report:
    options = VerifyOptions(at=at, policy=Policy.CHECK, limits=LIMITS)
    return Verifier(EvidenceSet(), options).verify(made.content)


def test_a_copy_that_its_holder_signs_says_when_it_ends_and_ends_then() -> None:
    made = present([choice(read(embedded(key(), did(HOLDER))))], Copy(LATER), HOLDER, AT, LIMITS)
    assert (made.until, made.until_is_signed) == (LATER, True)
    assert json.loads(made.content)["proof"]["expires"] == "2026-11-25T09:00:00Z"
    assert report(made, AT).verdict is Verdict.ISSUER_UNKNOWN
    ended = report(made, LATER + timedelta(seconds=1))
    assert ended.verdict is Verdict.EXPIRED
    assert "Its holder let it hold until 25 November 2026" in ended.check(CheckId.PROOF_TIME).detail
    assert ended.credentials[0].verdict is Verdict.ISSUER_UNKNOWN


@pytest.mark.parametrize("data", [sd_jwt(key(), HOLDER), embedded(key(), did(key()))])
def test_a_copy_that_nobody_signs_says_nothing_of_its_end(data: bytes) -> None:
    made = present([choice(read(data))], Copy(LATER), HOLDER, AT, LIMITS)
    assert (made.until, made.until_is_signed) == (LATER, False)
    assert b"2026-11-25" not in made.content
    assert made.content == present([choice(read(data))], None, HOLDER, AT, LIMITS).content


def test_an_answer_has_no_end_of_its_own() -> None:
    made = present([choice(read(embedded(key(), did(HOLDER))))], REQUEST, HOLDER, AT, LIMITS)
    assert (made.until, made.until_is_signed) == (None, False)
    assert "expires" not in json.loads(made.content)["proof"]


def test_a_name_that_is_kept_back_is_not_what_the_badge_is_called() -> None:
    maker, issuer = SdJwtMaker(), key()
    shown = {"iss": did(issuer), "vct": "https://clinic.example/b", **maker.hide(name="Support group", result="87 %")}
    badge = read(maker.token(shown, issuer))

    def name(*pointers: str) -> str:
        return present([choice(badge, *pointers)], None, None, AT, LIMITS).badges[0].name

    assert name("/result") == "Badge"
    assert name("/name") == "Support group"
