"""Pictures of the library: narrowed, searched, as a list, with several selected, and of places without a badge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication

from wallet.gui.viewmodels.narrowing import Filter
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.facets import Standing
from wallet.operations import collecting, library, tagging
from wallet.operations.wallet import Wallet

if TYPE_CHECKING:
    from tests.screenshots import Photographer
    from wallet.gui.main_window import MainWindow

LITTLE_ROOM = (820, 640)


def take_library(photographer: Photographer, theme: str, window: MainWindow, wallet: Wallet) -> None:
    """Every state of the library, in a wallet that its owner put in order."""
    put_in_order(wallet, photographer.ids(window._session))
    window._session.changed.emit()
    window.wallet_view.show_everything()
    take_filters(photographer, theme, window)
    take_list(photographer, theme, window)
    take_search(photographer, theme, window)
    take_places(photographer, theme, window, wallet)


def put_in_order(wallet: Wallet, ids: dict[str, BadgeId]) -> None:
    """Tags, a star, a note and two collections."""
    grid, data = ids["Grid Connection Basics"], ids["Data Analysis with Python"]
    tagging.tag(wallet, [grid, ids["Emergency First Aid at Work"]], "safety")
    tagging.set_favourites(wallet, [grid], are=True)
    library.set_note(wallet, data, "Ask at the harbour: they pay for the course on the grid")
    collecting.add(wallet, collecting.new(wallet, "For the harbour").id, [grid, data])
    collecting.new(wallet, "Volunteering")


def take_filters(photographer: Photographer, theme: str, window: MainWindow) -> None:
    """The choices of a filter, and the library narrowed by it."""
    view, model = window.wallet_view.library, window.wallet_view.library._model
    view.filters.open_choices(Filter.RESULT)
    photographer.wait(lambda: bool(model.facets.standings))
    model.toggle(Filter.RESULT, Standing.WITHDRAWN)
    photographer.wait(lambda: model.found < model.total)
    photographer.settle(0.3)
    photographer.save(window, f"library-choices-{theme}")
    if view.filters.popup is not None:
        view.filters.popup.leave()
    photographer.save(window, f"library-narrowed-{theme}")
    view.show_all()
    photographer.wait(lambda: model.found == model.total)


def take_list(photographer: Photographer, theme: str, window: MainWindow) -> None:
    """The list with its inspector, with several selected, mirrored, and in little room."""
    view, usual = window.wallet_view.library, window.size()
    view.toggle_look()
    view.list.setCurrentIndex(view.list.model().index(1, 0))
    view.toggle_inspector()
    photographer.wait(lambda: view._model.inspector.whole is not None)
    photographer.save(window, f"library-list-{theme}")
    for row in (2, 3):
        view.list.selectionModel().select(view.list.model().index(row, 0), QItemSelectionModel.SelectionFlag.Select)
    photographer.save(window, f"library-selected-{theme}")
    window.resize(*LITTLE_ROOM)
    photographer.save(window, f"library-list-narrow-{theme}")
    window.resize(usual)
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    photographer.save(window, f"library-list-mirrored-{theme}")
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    view.toggle_inspector()
    view.list.clearSelection()


def take_search(photographer: Photographer, theme: str, window: MainWindow) -> None:
    """Words found, in the list and on cards, and words that are nowhere."""
    view, model = window.wallet_view.library, window.wallet_view.library._model
    view.search.setText("grid")
    photographer.wait(lambda: model.found < model.total and bool(model.model._hits))
    photographer.save(window, f"library-list-found-{theme}")
    view.toggle_look()
    photographer.save(window, f"library-found-{theme}")
    view.search.setText("submarine")
    photographer.wait(lambda: not model.found)
    photographer.save(window, f"library-nothing-{theme}")
    view.show_all()
    photographer.wait(lambda: model.found == model.total)


def take_places(photographer: Photographer, theme: str, window: MainWindow, wallet: Wallet) -> None:
    """A collection with badges, and one without."""
    view, model = window.wallet_view.library, window.wallet_view.library._model
    for name, picture, count in (("For the harbour", "collection", 2), ("Volunteering", "collection-empty", 0)):
        view.show_query(BadgeQuery(collection=collecting.find(wallet, name).id), name)
        photographer.wait(lambda: model.total == count)  # noqa: B023 (waited for at once)
        photographer.save(window, f"{picture}-{theme}")
    window.wallet_view.show_everything()
    photographer.wait(lambda: model.total > 0)
