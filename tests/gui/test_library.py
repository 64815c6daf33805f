"""The library: found as one types, removed and brought back, readable without eyes."""

import pytest
from PySide6.QtCore import Qt

from wallet.gui.viewmodels.badge_rows import CARD_ROLE, LibraryModel
from wallet.gui.viewmodels.library import LibraryViewModel
from wallet.gui.viewmodels.narrowing import Filter
from wallet.gui.viewmodels.undoing import UndoViewModel
from wallet.gui.views.library_view import LibraryView
from wallet.model.badge import BadgeQuery, Order
from wallet.model.facets import Standing
from wallet.operations import library


@pytest.fixture
def model(qtbot, session, pictures):
    model = LibraryViewModel(session, pictures)
    with qtbot.waitSignal(model.shown):
        model.reload()
    return model


@pytest.fixture
def view(qtbot, model):
    view = LibraryView(model)
    qtbot.addWidget(view)
    view.resize(1044, 800)
    view.show()
    with qtbot.waitSignal(model.shown):
        model.reload()
    return view


def names(model: LibraryViewModel) -> list[str]:
    rows = (model.model.index(row) for row in range(model.model.rowCount()))
    return [card.name for card in map(model.model.card, rows) if card is not None]


def test_all_badges_are_there(model):
    assert (model.total, model.found, model.model.rowCount()) == (12, 12, 12)


def test_typing_finds(qtbot, model):
    with qtbot.waitSignal(model.shown):
        model.search("turbine")
    assert names(model) == ["Wind Turbine Safety: Working at Height"]
    assert (model.total, model.found) == (12, 1)


def test_only_the_last_keystroke_is_answered(qtbot, model):
    answers = []
    model.shown.connect(lambda: answers.append(model.query.text))
    for text in ("t", "tu", "tur"):
        model.search(text)
        model.reload()
    qtbot.waitUntil(lambda: model.query.text == "tur" and model.found == 1)
    qtbot.wait(80)
    assert set(answers) == {"tur"}


def test_sorting_by_name(qtbot, model):
    with qtbot.waitSignal(model.shown):
        model.sort(Order.NAME)
    assert names(model) == sorted(names(model), key=str.casefold)


def test_only_one_result(qtbot, model):
    with qtbot.waitSignal(model.shown):
        model.toggle(Filter.RESULT, Standing.WITHDRAWN)
    assert set(names(model)) == {"Cyber Hygiene for Operators", "Team Leadership Essentials"}


def test_removed_badges_come_back(qtbot, model, ids):
    gone = [ids["SQL and Relational Databases"], ids["Grid Connection Basics"]]
    with qtbot.waitSignals([model.removed, model.shown]):
        model.remove(gone)
    assert model.total == 10
    undo = UndoViewModel(model._session)
    with qtbot.waitSignals([undo.undone, model.shown]):
        undo.undo()
    assert model.total == 12
    assert set(gone) <= {model.model.card(model.model.index(row)).id for row in range(12)}


def test_rows_speak(model):
    row = names(model).index("Cyber Hygiene for Operators")
    index = model.model.index(row)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Cyber Hygiene for Operators, from Nordlys Energy Academy. Withdrawn by issuer."
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole).startswith("Awarded ")


def test_pages_are_fetched_when_they_are_looked_at(qtbot, session, pictures):
    model = LibraryModel(session, pictures)
    cards = library.cards(session._wallet, BadgeQuery(), 0, 50)
    model.fill(BadgeQuery(), 300, cards[:1])
    assert model.index(0).data(CARD_ROLE) == cards[0]
    asked = []
    model._session = type("Asked", (), {"run": lambda self, *request: asked.append(request), "clock": session.clock})()
    assert model.index(250).data(CARD_ROLE) is None
    assert model.index(251).data(CARD_ROLE) is None
    assert len(asked) == 1


def test_a_badges_own_picture_arrives(qtbot, model, pictures, ids):
    index = model.model.index(names(model).index("Emergency First Aid at Work"))
    card = index.data(CARD_ROLE)
    assert card.has_art
    with qtbot.waitSignal(pictures.arrived, timeout=10_000):
        pictures.image(card)
    assert pictures.image(card).width() > 0


def test_the_grid_fills_its_width(view):
    grid = view.grid
    columns = grid.viewport().width() // grid.gridSize().width()
    assert columns == 4
    assert grid.viewport().width() - columns * grid.gridSize().width() < columns + 1


def test_return_opens(qtbot, view, model):
    view.grid.setCurrentIndex(model.model.index(2))
    with qtbot.waitSignal(view.badge_opened) as opened:
        qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    assert opened.args == [model.model.card(model.model.index(2)).id]


def test_several_selected_badges_get_a_bar(view, model):
    assert view.filters.isVisible()
    view.grid.selectAll()
    assert view.selection_bar.isVisible()
    assert len(view.selected_ids()) == 12
    view.grid.clearSelection()
    assert view.filters.isVisible()


def test_an_empty_search_says_so(qtbot, view, model):
    with qtbot.waitSignal(model.shown):
        view.search.setText("nothing like it")
    assert view._content.currentWidget() is view._found
    assert "nothing like it" in view._found._title.text()
    with qtbot.waitSignal(model.shown):
        view._found.clear_wanted.emit()
    qtbot.waitUntil(lambda: view._content.currentWidget() is view.grid)


def test_the_scroll_bar_is_drawn_where_there_is_more_to_see(qtbot, view):
    bar = view.grid.verticalScrollBar()
    view.resize(900, 300)
    qtbot.waitUntil(bar.isEnabled)
    assert bar.maximum() > 0
    view.resize(1600, 1600)
    qtbot.waitUntil(lambda: not bar.isEnabled())
    assert bar.isVisible()
