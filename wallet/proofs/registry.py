"""The suites that Rosette verifies, by what a proof says of itself; each page is loaded when its suite is met."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.proofs.options import DATA_INTEGRITY_PROOF
from wallet.proofs.suite import Suite

_SUITES = {
    (DATA_INTEGRITY_PROOF, "eddsa-rdfc-2022"): "wallet.proofs.eddsa_rdfc_2022",
    (DATA_INTEGRITY_PROOF, "eddsa-jcs-2022"): "wallet.proofs.eddsa_jcs_2022",
    (DATA_INTEGRITY_PROOF, "ecdsa-rdfc-2019"): "wallet.proofs.ecdsa_rdfc_2019",
    (DATA_INTEGRITY_PROOF, "ecdsa-jcs-2019"): "wallet.proofs.ecdsa_jcs_2019",
    (DATA_INTEGRITY_PROOF, "ecdsa-sd-2023"): "wallet.proofs.ecdsa_sd_2023",
    (DATA_INTEGRITY_PROOF, "bbs-2023"): "wallet.proofs.bbs_2023",
    ("Ed25519Signature2020", None): "wallet.proofs.ed25519_signature_2020",
    ("Ed25519Signature2018", None): "wallet.proofs.ed25519_signature_2018",
    ("JsonWebSignature2020", None): "wallet.proofs.json_web_signature_2020",
}
"""The page of each suite, by its proofs' `type` and `cryptosuite`; on it, the suite has the page's name in capitals."""

_MERKLE_PROOF = "MerkleProof2019", "merkle-proof-2019"


def suite_for(proof: JsonObject) -> Suite:
    """Return the suite that a proof says it was made with.

    Raises:
        ProofError: PROOF_SUITE with SUITE_UNSUPPORTED, unknown, for any other.
    """
    for names, page in _SUITES.items():
        if (proof.get("type"), proof.get("cryptosuite")) == names:
            return _suite_on(page)
    detail = "The document is signed in a way (cryptographic suite) that Rosette does not verify."
    raise ProofError(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail, Outcome.UNKNOWN)


def is_merkle_proof(proof: JsonObject) -> bool:
    """Return whether a proof is no suite's but that of `merkle_proof_2019`, by its own type or as a cryptosuite."""
    return proof.get("type") == _MERKLE_PROOF[0] or proof.get("cryptosuite") == _MERKLE_PROOF[1]


@cache
def _suite_on(page: str) -> Suite:
    suite: Suite = getattr(import_module(page), page.rpartition(".")[2].upper())
    return suite
