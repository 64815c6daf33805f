"""Settings, Security: whether the wallet's files are as they were left, and what can be done where they are not."""

from __future__ import annotations

from PySide6.QtCore import Signal

from wallet.gui.viewmodels.checkup import CheckupViewModel
from wallet.gui.viewmodels.checkup_words import (
    BEYOND_ACCEPTING,
    MENDED,
    acceptance_words,
    checked_words,
    finding_words,
)
from wallet.gui.views.confirm_dialog import ConfirmDialog
from wallet.gui.widgets.announcing import announce
from wallet.gui.widgets.buttons import Button
from wallet.gui.widgets.panels import Card, clear, column, row
from wallet.gui.widgets.progress import ProgressCard
from wallet.gui.widgets.setting_row import SettingRow
from wallet.gui.widgets.statements import Strip
from wallet.model.finding import Finding


class CheckupCard(Card):
    """What is known of the wallet's files.

    Signals:
        snapshots_wanted: The owner wants to go back to a snapshot, or to a backup.
    """

    snapshots_wanted = Signal()

    def __init__(self, model: CheckupViewModel) -> None:
        super().__init__(self.tr("The wallet's files"))
        self.model = model
        self.check = Button(self.tr("Check &now"))
        self.accept = Button(self.tr("&Accept…"))
        self.back = Button(self.tr("&Snapshots and backups"))
        self.progress = ProgressCard()
        self._state = SettingRow("clipboard-check", self.tr("As you left them?"), self.check)
        self._found = column(spacing=8)
        self._shown: tuple[Finding, ...] = ()
        self._was_running = False
        self._fill()
        self._connect()
        self.show_state()

    @property
    def said(self) -> str:
        """What is said of them now."""
        return self._state.said

    def show_state(self) -> None:
        """Show what is known now."""
        share = self.model.share
        self.progress.setVisible(share is not None)
        self.check.setEnabled(share is None)
        if share is not None:
            self.progress.show_share(self.tr("Reading every page, row and index"), share, 100)
        self._state.say(checked_words(self.model.checked_at, self.model.now(), self.model.findings))
        if self.model.findings != self._shown:
            self._show_findings()
        self._show_acts()
        self._announce_end()

    def _fill(self) -> None:
        acts = row(spacing=10)
        for button in (self.accept, self.back):
            acts.addWidget(button)
        acts.addStretch(1)
        self.body.addWidget(self._state)
        self.body.addWidget(self.progress)
        self.body.addLayout(self._found)
        self.body.addLayout(acts)

    def _connect(self) -> None:
        self.check.clicked.connect(self.model.check)
        self.progress.cancelled.connect(self._cancel)
        self.accept.clicked.connect(self._ask_to_accept)
        self.back.clicked.connect(self.snapshots_wanted)
        self.model.changed.connect(self.show_state)

    def _show_findings(self) -> None:
        self._shown = self.model.findings
        clear(self._found)
        for finding in self._shown:
            self._found.addWidget(Strip(finding_words(finding)))

    def _show_acts(self) -> None:
        kinds = {finding.kind for finding in self._shown}
        is_open = bool(kinds - MENDED)
        self.back.setVisible(is_open)
        self.accept.setVisible(is_open and not kinds & BEYOND_ACCEPTING)
        self.accept.setEnabled(self.model.share is None)

    def _announce_end(self) -> None:
        is_running = self.model.share is not None
        if self._was_running and not is_running and self.isVisible():
            announce(self, self._state.said)
        self._was_running = is_running

    def _cancel(self) -> None:
        self.model.cancel()
        self.check.setFocus()

    def _ask_to_accept(self) -> None:
        title, text = self.tr("Accept the wallet as it is?"), acceptance_words(self.model.findings)
        dialog = ConfirmDialog(self.window(), title, text, self.tr("&Accept"))
        dialog.confirmed.connect(self.model.accept)
        dialog.open()
