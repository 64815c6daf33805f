"""A button that offers every form in which something can be saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from wallet.gui.viewmodels.form_words import OFFERED, form_words, suffix_of
from wallet.gui.viewmodels.leaving import LeavingViewModel
from wallet.gui.widgets.buttons import Button
from wallet.gui.widgets.text import plain_tooltip
from wallet.operations.forms import Form

CODE_SUFFIX = ".png"


class SaveButton(Button):
    """Saves what leaves, in a form of the owner's choice.

    Args:
        leaving: What would leave.
    """

    def __init__(self, leaving: LeavingViewModel) -> None:
        super().__init__(self.tr("&Save as"), "file-down", trailing="chevron-down")
        self._leaving = leaving
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        leaving.previewed.connect(self._menu.clear)
        leaving.told.connect(self._fill)

    def _fill(self) -> None:
        self._menu.clear()
        presentation = self._leaving.presentation
        if presentation is None:
            return
        for form in OFFERED:
            why = self._leaving.told_things.forms.get(form, "")
            action = self._add(form_words(form, presentation), why)
            action.triggered.connect(partial(self._save, form, suffix_of(form, presentation)))
        self._menu.addSeparator()
        self._add(self.tr("Picture of the QR code (.png)"), "").triggered.connect(self._save_codes)

    def _add(self, words: str, why_not: str) -> QAction:
        action = self._menu.addAction(words)
        action.setEnabled(not why_not)
        action.setToolTip(plain_tooltip(why_not or words))
        return action

    def _save(self, form: Form, suffix: str, _checked: bool = False) -> None:
        if path := self._choose(suffix):
            self._leaving.save(path, form)

    def _save_codes(self, _checked: bool = False) -> None:
        if path := self._choose(CODE_SUFFIX):
            self._leaving.save_codes(path)

    def _choose(self, suffix: str) -> Path | None:
        suggested = f"{self._leaving.file_name()}{suffix}"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save what they will get"), suggested, f"*{suffix}")
        return Path(name) if name else None
