"""Foreign pictures as raw pixels, and the QR codes in them; opened in a child process, one for a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType

from wallet.model.limits import Limits
from wallet.model.picture import GreyImage, RawImage
from wallet.sandbox.frames import TEXTS_BYTES, Answer, Task, texts_of
from wallet.sandbox.pages import PDF, page_qr_texts
from wallet.sandbox.process import Sandbox

__all__ = ["FrameReader", "RawImage", "each_qr_texts", "qr_texts", "thumbnails"]

_RGBA = 4


def thumbnails(pictures: Sequence[bytes], size: int, limits: Limits) -> list[RawImage | None]:
    """Open pictures and make them fit a square.

    Args:
        pictures: PNG, JPEG, GIF, WebP or SVG files.
        size: The square's side, in pixels; smaller pictures stay as they are, drawings fill it.
        limits: Bounds on bytes, pixels, time and memory.

    Returns:
        One entry for each picture; None for one that is broken, too large, too slow or of another format.

    Raises:
        SandboxUnavailableError: If no child process can be started.
    """
    with Sandbox(limits) as sandbox:
        return [_thumbnail(sandbox, picture, size, limits) for picture in pictures]


def qr_texts(pictures: Sequence[bytes], limits: Limits) -> list[tuple[str, ...]]:
    """Read the QR codes in pictures.

    Args:
        pictures: PNG, JPEG, GIF, WebP or SVG files.
        limits: Bounds on bytes, pixels, time and memory.

    Returns:
        One entry for each picture: the texts of its QR codes; empty also where it could not be opened.

    Raises:
        SandboxUnavailableError: If no child process can be started.
    """
    return list(each_qr_texts(pictures, limits))


def each_qr_texts(pictures: Iterable[bytes], limits: Limits) -> Iterator[tuple[str, ...]]:
    """Read the QR codes in pictures as they come, such as the frames of a moving code; as `qr_texts`.

    A PDF document counts as a picture of all its pages.
    """
    with Sandbox(limits) as sandbox:
        for picture in pictures:
            is_document = picture.startswith(PDF)
            yield tuple(page_qr_texts(picture, limits)) if is_document else _texts(sandbox, picture, limits)


class FrameReader:
    """Reads the QR codes in frames of a camera or a screen, one after the other, by one child; a context manager.

    The frames are our own and have no format, so there is little in them to fear; yet what they show is foreign, and
    handing one over costs a few milliseconds.

    Args:
        limits: Bounds on bytes, time and memory.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sandbox = Sandbox(limits)

    def __enter__(self) -> FrameReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Leave no child behind; whoever reads on starts another."""
        self._sandbox.__exit__(None, None, None)

    def texts(self, frame: GreyImage) -> tuple[str, ...]:
        """Return the texts of the QR codes in a frame.

        Raises:
            SandboxUnavailableError: If no child process can be started.
        """
        pixels = frame.width * frame.height
        if frame.width <= 0 or pixels != len(frame.grey) or pixels > self._limits.image_pixels:
            return ()
        return texts_of(self._sandbox.ask(Task.QR_PIXELS, frame.width, frame.grey, TEXTS_BYTES))


def _thumbnail(sandbox: Sandbox, picture: bytes, size: int, limits: Limits) -> RawImage | None:
    answer = _ask(sandbox, Task.THUMBNAIL, size, picture, limits)
    if answer is None:
        return None
    width, height = answer.first, answer.second
    if not (0 < width <= size and 0 < height <= size and len(answer.body) == width * height * _RGBA):
        return None
    return RawImage(width, height, answer.body)


def _texts(sandbox: Sandbox, picture: bytes, limits: Limits) -> tuple[str, ...]:
    return texts_of(_ask(sandbox, Task.QR_TEXTS, 0, picture, limits))


def _ask(sandbox: Sandbox, task: Task, size: int, picture: bytes, limits: Limits) -> Answer | None:
    if len(picture) > limits.file_bytes:
        return None
    return sandbox.ask(task, size, picture, TEXTS_BYTES if task is Task.QR_TEXTS else size * size * _RGBA)
