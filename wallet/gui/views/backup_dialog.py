"""Making a backup: where, with which passphrase, and "done" only after it was read back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.backing_up import BackupViewModel
from wallet.gui.viewmodels.backup_files import SUFFIX, file_name
from wallet.gui.viewmodels.backup_words import contents_words, stage_words
from wallet.gui.viewmodels.words import Words
from wallet.gui.views.new_passphrase import NewPassphrase
from wallet.gui.views.restore_step import FileLine
from wallet.gui.widgets.announcing import announce
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.progress import ProgressCard
from wallet.gui.widgets.statements import MessageSlot, Strip
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle
from wallet.model.backup import Contents, Progress
from wallet.model.errors import WalletError


class BackupDialog(Overlay):
    """A backup being made.

    Args:
        window: What it lies over.
        model: The wallet's backups.
        path: The file to make, as it was chosen.
    """

    def __init__(self, window: QWidget, model: BackupViewModel, path: Path) -> None:
        super().__init__(window, self.tr("Make a backup"), QSize(600, 560))
        self.model = model
        self._path = path
        self._is_made = False
        self._file = FileLine()
        self._file.show_file(path)
        self.pair = NewPassphrase(self.tr("Passphrase of the backup"))
        self.messages = MessageSlot()
        self.progress = ProgressCard()
        self.progress.hide()
        self.make = Button(self.tr("&Make the backup"), "hard-drive", Look.PRIMARY)
        self.leave = Button(self.tr("Cancel"))
        self._fill_panel()
        self._connect()
        self._show_whether()
        self.first_focus = self.pair.first.field

    def _fill_panel(self) -> None:
        lead = self.tr(
            "One encrypted file with everything: badges, notes, history and signing keys. Anybody who has the file and "
            "this passphrase can read it, so choose a good one, and note it where you will find it in years."
        )
        body = self.add_body(spacing=12)
        self._lead = Paragraph(lead, TextStyle.BODY, "text2")
        body.addWidget(self._lead)
        body.addWidget(self._file)
        body.addWidget(self.pair)
        body.addWidget(self.messages)
        body.addWidget(self.progress)
        body.addStretch(1)
        self.add_foot(self.leave, self.make)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.close_overlay)
        self.closed.connect(self.model.cancel)
        self._file.change.clicked.connect(self._choose)
        self.make.clicked.connect(self.pair.choose)
        self.pair.judged.connect(self._show_whether)
        self.pair.chosen.connect(self._make)
        self.progress.cancelled.connect(self.model.cancel)
        self.model.progressed.connect(self._show_progress)
        self.model.made.connect(self._show_made)
        self.model.failed.connect(self._refuse)
        self.model.ended.connect(self._end)

    def _choose(self) -> None:
        path = choose_place(self, self.model)
        if path is not None:
            self._path = path
            self._file.show_file(path)

    def _make(self, passphrase: str) -> None:
        if self.model.running:
            return
        self.messages.dismiss()
        self.progress.show_share(self.tr("Preparing"), 0, 0)
        self._show_working(working=True)
        self.model.back_up(self._path, passphrase)

    def _show_working(self, *, working: bool) -> None:
        self.progress.setVisible(working)
        self.pair.setVisible(not working and not self._is_made)
        self._file.setEnabled(not working)
        self._show_whether()

    def _show_whether(self) -> None:
        self.make.setEnabled(self.pair.enough and self.progress.isHidden())

    def _show_progress(self, step: Progress) -> None:
        self.progress.show_share(stage_words(step.stage), step.done, step.total)

    def _show_made(self, contents: Contents) -> None:
        held = contents_words(contents, self.model.now())
        advice = self.tr("Keep a copy on another disk: this computer may be lost with the file on it.")
        title = self.tr("The backup was made, and read back")
        self.messages.show_strip(Strip(Words("circle-check", Tone.OK, title, f"{held} {advice}")))
        announce(self, f"{title}. {held}")
        self._is_made = True
        for part in (self._lead, self._file.change, self.make):
            part.hide()
        self.pair.forget()
        self.leave.setText(self.tr("&Done"))
        self.leave.setFocus()
        self.grow_to(QSize(600, 330))

    def _refuse(self, error: WalletError) -> None:
        self.messages.show_refusal(error)

    def _end(self) -> None:
        self._show_working(working=False)


def choose_place(parent: QWidget, model: BackupViewModel) -> Path | None:
    """Let the user choose where a backup goes; None where the choice was cancelled."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    proposed = str(Path(documents) / file_name(model.now()))
    kinds = parent.tr("Backups ({pattern})").format(pattern=f"*{SUFFIX}")
    name, _ = QFileDialog.getSaveFileName(parent, parent.tr("Where the backup goes"), proposed, kinds)
    if not name:
        return None
    return Path(name) if Path(name).suffix else Path(f"{name}{SUFFIX}")
