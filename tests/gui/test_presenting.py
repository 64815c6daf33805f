"""Presenting: what is ticked leaves, and nothing else."""

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wallet.gui.viewmodels.presenting import PresentingViewModel
from wallet.gui.views.present_dialog import PresentDialog
from wallet.gui.widgets.claim_row import ClaimRow
from wallet.gui.widgets.statements import Strip
from wallet.gui.widgets.text import Text
from wallet.model.badge import BadgeId
from wallet.model.disclosure import Claim, Preset

WIND = "Wind Turbine Safety: Working at Height"
WHOLE = "Data Analysis with Python"


@pytest.fixture
def model(session, pictures):
    return PresentingViewModel(session, pictures)


def prepare(qtbot: QtBot, model: PresentingViewModel, *ids: BadgeId) -> None:
    with qtbot.waitSignal(model.previewed, timeout=10_000):
        model.open(ids)


def labels(claims: Iterable[Claim]) -> set[str]:
    return {claim.label for claim in claims}


def test_it_begins_with_what_a_job_needs(qtbot, model, ids):
    prepare(qtbot, model, ids[WIND])
    badge = model.preview.presentation.badges[0]
    assert model.preset is Preset.JOB_APPLICATION
    assert "Date of birth" in labels(badge.hidden)
    assert b"1998" not in model.preview.presentation.content


def test_the_minimum_is_less_and_everything_is_all(qtbot, model, ids):
    prepare(qtbot, model, ids[WIND])
    with qtbot.waitSignal(model.previewed):
        model.choose(Preset.MINIMUM)
    least, total = model.counts()
    with qtbot.waitSignal(model.previewed):
        model.choose(Preset.EVERYTHING)
    assert least < total
    assert model.counts() == (total, total)
    assert model.preview.presentation.badges[0].hidden == ()


def test_ticking_one_detail_shows_it(qtbot, model, ids):
    prepare(qtbot, model, ids[WIND])
    birth = next(claim for claim in model.badges[0].claims if claim.label == "Date of birth")
    with qtbot.waitSignal(model.previewed):
        model.set_shown(model.badges[0], birth.pointer, shown=True)
    assert "Date of birth" in labels(model.preview.presentation.badges[0].shown)
    assert model.preset is None
    with qtbot.waitSignal(model.previewed):
        model.set_shown(model.badges[0], birth.pointer, shown=False)
    assert "Date of birth" in labels(model.preview.presentation.badges[0].hidden)


def test_a_whole_badge_promises_nothing(qtbot, model, ids):
    prepare(qtbot, model, ids[WHOLE])
    assert model.badges[0].whole_only
    assert model.preview.presentation.badges[0].hidden == ()


def test_what_is_shown_can_be_saved(qtbot, model, ids, tmp_path):
    prepare(qtbot, model, ids[WIND])
    model.recipient = "Vestavind / stand 12"
    assert model.file_name() == f"Badges for Vestavind _ stand 12{model.preview.presentation.suffix}"
    target = tmp_path / "given"
    with qtbot.waitSignal(model.saved) as saved:
        model.save(target)
    assert saved.args == ["given"]
    assert target.read_bytes() == model.preview.presentation.content


def test_a_place_that_cannot_be_written_is_said_in_words(qtbot, model, ids, tmp_path):
    prepare(qtbot, model, ids[WIND])
    with qtbot.waitSignal(model.failed) as failed:
        model.save(tmp_path / "missing" / "given")
    assert str(failed.args[0])


@pytest.fixture
def dialog(qtbot, app, model):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(QSize(1280, 800))
    dialog = PresentDialog(window, model)
    window.show()
    dialog.open()
    yield dialog
    window.close()


def shown_words(dialog: PresentDialog) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in dialog.findChildren(Text) if label.isVisibleTo(dialog))


def test_the_dialog_shows_exactly_what_leaves(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    words = shown_words(dialog)
    assert "Maya Okafor" in words
    assert "1998" not in words
    assert "Hidden from them" in words
    shown, total = model.counts()
    assert f"Showing {shown} of {total} details. They can keep a copy." in words


def test_a_click_on_a_row_changes_the_preview(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    birth = next(row for row in dialog.findChildren(ClaimRow) if row.accessibleName().startswith("Date of birth"))
    assert "Sensitive" in birth.accessibleName()
    with qtbot.waitSignal(model.previewed):
        birth.click()
    qtbot.waitUntil(lambda: "1998" in shown_words(dialog))


def test_a_whole_badge_gets_its_strip(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WHOLE])
    strips = [label.text() for strip in dialog.findChildren(Strip) for label in strip.findChildren(Text)]
    assert "This badge can only be shown whole" in strips
    assert dialog.presets.isHidden()


def test_escape_closes(qtbot, dialog):
    with qtbot.waitSignal(dialog.closed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_what_does_not_fit_into_one_code_moves_until_it_is_paused(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND], ids[WHOLE])
    count = model.preview.code.count
    assert count > 1
    assert f"Moving code of {count} parts" in shown_words(dialog)
    assert dialog.code.is_moving
    assert dialog.motion.text() == "&Pause"
    dialog.motion.click()
    assert not dialog.code.is_moving
    assert dialog.motion.text() == "&Move"
    dialog.hide()
    dialog.show()
    assert not dialog.code.is_moving


def test_what_fits_into_one_code_stands_still(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    with qtbot.waitSignal(model.previewed):
        model.choose(Preset.MINIMUM)
    assert model.preview.code.count == 1
    assert not dialog.code.is_moving
    assert dialog.motion.isHidden()
