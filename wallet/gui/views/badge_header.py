"""The top of the badge page: the way back, what can be done with the badge, and what it is."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.badge_order import BadgeOrderViewModel
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.views.order_menus import CollectionMenu, TagMenu
from wallet.gui.widgets.badge_picture import BadgePicture, Monogram
from wallet.gui.widgets.buttons import Button, IconButton, Look
from wallet.gui.widgets.flow_layout import FlowLayout
from wallet.gui.widgets.panels import clear, column, row
from wallet.gui.widgets.pills import Pill
from wallet.gui.widgets.text import ElidedText, Paragraph, Text, foreign, plain_tooltip
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.model.badge import BadgePage, Field

PICTURE = 104
STACKED_BELOW = 760
"""Width below which the buttons stand under the words."""


class BadgeBar(QWidget):
    """The way back, the star, and menus.

    Args:
        order: Puts the badge in order.

    Signals:
        left: The library is to be shown again.
        export_wanted: The badge's file is to be saved.
        remove_wanted: The badge is to go to the bin.
    """

    left = Signal()
    export_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, order: BadgeOrderViewModel) -> None:
        super().__init__()
        self._order = order
        self.back = Button(self.tr("Badges"), "chevron-left", Look.QUIET)
        self.star = IconButton("star", self.tr("Add to favourites"))
        self.star.setCheckable(True)
        self.collect = IconButton("folder-plus", self.tr("Add to a collection"))
        self.collections = CollectionMenu(order, self.collect)
        self.tags = TagMenu(order, self)
        self.more = IconButton("ellipsis", self.tr("More"))
        bar = row(self, margins=QMargins(0, 0, 0, 0), spacing=6)
        bar.addWidget(self.back)
        bar.addStretch(1)
        for button in (self.star, self.collect, self.more):
            bar.addWidget(button)
        self.more_menu = self._make_menu()
        self._connect()

    def _connect(self) -> None:
        self.collect.setMenu(self.collections)
        self.more.setMenu(self.more_menu)
        self.back.clicked.connect(self.left)
        self.star.clicked.connect(self._order.set_favourite)
        self._order.known.connect(self._show_star)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self.more)
        menu.addMenu(self.tags)
        menu.addAction(self.tr("&Export"), self.export_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("&Remove"), self.remove_wanted.emit)
        return menu

    def _show_star(self) -> None:
        on = self._order.belongings.is_favourite
        self.star.setChecked(on)
        self.star.set_icon_name("star-filled" if on else "star")
        name = self.tr("Remove from favourites") if on else self.tr("Add to favourites")
        self.star.setAccessibleName(name)
        self.star.setToolTip(plain_tooltip(name))


class Party(QWidget):
    """Somebody who stands behind a badge: a monogram and a name."""

    def __init__(self) -> None:
        super().__init__()
        self._monogram = Monogram(scaled(20))
        self.name = ElidedText("", TextStyle.MEDIUM)
        inner = row(self, spacing=8)
        inner.addWidget(self._monogram)
        inner.addWidget(self.name)

    def show_party(self, name: str) -> None:
        """Show somebody."""
        self._monogram.show_issuer(name)
        self.name.setText(foreign(name))


class BadgeHeader(QWidget):
    """Picture, kind, name, issuer and date of a badge.

    Signals:
        present_wanted: The badge is to be presented.
        export_wanted: The badge's file is to be saved.
    """

    present_wanted = Signal()
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture = BadgePicture(PICTURE)
        self._pills = FlowLayout(8)
        self._name = Paragraph("", TextStyle.HEADLINE)
        self._issuer = Party()
        self._with = Text(self.tr("with"), TextStyle.BODY, "text3")
        self._partner = Party()
        self._awarded = Text("", TextStyle.BODY, "text3")
        self.export = Button(self.tr("&Export"), "download")
        self.present = Button(self.tr("&Present"), "qr-code", Look.PRIMARY)
        self.present.clicked.connect(self.present_wanted)
        self.export.clicked.connect(self.export_wanted)
        badge = row(spacing=26)
        badge.addWidget(self.picture)
        badge.addLayout(self._words(), 1)
        self._whole = column(self, margins=QMargins(4, 0, 0, 0), spacing=12)
        self._whole.addLayout(badge, 1)
        self._whole.addLayout(self._buttons())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._whole.setDirection(direction)

    def show_page(self, page: BadgePage, language: str) -> None:
        """Show a badge.

        Args:
            page: The badge.
            language: In which language it is, in words, where that is none of the reader's; else empty.
        """
        card = page.card
        clear(self._pills)
        if card.achievement_type:
            self._pills.add(Pill(foreign(card.achievement_type, 40), Tone.ACCENT))
        for text in (page.level, card.credits, language):
            if text:
                self._pills.add(Pill(foreign(text, 40)))
        self._name.setText(foreign(card.name))
        self._name.setAlignment(self._leading())
        self._issuer.show_party(card.issuer_name)
        self._show_partner(page.partners)
        date = long_date(card.valid_from) if card.valid_from is not None else ""
        self._awarded.setText(self.tr("awarded {date}").format(date=date) if date else "")

    def _leading(self) -> Qt.AlignmentFlag:
        """Return the edge where the other words begin, whatever the name is written in."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        return edge | Qt.AlignmentFlag.AlignAbsolute

    def _show_partner(self, partners: tuple[Field, ...]) -> None:
        self._with.setVisible(bool(partners))
        self._partner.setVisible(bool(partners))
        self._partner.show_party(partners[0].value if partners else "")

    def _words(self) -> QVBoxLayout:
        issuer = FlowLayout(8)
        for widget in (self._issuer, self._with, self._partner, self._awarded):
            widget.setMinimumHeight(scaled(20))
            issuer.add(widget)
        words = column(spacing=6)
        words.addStretch(1)
        words.addLayout(self._pills)
        words.addWidget(self._name)
        words.addLayout(issuer)
        words.addStretch(1)
        return words

    def _buttons(self) -> QHBoxLayout:
        buttons = row(spacing=10)
        buttons.addStretch(1)
        buttons.addWidget(self.export, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addWidget(self.present, 0, Qt.AlignmentFlag.AlignVCenter)
        return buttons
