"""A message as a fountain of parts: any of them, a few more than the message has fragments, bring it across.

The first parts are the fragments themselves, each later one several of them, mixed by exclusive or.

Source: https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2024-001-multipart-ur.md
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import reduce
from operator import xor

from wallet.crypto import cbor
from wallet.presentation.fragment_chooser import FragmentChooser

_UINT32 = 1 << 32
_TRIED = 500
"""Parts among which spare ones are looked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part ("Part Serialization").

    Attributes:
        number: Which one (`seqNum`), from 1.
        count: How many fragments the message has (`seqLen`).
        message_bytes: How long the message is (`messageLen`).
        checksum: The message's CRC-32.
        data: A fragment, or several mixed; the last one is filled up with zeros.
    """

    number: int
    count: int
    message_bytes: int
    checksum: int
    data: bytes

    @property
    def message(self) -> tuple[int, ...]:
        """What parts of one message have in common."""
        return self.count, self.message_bytes, self.checksum, len(self.data)

    def encoded(self) -> bytes:
        """Return the part in CBOR."""
        return cbor.encode([self.number, self.count, self.message_bytes, self.checksum, self.data])


def read_part(data: bytes) -> Part:
    """Read a part from CBOR.

    Raises:
        ValueError: If it is none, or its numbers contradict each other.
    """
    match cbor.decode(data):
        case [int(number), int(count), int(message_bytes), int(checksum), bytes(fragment)]:
            part = Part(number, count, message_bytes, checksum, fragment)
        case _:
            raise ValueError("it is not of the form of a part")
    if not (0 < number < _UINT32 and checksum < _UINT32 and count):
        raise ValueError("a number of the part is out of range")
    if not (count - 1) * len(fragment) < message_bytes <= count * len(fragment):
        raise ValueError("the part does not fit into a message of the length that it names")
    return part


class Fountain:
    """The parts of one message ("The Encoder").

    Args:
        message: The bytes; not empty.
        most_bytes: The longest fragment.
    """

    def __init__(self, message: bytes, most_bytes: int) -> None:
        self._length = len(message)
        self._checksum = zlib.crc32(message)
        self.count = _quotient(len(message), most_bytes)
        self._size = _quotient(len(message), self.count)
        padded = message.ljust(self._size * self.count, b"\0")
        starts = range(0, len(padded), self._size)
        self._fragments = [int.from_bytes(padded[start : start + self._size], "big") for start in starts]
        self._chooser = FragmentChooser(self.count, self._checksum)

    def part(self, number: int) -> Part:
        """Return a part, by its number from 1; there is no last one."""
        mixed = reduce(xor, (self._fragments[index] for index in self._chooser.fragments(number)))
        return Part(number, self.count, self._length, self._checksum, mixed.to_bytes(self._size, "big"))

    def spares(self, number: int) -> list[int]:
        """Return the numbers of parts that best make good for any few of the first `count`.

        One mixes all fragments, or nearly: whichever one is lost, it brings it back. The others mix half of them each,
        so that together they tell several lost ones apart.

        Args:
            number: How many, at most 500.
        """
        later = range(self.count + 1, self.count + 1 + _TRIED)
        mixed = {part: len(self._chooser.fragments(part)) for part in later}
        fullest = max(later, key=lambda part: mixed[part])
        others = sorted(later, key=lambda part: abs(mixed[part] - self.count / 2))
        return [fullest, *(part for part in others if part != fullest)][:number]


def _quotient(number: int, by: int) -> int:
    """Return the quotient, rounded up."""
    return -(-number // by)
