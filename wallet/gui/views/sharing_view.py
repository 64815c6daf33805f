"""The sharing history: what left, to whom, when and how much of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMargins, QModelIndex, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListView, QMenu, QStackedWidget, QWidget

from wallet.gui.viewmodels.sharing import SHARE_ROLE, SharingViewModel
from wallet.gui.viewmodels.sharing_words import receiver_words
from wallet.gui.views.share_inspector import ShareInspector
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import WIDEST, Panel, column, row
from wallet.gui.widgets.share_row import ShareRowDelegate
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.model.badge import BadgeId

MARGIN = 24
INSPECTOR = 320
STACKED_BELOW = 760
LONGEST_CHIP = 32


class SharingView(QWidget):
    """The lines of the history, and one of them in full."""

    def __init__(self, model: SharingViewModel) -> None:
        super().__init__()
        self._model = model
        self.messages = MessageSlot()
        self.receiver = Button(self.tr("Anybody"), look=Look.CHIP, trailing="chevron-down")
        self.badge = Button(self.tr("Any badge"), look=Look.CHIP, trailing="chevron-down")
        self.list = QListView()
        self.inspector = ShareInspector(model)
        self._subtitle = Text("", TextStyle.SMALL, "text2")
        self._filters = QWidget()
        self._content = QStackedWidget()
        self._columns = row(self)
        self._columns.addWidget(self._make_page(), 1)
        self._columns.addWidget(self.inspector)
        self.inspector.hide()
        self._connect()

    def enter(self) -> None:
        """Show the history as it is now."""
        self._model.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the inspector below where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        self.inspector.setMinimumWidth(0 if narrow else scaled(INSPECTOR))
        self.inspector.setMaximumWidth(WIDEST if narrow else scaled(INSPECTOR))
        self.inspector.setMinimumHeight(self.height() * 2 // 5 if narrow else 0)
        self.inspector.setMaximumHeight(self.height() * 2 // 5 if narrow else WIDEST)

    def _make_page(self) -> QWidget:
        page = QWidget()
        inner = column(page, margins=QMargins(MARGIN, 20, MARGIN, MARGIN), spacing=14)
        words = column(spacing=2)
        words.addWidget(Text(self.tr("Sharing history"), TextStyle.HEADLINE))
        words.addWidget(self._subtitle)
        inner.addLayout(words)
        inner.addWidget(self.messages)
        self._filters.setLayout(self._make_filters())
        inner.addWidget(self._filters)
        for content in (QWidget(), self._make_empty(), self._make_list()):
            self._content.addWidget(content)
        inner.addWidget(self._content, 1)
        return page

    def _make_filters(self) -> QHBoxLayout:
        filters = row(spacing=8)
        filters.addWidget(self.receiver)
        filters.addWidget(self.badge)
        filters.addStretch(1)
        return filters

    def _make_list(self) -> QWidget:
        card = Panel("card")
        self._rows = ShareRowDelegate()
        self.list.setModel(self._model.lines)
        self.list.setItemDelegate(self._rows)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("What left, the newest first"))
        column(card, margins=QMargins(1, 6, 1, 6)).addWidget(self.list)
        return card

    def _make_empty(self) -> QWidget:
        page = QWidget()
        body = column(page, spacing=8)
        centre = Qt.AlignmentFlag.AlignHCenter
        body.addStretch(2)
        body.addWidget(Icon("share-2", "text3", 40), 0, centre)
        body.addSpacing(8)
        body.addWidget(Text(self.tr("Nothing has left this computer"), TextStyle.TITLE), 0, centre)
        text = self.tr(
            "Whatever you show, save or print of a badge gets a line here: to whom, when, and which details."
        )
        words = Paragraph(text, TextStyle.BODY, "text2")
        words.setAlignment(centre)
        body.addWidget(words)
        body.addStretch(3)
        return page

    def _connect(self) -> None:
        self._model.shown.connect(self._show)
        self._model.failed.connect(self.messages.show_refusal)
        self.list.selectionModel().currentChanged.connect(self._inspect)
        self.inspector.receiver_wanted.connect(self._ask)

    def _show(self) -> None:
        number = self._model.number()
        self._content.setCurrentIndex(2 if number else 1)
        self._filters.setVisible(bool(number))
        self._subtitle.setText(self._count_words(number))
        self._fill_menus()
        self._inspect(QModelIndex())

    def _count_words(self, number: int) -> str:
        if not number:
            return self.tr("Nothing here yet")
        people = len(self._model.everyone)
        one, many = self.tr("1 line"), self.tr("{n} lines")
        lines = (one if number == 1 else many).format(n=number)
        receivers = self.tr("1 receiver") if people == 1 else self.tr("{n} receivers").format(n=people)
        return f"{lines}, {receivers}"

    def _fill_menus(self) -> None:
        everyone = [known.to for known in self._model.everyone]
        menu = QMenu(self)
        _add(menu, self.tr("Anybody"), partial(self._model.show_only_receiver, None))
        for to in everyone:
            _add(menu, receiver_words(to), partial(self._model.show_only_receiver, to))
        self.receiver.setMenu(menu)
        chosen = self._model.receiver
        self.receiver.setText(_chip(self.tr("Anybody") if chosen is None else receiver_words(chosen)))
        badges = self._model.badges()
        menu = QMenu(self)
        _add(menu, self.tr("Any badge"), partial(self._model.show_only_badge, None))
        for badge_id, name in badges.items():
            _add(menu, name, partial(self._model.show_only_badge, badge_id))
        self.badge.setMenu(menu)
        self.badge.setText(_chip(self._badge_name(badges)))

    def _badge_name(self, badges: dict[BadgeId, str]) -> str:
        chosen = self._model.badge
        return self.tr("Any badge") if chosen is None else badges.get(chosen, chosen)

    def _inspect(self, index: QModelIndex) -> None:
        receiver = self._model.receiver
        known = self._model.known(receiver) if receiver is not None else None
        if index.isValid():
            self.inspector.show_share(index.data(SHARE_ROLE))
        elif known is not None:
            self.inspector.show_known(known)
        self.inspector.setVisible(index.isValid() or known is not None)

    def _ask(self, receiver: str) -> None:
        self._model.show_only_receiver(receiver)


def _add(menu: QMenu, words: str, act: Callable[[], None]) -> None:
    action = QAction(foreign(words, 60).replace("&", "&&"), menu)
    action.triggered.connect(lambda _checked=False: act())
    menu.addAction(action)


def _chip(words: str) -> str:
    return foreign(words, LONGEST_CHIP).replace("&", "&&")
