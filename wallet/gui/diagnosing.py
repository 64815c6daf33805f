"""What `rosette doctor` says of the window's half: Qt, the shipped fonts as Qt reads them, cameras. None opens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QLoggingCategory, qVersion
from PySide6.QtGui import QGuiApplication

from wallet.gui.widgets.theme import FONT_FILES, load_fonts
from wallet.model.diagnosis import Diagnosis, Health


def diagnose_window() -> Iterator[Diagnosis]:
    """Yield how each part is."""
    # Qt would end the process where a display does not answer; neither fonts nor cameras need one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    app = QGuiApplication.instance() or QGuiApplication(["rosette"])
    yield Diagnosis("window", Health.GOOD, f"Qt {qVersion()} draws the windows.")
    yield _window_fonts()
    yield _camera()
    del app


def _window_fonts() -> Diagnosis:
    families = load_fonts()
    if "Inter" not in families:
        text = f"None of the {len(FONT_FILES)} fonts that came with Rosette can be read; the system's own is used."
        return Diagnosis("window.fonts", Health.NOTICE, text, "Nothing is lost but looks.")
    return Diagnosis("window.fonts", Health.GOOD, f"The windows' fonts: {', '.join(families)}.")


def _camera() -> Diagnosis:
    instead = "Codes can be read from pictures, from the screen and from the clipboard, too."
    try:
        multimedia = import_module("PySide6.QtMultimedia")
    except ImportError as error:
        return Diagnosis("camera", Health.NOTICE, f"Cameras cannot be used: {error}.", instead)
    found = multimedia.QMediaDevices.videoInputs()
    if not found:
        return Diagnosis("camera", Health.NOTICE, "There is no camera.", instead)
    return Diagnosis("camera", Health.GOOD, f"Cameras: {', '.join(each.description() for each in found)}.")
