"""Binary as text, strictly: each value has one spelling, and every other spelling is refused.

Source: RFC 4648 section 5 (base64url) as narrowed by RFC 7515 section 2;
https://www.w3.org/TR/cid-1.0/#multibase-0 (multibase, base58-btc).
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable
from functools import lru_cache

import base58

from wallet.model.limits import Limits

_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]*")
_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_+/=", b"+/???")
"""To the standard alphabet; what stands for something there alone becomes a character that no alphabet has."""
_LAST = (b"", b"", b"AQgw", b"AEIMQUYcgkosw048")
"""By how many characters the last group has: those whose unused bits are zero (RFC 4648 section 3.5)."""
_PADDING = (b"", b"===", b"==", b"=")
_FILLING = (b"", b"!", b"AA", b"A")
"""What fills the last group with zero bits, so that another text can follow; one character alone is no group."""


def b64url_decode(text: str | bytes) -> bytes:
    """Decode base64url without padding.

    Args:
        text: ASCII; no padding, no white space, unused bits zero.

    Returns:
        The bytes.

    Raises:
        ValueError: If the text is not exactly what `b64url_encode` would write.

    Source: RFC 7515 section 2; RFC 4648 sections 3.5 and 5.
    """
    encoded = text.encode("ascii") if isinstance(text, str) else text
    beyond = len(encoded) % 4
    if beyond and encoded[-1] not in _LAST[beyond]:
        raise ValueError("this is not base64url as RFC 7515 wants it")
    import pybase64  # noqa: PLC0415 (start-up counts)

    return pybase64.b64decode(encoded.translate(_FROM_URL) + _PADDING[beyond], validate=True)


def b64url_decode_each(texts: Iterable[bytes]) -> list[bytes]:
    """Decode several texts, each as `b64url_decode` does.

    Raises:
        ValueError: If one of them is not exactly what `b64url_encode` would write.
    """
    import pybase64  # noqa: PLC0415 (start-up counts)

    filled, bounds, end = [], [], 0
    for encoded in texts:
        beyond = len(encoded) % 4
        if beyond and encoded[-1] not in _LAST[beyond]:
            raise ValueError("this is not base64url as RFC 7515 wants it")
        filled.append(encoded + _FILLING[beyond])
        bounds.append((end, end + len(encoded) * 3 // 4))
        end += len(filled[-1]) // 4 * 3
    decoded = pybase64.b64decode(b"".join(filled).translate(_FROM_URL), validate=True)
    return [decoded[start:end] for start, end in bounds]


def b64url_encode(data: bytes) -> str:
    """Return `data` as base64url without padding (RFC 7515 section 2)."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=").translate(_TO_URL).decode("ascii")


def multibase_decode(text: str, limits: Limits) -> bytes:
    """Decode a multibase text in base58-btc (prefix ``z``) or base64url (prefix ``u``).

    Args:
        text: The text with its prefix.
        limits: `base58_characters` bounds base58, whose decoding is quadratic.

    Returns:
        The bytes.

    Raises:
        ValueError: If the prefix is another, a character is foreign, or the text is too long.

    Source: Controlled Identifiers 1.0 section 2.4, Multibase.
    """
    base, encoded = text[:1], text[1:]
    if base == "u":
        return b64url_decode(encoded)
    if base != "z":
        raise ValueError("the text has no multibase prefix that is supported")
    if len(encoded) > limits.base58_characters:
        raise ValueError("the base58 text is too long")
    if not _BASE58.fullmatch(encoded):
        raise ValueError("the text holds a character that is not in base58")
    return _base58_bytes(encoded)


@lru_cache(maxsize=64)
def _base58_bytes(text: str) -> bytes:
    # A proof's value is looked at before its key is at hand, and again with it.
    return bytes(base58.b58decode(text))


def multibase_encode(data: bytes) -> str:
    """Return `data` as multibase in base58-btc: ``z…``."""
    return "z" + base58.b58encode(data).decode("ascii")
