"""The message back from its parts, in any order, whichever were lost.

Each part is an equation over the fragments: they are solved by elimination over GF(2), which takes no more parts than
any way of solving them, keeps no more than the message has fragments, and finds contradictions.

Source: https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2024-001-multipart-ur.md (section 6)
"""

from __future__ import annotations

import zlib

from wallet.presentation.fountain import Part
from wallet.presentation.fragment_chooser import FragmentChooser


class OtherMessageError(ValueError):
    """The part belongs to another message than those before it."""


class FountainDecoder:
    """Parts of one message being put together.

    Args:
        first: The first part that was read; it says what the others have to agree with.
        most_parts: Most fragments that the message may have.
        most_bytes: Longest message, in bytes.

    Raises:
        ValueError: If the message would be larger.
    """

    def __init__(self, first: Part, most_parts: int, most_bytes: int) -> None:
        if first.count > most_parts or first.message_bytes > most_bytes:
            raise ValueError(f"it is part of a message of more than {most_parts} parts or {most_bytes} bytes")
        self._first = first
        self._chooser = FragmentChooser(first.count, first.checksum)
        self._equations: dict[int, tuple[int, int]] = {}
        self._message: bytes | None = None
        self.receive(first)

    @property
    def count(self) -> int:
        """How many parts it takes at least."""
        return self._first.count

    @property
    def found(self) -> int:
        """How many parts are there that say something new."""
        return len(self._equations)

    @property
    def message(self) -> bytes | None:
        """The message; None as long as parts are missing."""
        return self._message

    def receive(self, part: Part) -> None:
        """Take a part; one that says nothing new changes nothing.

        Raises:
            OtherMessageError: If it belongs to another message.
            ValueError: If it contradicts the parts before it, or they are no message together.
        """
        if part.message != self._first.message:
            raise OtherMessageError("it is part of another message")
        fragments = sum(1 << index for index in self._chooser.fragments(part.number))
        self._add(fragments, int.from_bytes(part.data, "big"))
        if self._message is None and self.found == self.count:
            self._message = self._solved()

    def _add(self, fragments: int, data: int) -> None:
        """Add an equation: these fragments (as bits), mixed, give this data."""
        while fragments:
            highest = fragments.bit_length() - 1
            if highest not in self._equations:
                self._equations[highest] = fragments, data
                return
            known, mixed = self._equations[highest]
            fragments ^= known
            data ^= mixed
        if data:
            raise ValueError("it contradicts other parts of its message")

    def _solved(self) -> bytes:
        fragments: list[int] = []
        for index in range(self.count):
            others, data = self._equations[index]
            for lower, fragment in enumerate(fragments):
                if others >> lower & 1:
                    data ^= fragment
            fragments.append(data)
        size = len(self._first.data)
        joined = b"".join(fragment.to_bytes(size, "big") for fragment in fragments)
        message = joined[: self._first.message_bytes]
        if zlib.crc32(message) != self._first.checksum:
            raise ValueError("its parts are not those of one message")
        return message
