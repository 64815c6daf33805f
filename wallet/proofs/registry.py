"""The suites that Rosette verifies, by what a proof says of itself."""

from __future__ import annotations

from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.proofs.bbs_2023 import BBS_2023
from wallet.proofs.ecdsa_jcs_2019 import ECDSA_JCS_2019
from wallet.proofs.ecdsa_rdfc_2019 import ECDSA_RDFC_2019
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.proofs.ed25519_signature_2018 import ED25519_SIGNATURE_2018
from wallet.proofs.ed25519_signature_2020 import ED25519_SIGNATURE_2020
from wallet.proofs.eddsa_jcs_2022 import EDDSA_JCS_2022
from wallet.proofs.eddsa_rdfc_2022 import EDDSA_RDFC_2022
from wallet.proofs.json_web_signature_2020 import JSON_WEB_SIGNATURE_2020
from wallet.proofs.suite import Suite

_SUITES: tuple[Suite, ...] = (
    EDDSA_RDFC_2022,
    EDDSA_JCS_2022,
    ECDSA_RDFC_2019,
    ECDSA_JCS_2019,
    ECDSA_SD_2023,
    ED25519_SIGNATURE_2020,
    ED25519_SIGNATURE_2018,
    JSON_WEB_SIGNATURE_2020,
    BBS_2023,
)


def suite_for(proof: JsonObject) -> Suite:
    """Return the suite that a proof says it was made with.

    Raises:
        ProofError: PROOF_SUITE with SUITE_UNSUPPORTED, unknown, for any other.
    """
    for suite in _SUITES:
        if (proof.get("type"), proof.get("cryptosuite")) == (suite.proof_type, suite.cryptosuite):
            return suite
    detail = "The document is signed in a way (cryptographic suite) that Rosette does not verify."
    raise ProofError(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail, Outcome.UNKNOWN)
