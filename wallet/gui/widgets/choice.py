"""A choice of one among several, behind a button that shows which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from wallet.gui.widgets.buttons import Button, Look


class Choice(Button):
    """A button with a menu of what can be chosen.

    Args:
        name: What is chosen, for who cannot see it.
        options: Each value with its words.
        icon: The name of an icon before the words; empty for none.
        look: How it is drawn.

    Signals:
        chosen: Somebody chose; carries the value.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[object, str]], icon: str = "", look: Look = Look.PLAIN
    ) -> None:
        super().__init__("", icon, look, trailing="chevron-down")
        self._name = name
        self._actions: dict[object, QAction] = {}
        menu, group = QMenu(self), QActionGroup(self)
        for value, words in options:
            action = QAction(words.replace("&", "&&"), menu, checkable=True)
            action.triggered.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            group.addAction(action)
            menu.addAction(action)
            self._actions[value] = action
        self.setMenu(menu)

    def show_value(self, value: object) -> None:
        """Show what is chosen; a value that is none of the options, such as a preference set by hand, as it is."""
        action = self._actions.get(value)
        for each in self._actions.values():
            each.setChecked(each is action)
        self.setText(action.text() if action is not None else str(value))
        self.setAccessibleName(f"{self._name}: {self.text()}")
        self.updateGeometry()
