"""The options of a proof: what every Data Integrity proof says of itself, whatever its suite.

Source: https://www.w3.org/TR/vc-data-integrity/#proofs (section 2.1)
"""

from __future__ import annotations

from collections.abc import Mapping

from wallet.model.checks import CheckId, Code
from wallet.model.dates import parse_date_time_stamp
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue

DATA_INTEGRITY_PROOF = "DataIntegrityProof"


def check_options(options: JsonObject, proof_type: str, cryptosuite: str | None) -> None:
    """Return if the options are well formed and those of the suite.

    Args:
        options: The proof, with or without its value.
        proof_type: The suite's proof type.
        cryptosuite: The suite's name where the type does not say it all; None otherwise.

    Raises:
        ProofError: STRUCTURE with BAD_VALUE or MISSING_MEMBER; PROOF_TIME with BAD_DATE.

    Source: Data Integrity section 4.4, step 4; the suites' "Proof Configuration", steps 2 and 3.
    """
    if options.get("type") != proof_type or options.get("cryptosuite") != cryptosuite:
        raise _malformed(Code.BAD_VALUE, f"The proof is not of the kind {cryptosuite or proof_type}.")
    method = options.get("verificationMethod")
    if not isinstance(method.get("id") if isinstance(method, Mapping) else method, str):
        raise _malformed(Code.MISSING_MEMBER, "The proof does not name the key it was made with.")
    if not isinstance(options.get("proofPurpose"), str):
        raise _malformed(Code.MISSING_MEMBER, "The proof does not say what it was made for.")
    for name in ("created", "expires"):
        _check_date(options.get(name))


def check_created(options: JsonObject) -> None:
    """Return if the proof says when it was made, as the older proof types must.

    Raises:
        ProofError: STRUCTURE with MISSING_MEMBER.
    """
    if options.get("created") is None:
        raise _malformed(Code.MISSING_MEMBER, "The proof does not say when it was made.")


def _check_date(value: JsonValue) -> None:
    if value is None:
        return
    try:
        parse_date_time_stamp(value if isinstance(value, str) else "")
    except ValueError as error:
        raise ProofError(CheckId.PROOF_TIME, Code.BAD_DATE, "A time in the proof is malformed.") from error


def _malformed(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.STRUCTURE, code, detail)
