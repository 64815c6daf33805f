"""What parent and child say to each other over the two pipes: little-endian, length-prefixed, nothing parsed.

The child says READY once. Then, for each request ``task, size, length, data``, it gives one answer
``first, second, length, body``: for a thumbnail its width, its height and raw RGBA; for QR codes their number, 0 and
the texts, each with its length before it, be they in a file or in raw pixels in grey, whose width the size is then; for
attachments their number, 1 and name and content of each, likewise; for the codes on a page, whose number the size is
then, their number, that of the pages and the texts. Three zeros say that the file was refused.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

READY = b"ready"
REQUEST = struct.Struct("<BII")
ANSWER = struct.Struct("<III")
_LENGTH = struct.Struct("<I")

MOST_TEXTS = 64
"""Most QR codes reported of one picture."""

MOST_ATTACHMENTS = 64
"""Most files attached to one document that are looked at."""

TEXT_BYTES = 4 * 7089
"""Longest text of one QR code, in bytes: 7,089 digits (ISO/IEC 18004, version 40-L), each at most 4 bytes of UTF-8."""

TEXTS_BYTES = MOST_TEXTS * (_LENGTH.size + TEXT_BYTES)
"""Longest body of texts."""


class Task(IntEnum):
    """What the child is to do with a file."""

    THUMBNAIL = 1
    QR_TEXTS = 2
    ATTACHMENTS = 3
    QR_PIXELS = 4
    PAGE_QR_TEXTS = 5


class Opener(StrEnum):
    """What a child can open, by the module that does it: no child loads libraries that it does not need."""

    PICTURES = "decoding"
    DOCUMENTS = "attaching"
    PAGES = "paging"


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


def pack_pieces(pieces: Iterable[bytes]) -> bytes:
    """Return pieces as one body."""
    return b"".join(_LENGTH.pack(len(piece)) + piece for piece in pieces)


def pack_texts(texts: Iterable[str]) -> bytes:
    """Return texts as one body."""
    return pack_pieces(text.encode("utf-8", "replace") for text in texts)


def unpack_pieces(body: bytes) -> tuple[bytes, ...]:
    """Return the pieces of a body.

    Raises:
        ValueError: If it is not of the form that `pack_pieces` writes.
    """
    pieces: list[bytes] = []
    position = 0
    while position < len(body):
        start = position + _LENGTH.size
        if start > len(body):
            raise ValueError("half a length")
        position = start + _LENGTH.unpack_from(body, start - _LENGTH.size)[0]
        if position > len(body):
            raise ValueError("half a piece")
        pieces.append(body[start:position])
    return tuple(pieces)


def unpack_texts(body: bytes) -> tuple[str, ...]:
    """Return the texts of a body.

    Raises:
        ValueError: If it is not of the form that `pack_texts` writes.
    """
    return tuple(piece.decode("utf-8") for piece in unpack_pieces(body))


def texts_of(answer: Answer | None) -> tuple[str, ...]:
    """Return the texts of an answer; none where there is no answer, or one of another form."""
    try:
        return unpack_texts(answer.body) if answer is not None else ()
    except ValueError:
        return ()
