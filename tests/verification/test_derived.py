"""Badges of which a holder shows a part: what the report says of base and derived proofs, and of altered ones."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.jsonld.badges import LIMITS
from tests.simulators.world import LIST, HolderKey, World
from wallet.crypto.keys import KeyType
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.evidence import ListedIssuer
from wallet.model.report import Level, Verdict
from wallet.operations.sample_issuer import status_entry
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023

ISSUER = HolderKey(KeyType.P256)
WORLD = World()


def badge() -> dict[str, Any]:
    document = json.loads(WORLD.badge())
    del document["proof"]
    issuer = {"id": ISSUER.did, "type": ["Profile"], "name": "Guild of Locksmiths"}
    return {**document, "issuer": issuer}


def signed(**changes: Any) -> dict[str, Any]:
    document = {**badge(), **changes}
    options = {"created": document["validFrom"], "proofPurpose": "assertionMethod"}
    proof = ECDSA_SD_2023.sign(document, options, ISSUER.signer, editions(document)[0], LIMITS)
    return {**document, "proof": proof}


def derived(pointers: tuple[str, ...] = ("/credentialSubject/achievement", "/name"), **changes: Any) -> dict[str, Any]:
    document = signed(**changes)
    proof = document.pop("proof")
    return dict(ECDSA_SD_2023.derive(document, proof, pointers, editions(document)[0], LIMITS))


def test_a_base_proof_is_a_proof_like_any_other() -> None:
    report = WORLD.verify(json.dumps(signed()).encode())
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    assert report.check(CheckId.DISCLOSURE_INTEGRITY).outcome is Outcome.NOT_APPLICABLE


def test_a_derived_proof_passes_the_check_of_disclosure() -> None:
    report = WORLD.verify(json.dumps(derived()).encode())
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    assert report.check(CheckId.DISCLOSURE_INTEGRITY).outcome is Outcome.PASSED


def test_a_changed_detail_fails_it() -> None:
    document = derived()
    document["credentialSubject"]["achievement"]["name"] = "Safecracking"
    report = WORLD.verify(json.dumps(document).encode())
    assert report.verdict is Verdict.FAILED
    found = report.check(CheckId.DISCLOSURE_INTEGRITY)
    assert (found.outcome, found.code) == (Outcome.FAILED, Code.DISCLOSURE_INVALID)


def test_a_derived_proof_whose_key_is_missing_is_not_checked() -> None:
    document = derived()
    document["issuer"]["id"] = "did:web:elsewhere.example"
    document["proof"]["verificationMethod"] = "did:web:elsewhere.example#key-1"
    report = WORLD.verify(json.dumps(document).encode())
    assert report.verdict is Verdict.UNKNOWN
    found = report.check(CheckId.DISCLOSURE_INTEGRITY)
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, Code.NOT_REACHED)


def test_what_a_part_keeps_back_may_be_its_end_or_its_withdrawal(monkeypatch: pytest.MonkeyPatch) -> None:
    # An issuer whose only mandatory pointer is /issuer, as in the specification's own example.
    monkeypatch.setattr("wallet.proofs.ecdsa_sd_2023._MANDATORY", ("issuer",))
    part = derived(("/validFrom", "/credentialSubject"))
    assert "validUntil" not in part
    report = WORLD.verify(json.dumps(part).encode())
    for check_id in (CheckId.VALIDITY_PERIOD, CheckId.STATUS):
        check = report.check(check_id)
        assert (check.outcome, check.code) == (Outcome.PASSED, Code.NOT_SHOWN)


def test_a_part_without_its_issuer_is_never_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.proofs.ecdsa_sd_2023._MANDATORY", ("validFrom",))
    part = derived(("/credentialSubject",))
    assert "issuer" not in part
    report = WORLD.verify(json.dumps(part).encode())
    assert report.verdict is Verdict.FAILED
    # Nor with one that is written in afterwards.
    report = WORLD.verify(json.dumps({**part, "issuer": ISSUER.did}).encode())
    assert report.check(CheckId.PROOF_SIGNATURE).outcome is Outcome.FAILED


def withdrawn_world() -> World:
    """A world in which the first of a badge's two status entries is marked."""
    world = World(listed=[ListedIssuer(ISSUER.did, "Guild", Level.PRODUCTION, "Fair", None, Source.PACK)])
    world.listed[0] = replace(world.listed[0], status_services=(world.issuer.id,))
    world.add_list(frozenset({7}))
    return world


ENTRIES = [status_entry(LIST, "revocation", index) for index in (7, 9)]


@pytest.mark.parametrize("entries", [ENTRIES, ENTRIES[1:]], ids=["withdrawn", "sound"])
def test_a_holder_who_chooses_what_to_show_of_the_status_is_not_believed(
    entries: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the issuer leaves it to the holder, the entry that tells of a withdrawal can be kept back."""
    monkeypatch.setattr("wallet.proofs.ecdsa_sd_2023._MANDATORY", ("issuer", "validFrom", "validUntil"))
    harmless = f"/credentialStatus/{len(entries) - 1}"
    part = derived(("/credentialSubject", harmless), credentialStatus=entries)
    assert part["credentialStatus"] == entries[-1:]
    report = withdrawn_world().verify(json.dumps(part).encode())
    assert report.verdict is Verdict.LIMITED
    check = report.check(CheckId.STATUS)
    assert (check.outcome, check.code) == (Outcome.PASSED, Code.NOT_SHOWN)


def test_a_status_that_the_issuer_always_shows_is_believed() -> None:
    world = withdrawn_world()
    sound = derived(credentialStatus=ENTRIES[1:])
    assert world.verify(json.dumps(sound).encode()).verdict is Verdict.VERIFIED
    assert world.verify(json.dumps(derived(credentialStatus=ENTRIES)).encode()).verdict is Verdict.REVOKED
