"""Whether a window can open here; Qt would end the process without a display."""

from __future__ import annotations

import os
import sys

from wallet.model.errors import RefusedError

_SHOWN_BY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def need_display() -> None:
    """Say that no window can open, where none can.

    Raises:
        RefusedError: Where there is no display.
    """
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SHOWN_BY):
        raise RefusedError("There is no display to open a window on.", "", "See what works without: rosette --help")
