"""The library: every badge of a place, found as one types."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QMargins, QModelIndex, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QWidget

from wallet.gui.viewmodels.library import EVERYTHING, LibraryViewModel
from wallet.gui.views.badge_keeper import PlaceKeeper, rows_selected
from wallet.gui.views.empty_library import EmptyLibrary, EmptyPlace, NothingFound
from wallet.gui.views.filter_bar import FilterBar
from wallet.gui.views.inspector import Inspector
from wallet.gui.views.selection_bar import BadgeMenu, SelectionBar
from wallet.gui.widgets.badge_grid import BadgeGrid
from wallet.gui.widgets.badge_items import BadgeItems
from wallet.gui.widgets.badge_list import BadgeList, BadgeTable
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import SearchField
from wallet.gui.widgets.panels import Panel, column, row
from wallet.gui.widgets.statements import Icon, MessageSlot, NoticeSlot
from wallet.gui.widgets.text import ElidedText, Text, foreign
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.model.badge import BadgeId, BadgeQuery

MARGIN = 24
SEARCH_WIDTH = 300
NARROW_SEARCH_WIDTH = 120
INSPECTOR_WIDTH = 302
NARROWEST = 560
"""What the badges need beside the inspector, in pixels."""


class LibraryView(QWidget):
    """The first screen of an open wallet.

    Signals:
        badge_opened: A badge's page is wanted; carries its id.
        present_wanted: Badges are to be presented; carries their ids.
        add_wanted: Badges are to be added.
        all_wanted: Every badge of the wallet is to be shown.
        changed: Badges were put in order otherwise, which can be taken back; carries that as a sentence.
        said: Something is to be said that changed nothing; carries it.
    """

    badge_opened = Signal(str)
    present_wanted = Signal(object)
    add_wanted = Signal()
    all_wanted = Signal()
    changed = Signal(str)
    said = Signal(str)

    def __init__(self, model: LibraryViewModel) -> None:
        super().__init__()
        self._model = model
        self.search = SearchField(self.tr("Search badges, issuers, skills"), self.tr("Ctrl F"))
        self.add = Button(self.tr("Add &badges"), "plus", Look.PRIMARY)
        self.empty = EmptyLibrary()
        self.grid = BadgeGrid()
        self.list = BadgeList()
        self.table = BadgeTable(self.list)
        self.filters = FilterBar(model)
        self.selection_bar = SelectionBar(model.selection)
        self.inspector = Inspector(model.inspector)
        self.notices = NoticeSlot()
        self.endings = NoticeSlot()
        self.messages = MessageSlot()
        self._found = NothingFound()
        self._empty_place = EmptyPlace()
        self._title = ElidedText(self.tr("Badges"), TextStyle.HEADLINE)
        self._subtitle = Text("", TextStyle.SMALL, "text2")
        self._selected = Text("", TextStyle.CAPTION, "text2")
        self._content = QStackedWidget()
        self._fill()
        self._is_first_start = False
        self._keeper = PlaceKeeper(model.model, (self.grid, self.list))
        self._connect()
        self._connect_badges()
        self._show_look(as_list=model.as_list)

    @property
    def badges(self) -> BadgeItems:
        """The badges as they are shown now: the grid or the list."""
        return self.list if self._as_list else self.grid

    def regions(self) -> tuple[QWidget, ...]:
        """Return where F6 leads on this page: toolbar, badges, inspector."""
        regions = (self.search, self.badges, self.inspector.present)
        return tuple(region for region in regions if region.isVisible())

    def selected_ids(self) -> list[BadgeId]:
        """Return the badges selected, in the order they are shown."""
        return self._model.selection.ids

    def remove_selected(self) -> None:
        """Move the selected badges to the bin."""
        self._model.selection.remove()

    def show_all(self) -> None:
        """Show every badge of the place again."""
        with QSignalBlocker(self.search):
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

    def toggle_look(self) -> None:
        """Show the grid as a list, or the list as a grid, and keep that."""
        self._choose_look(0 if self._as_list else 1)

    def toggle_inspector(self) -> None:
        """Show more of the badge that the keyboard is on, or no more."""
        self.inspector.setVisible(self.inspector.isHidden())
        self._place_inspector()
        self._inspect()

    def minimumSizeHint(self) -> QSize:
        """Room for the badges alone: the inspector lies over them where there is no more."""
        margins = self._whole.contentsMargins()
        return super().minimumSizeHint() - QSize(margins.left() + margins.right(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the inspector in its place."""
        super().resizeEvent(event)
        self._place_inspector()

    def changeEvent(self, event: QEvent) -> None:
        """Let the inspector change sides with the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_inspector()

    def _fill(self) -> None:
        for badges in (self.grid, self.list):
            badges.setModel(self._model.model)
        self.list.setSelectionModel(self.grid.selectionModel())
        self._framed_empty = _framed(self.empty)
        self._framed_table = _framed(self.table)
        self._blank = QWidget()
        pages = (self.grid, self._framed_table, self._framed_empty, self._found, self._empty_place, self._blank)
        for widget in pages:
            self._content.addWidget(widget)
        self._content.setCurrentWidget(self._blank)
        self.filters.setMinimumHeight(self.selection_bar.present.sizeHint().height())
        inner = column(margins=QMargins(MARGIN, 20, MARGIN, 0), spacing=14)
        inner.addLayout(self._make_header())
        for widget in (self.notices, self.endings, self.messages, self.filters, self.selection_bar):
            inner.addWidget(widget)
        body = column()
        body.addLayout(inner)
        # The grid's scroll bar and the gap after its last column lie in the page's own margin.
        content = row(margins=QMargins(MARGIN, 12, 6, 0))
        content.addWidget(self._content)
        body.addLayout(content, 1)
        body.addWidget(self._make_footer())
        self._whole = row(self)
        self._whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._whole.addLayout(body, 1)
        self.inspector.setParent(self)
        self.inspector.hide()

    def _make_header(self) -> QHBoxLayout:
        self.search.setMinimumWidth(scaled(NARROW_SEARCH_WIDTH))
        self.search.setMaximumWidth(scaled(SEARCH_WIDTH))
        self.add.clicked.connect(self.add_wanted)
        words = column(spacing=2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        header = row(spacing=12)
        header.addLayout(words, 1)
        header.addWidget(self.search, 2)
        header.addWidget(self.add)
        return header

    def _make_footer(self) -> Panel:
        footer = Panel("footer")
        inner = row(footer, margins=QMargins(MARGIN, 7, MARGIN, 7), spacing=8)
        inner.addWidget(Icon("wifi-off", "text3", 15))
        words = self.tr("Works without internet. Nothing leaves this computer unless you present it.")
        inner.addWidget(ElidedText(words, TextStyle.CAPTION, "text2"), 1)
        inner.addWidget(self._selected)
        return footer

    def _connect(self) -> None:
        model = self._model
        model.shown.connect(self._show)
        model.moved.connect(self._enter_place)
        for failing in (model, model.selection, model.inspector):
            failing.failed.connect(self.messages.show_refusal)
        model.saved.connect(self.changed)
        model.selection.changed.connect(self.changed)
        model.selection.said.connect(self.said)
        self.search.textChanged.connect(model.search)
        self.search.returnPressed.connect(self._open_first)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._go_down)
        self.filters.clear_wanted.connect(self.show_all)
        self.filters.look_wanted.connect(self._choose_look)
        self._found.clear_wanted.connect(self.show_all)
        self._empty_place.all_wanted.connect(self.all_wanted)
        self.table.order_wanted.connect(model.sort)
        look = QShortcut(QKeySequence("Ctrl+G"), self)
        look.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        look.activated.connect(self.toggle_look)

    def _connect_badges(self) -> None:
        for badges in (self.grid, self.list):
            badges.opened.connect(self._open)
            badges.inspect_wanted.connect(self.toggle_inspector)
            badges.menu_wanted.connect(self._show_menu)
        self.grid.selectionModel().selectionChanged.connect(self._show_selection)
        self.grid.selectionModel().currentChanged.connect(self._inspect)
        self._model.model.dataChanged.connect(self._inspect_fetched)
        self.selection_bar.present_wanted.connect(self._present)
        self.selection_bar.clear_wanted.connect(self.grid.clearSelection)
        self.inspector.opened.connect(self.badge_opened)
        self.inspector.present_wanted.connect(self.present_wanted)
        self.inspector.left.connect(self.toggle_inspector)

    def _place_inspector(self) -> None:
        """Stand beside the badges, or over some of them where there is little room."""
        width = min(scaled(INSPECTOR_WIDTH), self.width())
        is_beside = self.inspector.isVisibleTo(self) and self.width() - width >= scaled(NARROWEST)
        room = width if is_beside else 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._whole.setContentsMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)
        place = QRect(self.width() - width, 0, width, self.height())
        self.inspector.setGeometry(self.style().visualRect(self.layoutDirection(), self.rect(), place))
        self.inspector.raise_()

    def _choose_look(self, number: int) -> None:
        self._show_look(as_list=number == 1)
        self._model.prefer_list(preferred=self._as_list)
        self._show()
        self.badges.setFocus()
        self.badges.scrollTo(self.badges.currentIndex())

    def _show_look(self, *, as_list: bool) -> None:
        self._as_list = as_list
        self.filters.look.choose(int(as_list))

    def _enter_place(self) -> None:
        with QSignalBlocker(self.search):
            self.search.clear()
        if self._model.base == EVERYTHING:
            self._title.setText(self.tr("Badges"))
        self.filters.show_state()

    def _open_first(self) -> None:
        """Open what was found first, once it is known."""
        if self._model.is_asking:
            self._model.shown.connect(self._open_first, Qt.ConnectionType.SingleShotConnection)
        elif self._model.found:
            self._open(self._model.model.index(0))

    def _go_down(self) -> None:
        """Go from the words to the badges that they found."""
        if not self.badges.currentIndex().isValid():
            self.badges.setCurrentIndex(self._model.model.index(0))
        self.badges.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self, index: QModelIndex) -> None:
        card = self._model.model.card(index)
        if card is not None:
            self.badge_opened.emit(card.id)

    def _present(self) -> None:
        self._model.selection.with_ids(self.present_wanted.emit)

    def _inspect(self) -> None:
        if not self.inspector.isHidden():
            self._model.inspector.show_card(self._model.model.card(self.badges.currentIndex()))

    def _inspect_fetched(self) -> None:
        if self._model.inspector.card is None:  # the badge of the keyboard was still to be fetched
            self._inspect()

    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        card = self._model.model.card(index)
        if card is None:
            return
        menu = BadgeMenu(self._model.selection, self.selection_bar)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The badge, not its row: the list may be filled anew while the menu is open.
        menu.open_wanted.connect(partial(self.badge_opened.emit, card.id))
        menu.present_wanted.connect(self._present)
        menu.popup(place)

    def _show(self) -> None:
        model = self._model
        if not model.answered:
            return
        self._subtitle.setText(self._count_words())
        self._found.show_words(model.query.text)
        self._empty_place.show_kind(fills_itself=model.selection.place is None)
        self.grid.show_found(found=bool(model.query.text))
        self.table.show_order(None if model.query.text else model.query.order)
        page = self._page()
        self._content.setCurrentWidget(page)
        self._is_first_start = page is self._framed_empty
        for widget in (self.search, self.add):
            widget.setVisible(not self._is_first_start)
        self._show_selection()
        self._inspect()

    def _page(self) -> QWidget:
        model = self._model
        if model.found:
            return self._framed_table if self._as_list else self.grid
        if model.total:
            return self._found
        return self._framed_empty if not model.whole else self._empty_place

    def _count_words(self) -> str:
        total, found = self._model.total, self._model.found
        if not total:
            return self.tr("Nothing here yet")
        if self._model.filtered:
            return self.tr("{found} of {total} badges").format(found=found, total=total)
        return self.tr("1 badge") if total == 1 else self.tr("{total} badges").format(total=total)

    def _show_selection(self) -> None:
        rows = rows_selected(self.grid.selectionModel())
        self._model.selection.select(rows)
        self.selection_bar.setVisible(len(rows) > 1)
        self.filters.setVisible(len(rows) <= 1 and not self._is_first_start)
        self.selection_bar.show_count(len(rows))
        words = self.tr("{n} of {total} selected").format(n=len(rows), total=self._model.found)
        self._selected.setText(words if rows else "")


def _framed(widget: QWidget) -> QWidget:
    page = QWidget()
    column(page, margins=QMargins(0, 0, MARGIN - 6, 16)).addWidget(widget)
    return page
