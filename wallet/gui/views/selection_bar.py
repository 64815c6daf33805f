"""What can be done with several badges at once; the same is in the menu of a badge."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from wallet.gui.viewmodels.selecting import SelectionViewModel
from wallet.gui.views.order_menus import CollectionMenu, TagMenu
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.flow_layout import FlowLayout
from wallet.gui.widgets.panels import row
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle


class SelectionBar(QWidget):
    """How many are selected, and buttons for all of them.

    Signals:
        present_wanted: They are to be presented.
        clear_wanted: Nothing is to be selected any more.
    """

    present_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, model: SelectionViewModel) -> None:
        super().__init__()
        self._model = model
        self.count = Text("", TextStyle.STRONG)
        self.present = Button(self.tr("&Present"), "qr-code", Look.PRIMARY)
        self.collect = Button(self.tr("Add to &collection"), "folder-plus")
        self.tag = Button(self.tr("&Tag"), "tag")
        self.favourite = Button(self.tr("&Favourite"), "star")
        self.take_out = Button(self.tr("Take &out"), "undo-2")
        self.remove = Button(self.tr("&Remove"), "trash-2")
        self.clear = Button(self.tr("Clear selection"), look=Look.LINK)
        self.collection_menu, self.tag_menu = CollectionMenu(model, self), TagMenu(model, self)
        self._fill()
        self._connect()

    def show_count(self, count: int) -> None:
        """Say how many badges are selected."""
        self.count.setText(self.tr("{n} selected").format(n=count))
        self._show_state()

    def _fill(self) -> None:
        self.clear.setMinimumHeight(self.remove.sizeHint().height())
        self.count.setMinimumHeight(self.remove.sizeHint().height())
        flow = FlowLayout(8)
        buttons = (self.present, self.collect, self.tag, self.favourite, self.take_out, self.remove, self.clear)
        for widget in (self.count, *buttons):
            flow.add(widget)
        inner = QWidget()
        inner.setLayout(flow)
        row(self).addWidget(inner, 1)

    def _connect(self) -> None:
        self.present.clicked.connect(self.present_wanted)
        self.collect.clicked.connect(self._collect)
        self.tag.clicked.connect(self._tag)
        self.favourite.clicked.connect(lambda: self._model.set_favourites(are=not self._model.are_favourites))
        self.take_out.clicked.connect(self._model.take_out)
        self.remove.clicked.connect(self._model.remove)
        self.clear.clicked.connect(self.clear_wanted)
        self._model.known.connect(self._show_state)

    def _collect(self) -> None:
        """Offer collections; where there is none yet, ask for the first one's name."""
        if self._model.collections_to_choose:
            _open_below(self.collect, self.collection_menu)
        else:
            self.collection_menu.ask()

    def _tag(self) -> None:
        if self._model.tags_to_choose:
            _open_below(self.tag, self.tag_menu)
        else:
            self.tag_menu.ask()

    def _show_state(self) -> None:
        self.take_out.setVisible(self._model.place is not None)
        words = self.tr("No &favourite") if self._model.are_favourites else self.tr("&Favourite")
        self.favourite.setText(words)
        self.favourite.updateGeometry()


class BadgeMenu(QMenu):
    """The menu of the badges that are selected.

    Args:
        model: The selection.
        bar: Whose menus of tags and collections it shares.

    Signals:
        open_wanted: The badge that the menu was asked for on is to be opened.
        present_wanted: They are to be presented.
    """

    open_wanted = Signal()
    present_wanted = Signal()

    def __init__(self, model: SelectionViewModel, bar: SelectionBar) -> None:
        super().__init__(bar)
        self.addAction(self.tr("&Open"), self.open_wanted.emit)
        self.addAction(self.tr("&Present"), self.present_wanted.emit)
        self.addSeparator()
        are = model.are_favourites
        words = self.tr("No &favourite any more") if are else self.tr("&Favourite")
        self.addAction(words, lambda: model.set_favourites(are=not are))
        for menu in (bar.tag_menu, bar.collection_menu):
            self.addMenu(menu)
        if model.place is not None:
            self.addAction(self.tr("Take &out of this collection"), model.take_out)
        self.addSeparator()
        self.addAction(self.tr("&Remove"), model.remove)


def _open_below(button: Button, menu: QMenu) -> None:
    begins_right = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    corner = QPoint(button.width() - menu.sizeHint().width() if begins_right else 0, button.height() + 2)
    menu.popup(button.mapToGlobal(corner))
