"""Dresses the application as its owner wants, now and whenever the system changes what is left to it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from wallet.gui.widgets.moving_qr import MOVES_LESS
from wallet.gui.widgets.theme import Dress, apply_dress, text_scale
from wallet.settings import Settings, Theme

_DARK = {Theme.LIGHT: False, Theme.DARK: True}


class Wardrobe(QObject):
    """What the application wears.

    Args:
        app: The application.
        settings: How it is to look.

    Signals:
        resized: Text has another size or font than what is on the screen was made for.
    """

    resized = Signal()

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._dress()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._dress)
        self._accessibility = hints.accessibility()
        self._accessibility.contrastPreferenceChanged.connect(self._dress)

    def wear(self, settings: Settings) -> None:
        """Dress otherwise."""
        before = text_scale(), self._settings.system_font
        self._settings = settings
        self._dress()
        if before != (text_scale(), settings.system_font):
            self.resized.emit()

    def _dress(self) -> None:
        settings = self._settings
        self._app.setProperty(MOVES_LESS, settings.less_motion)
        dress = Dress(
            dark=_DARK.get(settings.theme),
            contrast={Theme.SYSTEM: None, Theme.CONTRAST: True}.get(settings.theme, False),
            scale=settings.text_percent / 100 if settings.text_percent else None,
            system_font=settings.system_font,
        )
        apply_dress(self._app, dress)


def wardrobe_of(app: QApplication) -> Wardrobe | None:
    """Return what an application wears; None where it was dressed by somebody else."""
    return app.findChild(Wardrobe)
