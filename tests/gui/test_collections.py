"""Collections in the sidebar: made, shown, renamed, coloured, moved and deleted, with undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.upkeep import Upkeep
from wallet.gui.views.collection_dialog import CollectionDialog
from wallet.gui.views.collection_keeper import CollectionKeeper
from wallet.gui.views.name_dialog import NameDialog
from wallet.gui.widgets.collection_list import CollectionItem
from wallet.model.badge import BadgeQuery
from wallet.model.collection import Collection, Colour
from wallet.operations import collecting


@pytest.fixture
def shelves(qtbot, window, session, ids):
    """Two collections, one in the other, in the sidebar."""
    work = collecting.new(session._wallet, "Wind technician CV", Colour.TEAL)
    inner = collecting.new(session._wallet, "Safety", Colour.ORANGE, work.id)
    collecting.add(session._wallet, work.id, [ids["Wind Turbine Safety: Working at Height"]])
    collecting.add(session._wallet, inner.id, [ids["Emergency First Aid at Work"]])
    with qtbot.waitSignal(window.wallet_view._models.collections.shown):
        session.changed.emit()
    return work, inner


def items(window: MainWindow) -> dict[str, CollectionItem]:
    return {item.collection.name: item for item in window.wallet_view.sidebar.collections.items}


def entries(window: MainWindow, collection: Collection) -> dict[str, QAction]:
    (keeper,) = window.wallet_view.sidebar.collections.findChildren(CollectionKeeper)
    menu = keeper.menu_of(collection)
    every = [action for each in (menu, *menu.findChildren(QMenu)) for action in each.actions()]
    return {action.text().replace("&", ""): action for action in every}


def test_a_collection_shows_its_badges_and_those_inside(qtbot, window, shelves):
    view = window.wallet_view
    assert [(each._count, each._indent) for each in items(window).values()] == [("2", 0), ("1", 14)]
    items(window)["Wind technician CV"].click()
    qtbot.waitUntil(lambda: view._library_model.found == 2)
    assert view.library._title.text().strip("\u2068\u2069") == "Wind technician CV"
    assert items(window)["Wind technician CV"].isChecked()
    assert not view.sidebar.badges.isChecked()
    view.sidebar.badges.click()
    qtbot.waitUntil(lambda: view._library_model.found == 12)
    assert not items(window)["Wind technician CV"].isChecked()


def test_coming_back_from_a_badge_keeps_the_collection(qtbot, window, shelves, ids):
    view = window.wallet_view
    items(window)["Safety"].click()
    view.show_badge(ids["Emergency First Aid at Work"])
    assert items(window)["Safety"].isChecked()
    view.show_library()
    assert view._library_model.base == BadgeQuery(collection=shelves[1].id)


def test_a_collection_is_made_with_the_keyboard(qtbot, window, session):
    view = window.wallet_view
    view.sidebar.collections.new.setFocus()
    qtbot.keyClick(view.sidebar.collections.new, Qt.Key.Key_Space)
    (dialog,) = window.findChildren(CollectionDialog)
    assert dialog.geometry() == window.rect()
    assert not dialog.make.isEnabled()
    qtbot.keyClicks(dialog.name, "Volunteering")
    dialog.colour.chosen.emit(Colour.GREEN)
    with qtbot.waitSignal(view._models.collections.changed):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    (made,) = collecting.collections(session._wallet)
    assert (made.name, made.colour, made.is_smart) == ("Volunteering", Colour.GREEN, False)
    qtbot.waitUntil(lambda: "Volunteering" in items(window))
    assert items(window)["Volunteering"].accessibleName().endswith("Volunteering\u2069, collection, 0")


def test_what_the_list_shows_is_kept_as_a_saved_search(qtbot, window, session):
    view = window.wallet_view
    view._library_model.search("safety")
    qtbot.waitUntil(lambda: 0 < view._library_model.found < 12)
    found = view._library_model.found
    view.sidebar.collections.new.click()
    (dialog,) = window.findChildren(CollectionDialog)
    dialog.name.setText("About safety")
    dialog.kind.chosen.emit(True)
    with qtbot.waitSignal(view._models.collections.changed):
        dialog.make.click()
    qtbot.waitUntil(lambda: "About safety" in items(window))
    assert collecting.collections(session._wallet)[0].is_smart
    assert items(window)["About safety"]._count == str(found)


def test_f2_renames_and_the_page_follows(qtbot, window, shelves):
    view = window.wallet_view
    items(window)["Safety"].click()
    qtbot.keyClick(items(window)["Safety"], Qt.Key.Key_F2)
    (dialog,) = window.findChildren(NameDialog)
    dialog.field.setText("Safety at work")
    with qtbot.waitSignal(view._models.collections.shown):
        dialog.keep.click()
    assert "Safety at work" in items(window)
    assert view.library._title.text().strip("\u2068\u2069") == "Safety at work"


def test_the_menu_colours_and_moves(qtbot, window, session, shelves):
    work, inner = shelves
    model = window.wallet_view._models.collections
    with qtbot.waitSignal(model.shown):
        entries(window, inner)["Violet"].trigger()
    assert collecting.get(session._wallet, inner.id).colour is Colour.VIOLET
    with qtbot.waitSignal(model.shown):
        entries(window, inner)["No other collection"].trigger()
    assert collecting.get(session._wallet, inner.id).parent is None
    with qtbot.waitSignal(model.shown):
        entries(window, inner)["Move up"].trigger()
    assert [each.id for each in collecting.collections(session._wallet)] == [inner.id, work.id]
    assert not entries(window, inner)["Move up"].isEnabled()


def test_a_collection_does_not_go_into_itself(window, shelves):
    work, _inner = shelves
    assert window.wallet_view._models.collections.homes(work.id) == ()


def test_deleting_is_undone_and_leaves_the_place(qtbot, window, session, shelves):
    work, inner = shelves
    view = window.wallet_view
    items(window)["Safety"].click()
    with qtbot.waitSignal(view._models.collections.shown):
        entries(window, inner)["Delete"].trigger()
    assert view._library_model.base == BadgeQuery()
    assert view.sidebar.badges.isChecked()
    assert view.toast._text.text() == "Collection deleted, its badges are kept"
    with qtbot.waitSignal(view._models.collections.shown):
        view.undo()
    assert [each.id for each in collecting.collections(session._wallet)] == [work.id, inner.id]


def test_a_narrow_sidebar_keeps_names_in_tooltips(window, shelves):
    sidebar = window.wallet_view.sidebar
    sidebar.set_narrow(narrow=True)
    assert "Safety" in items(window)["Safety"].toolTip()
    sidebar.set_narrow(narrow=False)
    assert items(window)["Safety"].toolTip() == ""


def test_badges_without_an_index_get_one_after_unlocking(qtbot, window, session):
    with session._wallet.vault._database.writing() as connection:
        connection.execute("DELETE FROM facts")
    upkeep: Upkeep = window.wallet_view._models.upkeep
    assert session._wallet.vault.without_facts(50)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        upkeep.start()
    assert not session._wallet.vault.without_facts(50)
