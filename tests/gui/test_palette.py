"""The command palette and the list of keys, which are made of one table."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.palette import ENTRY_ROLE, Entry
from wallet.gui.views.command_palette import CommandPalette
from wallet.gui.views.shortcuts_dialog import ShortcutsDialog
from wallet.gui.views.wallet_actions import actions_of, actions_of_window
from wallet.gui.widgets.text import Text
from wallet.model.collection import Colour
from wallet.operations import collecting


@pytest.fixture
def palette(window) -> CommandPalette:
    window.wallet_view.show_palette()
    (palette,) = window.findChildren(CommandPalette)
    return palette


def found(palette: CommandPalette) -> list[str]:
    return [entry.words for entry in palette.model.found.entries]


def chosen(palette: CommandPalette) -> Entry:
    entry: Entry = palette.list.currentIndex().data(ENTRY_ROLE)
    return entry


def test_it_opens_by_its_key_and_lists_every_action(qtbot, window):
    window.activateWindow()
    view = window.wallet_view
    view.library.badges.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(view.library.badges, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (palette,) = window.findChildren(CommandPalette)
    assert found(palette) == [each.words for each in (*actions_of(view), *actions_of_window(view))]


def test_a_page_is_shown_with_the_keyboard_alone(qtbot, window, palette):
    qtbot.keyClicks(palette.field, "atten")
    assert chosen(palette).words == "Needs attention"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.wallet_view.sidebar.attention.isChecked()
    assert not palette.isVisible()


def test_a_badge_is_found_and_opened(qtbot, window, palette, ids):
    qtbot.keyClicks(palette.field, "norwegian")
    qtbot.waitUntil(lambda: "Technical Norwegian, level B1" in found(palette))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.wallet_view._opened == ids["Technical Norwegian, level B1"]


def test_a_collection_is_found_and_shown(qtbot, window, session):
    made = collecting.new(session._wallet, "Zebra crossing", Colour.TEAL)
    with qtbot.waitSignal(window.wallet_view._models.collections.shown):
        session.changed.emit()
    window.wallet_view.show_palette()
    (palette,) = window.findChildren(CommandPalette)
    qtbot.keyClicks(palette.field, "zebra")
    spoken = palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Zebra crossing, Collection"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.wallet_view._library_model.base.collection == made.id


def test_the_arrows_walk_and_stop_at_the_ends(qtbot, palette):
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 2
    for _ in range(9):
        qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == palette.model.found.rowCount() - 1


def test_nothing_found_does_nothing(qtbot, window, palette):
    qtbot.keyClicks(palette.field, "xyzzyq")
    qtbot.waitUntil(lambda: not found(palette))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_every_key_is_of_one_action_and_in_the_list(window: MainWindow):
    view = window.wallet_view
    actions = (*actions_of(view), *actions_of_window(view))
    keys = Counter(key for action in actions for key in action.keys)
    assert max(keys.values()) == 1
    bound = {each.key().toString() for each in view.findChildren(QShortcut)}
    assert {key for action in actions_of(view) for key in action.keys} <= bound
    view.show_shortcuts()
    (dialog,) = window.findChildren(ShortcutsDialog)
    said = {text.text() for text in dialog.findChildren(Text)}
    assert {action.words for action in actions if action.keys} <= said
    assert {action.aside for action in actions if action.keys} <= said
