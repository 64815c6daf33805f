"""Settings, Backup: the last backup, a new one, rehearsing and merging; and snapshots kept unasked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wallet.gui.viewmodels.backing_up import BackupViewModel
from wallet.gui.viewmodels.backup_words import state_words
from wallet.gui.viewmodels.snapshots import SnapshotsViewModel
from wallet.gui.views.backup_dialog import BackupDialog, choose_place
from wallet.gui.views.backup_reading import MergeDialog, RehearsalDialog
from wallet.gui.views.restore_step import choose_backup
from wallet.gui.views.snapshot_list import SnapshotList, ask_to_return
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import overlays
from wallet.gui.widgets.panels import Card, clear, column, row
from wallet.gui.widgets.statements import MessageSlot, Strip
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle
from wallet.model.backup import Snapshot
from wallet.model.errors import WalletError


class BackupPage(QWidget):
    """The page of backups."""

    def __init__(self, model: BackupViewModel, snapshots: SnapshotsViewModel) -> None:
        super().__init__()
        self.model = model
        self.snapshots = snapshots
        self.messages = MessageSlot()
        self.make = Button(self.tr("&Make a backup"), "hard-drive", Look.PRIMARY)
        self.rehearse = Button(self.tr("&Rehearse"), "clipboard-check")
        self.merge = Button(self.tr("Bring &in a backup"), "file-down")
        self.keep = Button(self.tr("&Keep one now"))
        self.list = SnapshotList(snapshots)
        self._state = column()
        self._fill()
        self._connect()

    def enter(self) -> None:
        """Show how things stand now."""
        self.model.reload()
        self.snapshots.reload()

    def make_backup(self) -> None:
        """Ask where a backup goes, then with which passphrase."""
        path = choose_place(self, self.model)
        if path is not None:
            BackupDialog(self.window(), self.model, path).open()

    def bring_in(self, path: Path) -> None:
        """Ask for the passphrase of a backup that is to be brought in."""
        MergeDialog(self.window(), self.model, path).open()

    def _fill(self) -> None:
        backups = Card(self.tr("Backup"))
        lead = self.tr("One encrypted file that opens on any computer with Rosette, and with the standard age program.")
        backups.body.addWidget(Paragraph(lead, TextStyle.SMALL, "text2"))
        backups.body.addSpacing(2)
        backups.body.addLayout(self._state)
        backups.body.addSpacing(4)
        backups.body.addLayout(self._make_buttons())
        kept = Card(self.tr("Snapshots"), self.keep)
        unasked = self.tr(
            "Copies of the wallet beside it, kept by themselves while it changes, fewer the older they are. They help "
            "after a mistake, not when this computer is lost."
        )
        kept.body.addWidget(Paragraph(unasked, TextStyle.SMALL, "text2"))
        kept.body.addWidget(self.list)
        body = column(self, margins=QMargins(0, 4, 0, 24), spacing=16)
        body.addWidget(self.messages)
        body.addWidget(backups)
        body.addWidget(kept)
        body.addStretch(1)

    def _make_buttons(self) -> QHBoxLayout:
        buttons = row(spacing=10)
        for button in (self.make, self.rehearse, self.merge):
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def _connect(self) -> None:
        self.make.clicked.connect(self.make_backup)
        self.rehearse.clicked.connect(self._rehearse)
        self.merge.clicked.connect(self._choose_to_merge)
        self.keep.clicked.connect(self.snapshots.keep)
        self.list.wanted.connect(self._ask)
        self.model.known.connect(self._show)
        self.model.failed.connect(self._refuse)
        self.snapshots.failed.connect(self._refuse)

    def _show(self) -> None:
        clear(self._state)
        if self.model.state is not None:
            self._state.addWidget(Strip(state_words(self.model.state, self.model.now())))

    def _rehearse(self) -> None:
        path = choose_backup(self)
        if path is not None:
            RehearsalDialog(self.window(), self.model, path).open()

    def _choose_to_merge(self) -> None:
        path = choose_backup(self)
        if path is not None:
            self.bring_in(path)

    def _refuse(self, error: WalletError) -> None:
        if not overlays(self.window()):  # a dialog says it itself
            self.messages.show_refusal(error)

    def _ask(self, snapshot: Snapshot) -> None:
        ask_to_return(self.window(), self.snapshots, snapshot)
