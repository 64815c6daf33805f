"""All that an open wallet shows, and what it does unasked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.attention import AttentionViewModel
from wallet.gui.viewmodels.backing_up import BackupViewModel
from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.bin import BinViewModel
from wallet.gui.viewmodels.checkup import CheckupViewModel
from wallet.gui.viewmodels.collections import CollectionsViewModel
from wallet.gui.viewmodels.library import LibraryViewModel
from wallet.gui.viewmodels.palette import Entry, PaletteViewModel, Ways
from wallet.gui.viewmodels.pictures import Pictures
from wallet.gui.viewmodels.sharing import SharingViewModel
from wallet.gui.viewmodels.undoing import UndoViewModel
from wallet.gui.viewmodels.upkeep import Upkeep

if TYPE_CHECKING:
    from wallet.gui.viewmodels.general import GeneralViewModel
    from wallet.gui.viewmodels.own_keys import OwnKeysViewModel
    from wallet.gui.viewmodels.security import SecurityViewModel
    from wallet.gui.viewmodels.snapshots import SnapshotsViewModel
    from wallet.gui.viewmodels.wallets import WalletsViewModel


class WalletModels(QObject):
    """The view-models behind the lock, which go together.

    Args:
        session: The open wallet.
        pictures: The pictures of its badges.

    Signals:
        preferred: The owner prefers something else, as `Settings`.
    """

    preferred = Signal(object)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self.library = LibraryViewModel(session, pictures)
        self.attention = AttentionViewModel(session)
        self.collections = CollectionsViewModel(session)
        self.badge = BadgeViewModel(session, pictures)
        self.sharing = SharingViewModel(session)
        self.bin = BinViewModel(session)
        self.undo = UndoViewModel(session)
        self.backups = BackupViewModel(session)
        self.checkup = CheckupViewModel(session)
        self.upkeep = Upkeep(session, self.checkup)
        shown = (self.library, self.badge, self.sharing, self.bin, self.undo, self.backups)
        for model in (*shown, self.collections, self.attention, self.checkup, self.upkeep):
            model.setParent(self)

    @cached_property
    def snapshots(self) -> SnapshotsViewModel:
        """The snapshots; made when first wanted."""
        from wallet.gui.viewmodels.snapshots import SnapshotsViewModel  # noqa: PLC0415 (the first list counts)

        model = SnapshotsViewModel(self._session)
        model.setParent(self)
        return model

    @cached_property
    def general(self) -> GeneralViewModel:
        """What the owner prefers; made when first wanted."""
        from wallet.gui.viewmodels.general import GeneralViewModel  # noqa: PLC0415 (the first list counts)

        model = GeneralViewModel(self._session)
        model.setParent(self)
        model.changed.connect(self.preferred)
        return model

    @cached_property
    def wallets(self) -> WalletsViewModel:
        """The owner's other wallets; made when first wanted."""
        from wallet.gui.viewmodels.wallets import WalletsViewModel  # noqa: PLC0415 (the first list counts)

        model = WalletsViewModel(self._session)
        model.setParent(self)
        return model

    @cached_property
    def security(self) -> SecurityViewModel:
        """The ways to unlock the wallet; made when first wanted."""
        from wallet.gui.viewmodels.security import SecurityViewModel  # noqa: PLC0415 (the first list counts)

        model = SecurityViewModel(self._session)
        model.setParent(self)
        return model

    @cached_property
    def keys(self) -> OwnKeysViewModel:
        """The owner's signing keys; made when first wanted."""
        from wallet.gui.viewmodels.own_keys import OwnKeysViewModel  # noqa: PLC0415 (the first list counts)

        model = OwnKeysViewModel(self._session)
        model.setParent(self)
        return model

    def palette(self, actions: Sequence[Entry], ways: Ways) -> PaletteViewModel:
        """Return a palette of what can be done or shown."""
        return PaletteViewModel(self._session, actions, self.collections, ways)

    def start(self) -> None:
        """Ask for what is shown first, and begin what is done unasked."""
        self.library.reload()
        self.collections.reload()
        self.attention.reload()
        self.bin.reload()
        self.backups.reload()
        self.upkeep.start()
