"""The bin and the journal of changes in the window."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.undoing import UndoViewModel
from wallet.gui.views.confirm_dialog import ConfirmDialog
from wallet.model.badge import BadgeId
from wallet.operations import bin as bin_
from wallet.operations import library

CONTROL = Qt.KeyboardModifier.ControlModifier


def remove(qtbot: QtBot, window: MainWindow, *badge_ids: BadgeId) -> None:
    with qtbot.waitSignals([window.wallet_view._library_model.removed, window.wallet_view._models.bin.shown]):
        window.wallet_view._library_model.remove(badge_ids)


def test_removed_badges_lie_in_the_bin(qtbot, window, clock, ids):
    remove(qtbot, window, ids["Grid Connection Basics"])
    clock.forward(days=3)
    window.wallet_view.show_bin()
    lines = window.wallet_view._models.bin.lines
    spoken = lines.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Grid Connection Basics, Nordlys Energy Academy. Removed ")
    assert spoken.endswith("Kept for 27 more days.")
    assert window.wallet_view.sidebar.bin._count == "1"


def test_a_badge_is_brought_back_from_the_bin(qtbot, window, ids):
    remove(qtbot, window, ids["Grid Connection Basics"])
    view = window.wallet_view
    with qtbot.waitSignal(view._models.bin.shown):
        view.show_bin()
    with qtbot.waitSignal(view._models.bin.restored):
        view.bin.restore.click()
    qtbot.waitUntil(lambda: view._library_model.total == 12)
    assert view.toast._text.text() == "1 badge is back"


def test_the_bin_is_emptied_only_when_its_owner_is_sure(qtbot, window, session, ids):
    remove(qtbot, window, ids["Grid Connection Basics"], ids["Electrical Measurement"])
    view = window.wallet_view
    with qtbot.waitSignal(view._models.bin.shown):
        view.show_bin()
    view.bin.empty.click()
    (dialog,) = window.findChildren(ConfirmDialog)
    assert len(bin_.binned(session._wallet)) == 2
    with qtbot.waitSignal(view._models.bin.emptied, timeout=10_000):
        dialog.confirm.click()
    assert bin_.binned(session._wallet) == []
    assert view.toast._text.text() == "2 badges were deleted for good"


def test_ctrl_z_undoes_and_ctrl_shift_z_does_again(qtbot, window, ids):
    view = window.wallet_view
    remove(qtbot, window, ids["Grid Connection Basics"])
    with qtbot.waitSignal(view._models.undo.undone):
        qtbot.keyClick(view, Qt.Key.Key_Z, CONTROL)
    assert view.toast._text.text() == "1 badge is back"
    qtbot.waitUntil(lambda: view._library_model.total == 12)
    with qtbot.waitSignal(view._models.undo.redone):
        qtbot.keyClick(view, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert view.toast._text.text() == "1 badge moved to the bin again"
    qtbot.waitUntil(lambda: view._library_model.total == 11)


def test_what_was_added_is_taken_back_from_the_toast(qtbot, window, session, ids, tmp_path):
    badge, path = ids["Grid Connection Basics"], tmp_path / "grid.json"
    path.write_bytes(library.original(session._wallet, badge).document)
    remove(qtbot, window, badge)
    with qtbot.waitSignal(window.adding.finished, timeout=10_000):
        window.adding.add_paths([path])
    view = window.wallet_view
    assert (view.toast._text.text(), view.toast._action.text()) == ("1 added", "Undo")
    with qtbot.waitSignal(view._models.undo.undone):
        view.toast._action.click()
    qtbot.waitUntil(lambda: view._library_model.total == 11)
    assert view.toast._text.text() == "Adding 1 badge was undone"


def test_every_kind_of_change_is_said_in_words(qtbot, session, ids):
    model, wallet = UndoViewModel(session), session._wallet
    badge = ids["Grid Connection Basics"]
    library.set_note(wallet, badge, "Mine")
    library.remove(wallet, [badge])
    library.restore(wallet, [badge])
    said = []
    for _ in range(3):
        with qtbot.waitSignal(model.undone) as undone:
            model.undo()
        said.append(undone.args[0])
    assert said == ["1 badge is in the bin again", "1 badge is back", "The note is what it was"]
    with qtbot.waitSignal(model.redone) as redone:
        model.redo()
    assert redone.args[0] == "The note was changed again"


def test_what_was_never_done_cannot_be_done_again(qtbot, session):
    model = UndoViewModel(session)
    with qtbot.waitSignal(model.nothing) as nothing:
        model.redo()
    assert nothing.args[0] == "There is nothing to do again."
