"""The owner's tags on a badge, and the collections that it is in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from wallet.gui.viewmodels.badge_order import BadgeOrderViewModel
from wallet.gui.views.order_menus import CollectionMenu, TagMenu, entry
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.flow_layout import FlowLayout
from wallet.gui.widgets.panels import Card, clear
from wallet.gui.widgets.text import foreign
from wallet.model.collection import CollectionId


class OrderCard(Card):
    """Tags and collections, each of which a click takes off.

    Args:
        order: Puts the badge in order.
    """

    def __init__(self, order: BadgeOrderViewModel) -> None:
        super().__init__(self.tr("Tags and collections"))
        self._order = order
        self._chips = FlowLayout(8)
        self.tag = Button(self.tr("Add a tag"), "tag", Look.LINK)
        self.collect = Button(self.tr("Add to a collection"), "folder-plus", Look.LINK)
        self.tags = TagMenu(order, self.tag)
        self.collections = CollectionMenu(order, self.collect)
        self.tag.setMenu(self.tags)
        self.collect.setMenu(self.collections)
        buttons = FlowLayout(16)
        buttons.add(self.tag)
        buttons.add(self.collect)
        self.body.addLayout(self._chips)
        self.body.addLayout(buttons)
        order.known.connect(self._show)

    def _show(self) -> None:
        clear(self._chips)
        for tag in self._order.belongings.tags:
            name = self.tr("Take off the tag {name}").format(name=foreign(tag))
            self._add(tag, "tag", name, partial(self._untag, tag))
        for each, path in self._order.its_collections:
            name = self.tr("Take out of the collection {name}").format(name=foreign(path))
            self._add(path, "folder-open", name, partial(self._take_out, each))

    def _add(self, words: str, icon: str, name: str, act: Callable[[bool], None]) -> None:
        chip = Button(entry(words), icon, Look.CHIP, trailing="x")
        chip.setAccessibleName(name)
        chip.clicked.connect(act)
        self._chips.add(chip)

    def _untag(self, tag: str, _checked: bool = False) -> None:
        self._order.untag(tag)

    def _take_out(self, collection: CollectionId, _checked: bool = False) -> None:
        self._order.take_out(collection)
