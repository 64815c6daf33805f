"""Adding badges, each with what became of it."""

import pytest
from PySide6.QtCore import Qt

from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.adding import AddingViewModel
from wallet.gui.views.add_dialog import AddDialog
from wallet.model.badge import Added
from wallet.operations import library


@pytest.fixture
def model(session):
    return AddingViewModel(session)


def document(session, badge_id) -> bytes:
    return library.original(session._wallet, badge_id).document


def test_each_input_gets_its_word(qtbot, model, session, ids, tmp_path):
    known, other = tmp_path / "known.json", tmp_path / "shopping.json"
    known.write_bytes(document(session, ids["Data Analysis with Python"]))
    other.write_text('{"shopping": ["bread"]}')
    with qtbot.waitSignal(model.finished, timeout=20_000):
        model.add_paths([known, other, tmp_path / "missing.png"])
    assert [result.outcome for result in model.results] == [Added.DUPLICATE, Added.REFUSED, Added.REFUSED]
    assert all(result.reason for result in model.results)
    assert model.summary() == "1 already there, 2 not added"


def test_pasted_text_is_added(qtbot, model, session, ids):
    text = document(session, ids["Data Analysis with Python"])
    library.remove(session._wallet, [ids["Data Analysis with Python"]])
    with qtbot.waitSignal(model.finished, timeout=20_000):
        model.add_bytes(text)
    assert [result.outcome for result in model.results] == [Added.ADDED]


def test_what_comes_meanwhile_waits_its_turn(qtbot, model, tmp_path):
    with qtbot.waitSignal(model.finished, timeout=20_000):
        model.add_paths([tmp_path / "first.json"])
        model.add_paths([tmp_path / "second.json"])
    assert [result.input.rpartition("/")[2] for result in model.results] == ["first.json", "second.json"]
    assert model.total == 2


def test_cancelling_keeps_what_is_done(qtbot, model, tmp_path):
    files = [tmp_path / f"{number}.json" for number in range(30)]
    for file in files:
        file.write_text("{}")
    model.progressed.connect(model.cancel)
    with qtbot.waitSignal(model.finished, timeout=20_000):
        model.add_paths(files)
    assert 1 <= len(model.results) < 30
    assert not model.running


def test_the_dialog_lists_reasons(qtbot, app, model, session, tmp_path):
    window = MainWindow(app, session)
    qtbot.addWidget(window)
    window.show()
    dialog = AddDialog(window, model)
    dialog.open()
    with qtbot.waitSignal(model.finished, timeout=20_000):
        model.add_paths([tmp_path / "missing.png"])
    assert dialog.results.model().rowCount() == 1
    spoken = dialog.results.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "missing.png was not added. There is no such file."
    assert dialog._summary.text() == "1 not added"
