"""What shows frames: each source of them is started, shows some, and is stopped."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QImage

from wallet.model.picture import GreyImage


class FrameSource(Protocol):
    """Shows frames from when it is started until it is stopped. A test's camera is one of these, too."""

    @property
    def seen(self) -> SignalInstance:
        """Emitted for each frame, with a QImage."""
        ...

    @property
    def failed(self) -> SignalInstance:
        """Emitted when it can show no more, with the WalletError that says why."""
        ...

    @property
    def patience(self) -> float:
        """How long it is worth looking where no code is seen, in seconds."""
        ...

    def start(self) -> None:
        """Begin to show frames.

        Raises:
            RefusedError: Where it cannot.
        """
        ...

    def stop(self) -> None:
        """Show no more."""
        ...


def grey_of(image: QImage) -> GreyImage:
    """Return how bright a frame's pixels are."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, line = grey.width(), grey.height(), grey.bytesPerLine()
    pixels = bytes(grey.constBits())
    if line == width:
        return GreyImage(width, height, pixels)
    # Qt fills each line up to a multiple of four bytes.
    rows = (pixels[start : start + width] for start in range(0, line * height, line))
    return GreyImage(width, height, b"".join(rows))
