"""Journeys 4 and 5 of the design, by hand and counted: a badge is found and opened; badges are grouped for a job."""

import pytest
from PySide6.QtCore import Qt

from tests.gui.test_journeys import WHOLE, WIND, hands, opened, pick  # noqa: F401 (fixtures)
from wallet.gui.views.name_dialog import NameDialog
from wallet.operations import collecting

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_badge_is_found_and_opened_with_the_keyboard(qtbot, hands, window):  # noqa: F811 (fixtures)
    library = window.wallet_view.library
    library.grid.setFocus()
    hands.press(library.grid, Qt.Key.Key_Slash)
    assert library.search.hasFocus()
    hands.enter(library.search, "turbine")
    page = window.wallet_view.badge._model
    qtbot.waitUntil(lambda: page.page is not None)
    assert page.page.card.name == WIND
    assert hands.acts <= 2
    assert hands.seconds < 5


def test_words_lead_down_to_what_they_found(qtbot, hands, window):  # noqa: F811 (fixtures)
    library = window.wallet_view.library
    library.focus_search()
    hands.write(library.search, "turbine")
    qtbot.waitUntil(lambda: library._model.found == 1)
    hands.press(library.search, Qt.Key.Key_Down)
    assert library.grid.hasFocus()
    assert [card.name for card in library._model.selection.cards] == [WIND]


def test_badges_are_grouped_for_a_job(qtbot, hands, window, session):  # noqa: F811 (fixtures)
    view = window.wallet_view
    pick(hands, window, WIND)
    pick(hands, window, WHOLE, CONTROL)
    hands.click(view.library.selection_bar.collect)
    (dialog,) = window.findChildren(NameDialog)
    with qtbot.waitSignal(view.library.changed):
        hands.enter(dialog.field, "Harbour job")
    assert hands.acts <= 4
    assert hands.seconds < 30
    (made,) = collecting.collections(opened(session))
    assert collecting.counts(opened(session)) == {made.id: 2}
    assert view.toast.isVisible()
    with qtbot.waitSignals([view._models.undo.undone, view.library._model.shown]):
        view.toast._action.click()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_collection_that_is_there_takes_more(qtbot, hands, window, session, ids):  # noqa: F811 (fixtures)
    view = window.wallet_view
    made = collecting.new(opened(session), "Harbour & job")
    with qtbot.waitSignal(view.library._model.selection.known):
        view.library._model.reload()
    pick(hands, window, WIND)
    pick(hands, window, WHOLE, CONTROL)
    bar = view.library.selection_bar
    with qtbot.waitSignal(view.library.changed):
        hands.choose(bar.collect, bar.collection_menu, lambda action: "Harbour && job" in action.text())
    assert hands.acts <= 4
    assert collecting.counts(opened(session)) == {made.id: 2}
