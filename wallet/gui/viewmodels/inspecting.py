"""The badge that the inspector shows: known at once by its card, in full a moment later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from wallet.gui.session import Session
from wallet.gui.viewmodels.asking import LastQuestion
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.viewmodels.pictures import Pictures
from wallet.gui.viewmodels.selecting import paths_of
from wallet.gui.viewmodels.verdict_words import banner, card_status
from wallet.gui.viewmodels.words import Occasion, Words
from wallet.model.badge import BadgeCard, BadgePage, Field
from wallet.model.collection import Belongings, Collection
from wallet.operations import collecting, library, tagging
from wallet.operations.wallet import Wallet

PAUSE_MILLISECONDS = 60
"""How long the keyboard rests on a badge before all of it is read."""


class Inspected(NamedTuple):
    """All that is shown of a badge beside its card."""

    page: BadgePage
    belongings: Belongings
    collections: tuple[Collection, ...]


class InspectorViewModel(QObject):
    """One badge, beside the list.

    Signals:
        shown: Another badge is shown, or more of it is known.
        failed: It could not be read, as a `WalletError`.
    """

    shown = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session, self._pictures = session, pictures
        self.card: BadgeCard | None = None
        self.whole: Inspected | None = None
        self._question = LastQuestion(session, self, self.failed.emit)
        self._resting = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._resting.timeout.connect(self._read)
        pictures.arrived.connect(self._on_picture)
        session.closed.connect(self._forget)

    def show_card(self, card: BadgeCard | None) -> None:
        """Show a badge; None for none."""
        if card is None or self.card is None or card.id != self.card.id:
            self.whole = None
            self._question.drop()
        self.card = card
        self.shown.emit()
        if card is not None:
            self._resting.start()

    @property
    def image(self) -> QImage | None:
        """The badge's own picture, once it is there."""
        return self._pictures.image(self.card) if self.card is not None else None

    @property
    def verdict(self) -> Words:
        """What its last check came to."""
        card, now = self.card, self._session.clock.now()
        if card is None:
            raise ValueError("there is no badge to speak of")
        if self.whole is None:
            return card_status(card, now)
        return banner(self.whole.page.report, Occasion(now, valid_from=card.valid_from, valid_until=card.valid_until))

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is stated of it, and how its owner put it in order; without what is empty."""
        return tuple(field for field in self._fields() if field.value)

    def _fields(self) -> Iterator[Field]:
        card, whole = self.card, self.whole
        if card is None:
            return
        yield Field(self.tr("Type"), card.achievement_type)
        yield Field(self.tr("Awarded"), long_date(card.valid_from) if card.valid_from is not None else "")
        yield Field(self.tr("Valid until"), long_date(card.valid_until) if card.valid_until is not None else "")
        yield Field(self.tr("Credits"), card.credits)
        if whole is not None:
            inside = (path for each, path in paths_of(whole.collections) if each.id in whole.belongings.collections)
            yield Field(self.tr("Level"), whole.page.level)
            yield Field(self.tr("Skills"), ", ".join(skill.name for skill in whole.page.skills))
            yield Field(self.tr("Tags"), ", ".join(whole.belongings.tags))
            yield Field(self.tr("Collections"), ", ".join(inside))
            yield Field(self.tr("Your note"), whole.page.note)

    def _read(self) -> None:
        if self.card is None or not self._session.is_open:
            return
        badge_id = self.card.id

        def read(wallet: Wallet) -> Inspected:
            collections = tuple(collecting.collections(wallet))
            return Inspected(library.page(wallet, badge_id), tagging.belongings(wallet, badge_id), collections)

        self._question.ask(read, self._show)

    def _show(self, whole: Inspected) -> None:
        self.whole = whole
        self.shown.emit()

    def _forget(self) -> None:
        self.show_card(None)

    def _on_picture(self, badge_id: str) -> None:
        if self.card is not None and self.card.id == badge_id:
            self.shown.emit()
