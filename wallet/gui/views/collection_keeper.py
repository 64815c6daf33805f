"""What is done with collections from the sidebar: made, renamed, coloured, moved, deleted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from wallet.gui.viewmodels.collections import CollectionsViewModel
from wallet.gui.viewmodels.colour_words import colour_words
from wallet.gui.viewmodels.library import LibraryViewModel
from wallet.gui.views.collection_dialog import CollectionDialog
from wallet.gui.views.name_dialog import NameDialog
from wallet.gui.views.order_menus import entry
from wallet.gui.widgets.collection_list import CollectionList
from wallet.model.collection import Collection, Colour


class CollectionKeeper(QObject):
    """Asks what is to become of collections.

    Args:
        model: The collections.
        library: What the list shows now, which can be saved.
        shown: The collections in the sidebar.
    """

    def __init__(self, model: CollectionsViewModel, library: LibraryViewModel, shown: CollectionList) -> None:
        super().__init__(shown)
        self._model, self._library, self._shown = model, library, shown
        model.shown.connect(lambda: shown.show_shelves(model.shelves))
        shown.new_wanted.connect(self.ask_for_new)
        shown.rename_wanted.connect(self.ask_for_name)
        shown.menu_wanted.connect(self.offer)

    def ask_for_new(self) -> None:
        """Ask what a new collection is to be."""
        query = self._library.query if self._library.filtered else None
        CollectionDialog(self._shown.window(), self._model, query).open()

    def ask_for_name(self, collection: Collection) -> None:
        """Ask for another name of a collection."""
        hint = self.tr("Only you see this name.")
        dialog = NameDialog(self._shown.window(), self.tr("Rename collection"), hint, collection.name)
        dialog.named.connect(partial(self._model.rename, collection.id))
        dialog.open()

    def offer(self, collection: Collection, where: QPoint) -> None:
        """Offer what can be done with a collection."""
        menu = self.menu_of(collection)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def menu_of(self, collection: Collection) -> QMenu:
        """Return what can be done with a collection, as a menu."""
        model, menu = self._model, QMenu(self._shown)
        menu.addAction(self.tr("&Rename…"), partial(self.ask_for_name, collection))
        colours = menu.addMenu(self.tr("&Colour"))
        for colour in Colour:
            action = colours.addAction(colour_words(colour), partial(model.recolour, collection.id, colour))
            action.setCheckable(True)
            action.setChecked(colour is collection.colour)
        self._add_moves(menu, collection)
        menu.addSeparator()
        menu.addAction(self.tr("&Delete"), partial(model.delete, collection.id))
        return menu

    def _add_moves(self, menu: QMenu, collection: Collection) -> None:
        model = self._model
        homes = menu.addMenu(self.tr("&Move into"))
        to_top = homes.addAction(self.tr("No other collection"), partial(model.put_into, collection.id, None))
        to_top.setEnabled(collection.parent is not None)
        for home in model.homes(collection.id):
            action = homes.addAction(entry(home.path), partial(model.put_into, collection.id, home.collection.id))
            action.setEnabled(home.collection.id != collection.parent)
        for words, step in ((self.tr("Move &up"), -1), (self.tr("Move do&wn"), 1)):
            action = menu.addAction(words, partial(model.step, collection.id, step))
            action.setEnabled(model.can_step(collection.id, step))
