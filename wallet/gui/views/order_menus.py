"""Menus by which badges get a tag, or go into a collection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from wallet.gui.views.name_dialog import NameDialog
from wallet.gui.widgets.text import foreign
from wallet.model.collection import CollectionId

LONGEST_ENTRY = 60


class PutsInOrder(Protocol):
    """Puts one badge, or several, in order."""

    @property
    def tags_to_choose(self) -> tuple[str, ...]:
        """Tags that can be put on."""
        ...

    @property
    def collections_to_choose(self) -> tuple[tuple[CollectionId, str], ...]:
        """Collections that can take something in, with their paths."""
        ...

    def tag(self, name: str) -> None:
        """Put a tag on."""
        ...

    def put_into(self, collection: CollectionId) -> None:
        """Put into a collection."""
        ...

    def put_into_new(self, name: str) -> None:
        """Make a collection, and put into that."""
        ...


class TagMenu(QMenu):
    """The tags of other badges, and a new one; filled as it opens.

    Args:
        order: Puts in order.
        parent: Whose menu it is.
    """

    def __init__(self, order: PutsInOrder, parent: QWidget) -> None:
        super().__init__(parent)
        self._order, self._owner = order, parent
        self.setTitle(self.tr("Add a &tag"))
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        _fill(self, ((tag, partial(self._order.tag, tag)) for tag in self._order.tags_to_choose))
        self.addAction(self.tr("&New tag"), self.ask)

    def ask(self) -> None:
        """Ask for a new tag."""
        hint = self.tr("You find the badge by it. Nobody else sees it.")
        dialog = NameDialog(self._owner.window(), self.tr("New tag"), hint)
        dialog.named.connect(self._order.tag)
        dialog.open()


class CollectionMenu(QMenu):
    """The collections that the badge is not in, and a new one; filled as it opens.

    Args:
        order: Puts in order.
        parent: Whose menu it is.
    """

    def __init__(self, order: PutsInOrder, parent: QWidget) -> None:
        super().__init__(parent)
        self._order, self._owner = order, parent
        self.setTitle(self.tr("Add to a &collection"))
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        choices = self._order.collections_to_choose
        _fill(self, ((path, partial(self._order.put_into, each)) for each, path in choices))
        self.addAction(self.tr("&New collection"), self.ask)

    def ask(self) -> None:
        """Ask for a new collection."""
        hint = self.tr("A badge can be in many collections.")
        dialog = NameDialog(self._owner.window(), self.tr("New collection"), hint)
        dialog.named.connect(self._order.put_into_new)
        dialog.open()


def entry(words: str) -> str:
    """Return what the owner named as an entry of a menu, or a button's words: without a mnemonic of its own."""
    return foreign(words, LONGEST_ENTRY).replace("&", "&&")


def _fill(menu: QMenu, entries: Iterable[tuple[str, Callable[[], object]]]) -> None:
    menu.clear()
    for words, act in entries:
        menu.addAction(entry(words), act)
    if not menu.isEmpty():
        menu.addSeparator()
