"""Making a collection."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wallet.gui.viewmodels.collections import CollectionsViewModel
from wallet.gui.viewmodels.colour_words import colour_words
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.choice import Choice
from wallet.gui.widgets.inputs import Field
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import column, row
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.badge import BadgeQuery
from wallet.model.collection import CollectionId, Colour


class CollectionDialog(Overlay):
    """Asks for a name, a colour, a place, and whether badges are put into it or found by a search.

    Args:
        window: What it lies over.
        model: The collections there are.
        query: What the list shows now, to be saved as a search; None where that is nothing to save.
    """

    def __init__(self, window: QWidget, model: CollectionsViewModel, query: BadgeQuery | None) -> None:
        super().__init__(window, self.tr("New collection"), QSize(500, 430 if query is not None else 380))
        self._model, self._query = model, query
        self._colour, self._parent, self._is_smart = Colour.NONE, "", False
        self.name = Field("", self.tr("Name"))
        self.colour = Choice(self.tr("Colour"), [(each, colour_words(each)) for each in Colour])
        homes = [(each.collection.id, foreign(each.path, 60)) for each in model.homes()]
        self.home = Choice(self.tr("Inside"), [("", self.tr("No other collection")), *homes])
        kinds = [(False, self.tr("Badges that I put into it")), (True, self.tr("What the list shows now"))]
        self.kind = Choice(self.tr("Holds"), kinds if query is not None else kinds[:1])
        self.make = Button(self.tr("&Make collection"), look=Look.PRIMARY)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = column(margins=QMargins(24, 18, 24, 18), spacing=12)
        hint = self.tr("A badge can be in many collections.")
        body.addWidget(Paragraph(hint, TextStyle.BODY, "text2"))
        body.addWidget(self.name)
        body.addLayout(_line(self.tr("Colour"), self.colour))
        body.addLayout(_line(self.tr("Inside"), self.home))
        if self._query is not None:
            body.addLayout(_line(self.tr("Holds"), self.kind))
        body.addStretch(1)
        self.content.addLayout(body, 1)
        cancel = Button(self.tr("&Cancel"))
        cancel.clicked.connect(self.close_overlay)
        self.add_foot(cancel, self.make)
        self.first_focus = self.name
        self.kind.setVisible(self._query is not None)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._show)
        self.name.returnPressed.connect(self._make)
        self.make.clicked.connect(self._make)
        self.colour.chosen.connect(self._choose_colour)
        self.home.chosen.connect(self._choose_home)
        self.kind.chosen.connect(self._choose_kind)
        self._show()

    def _choose_colour(self, colour: Colour) -> None:
        self._colour = colour
        self._show()

    def _choose_home(self, home: str) -> None:
        self._parent = home
        self._show()

    def _choose_kind(self, is_smart: bool) -> None:
        self._is_smart = is_smart
        self._show()

    def _show(self) -> None:
        self.make.setEnabled(bool(self.name.text().strip()))
        self.colour.show_value(self._colour)
        self.home.show_value(self._parent)
        self.kind.show_value(self._is_smart)

    def _make(self) -> None:
        name = self.name.text().strip()
        if name:
            parent = CollectionId(self._parent) if self._parent else None
            self._model.make(name, self._colour, parent, self._query if self._is_smart else None)
            self.close_overlay()


def _line(words: str, control: QWidget) -> QHBoxLayout:
    line = row(spacing=12)
    line.addWidget(Text(words, TextStyle.MEDIUM), 1)
    line.addWidget(control)
    return line
