"""Xoshiro256**, the generator of pseudo-random numbers that sender and receiver of a moving code share.

It is no secret and guards none: both sides only have to draw the same numbers.

Source: https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2024-001-multipart-ur.md (section 4)
"""

from __future__ import annotations

import hashlib
import struct

_BITS = 64
_WORD = (1 << _BITS) - 1


class Xoshiro256:
    """A stream of numbers.

    Args:
        seed: Bytes of any length; their SHA-256 is the first state.
    """

    def __init__(self, seed: bytes) -> None:
        self._state: tuple[int, ...] = struct.unpack(">4Q", hashlib.sha256(seed).digest())

    def next(self) -> int:
        """Return the next 64 bits."""
        first, second, third, fourth = self._state
        result = _rotated(second * 5 & _WORD, 7) * 9 & _WORD
        third ^= first
        fourth ^= second
        self._state = (first ^ fourth, second ^ third, third ^ (second << 17 & _WORD), _rotated(fourth, 45))
        return result

    def next_double(self) -> float:
        """Return the next number from 0 to 1, as every IEEE 754 machine rounds it."""
        return self.next() / (1 << _BITS)

    def next_index(self, count: int) -> int:
        """Return the next whole number from 0 to below `count`."""
        return int(self.next_double() * count)


def _rotated(word: int, by: int) -> int:
    return (word << by | word >> _BITS - by) & _WORD
