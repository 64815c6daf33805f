"""A filter as a chip, which is tinted while something is chosen in it."""

from __future__ import annotations

from PySide6.QtGui import QColor

from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.text import foreign, plain_tooltip
from wallet.gui.widgets.theme import Tokens

LONGEST = 22


class FilterChip(Button):
    """A button that opens the choices of a filter.

    Args:
        name: What is filtered by, for who does not see the chip.
    """

    def __init__(self, name: str) -> None:
        super().__init__("", look=Look.CHIP, trailing="chevron-down")
        self._name = name
        self._is_narrowed = False

    def say(self, words: str, *, narrowed: bool) -> None:
        """Say what is chosen; it may be somebody else's words.

        Args:
            words: What is chosen, or that nothing is.
            narrowed: Whether something is chosen.
        """
        self._is_narrowed = narrowed
        self.setText(foreign(words, LONGEST).replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {foreign(words)}")
        self.setToolTip(plain_tooltip(foreign(words) if len(words) > LONGEST else ""))
        self.updateGeometry()
        self.update()

    def _surface(self, tokens: Tokens) -> tuple[QColor | None, QColor | None]:
        if not self._is_narrowed:
            return super()._surface(tokens)
        edge = "accent" if self.underMouse() or self.isDown() else "accent_soft"
        return tokens.color("accent_soft"), tokens.color(edge)

    def _ink(self, tokens: Tokens) -> QColor:
        return tokens.color("accent_text") if self._is_narrowed else super()._ink(tokens)
