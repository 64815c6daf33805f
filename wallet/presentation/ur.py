"""Uniform Resources: a byte string as one URI, or several, that fit the alphanumeric mode of QR codes.

Source: https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2020-005-ur.md
"""

from __future__ import annotations

import re

from wallet.crypto import cbor
from wallet.presentation import bytewords
from wallet.presentation.fountain import Part, read_part

_UR = re.compile(r"ur:([a-z0-9-]+)/(?:([0-9]{1,10})-([0-9]{1,10})/)?([a-z]+)", re.IGNORECASE)


def encode_bytes(data: bytes) -> str:
    """Return ``ur:bytes/…`` in lower case, around `data` as a CBOR byte string."""
    return f"ur:bytes/{bytewords.encode(message_of(data))}"


def encode_part(part: Part) -> str:
    """Return ``ur:bytes/1-9/…`` in lower case, around one part of several."""
    return f"ur:bytes/{part.number}-{part.count}/{bytewords.encode(part.encoded())}"


def decode(text: str) -> bytes | Part:
    """Return the bytes of a ``ur:bytes/…`` in either case, or the part of them that it is.

    Raises:
        ValueError: If it is malformed, its checksum does not match, or its type is another.
    """
    match = _UR.fullmatch(text)
    if match is None:
        raise ValueError("it is not of the form of a UR")
    kind, number, count, letters = match.groups()
    if kind.lower() != "bytes":
        raise ValueError("it is of another type than bytes")
    if number is None:
        return bytes_of(bytewords.decode(letters))
    part = read_part(bytewords.decode(letters))
    if (part.number, part.count) != (int(number), int(count)):
        raise ValueError("it names itself another part than it is")
    return part


def message_of(data: bytes) -> bytes:
    """Return the message that a UR of bytes carries, whole or in parts: a byte string in CBOR."""
    return cbor.encode(data)


def bytes_of(message: bytes) -> bytes:
    """Return the bytes in a message.

    Raises:
        ValueError: If it holds something else.
    """
    match cbor.decode(message):
        case bytes(data):
            return data
        case _:
            raise ValueError("it does not hold one byte string")
