"""What narrows and sorts the library: a chip for each filter, the order, and grid or list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from wallet.gui.viewmodels import narrowing
from wallet.gui.viewmodels.library import LibraryViewModel
from wallet.gui.viewmodels.narrowing import Filter
from wallet.gui.views.name_dialog import NameDialog
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.choice_popup import ChoicePopup
from wallet.gui.widgets.filter_chip import FilterChip
from wallet.gui.widgets.flow_layout import FlowLayout
from wallet.gui.widgets.look_switch import LookSwitch
from wallet.gui.widgets.panels import row
from wallet.model.badge import Order


class FilterBar(QWidget):
    """Chips, order and look.

    Signals:
        clear_wanted: The whole place is to be shown again.
        look_wanted: Grid (0) or list (1) is wanted.
    """

    clear_wanted = Signal()
    look_wanted = Signal(int)

    def __init__(self, model: LibraryViewModel) -> None:
        super().__init__()
        self._model = model
        self.popup: ChoicePopup | None = None
        self.chips = {which: FilterChip(narrowing.name_of(which)) for which in Filter}
        self.clear = Button(self.tr("Clear"), look=Look.LINK)
        self.clear.setAccessibleName(self.tr("Clear all filters"))
        self.clear.setMinimumHeight(self.chips[Filter.TYPE].sizeHint().height())
        self.save = Button(self.tr("Save search"), look=Look.LINK)
        self.save.setMinimumHeight(self.clear.minimumHeight())
        self.order = Button("", "arrow-up-down", Look.QUIET)
        looks = (("layout-grid", self.tr("Show as a grid")), ("list", self.tr("Show as a list")))
        self.look = LookSwitch(looks, self.tr("How badges are shown"))
        self._orders: dict[Order, QAction] = {}
        self._replaced = QAction(self.tr("Show &replaced versions, too"), self, checkable=True)
        self._fill()
        self._connect()
        self.show_state()

    def show_state(self) -> None:
        """Show what is chosen now."""
        model = self._model
        for which, chip in self.chips.items():
            is_narrowed = bool(narrowing.chosen_of(which, model.query))
            chip.say(model.chip_words(which), narrowed=is_narrowed)
        for button in (self.clear, self.save):
            button.setVisible(model.filtered)
        order = self._orders[model.query.order]
        order.setChecked(True)
        self.order.setText(self.tr("Best match first") if model.query.text else order.text())
        self.order.setAccessibleName(self.tr("Order: {order}").format(order=self.order.text()))
        self.order.updateGeometry()
        self._replaced.setChecked(model.query.with_replaced)

    def open_choices(self, which: Filter) -> None:
        """Open the choices of a filter, and count them anew."""
        popup = ChoicePopup(self.chips[which], narrowing.name_of(which), narrowing.nothing_words(which))
        popup.toggled.connect(partial(self._model.toggle, which))
        popup.cleared.connect(lambda: self._model.clear(which))
        popup.closed.connect(self._forget_popup)
        self.popup, self._open = popup, which
        self._model.count_choices()
        popup.show_options(self._model.options(which))
        popup.open_below()

    def _fill(self) -> None:
        chips = QWidget()
        flow = FlowLayout(8)
        chips.setLayout(flow)
        for chip in (*self.chips.values(), self.clear, self.save):
            flow.add(chip)
        self.order.setMenu(self._make_order_menu())
        top = Qt.AlignmentFlag.AlignTop
        inner = row(self, spacing=8)
        inner.addWidget(chips, 1)
        inner.addWidget(self.order, 0, top)
        inner.addWidget(self.look, 0, top)

    def _make_order_menu(self) -> QMenu:
        words = {
            Order.NEWEST: self.tr("Newest first"),
            Order.ISSUED: self.tr("Awarded last first"),
            Order.NAME: self.tr("By name"),
            Order.ISSUER: self.tr("By issuer"),
            Order.EXPIRY: self.tr("Ending soonest first"),
        }
        menu, group = QMenu(self), QActionGroup(self)
        for order, text in words.items():
            action = QAction(text, menu, checkable=True)
            action.triggered.connect(partial(self._sort, order))
            group.addAction(action)
            menu.addAction(action)
            self._orders[order] = action
        menu.addSeparator()
        menu.addAction(self._replaced)
        return menu

    def _connect(self) -> None:
        for which, chip in self.chips.items():
            chip.clicked.connect(partial(self._choose, which))
        self.clear.clicked.connect(self.clear_wanted)
        self.save.clicked.connect(self._ask_for_name)
        self.look.chosen.connect(self.look_wanted)
        self._replaced.triggered.connect(lambda checked: self._model.show_replaced(shown=checked))
        self._model.shown.connect(self._recount)
        self._model.moved.connect(self._leave_choices)
        self._model.counted.connect(self._show_counted)

    def _choose(self, which: Filter, _checked: bool) -> None:
        self.open_choices(which)

    def _sort(self, order: Order, _checked: bool) -> None:
        self._model.sort(order)
        self.show_state()

    def _recount(self) -> None:
        self.show_state()
        if self.popup is not None:
            self._show_counted()
            self._model.count_choices()

    def _show_counted(self) -> None:
        self.show_state()
        if self.popup is not None:
            self.popup.show_options(self._model.options(self._open))

    def _ask_for_name(self) -> None:
        hint = self.tr("It stands beside your collections, and holds whatever fits these filters and words.")
        dialog = NameDialog(self.window(), self.tr("Save as a collection"), hint)
        dialog.named.connect(self._model.save_search)
        dialog.open()

    def _leave_choices(self) -> None:
        if self.popup is not None:
            self.popup.leave()

    def _forget_popup(self) -> None:
        self.popup = None
