"""JSON Web Signatures in the compact serialisation.

Source: RFC 7515; RFC 7518 section 3 and RFC 8037 section 3.1 (algorithms); RFC 7797 (`b64`); RFC 8725 (practice).
"""

from __future__ import annotations

import json

from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.crypto.keys import ALGORITHMS, PublicKey
from wallet.crypto.signatures import verify_signature
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.jws import Jws
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.model.strict_json import parse_object

FORBIDDEN_ALGORITHMS = frozenset({"NONE", "HS256", "HS384", "HS512", "RS1"})
"""Algorithms that prove nothing, in upper case: no signature, a shared secret, SHA-1 (RFC 8725 sections 2.1, 3.2)."""

_WRITER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)
_UNDERSTOOD_CRITICAL = frozenset({"b64"})


def parse_compact(token: bytes, limits: Limits) -> Jws:
    """Take a compact JWS apart.

    Args:
        token: Exactly three parts of strict base64url with a dot between; no white space around.
        limits: Bounds on the size of the token and the JSON of its header.

    Raises:
        UnreadableError: MALFORMED or TOO_LARGE; TOO_DEEP for the header.

    Source: RFC 7515 section 5.2, steps 1 to 3 and 6 to 8.
    """
    if len(token) > limits.document_bytes:
        raise UnreadableError(Code.TOO_LARGE, f"The token is larger than {limits.document_bytes // 2**20} MiB.")
    parts = token.split(b".")
    if len(parts) != 3:
        raise _malformed(f"it has {len(parts)} parts where a signed token has three")
    try:
        header, payload, signature = (b64url_decode(part) for part in parts)
    except ValueError as error:
        raise _malformed("a part of it is not base64url") from error
    return Jws(parse_object(header, limits), payload, token.rpartition(b".")[0], signature)


def check_algorithm(header: JsonObject) -> None:
    """Return if the header asks for nothing that is forbidden or unknown; to be run before a key is looked for.

    Raises:
        ProofError: PROOF_SUITE with ALGORITHM_FORBIDDEN or CRITICAL_HEADER_UNKNOWN (failed), or SUITE_UNSUPPORTED
            (unknown) for an algorithm outside the list and for the unencoded payload of RFC 7797.

    Source: RFC 7515 section 5.2, steps 4 and 5, and section 4.1.11; RFC 8725 section 3.1.
    """
    check_critical(header, _UNDERSTOOD_CRITICAL)
    check_allowed(header)
    if header.get("b64", True) is not True:
        raise _unsupported("The token is signed over an unencoded payload, which Rosette does not verify.")


def check_allowed(header: JsonObject) -> None:
    """Return if the header's algorithm is on the list.

    Raises:
        ProofError: PROOF_SUITE with ALGORITHM_FORBIDDEN (failed), or SUITE_UNSUPPORTED (unknown).

    Source: RFC 8725 section 3.1.
    """
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm.upper() in FORBIDDEN_ALGORITHMS:
        raise _refused(Code.ALGORITHM_FORBIDDEN, "The token is not signed in a way that can prove who signed it.")
    if algorithm not in ALGORITHMS:
        raise _unsupported("The token is signed with an algorithm that Rosette does not verify.")


def verify_jws(jws: Jws, key: PublicKey) -> None:
    """Return if the key's owner signed the token; raise otherwise.

    The header chooses nothing: its algorithm must be on the list and must be the one for this key.

    Raises:
        ProofError: As `check_algorithm` and `verify_signature` do.

    Source: RFC 7515 section 5.2.
    """
    check_algorithm(jws.header)
    verify_signature(key, str(jws.header["alg"]), jws.signing_input, jws.signature)


def sign_compact(header: JsonObject, payload: bytes, signer: Signer) -> str:
    """Sign a payload.

    Args:
        header: The protected header; `alg` is added, and must be the signer's where it is there.
        payload: The payload's bytes.
        signer: Who signs.

    Returns:
        The compact JWS.

    Raises:
        ValueError: If the header names another algorithm than the signer's.

    Source: RFC 7515 section 5.1.
    """
    full = {"alg": signer.algorithm, **header}
    if full["alg"] != signer.algorithm:
        raise ValueError("the header names another algorithm than the signer's")
    text = _WRITER.encode(full).encode()
    signing_input = f"{b64url_encode(text)}.{b64url_encode(payload)}"
    return f"{signing_input}.{b64url_encode(signer.sign(signing_input.encode('ascii')))}"


def check_critical(header: JsonObject, understood: frozenset[str]) -> None:
    """Return if every parameter that the header calls critical is there and is one that the caller processes.

    Args:
        header: The protected header.
        understood: The names of parameters that the caller processes.

    Raises:
        ProofError: PROOF_SUITE with CRITICAL_HEADER_UNKNOWN.

    Source: RFC 7515 section 4.1.11.
    """
    if "crit" not in header:
        return
    critical = header["crit"]
    if not isinstance(critical, list) or not critical or not all(isinstance(name, str) for name in critical):
        raise _refused(Code.CRITICAL_HEADER_UNKNOWN, "The token's list of critical parameters is malformed.")
    if len(set(critical)) != len(critical) or not all(name in header for name in critical):
        raise _refused(Code.CRITICAL_HEADER_UNKNOWN, "The token's list of critical parameters is malformed.")
    if not understood.issuperset(critical):
        raise _refused(Code.CRITICAL_HEADER_UNKNOWN, "The token demands a feature that Rosette does not know.")


def _malformed(why: str) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "This is not a signed token:", f"{why}.")


def _refused(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SUITE, code, detail)


def _unsupported(detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail, Outcome.UNKNOWN)
