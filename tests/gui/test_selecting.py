"""Several badges at once: put in order, removed and brought back, found again after every change."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from tests.gui.test_library import model, names, view  # noqa: F401 (fixtures)
from wallet.gui.viewmodels.badge_rows import LibraryModel
from wallet.gui.viewmodels.selecting import SelectionViewModel
from wallet.gui.viewmodels.undoing import UndoViewModel
from wallet.gui.views.name_dialog import NameDialog
from wallet.gui.views.selection_bar import BadgeMenu
from wallet.model.badge import BadgeQuery
from wallet.operations import collecting, library, tagging

TWO = ("Grid Connection Basics", "Data Analysis with Python")


@pytest.fixture
def selected(view, model):  # noqa: F811 (fixtures)
    """Two badges, selected in the grid."""
    select(view, model, TWO)
    return model.selection


def select(view, model, wanted) -> None:  # noqa: F811 (fixtures)
    view.grid.clearSelection()
    flag = view.grid.selectionModel().SelectionFlag.Select
    for name in wanted:
        view.grid.selectionModel().select(model.model.index(names(model).index(name)), flag)


def test_a_tag_goes_on_all_of_them_and_comes_off_again(qtbot, view, model, selected, session):  # noqa: F811 (fixtures)
    words: list[str] = []
    view.changed.connect(words.append)
    with qtbot.waitSignals([view.changed, model.shown]):
        selected.tag("harbour")
    assert words == ["Tag put on 2 badges"]
    assert [(tag.name, tag.count) for tag in tagging.tags(session._wallet)] == [("harbour", 2)]
    with qtbot.waitSignal(view.said) as said:
        selected.tag("harbour")
    assert said.args == ["All of them have this tag already"]
    undo = UndoViewModel(session)
    with qtbot.waitSignals([undo.undone, model.shown]):
        undo.undo()
    assert tagging.tags(session._wallet) == []


def test_they_stay_selected(qtbot, view, model, selected):  # noqa: F811 (fixtures)
    with qtbot.waitSignals([view.changed, model.shown]):
        view.selection_bar.favourite.click()
    assert {card.name for card in selected.cards} == set(TWO)
    assert selected.are_favourites
    assert view.selection_bar.isVisible()
    assert "No" in view.selection_bar.favourite.text()


def test_a_new_collection_is_asked_for_by_name(qtbot, view, model, selected, session):  # noqa: F811 (fixtures)
    view.selection_bar.collection_menu.ask()
    dialog = view.findChild(NameDialog)
    dialog.field.setText("Harbour job")
    with qtbot.waitSignals([view.changed, model.shown]):
        dialog.keep.click()
    (made,) = collecting.collections(session._wallet)
    assert collecting.counts(session._wallet)[made.id] == 2
    qtbot.waitUntil(lambda: selected.collections_to_choose == ((made.id, "Harbour job"),))


def test_they_are_taken_out_of_the_collection_that_is_shown(qtbot, view, model, session, ids):  # noqa: F811 (fixtures)
    made = collecting.new(session._wallet, "Job")
    collecting.add(session._wallet, made.id, [ids[name] for name in TWO])
    with qtbot.waitSignals([model.selection.known, model.shown]):
        model.reload()
    assert model.selection.place is None
    with qtbot.waitSignal(model.shown):
        view.show_query(BadgeQuery(collection=made.id), made.name)
    view.grid.selectAll()
    assert view.selection_bar.take_out.isVisible()
    with qtbot.waitSignals([view.changed, model.shown]):
        view.selection_bar.take_out.click()
    assert view._content.currentWidget() is view._empty_place
    with qtbot.waitSignal(view.all_wanted):
        view._empty_place.all_wanted.emit()


def test_saved_searches_take_no_badges(qtbot, model, session):  # noqa: F811 (fixtures)
    with qtbot.waitSignals([model.saved, model.selection.known, model.shown]):
        model.search("turbine")
        model.save_search("Turbines")
    (made,) = collecting.collections(session._wallet)
    assert made.query == BadgeQuery(text="turbine")
    assert model.selection.collections_to_choose == ()


def test_badges_that_were_not_looked_at_yet_are_removed_too(qtbot, session, pictures):
    rows = LibraryModel(session, pictures)
    selection = SelectionViewModel(session, rows)
    rows.fill(BadgeQuery(), 12, library.cards(session._wallet, BadgeQuery(), 0, 3))
    selection.select(range(12))
    assert len(selection.ids) == 3
    with qtbot.waitSignal(selection.removed) as removed:
        selection.remove()
    assert removed.args == [12]


def test_the_selection_follows_its_badges(qtbot, view, model, selected, ids):  # noqa: F811 (fixtures)
    with qtbot.waitSignals([model.removed, model.shown]):
        model.remove([ids["SQL and Relational Databases"]])
    assert {card.name for card in selected.cards} == set(TWO)
    with qtbot.waitSignal(model.shown):
        model.search("python")
    assert [card.name for card in selected.cards] == ["Data Analysis with Python"]


@pytest.mark.parametrize("number", [0, 2])
def test_the_menu_key_is_for_the_badge_of_the_keyboard(qtbot, monkeypatch, view, model, number):  # noqa: F811 (fixtures)
    monkeypatch.setattr(BadgeMenu, "popup", lambda _menu, _place: None)  # no keyboard to grab without a screen
    index = model.model.index(number)
    badge_id = model.model.card(index).id
    view.grid.selectionModel().setCurrentIndex(index, view.grid.selectionModel().SelectionFlag.NoUpdate)
    middle = QPoint(view.grid.width() // 2, 0)
    QApplication.sendEvent(view.grid, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, middle))
    (menu,) = view.findChildren(BadgeMenu)
    assert model.selection.ids == [badge_id]
    with qtbot.waitSignals([model.removed, model.shown]):
        model.remove([model.model.card(model.model.index(1 - number // 2)).id])
    with qtbot.waitSignal(view.badge_opened) as opened:
        menu.actions()[0].trigger()
    assert opened.args == [badge_id]
