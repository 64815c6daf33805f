"""Uniform Resources of one part: a byte string as a URI that fits the alphanumeric mode of QR codes.

Source: https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2020-005-ur.md
"""

from __future__ import annotations

import re

from wallet.presentation import bytewords

_UR = re.compile(r"ur:([a-z0-9-]+)/(?:([0-9]{1,10})-([0-9]{1,10})/)?([a-z]+)", re.IGNORECASE)
_BYTE_STRING = 0x40
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}


class PartError(ValueError):
    """It is one part of several.

    Args:
        number: Which part, from 1.
        parts: How many parts hold the whole.
    """

    def __init__(self, number: int, parts: int) -> None:
        super().__init__(f"it is part {number} of {parts}")
        self.number = number
        self.parts = parts


def encode_bytes(data: bytes) -> str:
    """Return ``ur:bytes/…`` in lower case, around `data` as a CBOR byte string."""
    return f"ur:bytes/{bytewords.encode(_cbor_head(len(data)) + data)}"


def decode_bytes(text: str) -> bytes:
    """Return the bytes of a ``ur:bytes/…`` in either case.

    Raises:
        PartError: If it is one of several parts.
        ValueError: If it is malformed, its checksum does not match, or its type is another.
    """
    match = _UR.fullmatch(text)
    if match is None:
        raise ValueError("it is not of the form of a UR")
    kind, number, parts, message = match.groups()
    if kind.lower() != "bytes":
        raise ValueError("it is of another type than bytes")
    if number is not None:
        raise PartError(int(number), int(parts))
    return _from_cbor(bytewords.decode(message))


def _cbor_head(length: int) -> bytes:
    """Return the head of a byte string, in the shortest form (RFC 8949 sections 3 and 4.2.1)."""
    if length < min(_LENGTHS):
        return bytes([_BYTE_STRING | length])
    code, width = next((code, width) for code, width in _LENGTHS.items() if length < 1 << 8 * width)
    return bytes([_BYTE_STRING | code]) + length.to_bytes(width, "big")


def _from_cbor(message: bytes) -> bytes:
    width = _LENGTHS.get(message[0] & 0x1F, 0)
    data = message[1 + width :]
    # Deterministic CBOR has one spelling, so that writing the head again decides.
    if _cbor_head(len(data)) != message[: 1 + width]:
        raise ValueError("it does not hold one byte string")
    return data
