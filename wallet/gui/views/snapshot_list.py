"""The snapshots of a wallet, and going back to one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMargins, QSize, Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.backup_words import snapshot_words
from wallet.gui.viewmodels.snapshots import SnapshotsViewModel
from wallet.gui.views.passphrase_dialog import PassphraseDialog
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import Line, Scroll, clear, column, row
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle
from wallet.model.backup import Snapshot

MOST = 40


class SnapshotRow(QWidget):
    """One snapshot: when and why it was kept.

    Signals:
        wanted: The wallet is to go back to it.
    """

    wanted = Signal()

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.back = Button(self.tr("Go back to it"), look=Look.LINK)
        self.back.setAccessibleName(self.tr("Go back to the snapshot: {when}").format(when=title))
        self.back.clicked.connect(self.wanted)
        inner = row(self, margins=QMargins(0, 5, 0, 5), spacing=14)
        inner.addWidget(Icon("history", "text2", 18))
        words = column(spacing=1)
        words.addWidget(Paragraph(title, TextStyle.MEDIUM))
        words.addWidget(Paragraph(text, TextStyle.SMALL, "text2"))
        inner.addLayout(words, 1)
        inner.addWidget(self.back)


class SnapshotList(QWidget):
    """Every snapshot there is, the newest first.

    Signals:
        wanted: The wallet is to go back to one, as a `Snapshot`.
    """

    wanted = Signal(object)

    def __init__(self, model: SnapshotsViewModel) -> None:
        super().__init__()
        self._model = model
        self._rows = column(self)
        model.shown.connect(self._show)

    def _show(self) -> None:
        clear(self._rows)
        if not self._model.snapshots:
            none = self.tr("There is none yet. The first is kept once the wallet has changed.")
            self._rows.addWidget(Paragraph(none, TextStyle.SMALL, "text2"))
        for number, snapshot in enumerate(self._model.snapshots[:MOST]):
            if number:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(snapshot))

    def _row(self, snapshot: Snapshot) -> SnapshotRow:
        words = snapshot_words(snapshot, self._model.now())
        shown = SnapshotRow(words.title, words.text)
        shown.wanted.connect(partial(self.wanted.emit, snapshot))
        return shown


class SnapshotsDialog(Overlay):
    """The snapshots of a wallet that does not open any more.

    Signals:
        wanted: The wallet is to go back to one, as a `Snapshot`.
    """

    wanted = Signal(object)

    def __init__(self, window: QWidget, model: SnapshotsViewModel) -> None:
        super().__init__(window, self.tr("Go back to a snapshot"), QSize(620, 520))
        self.messages = MessageSlot()
        self.list = SnapshotList(model)
        self.list.wanted.connect(self.wanted)
        model.failed.connect(self.messages.show_refusal)
        lead = self.tr("Choose what the wallet is to be. What is there now is set aside, and not deleted.")
        page = QWidget()
        inner = column(page, margins=QMargins(24, 16, 24, 16), spacing=12)
        inner.addWidget(Paragraph(lead, TextStyle.BODY, "text2"))
        inner.addWidget(self.messages)
        inner.addWidget(self.list)
        inner.addStretch(1)
        self.content.addWidget(Scroll(page), 1)
        model.reload()


def ask_to_return(window: QWidget, model: SnapshotsViewModel, snapshot: Snapshot) -> PassphraseDialog:
    """Ask for the passphrase with which the wallet goes back to a snapshot.

    Args:
        window: What the question lies over.
        model: The snapshots.
        snapshot: The one.

    Returns:
        The dialog, open.
    """
    words = snapshot_words(snapshot, model.now())
    lead = window.tr("The wallet becomes what it was: {when}. What it is now is kept as a snapshot.")
    dialog = PassphraseDialog(
        window, window.tr("Go back to this snapshot?"), lead.format(when=words.title), window.tr("&Go back")
    )
    dialog.given.connect(partial(model.return_to, snapshot))
    model.busy.connect(dialog.show_busy)
    model.failed.connect(dialog.refuse)
    dialog.open()
    return dialog
