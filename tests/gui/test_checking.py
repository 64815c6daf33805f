"""Checking others' badges: no wallet, a pack only when it was adopted."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import NOW
from wallet.crypto.keys import KeyType, PrivateKey
from wallet.gui.check_window import CheckWindow
from wallet.gui.viewmodels.checking import WORDS_ROLE, CheckingViewModel
from wallet.gui.viewmodels.packs import is_pack
from wallet.gui.views.pack_dialog import PackDialog
from wallet.gui.widgets.inputs import Stepper
from wallet.gui.widgets.text import Text
from wallet.model.disclosure import Selection
from wallet.model.limits import Limits
from wallet.model.report import Verdict
from wallet.operations import presenting
from wallet.operations.samples import Holder, make_samples
from wallet.trust.packs import write_pack


@pytest.fixture(scope="module")
def sample_files(tmp_path_factory):
    """Every sample as a file, and the pack of its issuers."""
    key = PrivateKey.generate(KeyType.ED25519).public_key
    made = make_samples(Holder("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", key), NOW)
    folder = tmp_path_factory.mktemp("files")
    for sample in made.samples:
        (folder / sample.file_name).write_bytes(sample.data)
    write_pack(folder / "pack", made.pack)
    return folder, {sample.file_name: sample.verdict for sample in made.samples}


@pytest.fixture
def model(app, clock, tasks):
    return CheckingViewModel(clock, Limits(), tasks)


@pytest.fixture
def window(qtbot, app, model):
    window = CheckWindow(app, model)
    qtbot.addWidget(window)
    window.show()
    return window


def words(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(Text) if label.isVisibleTo(widget))


def check(qtbot: QtBot, model: CheckingViewModel, *paths: Path) -> None:
    with qtbot.waitSignal(model.busy, check_params_cb=lambda busy: not busy, timeout=20_000):
        model.take(paths)


def adopt(qtbot: QtBot, model: CheckingViewModel, folder: Path) -> None:
    with qtbot.waitSignal(model.offered) as offered:
        model.take([folder / "pack"])
    model.adopt(offered.args[0])


def test_every_sample_gets_its_verdict(qtbot, model, sample_files):
    folder, verdicts = sample_files
    adopt(qtbot, model, folder)
    check(qtbot, model, *[folder / name for name in verdicts])
    found = {entry.report.input.rpartition("/")[2]: entry.report.verdict for entry in model.queue.entries}
    assert {name: found[name] for name in verdicts if name != "wind-turbine-safety.sd-jwt"} == {
        name: verdict for name, verdict in verdicts.items() if name != "wind-turbine-safety.sd-jwt"
    }


def test_without_the_pack_nothing_is_verified(qtbot, model, sample_files):
    folder, _verdicts = sample_files
    check(qtbot, model, folder / "data-analysis.json")
    assert model.queue.entries[0].report.verdict is Verdict.ISSUER_UNKNOWN


def test_a_pack_beside_a_badge_is_only_offered(qtbot, model, sample_files):
    folder, _verdicts = sample_files
    with qtbot.waitSignals([model.offered, model.checked]):
        model.take([folder / "pack", folder / "data-analysis.json"])
    assert model.packs == ()
    assert model.queue.entries[0].report.verdict is Verdict.ISSUER_UNKNOWN


def test_a_pack_says_whom_it_vouches_for(qtbot, window, model, sample_files):
    folder, _verdicts = sample_files
    with qtbot.waitSignal(model.offered):
        model.take([folder / "pack"])
    dialog = window.findChild(PackDialog)
    shown = words(dialog)
    assert "Nordlys Energy Academy" in shown
    assert "Unsigned: only if you made it or got it from someone you trust" in shown
    use = next(button for button in dialog.findChildren(QPushButton) if button.text() == "&Use it now")
    with qtbot.waitSignal(model.adopted):
        use.click()
    assert "Sample issuers" in words(window)


def test_a_broken_pack_is_said_in_words(qtbot, window, model, tmp_path):
    (tmp_path / "pack.json").write_text("{}")
    with qtbot.waitSignal(model.failed):
        model.take([tmp_path])
    assert "cannot be used" in words(window)


def test_the_newest_result_is_shown(qtbot, window, model, sample_files):
    folder, _verdicts = sample_files
    adopt(qtbot, model, folder)
    check(qtbot, model, folder / "altered.json")
    assert "Changed after signing" in words(window.result)
    check(qtbot, model, folder / "data-analysis.json")
    shown = words(window.result)
    assert "Verified" in shown
    assert "Compare the name with photo ID" in shown
    assert window.queue.model().rowCount() == 2


def test_the_checker_sees_what_the_holder_was_told(qtbot, window, model, sample_files):
    folder, _verdicts = sample_files
    check(qtbot, model, folder / "wind-turbine-safety.sd-jwt")
    shown = words(window.result)
    for said in ("Wind Turbine Safety", "Nordlys Energy Academy", "Maya Okafor", "87 %"):
        assert said in shown


@pytest.fixture
def presentation(session, ids, tmp_path):
    """A presentation of one good badge and an altered one."""
    chosen = [Selection(ids[name], frozenset()) for name in ("Photovoltaic Installation I", "Circular Design Thinking")]
    (tmp_path / "given.json").write_bytes(presenting.present(session._wallet, chosen).content)
    return tmp_path / "given.json"


def test_each_badge_of_a_presentation_is_shown(qtbot, window, model, presentation):
    check(qtbot, model, presentation)
    assert "Badge 1 of 2" in words(window.result)
    assert "Photovoltaic Installation I" in words(window.result)
    assert "Changed after signing" not in words(window.result)
    window.result.findChild(Stepper).forth.click()
    assert "Circular Design Thinking" in words(window.result)
    assert "Changed after signing" in words(window.result)
    assert model.queue.index(0).data(WORDS_ROLE).title == "Changed after signing"


def test_a_checker_is_not_spoken_to_as_the_holder(qtbot, window, model, sample_files):
    folder, _verdicts = sample_files
    check(qtbot, model, folder / "data-analysis.json")
    shown = words(window.result)
    assert "Issued to" in shown
    assert "Your " not in shown


def test_space_makes_room_for_the_next_person(qtbot, window, model, sample_files):
    folder, _verdicts = sample_files
    check(qtbot, model, folder / "altered.json")
    window.queue.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Ready for the next person" in words(window.result))
    assert model.queue.rowCount() == 1


def test_space_still_presses_buttons(qtbot, window, model, sample_files, monkeypatch):
    folder, _verdicts = sample_files
    check(qtbot, model, folder / "altered.json")
    pressed = []
    window.result.next_person.clicked.connect(lambda: pressed.append("next"))
    window.result.next_person.setFocus()
    qtbot.keyClick(window.result.next_person, Qt.Key.Key_Space)
    assert pressed == ["next"]


def test_many_files_can_be_cancelled(qtbot, model, tmp_path):
    for number in range(40):
        (tmp_path / f"{number}.json").write_text("{}")
    model.checked.connect(model.cancel)
    check(qtbot, model, tmp_path)
    assert 1 <= model.queue.rowCount() < 40


def test_pasted_bytes_are_checked(qtbot, model, sample_files):
    folder, _verdicts = sample_files
    with qtbot.waitSignal(model.busy, check_params_cb=lambda busy: not busy):
        model.take_bytes((folder / "data-analysis.json").read_bytes())
    assert model.queue.entries[0].title == "Data Analysis with Python"


def test_what_cannot_be_read_is_said(qtbot, window, model, sample_files):
    folder, _verdicts = sample_files
    check(qtbot, model, folder / "no-badge.json")
    assert "We cannot read this" in words(window.result)


def test_a_pack_is_known_by_its_shape(sample_files, tmp_path):
    folder, _verdicts = sample_files
    assert is_pack(folder / "pack")
    for name in ("pack.zip", "badges.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(name.replace(".zip", ".json"), "{}")
    assert is_pack(tmp_path / "pack.zip")
    assert not is_pack(tmp_path / "badges.zip")
    assert not is_pack(folder)
    assert not is_pack(folder / "altered.json")
