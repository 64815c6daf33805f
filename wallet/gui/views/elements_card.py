"""The elements of a micro-credential, those that are missing included."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from wallet.gui.viewmodels.claim_words import moment_words
from wallet.gui.viewmodels.element_words import element_name, how_many_stated, not_stated
from wallet.gui.views.badge_part import said
from wallet.gui.widgets.panels import Card, row
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.model.badge import Stated

BESIDE_FROM = 520
"""Width from which two elements stand beside each other."""
LABEL_WIDTH = 120
TOP = Qt.AlignmentFlag.AlignTop


class ElementsCard(Card):
    """Eleven elements, in their order.

    Args:
        heading: What the card is called.
        elements: What is stated of each.
    """

    def __init__(self, heading: str, elements: tuple[Stated, ...]) -> None:
        super().__init__()
        top = row(spacing=8)
        top.addWidget(Paragraph(heading, TextStyle.SUBTITLE), 1)
        top.addWidget(Text(how_many_stated(elements), TextStyle.STRONG, "accent_text"))
        self.body.addLayout(top)
        self._pairs = [self._pair(stated) for stated in elements]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._columns = 0
        self.body.addLayout(self._grid)
        self._place(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put two beside each other where there is room."""
        super().resizeEvent(event)
        self._place(2 if self.width() >= scaled(BESIDE_FROM) else 1)

    def _pair(self, stated: Stated) -> tuple[Paragraph, QWidget]:
        name = element_name(stated.element)
        label = Paragraph(name, TextStyle.SMALL, "text2")
        label.setFixedWidth(scaled(LABEL_WIDTH))
        if not stated.value:
            return label, Paragraph(not_stated(), TextStyle.SMALL, "text3")
        return label, said(moment_words(stated.value), name, TextStyle.SMALL, "text")

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, (label, value) in enumerate(self._pairs):
            line, place = divmod(number, columns)
            self._grid.addWidget(label, line, 2 * place, TOP)
            self._grid.addWidget(value, line, 2 * place + 1, TOP)
        for place in range(2):
            self._grid.setColumnStretch(2 * place + 1, 1 if place < columns else 0)
