"""What QR codes hold together that were read one after the other: one message, whole or in parts."""

from __future__ import annotations

from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.presentation import ur
from wallet.presentation.fountain import Part
from wallet.presentation.fountain_decoder import FountainDecoder, OtherMessageError
from wallet.presentation.qr import decode_qr, unpack


class QrReader:
    """Takes the texts of codes, in any order and any number of times, until their message is there.

    Codes of two messages are never put together: the second is refused, and whoever wants it begins with a new reader.

    Args:
        limits: Bounds on parts and bytes.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: FountainDecoder | None = None
        self._found: bytes | None = None

    @property
    def progress(self) -> tuple[int, int]:
        """How many parts are there that say something new, and how many it takes; 0 and 0 before the first."""
        return (self._parts.found, self._parts.count) if self._parts is not None else (0, 0)

    @property
    def is_done(self) -> bool:
        """Whether the message is there."""
        return self._found is not None

    def read(self, text: str) -> None:
        """Take the text of one code.

        Raises:
            UnreadableError: MORE_THAN_ONE if it belongs to another message than those before it; MALFORMED if it is
                damaged or contradicts them; as `decode_qr`.
        """
        found = decode_qr(text, self._limits)
        message = self._put_together(found) if isinstance(found, Part) else found
        if message is None:
            return
        if self._found is not None and self._found != message:
            raise _two_messages()
        self._found = message

    def message(self) -> bytes | None:
        """Return the message; None where no code was read.

        Raises:
            UnreadableError: MALFORMED if parts are missing.
        """
        found, count = self.progress
        if found < count:
            read = f"{found} of the {count} parts of this code" if found > 1 else f"one part of a code of {count} parts"
            raise UnreadableError(Code.MALFORMED, f"Only {read} could be read.", "", "Read more of them together.")
        return self._found

    def _put_together(self, part: Part) -> bytes | None:
        """Return the message if this is the part that completes it."""
        if self._parts is not None and self._parts.message is not None:
            self._receive(part)
            return None
        whole = self._receive(part)
        return None if whole is None else unpack(_bytes_of(whole), self._limits)

    def _receive(self, part: Part) -> bytes | None:
        try:
            if self._parts is None:
                self._parts = FountainDecoder(part, self._limits.code_parts, self._limits.code_bytes)
            else:
                self._parts.receive(part)
        except OtherMessageError as error:
            raise _two_messages() from error
        except ValueError as error:
            raise _unfit(error) from error
        return self._parts.message


def _bytes_of(message: bytes) -> bytes:
    try:
        return ur.bytes_of(message)
    except ValueError as error:
        raise _unfit(error) from error


def _unfit(error: ValueError) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "The parts of this code cannot be put together:", f"{error}.")


def _two_messages() -> UnreadableError:
    return UnreadableError(
        Code.MORE_THAN_ONE, "These QR codes do not belong together.", "They hold different things.", "Read one."
    )
