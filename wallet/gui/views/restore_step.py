"""First start: a new wallet made of a backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from wallet.gui.viewmodels.backup_files import SUFFIX
from wallet.gui.viewmodels.backup_words import stage_words
from wallet.gui.viewmodels.restoring import RestoringViewModel
from wallet.gui.views.new_passphrase import NewPassphrase
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import PassphraseField
from wallet.gui.widgets.panels import Panel, Scroll, column, row
from wallet.gui.widgets.progress import ProgressCard
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import ElidedText, Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.backup import Progress
from wallet.model.errors import WalletError, WrongPassphraseError

MARGINS = QMargins(64, 36, 64, 28)


class RestoreStep(QWidget):
    """The backup's passphrase, and one for the new wallet.

    Signals:
        left: Back to the choices.
    """

    left = Signal()

    def __init__(self, model: RestoringViewModel) -> None:
        super().__init__()
        self._model = model
        self._path = Path()
        self._file = FileLine()
        self.passphrase = PassphraseField(self.tr("Passphrase of the backup"))
        self.pair = NewPassphrase(self.tr("Passphrase for the wallet on this computer"))
        self.restore = Button(self.tr("&Restore"), look=Look.PRIMARY)
        self.messages = MessageSlot()
        self.progress = ProgressCard()
        self._back = Button(self.tr("Back"), "chevron-left", Look.QUIET)
        self._fill()
        self._connect()
        self._show_working(working=False)

    def begin(self, path: Path) -> None:
        """Begin with a backup."""
        self._path = path
        self._file.show_file(path)
        self.passphrase.forget()
        self.pair.forget()
        self.messages.dismiss()
        self.passphrase.field.setFocus()

    def _fill(self) -> None:
        page = QWidget()
        column(self).addWidget(Scroll(page))
        body = column(page, margins=MARGINS, spacing=10)
        top = row()
        top.addWidget(Text(self.tr("Step 2 of 2"), TextStyle.SMALL_STRONG, "text2"), 1)
        top.addWidget(self._back)
        body.addLayout(top)
        body.addStretch(2)
        body.addWidget(Paragraph(self.tr("Restore a wallet"), TextStyle.DISPLAY))
        lead = self.tr("The backup is read through before anything of it is used. It stays what it is.")
        body.addWidget(Paragraph(lead, tone="text2"))
        body.addSpacing(6)
        body.addWidget(self._file)
        body.addSpacing(4)
        body.addWidget(Text(self.tr("Passphrase of the backup"), TextStyle.SMALL_STRONG))
        body.addWidget(self.passphrase)
        body.addSpacing(4)
        body.addWidget(self.pair)
        body.addWidget(self.messages)
        body.addWidget(self.progress)
        body.addSpacing(4)
        body.addLayout(self._make_foot())
        body.addStretch(3)

    def _make_foot(self) -> QHBoxLayout:
        foot = row()
        foot.addWidget(self.restore)
        foot.addStretch(1)
        return foot

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._file.change.clicked.connect(self._choose)
        self.passphrase.entered.connect(self.pair.first.field.setFocus)
        self.passphrase.changed.connect(self._show_whether)
        self.pair.judged.connect(self._show_whether)
        self.pair.chosen.connect(self._restore)
        self.restore.clicked.connect(self.pair.choose)
        self.progress.cancelled.connect(self._model.cancel)
        self._model.progressed.connect(self._show_progress)
        self._model.ended.connect(self._end)
        self._model.failed.connect(self._refuse)

    def _choose(self) -> None:
        path = choose_backup(self)
        if path is not None:
            self.begin(path)

    def _restore(self, new_passphrase: str) -> None:
        if not self.passphrase.text() or self._model.running:
            return
        self.messages.dismiss()
        self.progress.show_share(self.tr("Opening the backup"), 0, 0)
        self._show_working(working=True)
        self._model.restore(self._path, self.passphrase.text(), new_passphrase)

    def _show_working(self, *, working: bool) -> None:
        self.progress.setVisible(working)
        self.pair.setVisible(not working)
        for part in (self.passphrase, self._back, self._file):
            part.setEnabled(not working)
        self._show_whether()

    def _end(self) -> None:
        self._show_working(working=False)

    def _show_whether(self) -> None:
        self.restore.setEnabled(bool(self.passphrase.text()) and self.pair.enough and self.progress.isHidden())

    def _show_progress(self, step: Progress) -> None:
        self.progress.show_share(stage_words(step.stage), step.done, step.total)

    def _refuse(self, error: WalletError) -> None:
        self.messages.show_refusal(error)
        if isinstance(error, WrongPassphraseError):
            self.passphrase.ask_again()


class FileLine(Panel):
    """A file that was chosen, and a way to choose another."""

    def __init__(self) -> None:
        super().__init__("sunken")
        self._name = ElidedText("", TextStyle.STRONG)
        self._folder = ElidedText("", TextStyle.SMALL, "text2")
        self.change = Button(self.tr("Change"), look=Look.LINK)
        inner = row(self, margins=QMargins(14, 10, 14, 10), spacing=12)
        inner.addWidget(Icon("hard-drive", "text2", 20))
        words = column(spacing=1)
        words.addWidget(self._name)
        words.addWidget(self._folder)
        inner.addLayout(words, 1)
        inner.addWidget(self.change)

    def show_file(self, path: Path) -> None:
        """Show a file."""
        self._name.setText(foreign(path.name, 120))
        self._folder.setText(foreign(str(path.parent), 300))


def choose_backup(parent: QWidget) -> Path | None:
    """Let the user choose a backup; None where the choice was cancelled."""
    kinds = parent.tr("Backups ({pattern});;All files (*)").format(pattern=f"*{SUFFIX}")
    name, _ = QFileDialog.getOpenFileName(parent, parent.tr("Choose a backup"), "", kinds)
    return Path(name) if name else None
