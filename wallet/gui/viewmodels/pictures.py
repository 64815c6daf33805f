"""Pictures of badges: asked for when first looked at, drawn elsewhere, kept while the wallet is open."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from wallet.gui.session import Session
from wallet.model.badge import BadgeCard, BadgeId
from wallet.model.errors import WalletError
from wallet.operations import library

EDGE = 256


class Pixels(Protocol):
    """Raw pixels, four bytes each: red, green, blue and opacity."""

    @property
    def width(self) -> int:
        """Pixels in a row."""
        ...

    @property
    def height(self) -> int:
        """Rows."""
        ...

    @property
    def rgba(self) -> bytes:
        """The pixels, row by row."""
        ...


class Pictures(QObject):
    """The pictures that badges bring.

    Signals:
        arrived: A badge's picture is there now; carries the badge's id.
    """

    arrived = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._images: dict[BadgeId, QImage | None] = {}
        session.closed.connect(self._images.clear)

    def image(self, card: BadgeCard) -> QImage | None:
        """Return a badge's picture; None where it has none, or it is still being drawn."""
        if card.has_art and card.id not in self._images:
            self._images[card.id] = None
            keep = partial(self._keep, card.id)
            self._session.run_beside(self, lambda wallet: library.art(wallet, card.id, EDGE), keep, self._without)
        return self._images.get(card.id)

    def _keep(self, badge_id: BadgeId, raw: Pixels | None) -> None:
        if raw is not None:
            self._images[badge_id] = image_of(raw)
            self.arrived.emit(badge_id)

    def _without(self, error: WalletError) -> None:
        """Leave the drawn artwork in place: the badge's own page says what is wrong with it."""


def image_of(raw: Pixels) -> QImage:
    """Return raw pixels as an image that owns them."""
    stride = raw.width * 4
    return QImage(raw.rgba, raw.width, raw.height, stride, QImage.Format.Format_RGBA8888).copy()
