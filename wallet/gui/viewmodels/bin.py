"""The bin: badges removed, for 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.dates import days_between, when
from wallet.model.badge import BadgeId
from wallet.model.change import KEPT_FOR, BinnedBadge
from wallet.operations import bin as bin_
from wallet.operations import library

BINNED_ROLE = Qt.ItemDataRole.UserRole + 1
REMOVED_ROLE = Qt.ItemDataRole.UserRole + 2
LEFT_ROLE = Qt.ItemDataRole.UserRole + 3
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class BinnedModel(QAbstractListModel):
    """The badges in the bin, the one removed last first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.binned: list[BinnedBadge] = []

    def fill(self, binned: Sequence[BinnedBadge]) -> None:
        """Show other badges."""
        self.beginResetModel()
        self.binned = list(binned)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many badges there are."""
        return 0 if parent.isValid() else len(self.binned)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a badge, in pictures and in words."""
        binned, now = self.binned[index.row()], self._session.clock.now()
        words: dict[int, object] = {
            BINNED_ROLE: binned,
            REMOVED_ROLE: self.tr("Removed {when}").format(when=when(binned.removed_at, now)),
            LEFT_ROLE: self._left(binned, now),
            Qt.ItemDataRole.DisplayRole: binned.card.name,
        }
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{binned.card.name}, {binned.card.issuer_name}. {words[REMOVED_ROLE]}. {words[LEFT_ROLE]}."
        return words.get(role)

    def _left(self, binned: BinnedBadge, now: datetime) -> str:
        days = max(0, days_between(now, binned.removed_at + KEPT_FOR))
        return self.tr("Kept for 1 more day") if days == 1 else self.tr("Kept for {n} more days").format(n=days)


class BinViewModel(QObject):
    """What the page of the bin shows, and what one does there.

    Signals:
        shown: The badges are there, or others are.
        restored: Badges came back; carries how many.
        emptied: Badges were deleted for good; carries how many.
        failed: It could not be done, as a `WalletError`.
    """

    shown = Signal()
    restored = Signal(int)
    emptied = Signal(int)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.lines = BinnedModel(session)
        self.lines.setParent(self)
        session.changed.connect(self.reload)

    def reload(self) -> None:
        """Look into the bin."""

        def show(binned: list[BinnedBadge]) -> None:
            self.lines.fill(binned)
            self.shown.emit()

        if self._session.is_open:
            self._session.run(self, bin_.binned, show, self.failed.emit)

    def restore(self, ids: Sequence[BadgeId]) -> None:
        """Take badges out of the bin."""
        back = tuple(ids)

        def done(_none: None) -> None:
            self._session.changed.emit()
            self.restored.emit(len(back))

        if back:
            self._session.run(self, lambda wallet: library.restore(wallet, back), done, self.failed.emit)

    def empty(self) -> None:
        """Delete all that is in the bin for good."""

        def done(count: int) -> None:
            self._session.changed.emit()
            self.emptied.emit(count)

        self._session.run(self, bin_.empty_bin, done, self.failed.emit)
