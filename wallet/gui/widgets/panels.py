"""Surfaces and lines that other widgets stand on."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle

WIDEST = 16_777_215
"""Qt's own number for "no maximum"."""


class Panel(QFrame):
    """A surface from the style sheet, such as ``card``, ``sunken`` or ``sidebar``."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", kind)


class Card(Panel):
    """A bordered surface with a heading, to which rows are added."""

    def __init__(self, heading: str = "", aside: QWidget | None = None) -> None:
        super().__init__("card")
        self.body = column(self, margins=QMargins(18, 14, 18, 16), spacing=8)
        if heading:
            top = row(spacing=8)
            top.addWidget(Text(heading, TextStyle.SUBTITLE), 1)
            if aside is not None:
                top.addWidget(aside)
            self.body.addLayout(top)


class Line(Panel):
    """A hairline that parts two areas."""

    def __init__(self) -> None:
        super().__init__("line")
        self.setFixedHeight(1)


class Scroll(QScrollArea):
    """A page that scrolls downwards."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        page.setProperty("page", True)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def column(parent: QWidget | None = None, *, margins: QMargins | None = None, spacing: int = 0) -> QVBoxLayout:
    """Return a layout from top to bottom, without margins unless given."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    layout.setContentsMargins(margins or QMargins())
    layout.setSpacing(spacing)
    return layout


def row(parent: QWidget | None = None, *, margins: QMargins | None = None, spacing: int = 0) -> QHBoxLayout:
    """Return a layout in reading direction, without margins unless given."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    layout.setContentsMargins(margins or QMargins())
    layout.setSpacing(spacing)
    return layout


def clear(layout: QLayout) -> None:
    """Remove everything from a layout, and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
