"""What each of several proofs was made over."""

from __future__ import annotations

from typing import Any

import pytest

from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.proofs.chains import previous_proofs, unsecured

A = {"id": "urn:a", "proofValue": "zA"}
B = {"id": "urn:b", "proofValue": "zB"}


def document(*proofs: Any) -> dict[str, Any]:
    return {"name": "Badge", "proof": list(proofs)}


def test_member_of_a_set_is_over_the_document_alone() -> None:
    assert unsecured(document(A, B), B) == {"name": "Badge"}
    assert unsecured({"name": "Badge", "proof": A}, A) == {"name": "Badge"}


def test_link_of_a_chain_is_over_the_earlier_ones_too() -> None:
    second = {**B, "previousProof": "urn:a"}
    assert unsecured(document(A, second), second) == document(A)
    third = {"id": "urn:c", "previousProof": ["urn:b", "urn:a"]}
    assert unsecured(document(A, B, third), third) == document(A, B)
    assert previous_proofs(document(A, B, third), third) == (A, B)


@pytest.mark.parametrize(
    "previous", ["urn:x", ["urn:a", "urn:x"], ["urn:a", "urn:a"], 5, [5], {"id": "urn:a"}, "urn:c"]
)
def test_broken_references_are_refused(previous: Any) -> None:
    proof = {"id": "urn:c", "previousProof": previous}
    with pytest.raises(ProofError) as caught:
        unsecured(document(A, B, proof), proof)
    assert (caught.value.check, caught.value.code) == (CheckId.PROOF_SIGNATURE, Code.PREVIOUS_PROOF_MISSING)


def test_two_proofs_of_one_name_are_refused() -> None:
    proof = {"id": "urn:c", "previousProof": "urn:a"}
    with pytest.raises(ProofError) as caught:
        unsecured(document(A, {**A, "proofValue": "zX"}, proof), proof)
    assert caught.value.code is Code.PREVIOUS_PROOF_MISSING


def test_document_is_left_alone() -> None:
    given = document(A, B)
    unsecured(given, {**B, "previousProof": "urn:a"})
    assert given == document(A, B)
