"""What parent and child say to each other over the two pipes: little-endian, length-prefixed, nothing parsed.

The child says READY once. Then, for each request ``task, size, length, data``, it gives one answer
``first, second, length, body``: for a thumbnail its width, its height and raw RGBA; for QR codes their number, 0 and
the texts, each with its length before it. Three zeros say that the picture was refused.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

READY = b"ready"
REQUEST = struct.Struct("<BII")
ANSWER = struct.Struct("<III")
_LENGTH = struct.Struct("<I")

MOST_TEXTS = 64
"""Most QR codes reported of one picture."""

TEXT_BYTES = 4 * 7089
"""Longest text of one QR code, in bytes: 7,089 digits (ISO/IEC 18004, version 40-L), each at most 4 bytes of UTF-8."""


class Task(IntEnum):
    """What the child is to do with a picture."""

    THUMBNAIL = 1
    QR_TEXTS = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What the child says of one picture; to be believed only as far as it is checked."""

    first: int
    second: int
    body: bytes

    def encoded(self) -> bytes:
        """Return the answer's frame."""
        return ANSWER.pack(self.first, self.second, len(self.body)) + self.body


REFUSED = Answer(0, 0, b"")


def pack_texts(texts: Sequence[str]) -> bytes:
    """Return texts as one body."""
    encoded = (text.encode("utf-8", "replace") for text in texts)
    return b"".join(_LENGTH.pack(len(text)) + text for text in encoded)


def unpack_texts(body: bytes) -> tuple[str, ...]:
    """Return the texts of a body.

    Raises:
        ValueError: If it is not of the form that `pack_texts` writes.
    """
    texts: list[str] = []
    rest = body
    while rest:
        if len(rest) < _LENGTH.size:
            raise ValueError("half a length")
        (length,) = _LENGTH.unpack_from(rest)
        text, rest = rest[_LENGTH.size :][:length], rest[_LENGTH.size + length :]
        if len(text) != length:
            raise ValueError("half a text")
        texts.append(text.decode("utf-8"))
    return tuple(texts)
