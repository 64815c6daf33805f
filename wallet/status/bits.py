"""Long rows of bits, compressed and as text: how each kind of list that has them stores its entries."""

from __future__ import annotations

import base64
import binascii
import zlib

from wallet.model.checks import Code
from wallet.model.json_types import JsonValue
from wallet.model.limits import Limits
from wallet.status.listed import invalid, unknown

GZIP = 31
"""zlib's `wbits` for GZIP (RFC 1952)."""
ZLIB = 15
"""The same for ZLIB (RFC 1950)."""
GZIP_OR_ZLIB = 47
"""The same where either is met."""

_TO_URL = str.maketrans("+/", "-_")


def decoded(text: JsonValue, *, either_alphabet: bool = False) -> bytes:
    """Return the bytes of base64url text, padded or not.

    Args:
        text: The text.
        either_alphabet: Whether base64 will do, as specifications before 2024 left open which is meant.

    Raises:
        ProofError: STATUS_LIST_INVALID, unknown.
    """
    if not isinstance(text, str):
        raise invalid("The status list is not encoded as its standard says.")
    url = text.translate(_TO_URL) if either_alphabet else text
    try:
        return base64.b64decode(url.rstrip("=") + "=" * (-len(url.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise invalid("The status list cannot be decoded.") from error


def inflated(compressed: bytes, wbits: int, limits: Limits) -> bytes:
    """Return what was compressed, whole and within `limits.status_list_bytes`.

    Raises:
        ProofError: STATUS_LIST_INVALID or TOO_LARGE, unknown.
    """
    inflater = zlib.decompressobj(wbits=wbits)
    try:
        bits = inflater.decompress(compressed, limits.status_list_bytes)
    except zlib.error as error:
        raise invalid("The status list cannot be decoded.") from error
    if inflater.unconsumed_tail:
        raise unknown(Code.TOO_LARGE, "The status list is larger than Rosette reads.")
    if not inflater.eof:
        raise invalid("The status list is cut off.")
    return bits


def first_is_highest(bits: bytes, index: int, size: int) -> int:
    """Return the entry of `size` bits at `index`, where bit 0 is the highest of the first byte (W3C lists)."""
    _check_range(bits, index, size)
    start = index * size
    window = int.from_bytes(bits[start // 8 : (start + size - 1) // 8 + 1], "big")
    return window >> (-(start + size) % 8) & ((1 << size) - 1)


def first_is_lowest(bits: bytes, index: int, size: int) -> int:
    """Return the entry of 1, 2, 4 or 8 bits at `index`, where bit 0 is the lowest of the first byte (IETF lists)."""
    _check_range(bits, index, size)
    start = index * size
    return bits[start // 8] >> (start % 8) & ((1 << size) - 1)


def _check_range(bits: bytes, index: int, size: int) -> None:
    if (index + 1) * size > len(bits) * 8:
        raise unknown(Code.STATUS_INDEX_RANGE, "The badge's place lies beyond the end of the status list.")
