"""The owner's own presets, behind one button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.own_presets import OwnPresetsViewModel
from wallet.gui.viewmodels.words import Words
from wallet.gui.views.name_dialog import NameDialog
from wallet.gui.widgets.buttons import IconButton
from wallet.gui.widgets.statements import MessageSlot, Strip
from wallet.gui.widgets.text import foreign
from wallet.model.disclosure import OwnPreset

LONGEST_NAME = 40


class PresetMenu(IconButton):
    """Takes, keeps, renames and forgets presets.

    Args:
        model: The presets.
        window: The window, for what opens over it.
        messages: Where to say what happened.
    """

    def __init__(self, model: OwnPresetsViewModel, window: QWidget, messages: MessageSlot) -> None:
        super().__init__("bookmark", self.tr("My presets"))
        self._model, self._window, self._messages = model, window, messages
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        model.changed.connect(self._fill)
        model.removed.connect(self._offer_back)
        model.failed.connect(messages.show_refusal)
        self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        presets = self._model.presets
        for preset in presets:
            self._add(self._menu, _label(preset), partial(self._model.take, preset))
        if presets:
            self._menu.addSeparator()
        self._add(self._menu, self.tr("&Save these ticks as a preset…"), self._keep)
        if presets:
            rename, forget = self._menu.addMenu(self.tr("&Rename")), self._menu.addMenu(self.tr("&Delete"))
            for preset in presets:
                self._add(rename, _label(preset), partial(self._rename, preset))
                self._add(forget, _label(preset), partial(self._model.remove, preset))

    def _add(self, menu: QMenu, words: str, act: Callable[[], None]) -> None:
        menu.addAction(words).triggered.connect(lambda _checked=False: act())

    def _keep(self) -> None:
        hint = self.tr("It fits any badge: the same kinds of details will be ticked.")
        self._ask(NameDialog(self._window, self.tr("Save as a preset"), hint), self._model.keep)

    def _rename(self, preset: OwnPreset) -> None:
        hint = self.tr("Another name for this preset.")
        dialog = NameDialog(self._window, self.tr("Rename the preset"), hint, preset.name)
        self._ask(dialog, partial(self._model.rename, preset))

    def _ask(self, dialog: NameDialog, act: Callable[[str], None]) -> None:
        dialog.named.connect(act)
        dialog.open()

    def _offer_back(self, preset: OwnPreset) -> None:
        words = self.tr("Preset {name} deleted").format(name=foreign(preset.name, LONGEST_NAME))
        strip = Strip(Words("trash-2", Tone.NEUTRAL, words), self.tr("Undo"), closable=True)
        strip.acted.connect(lambda: self._model.restore(preset))
        strip.acted.connect(self._messages.dismiss)
        self._messages.show_strip(strip)


def _label(preset: OwnPreset) -> str:
    return foreign(preset.name, LONGEST_NAME).replace("&", "&&")
