"""What shows frames: each source of them is started, shows some, and is stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from wallet.model.picture import GreyImage


class FrameSource(QObject):
    """Shows frames from when it is started until it is stopped. A test's camera is one of these, too.

    Attributes:
        patience: How long it is worth looking where no code is seen, in seconds.

    Signals:
        seen: A frame, as a QImage.
        failed: It can show no more; the WalletError says why.
    """

    seen = Signal(object)
    failed = Signal(object)
    patience = 60.0

    def start(self) -> None:
        """Begin to show frames.

        Raises:
            RefusedError: Where it cannot.
        """
        raise NotImplementedError

    def stop(self) -> None:
        """Show no more."""
        raise NotImplementedError


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
