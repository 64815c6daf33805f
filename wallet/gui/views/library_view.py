"""The library: every badge, found as one types."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from wallet.gui.viewmodels.library import LibraryViewModel
from wallet.gui.views.empty_library import EmptyLibrary, NothingFound
from wallet.gui.views.filter_bar import FilterBar
from wallet.gui.widgets.badge_grid import BadgeGrid
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import SearchField
from wallet.gui.widgets.panels import Panel, column, row
from wallet.gui.widgets.statements import Icon, MessageSlot, NoticeSlot
from wallet.gui.widgets.text import ElidedText, Text, foreign
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.model.badge import BadgeId, BadgeQuery

MARGIN = 24
SEARCH_WIDTH = 300


class LibraryView(QWidget):
    """The first screen of an open wallet.

    Signals:
        badge_opened: A badge's page is wanted; carries its id.
        present_wanted: Badges are to be presented; carries their ids.
        add_wanted: Badges are to be added.
    """

    badge_opened = Signal(str)
    present_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, model: LibraryViewModel) -> None:
        super().__init__()
        self._model = model
        self.search = SearchField(self.tr("Search badges, issuers, skills"), self.tr("Ctrl F"))
        self.add = Button(self.tr("Add &badges"), "plus", Look.PRIMARY)
        self.empty = EmptyLibrary()
        self.grid = BadgeGrid()
        self.filters = FilterBar(model)
        self.notices = NoticeSlot()
        self.messages = MessageSlot()
        self._found = NothingFound()
        self._title = ElidedText(self.tr("Badges"), TextStyle.HEADLINE)
        self._subtitle = Text("", TextStyle.SMALL, "text2")
        self._selected = Text("", TextStyle.CAPTION, "text2")
        self._tools = QStackedWidget()
        self._content = QStackedWidget()
        self._footer = self._make_footer()
        self._fill()
        self._connect()

    def selected_ids(self) -> list[BadgeId]:
        """Return the badges selected, in the order they are shown."""
        rows = sorted(index.row() for index in self.grid.selectionModel().selectedIndexes())
        cards = (self._model.model.card(self._model.model.index(row)) for row in rows)
        return [card.id for card in cards if card is not None]

    def remove_selected(self) -> None:
        """Move the selected badges to the bin."""
        self._model.remove(self.selected_ids())

    def show_all(self) -> None:
        """Show every badge again."""
        self.search.clear()
        self._model.clear_all()

    def show_query(self, query: BadgeQuery, title: str = "") -> None:
        """Show what a query finds as a place of its own, with nothing narrowed; the place shown already stays as it is.

        Args:
            query: What the place holds.
            title: What the place is called, by its owner; empty for all badges.
        """
        self._title.setText(foreign(title) or self.tr("Badges"))
        self._model.show_place(query)

    def focus_search(self) -> None:
        """Let the next key be a word to find."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _fill(self) -> None:
        self.grid.setModel(self._model.model)
        empty = QWidget()
        column(empty, margins=QMargins(0, 0, MARGIN - 6, 16)).addWidget(self.empty)
        for widget in (self.grid, empty, self._found, QWidget()):
            self._content.addWidget(widget)
        self._content.setCurrentIndex(3)
        self._tools.addWidget(self.filters)
        self._tools.addWidget(self._make_selection_bar())
        inner = column(margins=QMargins(MARGIN, 20, MARGIN, 0), spacing=14)
        inner.addLayout(self._make_header())
        inner.addWidget(self.notices)
        inner.addWidget(self.messages)
        inner.addWidget(self._tools)
        body = column(self)
        body.addLayout(inner)
        # The grid's scroll bar and the gap after its last column lie in the page's own margin.
        content = row(margins=QMargins(MARGIN, 12, 6, 0))
        content.addWidget(self._content)
        body.addLayout(content, 1)
        body.addWidget(self._footer)

    def _make_header(self) -> QHBoxLayout:
        self.search.setFixedWidth(scaled(SEARCH_WIDTH))
        self.add.clicked.connect(self.add_wanted)
        words = column(spacing=2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        header = row(spacing=12)
        header.addLayout(words, 1)
        header.addWidget(self.search)
        header.addWidget(self.add)
        return header

    def _make_selection_bar(self) -> QWidget:
        self._chosen = Text("", TextStyle.STRONG)
        present = Button(self.tr("&Present"), "qr-code")
        remove = Button(self.tr("&Remove"), "trash-2")
        clear = Button(self.tr("Clear selection"), look=Look.LINK)
        present.clicked.connect(lambda: self.present_wanted.emit(self.selected_ids()))
        remove.clicked.connect(self.remove_selected)
        clear.clicked.connect(self.grid.clearSelection)
        bar = QWidget()
        inner = row(bar, spacing=10)
        inner.addWidget(self._chosen)
        inner.addSpacing(6)
        for button in (present, remove, clear):
            inner.addWidget(button)
        inner.addStretch(1)
        return bar

    def _make_footer(self) -> Panel:
        footer = Panel("footer")
        inner = row(footer, margins=QMargins(MARGIN, 7, MARGIN, 7), spacing=8)
        inner.addWidget(Icon("wifi-off", "text3", 15))
        words = self.tr("Works without internet. Nothing leaves this computer unless you present it.")
        inner.addWidget(ElidedText(words, TextStyle.CAPTION, "text2"), 1)
        inner.addWidget(self._selected)
        return footer

    def _connect(self) -> None:
        self._model.shown.connect(self._show)
        self._model.failed.connect(self.messages.show_refusal)
        self._model.moved.connect(self._enter_place)
        self.search.textChanged.connect(self._model.search)
        self.filters.clear_wanted.connect(self.show_all)
        self._found.clear_wanted.connect(self.show_all)
        self.grid.opened.connect(self._open)
        self.grid.customContextMenuRequested.connect(self._show_context_menu)
        self.grid.selectionModel().selectionChanged.connect(self._show_selection)

    def _enter_place(self) -> None:
        with QSignalBlocker(self.search):
            self.search.clear()
        self.filters.show_state()

    def _open(self, index: QModelIndex) -> None:
        card = self._model.model.card(index)
        if card is not None:
            self.badge_opened.emit(card.id)

    def _show_context_menu(self, place: QPoint) -> None:
        index = self.grid.indexAt(place)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.addAction(self.tr("&Open"), lambda: self._open(index))
        menu.addAction(self.tr("&Present"), lambda: self.present_wanted.emit(self.selected_ids()))
        menu.addAction(self.tr("&Remove"), self.remove_selected)
        menu.popup(self.grid.viewport().mapToGlobal(place))

    def _show(self) -> None:
        model = self._model
        self._subtitle.setText(self._count_words())
        self._found.show_words(model.query.text)
        page = 0 if model.found else 2 if model.filtered and model.total else 1
        self._content.setCurrentIndex(page)
        self._tools.setVisible(page != 1)
        self.search.setVisible(page != 1)
        self.add.setVisible(page != 1)
        self._show_selection()

    def _count_words(self) -> str:
        total, found = self._model.total, self._model.found
        if not total:
            return self.tr("Nothing here yet")
        if self._model.filtered:
            return self.tr("{found} of {total} badges").format(found=found, total=total)
        return self.tr("1 badge") if total == 1 else self.tr("{total} badges").format(total=total)

    def _show_selection(self) -> None:
        count = len(self.grid.selectionModel().selectedIndexes())
        self._tools.setCurrentIndex(1 if count > 1 else 0)
        self._chosen.setText(self.tr("{n} selected").format(n=count))
        words = self.tr("{n} of {total} selected").format(n=count, total=self._model.found)
        self._selected.setText(words if count else "")
