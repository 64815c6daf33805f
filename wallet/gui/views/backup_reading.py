"""Reading a backup that was made before: to be sure of it, or to bring what it holds into the open wallet."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMargins, QSize, Signal
from PySide6.QtWidgets import QListView, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.backing_up import BackupViewModel
from wallet.gui.viewmodels.backup_words import contents_words, stage_words
from wallet.gui.viewmodels.merge_words import merge_summary
from wallet.gui.viewmodels.words import Words
from wallet.gui.views.restore_step import FileLine, choose_backup
from wallet.gui.widgets.announcing import announce
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import PassphraseField
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import column
from wallet.gui.widgets.progress import ProgressCard
from wallet.gui.widgets.result_row import ResultRowDelegate
from wallet.gui.widgets.statements import MessageSlot, Strip
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle
from wallet.model.backup import Contents, MergedRest, Progress
from wallet.model.errors import WalletError, WrongPassphraseError


class Purpose(NamedTuple):
    """What a backup is read for.

    Attributes:
        title: What is done with it.
        lead: What becomes of it, as a sentence or two.
        action: What the button says.
    """

    title: str
    lead: str
    action: str


class BackupReadingDialog(Overlay):
    """A backup being read; what is done with it is up to those that come from this.

    Args:
        window: What it lies over.
        model: The wallet's backups.
        path: The backup.
        purpose: What it is read for.

    Signals:
        begun: It is to be read; carries the passphrase typed.
    """

    begun = Signal(str)

    def __init__(self, window: QWidget, model: BackupViewModel, path: Path, purpose: Purpose) -> None:
        super().__init__(window, purpose.title, QSize(600, 420))
        self.model = model
        self.path = path
        self._file = FileLine()
        self._file.show_file(path)
        self._lead = Paragraph(purpose.lead, TextStyle.BODY, "text2")
        self._label = Text(self.tr("Passphrase of the backup"), TextStyle.SMALL_STRONG)
        self.passphrase = PassphraseField(self.tr("Passphrase of the backup"))
        self.messages = MessageSlot()
        self.progress = ProgressCard()
        self.progress.hide()
        self.read = Button(purpose.action, look=Look.PRIMARY)
        self.leave = Button(self.tr("Cancel"))
        self.body = column(margins=QMargins(24, 18, 24, 18), spacing=12)
        self._fill_panel()
        self._connect()
        self._show_whether()
        self.first_focus = self.passphrase.field

    def _fill_panel(self) -> None:
        for part in (self._lead, self._file, self._label, self.passphrase, self.messages, self.progress):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.content.addLayout(self.body, 1)
        self.add_foot(self.leave, self.read)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.close_overlay)
        self.closed.connect(self.model.cancel)
        self._file.change.clicked.connect(self._choose)
        self.passphrase.changed.connect(self._show_whether)
        self.passphrase.entered.connect(self._begin)
        self.read.clicked.connect(self._begin)
        self.progress.cancelled.connect(self.model.cancel)
        self.model.progressed.connect(self._show_progress)
        self.model.failed.connect(self._refuse)
        self.model.ended.connect(self._end)

    def _choose(self) -> None:
        path = choose_backup(self)
        if path is not None:
            self.path = path
            self._file.show_file(path)

    def _begin(self) -> None:
        if not self.read.isEnabled():
            return
        self.messages.dismiss()
        self.progress.show_share(self.tr("Opening the backup"), 0, 0)
        self._show_working(working=True)
        self.begun.emit(self.passphrase.text())

    def _show_working(self, *, working: bool) -> None:
        self.progress.setVisible(working)
        self.passphrase.setEnabled(not working)
        self._file.setEnabled(not working)
        self._show_whether()

    def _end(self) -> None:
        self._show_working(working=False)

    def _show_whether(self) -> None:
        self.read.setEnabled(bool(self.passphrase.text()) and self.passphrase.isEnabled())

    def _show_progress(self, step: Progress) -> None:
        self.progress.show_share(stage_words(step.stage), step.done, step.total)

    def show_done(self, title: str, text: str) -> None:
        """Say what came of it."""
        self.messages.show_strip(Strip(Words("circle-check", Tone.OK, title, text)))
        announce(self, f"{title}. {text}")
        self.passphrase.forget()
        for part in (self._lead, self._label, self.passphrase, self._file.change, self.read):
            part.hide()
        self.leave.setText(self.tr("&Done"))
        self.leave.setFocus()

    def _refuse(self, error: WalletError) -> None:
        self.messages.show_refusal(error)
        if isinstance(error, WrongPassphraseError):
            self.passphrase.ask_again()


class RehearsalDialog(BackupReadingDialog):
    """A backup read through, to be sure that it opens and is whole."""

    def __init__(self, window: QWidget, model: BackupViewModel, path: Path) -> None:
        purpose = Purpose(
            window.tr("Rehearse with a backup"),
            window.tr("The backup is opened and read to its end, and every hash compared. Nothing is changed."),
            window.tr("&Rehearse"),
        )
        super().__init__(window, model, path, purpose)
        self.begun.connect(lambda passphrase: model.rehearse(self.path, passphrase))
        model.rehearsed.connect(self._show_rehearsed)

    def _show_rehearsed(self, contents: Contents) -> None:
        self.show_done(self.tr("This backup opens"), contents_words(contents, self.model.now()))


class MergeDialog(BackupReadingDialog):
    """A backup brought into the open wallet, with a word on each badge."""

    def __init__(self, window: QWidget, model: BackupViewModel, path: Path) -> None:
        purpose = Purpose(
            window.tr("Bring in a backup"),
            window.tr(
                "Badges that are missing here are checked and added; nothing is replaced. A snapshot is kept before."
            ),
            window.tr("&Bring it in"),
        )
        super().__init__(window, model, path, purpose)
        self.results = QListView()
        self.results.setModel(model.lines)
        self._rows = ResultRowDelegate()
        self.results.setItemDelegate(self._rows)
        self.results.setUniformItemSizes(True)
        self.results.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.results.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.results.setAccessibleName(self.tr("What became of each"))
        self.results.hide()
        self.body.addWidget(self.results, 9)
        self.begun.connect(self._start)
        model.merged.connect(self._show_merged)

    def _start(self, passphrase: str) -> None:
        self.grow_to(QSize(640, 600))
        self.results.show()
        self.model.merge(self.path, passphrase)

    def _show_merged(self, rest: MergedRest) -> None:
        self.show_done(self.tr("The backup was brought in"), merge_summary(self.model.results, rest))
