"""Reading a QR code while it is shown, still or moving: frames of a camera or a screen, until its message is there.

A recovery kit's code is looked for by a reader of its own: nothing else takes it for a message, and it takes nothing
else for a code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from wallet.model.checks import Code
from wallet.model.errors import UnreadableError, WrongRecoveryCodeError
from wallet.model.limits import Limits
from wallet.model.picture import GreyImage
from wallet.operations.inputs import read_input
from wallet.presentation.qr_reader import QrReader
from wallet.sandbox.images import FrameReader, qr_texts
from wallet.vault.recovery_code import RecoveryCode


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan is.

    Attributes:
        found: How many parts of the code are there that say something new.
        count: How many it takes; 0 before the first code is seen, and where one code is all there is.
        remark: Why a code that was seen was passed over; empty where none was.
        message: What the code holds; None as long as it is not all there.
    """

    found: int = 0
    count: int = 0
    remark: str = ""
    message: bytes | None = None

    @property
    def words(self) -> str:
        """What to tell whoever holds the code."""
        if self.message is not None:
            return "The code was read."
        if self.count:
            return f"Part {self.found} of {self.count}, keep holding."
        return self.remark or "Hold the code still and close, so that it fills most of the picture."


class Scan:
    """One scan; a context manager, at whose end no process is left. Frames are seen one at a time, by any thread.

    Args:
        limits: Bounds on frames, parts and bytes.
    """

    def __init__(self, limits: Limits) -> None:
        self._frames = FrameReader(limits)
        self._reader = QrReader(limits)

    def __enter__(self) -> Scan:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the scan, and leave no process behind."""
        self._frames.close()

    def see(self, frame: GreyImage) -> Progress:
        """Look for codes in a frame.

        Raises:
            UnreadableError: MORE_THAN_ONE where it shows parts of two codes, or of another than those before;
                MALFORMED or TOO_LARGE where the message cannot be put together.
            SandboxUnavailableError: Where frames cannot be looked at.
        """
        remark = ""
        for text in self._frames.texts(frame):
            remark = self._read(text) or remark
        found, count = self._reader.progress
        return Progress(found, count, remark, self._reader.message() if self._reader.is_done else None)

    def _read(self, text: str) -> str:
        """Take a code; returns why it was passed over, where it has nothing to do with badges."""
        try:
            self._reader.read(text)
        except UnreadableError as error:
            if error.code is not Code.NOT_A_BADGE:
                raise
            return str(error)
        return ""


class KitScan(Scan):
    """A scan for the code of a recovery kit; its message is the code as it is printed."""

    def see(self, frame: GreyImage) -> Progress:
        """Look for a recovery code in a frame.

        Raises:
            SandboxUnavailableError: Where frames cannot be looked at.
        """
        texts = self._frames.texts(frame)
        code = _recovery_code(texts)
        remark = "This is not the code of a recovery kit." if texts else ""
        return Progress(remark=remark, message=code.encode() if code else None)


def recovery_code_in(path: Path, limits: Limits) -> str:
    """Return the recovery code in a picture or a scan of a kit, or in its PDF, as it is printed.

    Raises:
        UnreadableError: Where the file cannot be read, or there is no such code in it.
        SandboxUnavailableError: Where pictures cannot be opened.
    """
    data = read_input(path, limits).data
    if isinstance(data, UnreadableError):
        raise data
    code = _recovery_code(text for texts in qr_texts([data], limits) for text in texts)
    if not code:
        no_code = "There is no code of a recovery kit in this file."
        raise UnreadableError(Code.NOT_A_BADGE, no_code, "", "Take a sharper picture of it, or type the code.")
    return code


def _recovery_code(texts: Iterable[str]) -> str:
    for text in texts:
        try:
            return RecoveryCode.typed(text).text
        except WrongRecoveryCodeError:
            continue
    return ""
