"""The sharing history: what left, to whom, what each receiver knows, and who could compare notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Task
from wallet.gui.viewmodels.dates import when
from wallet.gui.viewmodels.sharing_words import count_words, receiver_words
from wallet.model.badge import BadgeId
from wallet.model.sharing import Known, Link, Share
from wallet.operations import sharing
from wallet.operations.wallet import Wallet

SHARE_ROLE = Qt.ItemDataRole.UserRole + 1
WHEN_ROLE = Qt.ItemDataRole.UserRole + 2
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class SharesModel(QAbstractListModel):
    """The lines of the history that are shown, the newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.shares: list[Share] = []

    def fill(self, shares: Sequence[Share]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.shares = list(shares)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.shares)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, in pictures and in words."""
        share = self.shares[index.row()]
        date = when(share.at, self._session.clock.now())
        if role == SHARE_ROLE:
            return share
        if role == WHEN_ROLE:
            return date
        if role == Qt.ItemDataRole.AccessibleTextRole:
            names = ", ".join(badge.name for badge in share.badges)
            return f"{receiver_words(share.to)}, {date}. {names}. {count_words(share)}."
        return receiver_words(share.to) if role == Qt.ItemDataRole.DisplayRole else None


class SharingViewModel(QObject):
    """What the page of the sharing history shows.

    Signals:
        shown: The lines are there, or others are.
        linked: Who could compare notes with the receiver looked at is known.
        failed: The history could not be read, as a `WalletError`.
    """

    shown = Signal()
    linked = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.lines = SharesModel(session)
        self.lines.setParent(self)
        self.everyone: list[Known] = []
        self.links: list[Link] = []
        self.receiver: str | None = None
        self.badge: BadgeId | None = None
        self.answered = False
        self._linking: Task | None = None

    def reload(self) -> None:
        """Read the history anew."""

        def show(everyone: list[Known]) -> None:
            self.everyone = everyone
            self.answered = True
            self._filter()

        self._session.run(self, sharing.receivers, show, self.failed.emit)

    def show_only_receiver(self, receiver: str | None) -> None:
        """Show only what one receiver got; None for everyone."""
        self.receiver = receiver
        self._filter()
        if receiver is not None:
            self.look_for_links(receiver)

    def show_only_badge(self, badge: BadgeId | None) -> None:
        """Show only where one badge went; None for all."""
        self.badge = badge
        self._filter()

    def now(self) -> datetime:
        """Return the reader's time."""
        return self._session.clock.now()

    def known(self, receiver: str) -> Known | None:
        """Return what a receiver knows."""
        return next((known for known in self.everyone if known.to.casefold() == receiver.casefold()), None)

    def badges(self) -> dict[BadgeId, str]:
        """Return every badge of the history, with its name when it was last shown."""
        newest = sorted((badge for known in self.everyone for badge in known.badges), key=lambda badge: badge.last)
        return {badge.badge: badge.name for badge in newest}

    def number(self) -> int:
        """Return how many lines there are in all."""
        return sum(len(known.shares) for known in self.everyone)

    def look_for_links(self, receiver: str) -> None:
        """Find who could compare notes with a receiver; whom one looked at before is of no interest any more."""
        self.links = []
        if self._linking is not None:
            self._linking.cancel()

        def find(wallet: Wallet) -> list[Link]:
            return sharing.linked_with(wallet, receiver)

        def show(links: list[Link]) -> None:
            self.links = links
            self.linked.emit()

        self._linking = self._session.run(self, find, show, self.failed.emit)

    def _filter(self) -> None:
        known = self.everyone if self.receiver is None else filter(None, [self.known(self.receiver)])
        found = (share for each in known for share in each.shares if self._shows_badge(share))
        self.lines.fill(sorted(found, key=lambda share: share.at, reverse=True))
        self.shown.emit()

    def _shows_badge(self, share: Share) -> bool:
        return self.badge is None or any(badge.badge == self.badge for badge in share.badges)
