"""The badge page: one badge, what it says, and what its last check came to."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from wallet.gui.session import Session
from wallet.gui.viewmodels.badge_order import BadgeOrderViewModel
from wallet.gui.viewmodels.check_words import rows
from wallet.gui.viewmodels.dates import when
from wallet.gui.viewmodels.endorsement_words import endorsement_words
from wallet.gui.viewmodels.pictures import Pictures
from wallet.gui.viewmodels.verdict_words import banner
from wallet.gui.viewmodels.words import Occasion, Words
from wallet.model.badge import BadgeId, BadgePage, Endorsed, Writing
from wallet.model.checks import Check, Outcome
from wallet.operations import library
from wallet.operations.originals import original_file, save_original
from wallet.operations.particulars import endorsements
from wallet.operations.reading import read
from wallet.operations.wallet import Wallet

Reading: TypeAlias = tuple[BadgePage, Writing]


class BadgeViewModel(QObject):
    """One badge.

    Signals:
        shown: The page is there, or was checked anew.
        pictured: The badge's own picture is there.
        busy: A check is under way, or over.
        endorsed: What its endorsements say is there.
        named: Its file may be saved; carries a name to suggest.
        saved: Its file was saved; carries the file's name.
        failed: Something could not be done, as a `WalletError`.
    """

    shown = Signal()
    pictured = Signal()
    busy = Signal(bool)
    endorsed = Signal()
    named = Signal(str)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._pictures = pictures
        self._id: BadgeId | None = None
        self._language = ""
        self.page: BadgePage | None = None
        self.writing: Writing | None = None
        self.endorsements: tuple[Endorsed, ...] = ()
        self.order = BadgeOrderViewModel(session)
        self.order.setParent(self)
        self.order.failed.connect(self.failed)
        pictures.arrived.connect(self._on_picture)
        session.changed.connect(self._reload)
        session.closed.connect(self.leave)

    def open(self, badge_id: BadgeId) -> None:
        """Show a badge."""
        self.leave()
        self._id = badge_id
        self._reload()
        self.order.open(badge_id)

    def leave(self) -> None:
        """Forget the badge shown."""
        self._id, self._language, self.page, self.writing, self.endorsements = None, "", None, None, ()
        self.order.leave()

    def read_in(self, language: str) -> None:
        """Read the badge in another of its languages, as a tag of BCP 47."""
        self._language = language
        self._reload()

    def check_again(self) -> None:
        """Verify the badge as of now."""
        badge_id, language = self._id, self._language
        if badge_id is None:
            return

        def check(wallet: Wallet) -> Reading:
            library.check_again(wallet, badge_id)
            return read(wallet, badge_id, language)

        self.busy.emit(True)
        task = self._session.run(self, check, self._show_checked, self.failed.emit)
        task.ended.connect(lambda: self.busy.emit(False))

    def save_note(self, badge_id: BadgeId, note: str) -> None:
        """Keep the owner's note on a badge, which need not be shown any more."""
        self._session.run(
            self, lambda wallet: library.set_note(wallet, badge_id, note), lambda _: None, self.failed.emit
        )

    def ask_endorsers(self) -> None:
        """Find out what the badge's endorsements say."""
        badge_id = self._id

        def show(found: tuple[Endorsed, ...]) -> None:
            if badge_id == self._id:
                self.endorsements = found
                self.endorsed.emit()

        if badge_id is not None:
            self._session.run_beside(self, lambda wallet: endorsements(wallet, badge_id), show, self.failed.emit)

    def ask_name(self) -> None:
        """Find out under what name the badge's file may be saved."""
        badge_id = self._id

        def tell(name: str) -> None:
            if badge_id == self._id:
                self.named.emit(name)

        if badge_id is not None:
            self._session.run(self, lambda wallet: original_file(wallet, badge_id).name, tell, self.failed.emit)

    def save(self, path: Path) -> None:
        """Save the badge's file as it came."""
        badge_id = self._id
        if badge_id is not None:
            self._session.run(
                self,
                lambda wallet: save_original(wallet, badge_id, path),
                lambda _: self.saved.emit(path.name),
                self.failed.emit,
            )

    @property
    def image(self) -> QImage | None:
        """The badge's own picture, once it is there."""
        return self._pictures.image(self.page.card) if self.page is not None else None

    @property
    def occasion(self) -> Occasion:
        """What the report is read for."""
        card = self.page.card if self.page is not None else None
        now = self._session.clock.now()
        return (
            Occasion(now) if card is None else Occasion(now, valid_from=card.valid_from, valid_until=card.valid_until)
        )

    @property
    def checked(self) -> str:
        """When the badge was checked, in words."""
        if self.page is None:
            return ""
        return self.tr("Checked {when}").format(when=when(self.page.report.at, self._session.clock.now()))

    def banner(self, page: BadgePage) -> Words:
        """Return what the last check came to."""
        return banner(page.report, self.occasion)

    def rows(self, page: BadgePage) -> tuple[Words, ...]:
        """Return what was checked, of the badge and of its endorsements."""
        return (*rows(page.report, self.occasion), *map(endorsement_words, page.report.endorsements))

    def endorsement_banner(self, endorsed: Endorsed) -> Words:
        """Return what an endorsement's own check came to."""
        return banner(endorsed.report, Occasion(self._session.clock.now()))

    def _reload(self) -> None:
        badge_id, language = self._id, self._language
        if badge_id is not None:
            self._session.run(
                self, lambda wallet: read(wallet, badge_id, language), self._show_if_new, self.failed.emit
            )

    def _show_if_new(self, reading: Reading) -> None:
        if reading != (self.page, self.writing):
            self._show(reading)

    def _show(self, reading: Reading) -> None:
        if reading[0].card.id == self._id:
            self.page, self.writing = reading
            self.shown.emit()

    def _show_checked(self, reading: Reading) -> None:
        self._show(reading)
        self._session.changed.emit()

    def _on_picture(self, badge_id: str) -> None:
        if badge_id == self._id:
            self.pictured.emit()


def technical_lines(checks: tuple[Check, ...]) -> list[str]:
    """Return checks as a technical reader wants them: id, outcome, code, detail."""
    ran = (check for check in checks if check.outcome is not Outcome.NOT_APPLICABLE)
    return [
        f"{check.id} · {check.outcome} · {', '.join((check.code, *check.more_codes))}\n{check.detail}".strip()
        for check in ran
    ]
