"""Changes of the library taken back, and done again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.model.change import Change, ChangeKind
from wallet.operations import bin as bin_


class UndoViewModel(QObject):
    """The journal of changes that the window and the command line share.

    Signals:
        undone: A change was taken back; carries what that was, as a sentence.
        redone: A change was done again; carries what that was, as a sentence.
        nothing: There is no change to take back or do again; carries that, as a sentence.
        failed: It could not be done, as a `WalletError`.
    """

    undone = Signal(str)
    redone = Signal(str)
    nothing = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def undo(self) -> None:
        """Take back the last change."""
        self._session.run(self, bin_.undo, self._say_undone, self.failed.emit)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._session.run(self, bin_.redo, self._say_redone, self.failed.emit)

    def _say_undone(self, change: Change | None) -> None:
        if change is None:
            self.nothing.emit(self.tr("There is nothing to undo."))
            return
        one, many = {
            ChangeKind.ADDITION: (self.tr("Adding 1 badge was undone"), self.tr("Adding {n} badges was undone")),
            ChangeKind.REMOVAL: (self.tr("1 badge is back"), self.tr("{n} badges are back")),
            ChangeKind.RETURN: (self.tr("1 badge is in the bin again"), self.tr("{n} badges are in the bin again")),
            ChangeKind.NOTE: (self.tr("The note is what it was"), self.tr("{n} notes are what they were")),
            ChangeKind.FAVOURITE: (
                self.tr("Your favourites are what they were"),
                self.tr("{n} favourites are what they were"),
            ),
            ChangeKind.TAGS: (
                self.tr("The tags of 1 badge are what they were"),
                self.tr("The tags of {n} badges are what they were"),
            ),
            ChangeKind.COLLECTED: (
                self.tr("1 badge is in the collections that it was in"),
                self.tr("{n} badges are in the collections that they were in"),
            ),
            ChangeKind.COLLECTIONS: (self.tr("Your collections are what they were"),) * 2,
            ChangeKind.PRESETS: (self.tr("Your presets are what they were"),) * 2,
        }[change.kind]
        self._session.changed.emit()
        self.undone.emit(_counted(one, many, change))

    def _say_redone(self, change: Change | None) -> None:
        if change is None:
            self.nothing.emit(self.tr("There is nothing to do again."))
            return
        one, many = {
            ChangeKind.ADDITION: (self.tr("1 badge was added again"), self.tr("{n} badges were added again")),
            ChangeKind.REMOVAL: (
                self.tr("1 badge moved to the bin again"),
                self.tr("{n} badges moved to the bin again"),
            ),
            ChangeKind.RETURN: (self.tr("1 badge is back again"), self.tr("{n} badges are back again")),
            ChangeKind.NOTE: (self.tr("The note was changed again"), self.tr("{n} notes were changed again")),
            ChangeKind.FAVOURITE: (
                self.tr("Your favourites were changed again"),
                self.tr("{n} favourites were changed again"),
            ),
            ChangeKind.TAGS: (
                self.tr("The tags of 1 badge were changed again"),
                self.tr("The tags of {n} badges were changed again"),
            ),
            ChangeKind.COLLECTED: (
                self.tr("The collections of 1 badge were changed again"),
                self.tr("The collections of {n} badges were changed again"),
            ),
            ChangeKind.COLLECTIONS: (self.tr("Your collections were changed again"),) * 2,
            ChangeKind.PRESETS: (self.tr("Your presets were changed again"),) * 2,
        }[change.kind]
        self._session.changed.emit()
        self.redone.emit(_counted(one, many, change))


def _counted(one: str, many: str, change: Change) -> str:
    count = len(change.badges)
    return one if count == 1 else many.format(n=count)
