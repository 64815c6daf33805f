"""What needs the owner's attention now, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.asking import LastQuestion
from wallet.gui.viewmodels.attention_words import ending_words, notice_words
from wallet.gui.viewmodels.words import Words
from wallet.model.attention import Notice
from wallet.operations import attention, library
from wallet.operations.wallet import Wallet


class AttentionViewModel(QObject):
    """The notices of a wallet, what weighs most first.

    Attributes:
        notices: What needs attention.
        dismissed: What its owner has dismissed, and is still so.

    Signals:
        shown: The notices are there, or others are.
        checked: Badges were checked again.
        failed: It could not be done, as a `WalletError`.
    """

    shown = Signal()
    checked = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.notices: tuple[Notice, ...] = ()
        self.dismissed: tuple[Notice, ...] = ()
        self._question = LastQuestion(session, self, self.failed.emit)
        session.changed.connect(self.reload)

    def ending(self, fit: Callable[[str], str]) -> Words | None:
        """Return that badges end soon, and which one first, whose name is made fit to show; None where none does."""
        return ending_words(self.notices, fit)

    def words(self, notice: Notice) -> Words:
        """Return one notice in words."""
        return notice_words(notice, self._session.clock.now())

    def reload(self) -> None:
        """Find out what needs attention."""
        folders = self._session.folders

        def show(every: list[Notice]) -> None:
            self.notices = tuple(each for each in every if not each.is_dismissed)
            self.dismissed = tuple(each for each in every if each.is_dismissed)
            self.shown.emit()

        if self._session.is_open:
            self._question.ask(lambda wallet: attention.attention(wallet, folders, with_dismissed=True), show)

    def dismiss(self, notice: Notice) -> None:
        """Show a notice no more until it says something else."""
        self._change(lambda wallet: attention.dismiss(wallet, notice))

    def recall(self, notice: Notice) -> None:
        """Show a notice again that was dismissed."""
        self._change(lambda wallet: attention.recall(wallet, notice))

    def check(self, notice: Notice) -> None:
        """Check the badge again that a notice is about, or every badge where it is about several."""
        card = notice.card

        def work(wallet: Wallet) -> object:
            return library.check_all(wallet) if card is None else library.check_again(wallet, card.id)

        def done(_answer: object) -> None:
            self._session.changed.emit()
            self.checked.emit()

        self._session.run(self, work, done, self.failed.emit)

    def _change(self, change: Callable[[Wallet], None]) -> None:
        self._session.run(self, change, lambda _none: self.reload(), self.failed.emit)
