"""A way to the owner's other wallets, and to a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from wallet.gui.viewmodels.wallets import WalletsViewModel, wallet_name
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.text import foreign


class WalletsButton(Button):
    """A button with a menu of wallets; what it lists is looked up as it opens.

    Args:
        model: The wallets.
        look: How it is drawn.
    """

    def __init__(self, model: WalletsViewModel, look: Look = Look.PLAIN) -> None:
        super().__init__("", look=look, trailing="chevron-down")
        self.setText(self.tr("Another &wallet"))
        self._model = model
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self.list_wallets)
        self.setMenu(self.choices)

    def list_wallets(self) -> None:
        """List what can be opened now."""
        self.choices.clear()
        for folder in self._model.others():
            action = QAction(foreign(wallet_name(folder), 60).replace("&", "&&"), self.choices)
            action.triggered.connect(lambda _checked=False, folder=folder: self._model.open(folder))
            self.choices.addAction(action)
        self.choices.addSeparator()
        self.choices.addAction(self.tr("&Open another wallet…")).triggered.connect(self._open)
        self.choices.addAction(self.tr("&New wallet…")).triggered.connect(self._make)

    def _open(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a wallet's folder"))
        if folder:
            self._model.open(Path(folder))

    def _make(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose an empty folder for the new wallet"))
        if folder:
            self._model.make(Path(folder))
