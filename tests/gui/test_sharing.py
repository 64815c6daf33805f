"""The sharing history: a line for whatever left, what each receiver knows, and who could compare notes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.sharing_words import way_words
from wallet.gui.views.sharing_view import SharingView
from wallet.gui.widgets.text import Text
from wallet.model.disclosure import Presentation, Preset
from wallet.model.sharing import Receiver, Way
from wallet.operations import leaving, library, presenting

WIND = "Wind Turbine Safety: Working at Height"
WHOLE = "Data Analysis with Python"


@pytest.fixture
def give(session, ids):
    """Let a badge leave to somebody."""

    def give(name: str, to: str, way: Way = Way.SCREEN, purpose: str = "") -> Presentation:
        made = presenting.present(
            session._wallet, [presenting.preset(session._wallet, ids[name], Preset.JOB_APPLICATION)]
        )
        leaving.leave(session._wallet, made, Receiver(to, purpose), way)
        return made

    return give


def entered(qtbot: QtBot, window: MainWindow) -> SharingView:
    view = window.wallet_view.sharing
    with qtbot.waitSignal(view._model.shown, timeout=10_000):
        window.wallet_view.sidebar.sharing.click()
    return view


def words(view: SharingView) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in view.findChildren(Text) if label.isVisible())


def test_an_empty_history_says_what_belongs_here(qtbot, window):
    view = entered(qtbot, window)
    said = words(view)
    assert "Nothing has left this computer" in said
    assert "Nothing here yet" in said
    assert not view.receiver.isVisible()


def test_every_line_says_to_whom_when_and_how_much(qtbot, window, give, clock):
    give(WIND, "Vestavind", purpose="Hiring")
    clock.forward(minutes=5)
    give(WHOLE, "", Way.FILE)
    view = entered(qtbot, window)
    assert "2 lines, 2 receivers" in words(view)
    spoken = [view.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken[0].startswith("Nobody named, today, ")
    assert spoken[1].startswith("Vestavind, today, ")
    assert WIND in spoken[1]
    assert "4 details." in spoken[1]


def test_a_line_is_shown_in_full(qtbot, window, give):
    give(WIND, "Vestavind", purpose="Hiring")
    view = entered(qtbot, window)
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    said = words(view)
    for part in ("Vestavind", "Hiring", "Shown on the screen", "Achievement", "Meant until"):
        assert part in said
    assert "Date of birth" not in said


def test_what_a_receiver_knows_is_summed_up(qtbot, window, give, clock):
    give(WIND, "Vestavind")
    clock.forward(days=2)
    give(WHOLE, "vestavind", Way.FILE)
    give(WHOLE, "Another")
    view = entered(qtbot, window)
    view.list.setCurrentIndex(view.list.model().index(1, 0))
    with qtbot.waitSignal(view._model.linked, timeout=10_000):
        view.inspector.receiver_wanted.emit("Vestavind")
    said = words(view)
    assert "What does \u2068vestavind\u2069 know about me?" in said
    assert "of 2 badges" in said
    assert view.list.model().rowCount() == 2
    assert "Who could compare notes" in said
    assert "The two could tell that it is the same badge" in said
    assert "Another" in said


def test_the_lines_of_one_badge(qtbot, window, give, ids):
    give(WIND, "Vestavind")
    give(WHOLE, "Another")
    view = entered(qtbot, window)
    with qtbot.waitSignal(view._model.shown):
        view.badge.menu().actions()[1].trigger()
    assert view.list.model().rowCount() == 1
    assert view._model.badge in ids.values()
    with qtbot.waitSignal(view._model.shown):
        view.badge.menu().actions()[0].trigger()
    assert view.list.model().rowCount() == 2


def test_the_history_outlives_its_badges(qtbot, window, give, session, ids):
    give(WIND, "Vestavind")
    library.remove(session._wallet, [ids[WIND]])
    assert WIND in entered(qtbot, window).list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_keyboard_leads_to_it_and_round(qtbot, window, give):
    give(WIND, "Vestavind")
    view = window.wallet_view
    view.library.grid.setFocus()
    with qtbot.waitSignal(view.sharing._model.shown, timeout=10_000):
        qtbot.keyClick(view.library.grid, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    visited = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        visited.append(QApplication.focusWidget())
    assert visited == [view.sidebar.sharing, view.sharing.receiver, view.sharing.list]


def test_ways_are_said_in_words():
    assert way_words((Way.PRINT, Way.FILE)) == "Printed, saved as a file"
    assert way_words(()) == ""
