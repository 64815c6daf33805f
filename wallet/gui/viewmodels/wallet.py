"""All that an open wallet shows, and what it does unasked."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wallet.gui.session import Session
from wallet.gui.viewmodels.backing_up import BackupViewModel
from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.bin import BinViewModel
from wallet.gui.viewmodels.library import LibraryViewModel
from wallet.gui.viewmodels.pictures import Pictures
from wallet.gui.viewmodels.security import SecurityViewModel
from wallet.gui.viewmodels.sharing import SharingViewModel
from wallet.gui.viewmodels.snapshots import SnapshotsViewModel
from wallet.gui.viewmodels.undoing import UndoViewModel, Upkeep


class WalletModels(QObject):
    """The view-models behind the lock, which go together.

    Args:
        session: The open wallet.
        pictures: The pictures of its badges.
    """

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self.library = LibraryViewModel(session, pictures)
        self.badge = BadgeViewModel(session, pictures)
        self.sharing = SharingViewModel(session)
        self.bin = BinViewModel(session)
        self.undo = UndoViewModel(session)
        self.backups = BackupViewModel(session)
        self.snapshots = SnapshotsViewModel(session)
        self.security = SecurityViewModel(session)
        self.upkeep = Upkeep(session)
        for model in (self.library, self.badge, self.sharing, self.bin, self.undo, self.backups, self.snapshots):
            model.setParent(self)
        self.security.setParent(self)
        self.upkeep.setParent(self)

    def start(self) -> None:
        """Ask for what is shown first, and begin what is done unasked."""
        self.library.reload()
        self.bin.reload()
        self.backups.reload()
        self.upkeep.start()
