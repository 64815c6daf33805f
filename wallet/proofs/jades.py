"""JAdES, the European advanced electronic signature as JWS: https://www.etsi.org/standards , ETSI TS 119 182-1 V1.2.1.

Clauses named below are of that document. A baseline signature says with which certificate and when it was made.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from wallet.crypto.encodings import b64url_encode
from wallet.crypto.jws import check_allowed, check_critical
from wallet.crypto.keys import PublicKey
from wallet.crypto.signatures import verify_signature
from wallet.model.checks import CheckId, Code
from wallet.model.dates import parse_date_time_stamp, parse_numeric_date
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.jws import Jws

_UNDERSTOOD = frozenset(
    {"b64", "sigT", "iat", "exp", "nbf", "x5t#o", "sigX5ts", "srCms", "srAts", "sigPl", "sigPId", "sigD", "adoTst"}
)
"""Parameters that may be critical (clause 5.1.9): judged below, or statements that no check here depends on."""
_DIGESTS = {"S256": "sha256", "S384": "sha384", "S512": "sha512"}


def check_header(header: JsonObject) -> None:
    """Return if the protected header keeps the rules of JAdES and asks for nothing unknown.

    Raises:
        ProofError: PROOF_SUITE with CRITICAL_HEADER_UNKNOWN, ALGORITHM_FORBIDDEN or BAD_VALUE (failed), or
            SUITE_UNSUPPORTED (unknown); PROOF_TIME with BAD_DATE.
    """
    check_critical(header, _UNDERSTOOD)  # clause 5.1.9
    check_allowed(header)  # clause 5.1.2
    if "b64" in header and ("b64" not in _list(header.get("crit")) or not isinstance(header["b64"], bool)):
        # RFC 7797 section 6: a reader that does not know `b64` must be made to refuse.
        raise _refused(Code.CRITICAL_HEADER_UNKNOWN, "The seal does not call its form of payload critical.")
    if "sigD" in header:
        # Clause 5.2.8.1: only a detached signature, without a payload, names what it is over.
        raise _refused(Code.BAD_VALUE, "The seal says it is over other documents than the one it holds.")
    signing_time(header)


def signing_time(header: JsonObject) -> datetime | None:
    """Return when the signer says it signed (clauses 5.1.11 `iat` and 5.2.1 `sigT`); None where it does not say.

    Raises:
        ProofError: PROOF_TIME with BAD_DATE, where it is no time or is said twice.
    """
    if "sigT" in header and "iat" in header:
        raise _bad_date("The seal says twice when it was made.")
    return _time(header.get("sigT"), header.get("iat"))


def end_of(header: JsonObject) -> datetime | None:
    """Return when the signer says that the seal ends (`exp`, RFC 7519 section 5.3); None where it does not say."""
    return _time(None, header.get("exp"))


def check_thumbprints(header: JsonObject, certificate: bytes) -> None:
    """Return if the certificate is the one that the header names by its digest, where it names one.

    Args:
        header: The protected header.
        certificate: The DER of the certificate in `x5c`.

    Raises:
        ProofError: KEY_STRENGTH with KEY_INVALID.

    Source: clauses 5.1.7 (`x5t#S256`) and 5.2.2.2 (`x5t#o`).
    """
    other = header.get("x5t#o")
    named = [("S256", header["x5t#S256"])] if "x5t#S256" in header else []
    if isinstance(other, dict):
        named.append((str(other.get("digAlg")), other.get("digVal")))
    elif other is not None:
        raise _wrong_certificate()
    if not all(_is_digest(certificate, algorithm, value) for algorithm, value in named):
        raise _wrong_certificate()


def verify_seal(seal: Jws, key: PublicKey) -> None:
    """Return if the key's owner signed the payload with this header; raise otherwise.

    Raises:
        ProofError: As `check_header` and `verify_signature` do.
    """
    check_header(seal.header)
    verify_signature(key, str(seal.header["alg"]), seal.signing_input, seal.signature)


def _is_digest(certificate: bytes, algorithm: str, value: JsonValue) -> bool:
    name = _DIGESTS.get(algorithm)
    return name is not None and b64url_encode(hashlib.new(name, certificate).digest()) == value


def _time(stamp: JsonValue, numeric: JsonValue) -> datetime | None:
    if stamp is None and numeric is None:
        return None
    try:
        return parse_date_time_stamp(str(stamp)) if stamp is not None else parse_numeric_date(numeric)
    except ValueError as error:
        raise _bad_date("A time in the seal is malformed.") from error


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _refused(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SUITE, code, detail)


def _bad_date(detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_TIME, Code.BAD_DATE, detail)


def _wrong_certificate() -> ProofError:
    detail = "The seal names another certificate than the one it carries."
    return ProofError(CheckId.KEY_STRENGTH, Code.KEY_INVALID, detail)
