"""Time stamps on a seal: https://www.rfc-editor.org/rfc/rfc3161 , as ETSI TS 119 182-1 V1.2.1 places them in JAdES.

A time stamp is another authority's word that something existed at a time. It is worth what that authority is: only one
that leads to a chosen certificate proves a time.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.jws import Jws
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_json

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

MOST_TIME_STAMPS = 16
"""Most time stamps of one seal that are looked at; long-term seals in the corpus have six."""
_HASHES = {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}
"""Hash functions of message imprints by object identifier (RFC 5754 section 2)."""
_GRANTED = bytes.fromhex("3003020100")
"""The DER of a PKIStatusInfo that says only "granted" (RFC 3161 section 2.4.2)."""


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A time stamp token, and what it has to be over.

    Attributes:
        token: The DER of the TimeStampToken.
        message: What was there at that time.
        is_after_signing: Whether the message is the signature, so that the signature was made before.
    """

    token: bytes
    message: bytes
    is_after_signing: bool


def time_stamps_of(seal: Jws, limits: Limits) -> tuple[TimeStamp, ...]:
    """Return the time stamps over a seal's content (`adoTst`) and over its signature (`sigTst`).

    Those over other time stamps and over revocation data (`arcTst` …) say nothing of when a badge was sealed.

    Raises:
        ValueError: If a member that should hold time stamps is malformed.

    Source: clauses 5.2.6 (`adoTst`), 5.3.1 (`etsiU`) and 5.3.4 (`sigTst`).
    """
    payload = seal.signing_input.partition(b".")[2]
    signature = b64url_encode(seal.signature).encode()
    stamps = [TimeStamp(token, payload, False) for token in _tokens(seal.header.get("adoTst"))]
    for entry in _entries(seal.unprotected.get("etsiU"), limits):
        stamps += [TimeStamp(token, signature, True) for token in _tokens(entry.get("sigTst"))]
    if len(stamps) > MOST_TIME_STAMPS:
        raise ValueError("the seal has too many time stamps")
    return tuple(stamps)


def time_of(stamp: TimeStamp) -> datetime:
    """Return the time that a time stamp states, whoever made it.

    Raises:
        ValueError: If it cannot be read, or is over something else than it has to be.
    """
    response = _response(stamp.token)
    imprint = response.tst_info.message_imprint
    name = _HASHES.get(imprint.hash_algorithm.dotted_string)
    if name is None or hashlib.new(name, stamp.message).digest() != imprint.message:
        raise ValueError("the time stamp is over something else")
    return response.tst_info.gen_time


def is_vouched_for(stamp: TimeStamp, anchors: Sequence[bytes]) -> bool:
    """Return whether the authority that made a readable time stamp leads to one of the chosen certificates.

    Args:
        stamp: The time stamp; its certificates have to hold at the time it states.
        anchors: The DER of each chosen certificate.

    Source: RFC 3161 section 2.3 (the certificate is for time stamps), RFC 5652 section 5 (the token's signature).
    """
    from cryptography import x509  # noqa: PLC0415 (only seals with time stamps need it)
    from rfc3161_client import VerificationError, VerifierBuilder  # noqa: PLC0415 (a native library)

    response = _response(stamp.token)
    roots = list(dict.fromkeys(x509.load_der_x509_certificate(anchor) for anchor in anchors))
    if not roots:
        return False
    try:
        return VerifierBuilder(roots=roots).build().verify(response, response.tst_info.message_imprint.message)
    except (VerificationError, ValueError):
        return False


def _tokens(container: JsonValue) -> Iterator[bytes]:
    """Clause 5.4.3.3, `tstContainer`: base64 of DER, not base64url."""
    if container is None:
        return
    tokens = container.get("tstTokens") if isinstance(container, dict) else None
    if not isinstance(tokens, list):
        raise ValueError("a container of time stamps is malformed")  # noqa: TRY004 (one kind of refusal for callers)
    for token in tokens:
        value = token.get("val") if isinstance(token, dict) else None
        try:
            yield base64.b64decode(value if isinstance(value, str) else "!", validate=True)
        except binascii.Error as error:
            raise ValueError("a time stamp is not in base64") from error


def _entries(entries: JsonValue, limits: Limits) -> Iterator[JsonObject]:
    """Clause 5.3.1: the unsigned header parameters, each an object, in the clear or in base64url."""
    for entry in entries if isinstance(entries, list) else []:
        value = _decoded(entry, limits) if isinstance(entry, str) else entry
        if isinstance(value, dict):
            yield value


def _decoded(text: str, limits: Limits) -> JsonValue:
    try:
        return parse_json(b64url_decode(text), limits)
    except UnreadableError as error:
        raise ValueError("an unsigned parameter of the seal is malformed") from error


def _response(token: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response  # noqa: PLC0415 (a native library)

    return decode_timestamp_response(_sequence(_GRANTED + token))


def _sequence(content: bytes) -> bytes:
    """Wrap a token as the answer it once came in (RFC 3161 section 2.4.2; X.690 sections 8.1.3 and 8.9)."""
    size = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return b"\x30" + (size if len(content) < 128 else bytes([0x80 | len(size)]) + size) + content
