"""A part of a badge in JSON: what can be chosen, what goes along, and that nothing else is in the bytes that leave."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.presentation.issuing import LIMITS, REQUEST, choice, key, open_badge, read
from tests.simulators.bbs_issuer import BbsIssuer
from wallet.crypto.keys import KeyType
from wallet.jsonld.contexts import editions
from wallet.model.credential import Credential
from wallet.model.disclosure import Hiding
from wallet.model.errors import RefusedError
from wallet.model.report import Verdict
from wallet.presentation.building import present
from wallet.presentation.claims import claims_of
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.proofs.ecdsa_sd_proof_value import BaseProof, serialize_base
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOLDER = key()
SECRET = "SECRET-VALUE"


def ecdsa_sd() -> Credential:
    issuer = key(KeyType.P256)
    document = open_badge(issuer, HOLDER.verification_method.partition("#")[0])
    document |= {"validUntil": "2036-01-01T00:00:00Z", "evidence": [{"type": ["Evidence"], "name": SECRET}]}
    options = {"created": "2026-01-01T00:00:00Z", "proofPurpose": "assertionMethod"}
    proof = ECDSA_SD_2023.sign(document, options, issuer, editions(document)[-1], LIMITS)
    return read(json.dumps({**document, "proof": proof}).encode())


def bbs() -> Credential:
    issuer = BbsIssuer("Guild")
    document = issuer.badge()
    document["credentialSubject"]["id"] = HOLDER.verification_method.partition("#")[0]
    document["evidence"][0]["narrative"] = SECRET
    document["validUntil"] = "2036-01-01T00:00:00Z"
    proof = issuer.base_proof(document, ["/issuer", "/validFrom", "/validUntil"])
    return read(json.dumps({**document, "proof": proof}).encode())


MAKERS = {"ecdsa-sd-2023": ecdsa_sd, "bbs-2023": bbs}


@pytest.fixture(scope="module", params=list(MAKERS))
def badge(request: pytest.FixtureRequest) -> Credential:
    return MAKERS[request.param]()


def shown_in(content: bytes) -> dict[str, Any]:
    presentation: dict[str, Any] = json.loads(content)
    found: dict[str, Any] = presentation["verifiableCredential"][0]
    return found


def verdict_of(content: bytes) -> Verdict:
    options = VerifyOptions(at=AT, request=REQUEST, policy="check", limits=LIMITS)  # type: ignore[arg-type] # a StrEnum
    return Verifier(EvidenceSet(), options).verify(content).verdict


def test_what_says_which_badge_it_is_goes_along(badge: Credential) -> None:
    content = present([choice(badge)], REQUEST, HOLDER, AT, LIMITS).content
    part = shown_in(content)
    assert part["issuer"] == badge.claims["issuer"]
    assert part["validUntil"] == "2036-01-01T00:00:00Z"
    assert part["credentialSubject"]["achievement"]["name"] == badge.name
    assert "evidence" not in part
    assert SECRET not in content.decode()
    assert verdict_of(content) is Verdict.ISSUER_UNKNOWN


def test_what_is_chosen_is_shown(badge: Credential) -> None:
    made = present([choice(badge, "/evidence")], REQUEST, HOLDER, AT, LIMITS)
    assert SECRET in made.content.decode()
    assert verdict_of(made.content) is Verdict.ISSUER_UNKNOWN
    assert "/evidence" in {claim.pointer for claim in made.badges[0].shown}
    assert not made.badges[0].whole_only


def test_all_of_a_detail_is_said_before_it_leaves() -> None:
    evidence = next(claim for claim in claims_of(bbs(), LIMITS) if claim.pointer == "/evidence")
    assert evidence.value == f"A knot, {SECRET}"


def test_the_issuers_own_proof_never_leaves(badge: Credential) -> None:
    everything = [claim.pointer for claim in claims_of(badge, LIMITS) if claim.hiding is Hiding.CHOOSABLE]
    for request in (REQUEST, None):
        content = present([choice(badge, *everything)], request, HOLDER, AT, LIMITS).content
        assert str(badge.proofs[0]["proofValue"]) not in content.decode()
        assert shown_in(content)["evidence"] == badge.claims["evidence"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_leaves_that_was_not_chosen(badge: Credential, data: st.DataObject) -> None:
    pointers = [claim.pointer for claim in claims_of(badge, LIMITS) if claim.hiding is Hiding.CHOOSABLE]
    chosen = data.draw(st.sets(st.sampled_from(pointers)))
    content = present([choice(badge, *chosen)], REQUEST, HOLDER, AT, LIMITS).content
    part = shown_in(content)
    for pointer in pointers:
        assert is_at(part, pointer) is (pointer in chosen), pointer
    assert verdict_of(content) is Verdict.ISSUER_UNKNOWN


def is_at(document: Any, pointer: str) -> bool:
    for step in pointer.split("/")[1:]:
        if not isinstance(document, dict) or step not in document:
            return False
        document = document[step]
    return True


def test_a_proof_that_is_not_of_the_badge_is_refused(badge: Credential) -> None:
    mixed = read(json.dumps({**badge.claims, "evidence": [{"type": ["Evidence"], "name": "Other"}]}).encode())
    with pytest.raises(RefusedError, match="does not fit"):
        present([choice(mixed)], REQUEST, HOLDER, AT, LIMITS)


def test_many_pointers_of_a_proof_that_nobody_checked_take_no_time() -> None:
    claims: dict[str, Any] = dict(ecdsa_sd().claims)
    subject = {**claims["credentialSubject"], **{f"x{number}": {"y": "v", "z": "v"} for number in range(5_000)}}
    shown = [f"/credentialSubject/x{number}/y" for number in range(0, 40_000, 2)]
    base = BaseProof(b"\x00" * 64, b"\x80\x24" + b"\x02" * 33, b"\x00" * 32, (), tuple(shown))
    proof = {**claims["proof"], "proofValue": serialize_base(base)}
    began = time.process_time()
    found = claims_of(read(json.dumps({**claims, "credentialSubject": subject, "proof": proof}).encode()), LIMITS)
    assert time.process_time() - began < 5
    hiding = {claim.pointer: claim.hiding for claim in found}
    assert hiding["/credentialSubject/x0/y"] is Hiding.ALWAYS_SHOWN
    assert {hiding["/credentialSubject/x0/z"], hiding["/credentialSubject/x1/y"]} == {Hiding.CHOOSABLE}
