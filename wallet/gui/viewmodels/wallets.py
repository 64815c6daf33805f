"""The owner's other wallets: each is opened in a window and a process of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from wallet.gui.launch import open_wallet_window
from wallet.gui.session import Session
from wallet.model.errors import RefusedError
from wallet.operations import door


class WalletsViewModel(QObject):
    """The wallets beside this one.

    Signals:
        failed: One cannot be opened, or made, as a `WalletError`.
    """

    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._config = session.folders.config
        self._session = session

    def others(self) -> tuple[Path, ...]:
        """Return the folders of the wallets that were opened here and are still there, the last one first."""
        return tuple(Path(each.folder) for each in door.other_wallets(self._session.folders))

    def open(self, folder: Path) -> None:
        """Open the wallet in a folder."""
        if not door.is_wallet(folder):
            self.failed.emit(
                RefusedError(
                    self.tr("There is no wallet in this folder."),
                    self.tr("A wallet's folder holds a file “vault.hdr”."),
                    self.tr("Choose another folder."),
                )
            )
        else:
            self._start(folder)

    def make(self, folder: Path) -> None:
        """Begin a new wallet in an empty folder; where there is one, open it."""
        if door.is_free(folder) or door.is_wallet(folder):
            self._start(folder)
        else:
            self.failed.emit(
                RefusedError(
                    self.tr("This folder is not empty."),
                    self.tr("A wallet has its folder to itself."),
                    self.tr("Make a new folder, and choose that."),
                )
            )

    def _start(self, folder: Path) -> None:
        if not open_wallet_window(folder, self._config):
            self.failed.emit(RefusedError(self.tr("Another window could not be started.")))


def wallet_name(folder: Path) -> str:
    """Return what a wallet is called: its folder, with the one around it where the name alone says nothing."""
    return f"{folder.parent.name}/{folder.name}" if folder.name == "vault" else folder.name
