"""Presenting: what is ticked leaves, and nothing else."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.presentation.issuing import SdJwtMaker, did, key
from wallet.gui.viewmodels.leaving import RENEWED_AFTER
from wallet.gui.viewmodels.presenting import PresentingViewModel
from wallet.gui.views.bytes_dialog import BytesDialog
from wallet.gui.views.handing_over import HandingOver
from wallet.gui.views.name_dialog import NameDialog
from wallet.gui.views.present_dialog import PresentDialog
from wallet.gui.widgets.claim_row import ClaimRow
from wallet.gui.widgets.preview_card import PreviewCard
from wallet.gui.widgets.statements import Strip
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.unfolding import FOLDED, Unfolding
from wallet.model.badge import BadgeId
from wallet.model.disclosure import Claim, Preset
from wallet.model.sharing import Receiver, Way
from wallet.operations import leaving, sharing
from wallet.operations.importing import Importer
from wallet.operations.inputs import Input, scan
from wallet.operations.wallet import own_badges
from wallet.trust.evidence import EvidenceSet

WIND = "Wind Turbine Safety: Working at Height"
WHOLE = "Data Analysis with Python"


@pytest.fixture
def model(session, pictures):
    return PresentingViewModel(session, pictures)


def prepare(qtbot: QtBot, model: PresentingViewModel, *ids: BadgeId) -> None:
    with qtbot.waitSignal(model.leaving.previewed, timeout=10_000):
        model.open(ids)


def labels(claims: Iterable[Claim]) -> set[str]:
    return {claim.label for claim in claims}


def test_it_begins_with_what_a_job_needs(qtbot, model, ids):
    prepare(qtbot, model, ids[WIND])
    badge = model.leaving.presentation.badges[0]
    assert model.preset is Preset.JOB_APPLICATION
    assert "Date of birth" in labels(badge.hidden)
    assert b"1998" not in model.leaving.presentation.content


def test_the_minimum_is_less_and_everything_is_all(qtbot, model, ids):
    prepare(qtbot, model, ids[WIND])
    with qtbot.waitSignal(model.leaving.previewed):
        model.choose(Preset.MINIMUM)
    least, total = model.leaving.counts()
    with qtbot.waitSignal(model.leaving.previewed):
        model.choose(Preset.EVERYTHING)
    assert least < total
    assert model.leaving.counts() == (total, total)
    assert model.leaving.presentation.badges[0].hidden == ()


def test_its_owner_says_how_long_a_copy_is_meant_to_be_used(qtbot, window, session, model, ids):
    prepare(qtbot, model, ids[WHOLE])
    now = session.clock.now()
    assert model.leaving.presentation.until == now + timedelta(days=30)
    dialog = PresentDialog(window, model)
    segments = dialog.lasting.findChildren(QAbstractButton)
    assert [segment.isChecked() for segment in segments] == [False, True, False]
    with qtbot.waitSignal(model.leaving.previewed):
        segments[2].click()
    assert model.leaving.presentation.until == now + timedelta(days=365)


def test_ticking_one_detail_shows_it(qtbot, model, ids):
    prepare(qtbot, model, ids[WIND])
    birth = next(claim for claim in model.choosing.badges[0].claims if claim.label == "Date of birth")
    with qtbot.waitSignal(model.leaving.previewed):
        model.choosing.set_shown(model.choosing.badges[0], birth.pointer, shown=True)
    assert "Date of birth" in labels(model.leaving.presentation.badges[0].shown)
    assert model.preset is None
    with qtbot.waitSignal(model.leaving.previewed):
        model.choosing.set_shown(model.choosing.badges[0], birth.pointer, shown=False)
    assert "Date of birth" in labels(model.leaving.presentation.badges[0].hidden)


def test_a_whole_badge_promises_nothing(qtbot, model, ids):
    prepare(qtbot, model, ids[WHOLE])
    assert model.choosing.badges[0].whole_only
    assert model.leaving.presentation.badges[0].hidden == ()


def test_what_is_shown_can_be_saved(qtbot, model, ids, tmp_path):
    prepare(qtbot, model, ids[WIND])
    model.leaving.recipient = "Vestavind / stand 12"
    assert model.leaving.file_name() == "Badges for Vestavind _ stand 12"
    target = tmp_path / "given"
    with qtbot.waitSignal(model.leaving.saved) as saved:
        model.leaving.save(target)
    assert saved.args == ["given"]
    assert target.read_bytes() == model.leaving.presentation.content


def test_a_place_that_cannot_be_written_is_said_in_words(qtbot, model, ids, tmp_path):
    prepare(qtbot, model, ids[WIND])
    with qtbot.waitSignal(model.leaving.failed) as failed:
        model.leaving.save(tmp_path / "missing" / "given")
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
    shown, total = model.leaving.counts()
    assert f"Showing {shown} of {total} details. They can keep a copy. You will find this in Sharing history." in words


def test_a_click_on_a_row_changes_the_preview(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    birth = next(row for row in dialog.findChildren(ClaimRow) if row.accessibleName().startswith("Date of birth"))
    assert "Sensitive" in birth.accessibleName()
    with qtbot.waitSignal(model.leaving.previewed):
        birth.click()
    qtbot.waitUntil(lambda: "1998" in shown_words(dialog))


def test_a_whole_badge_gets_its_strip(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WHOLE])
    strips = [label.text() for strip in dialog.findChildren(Strip) for label in strip.findChildren(Text)]
    assert "This badge can only be shown whole" in strips
    assert dialog._how_much.isHidden()


def test_escape_closes(qtbot, dialog):
    with qtbot.waitSignal(dialog.closed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def show_to_them(qtbot: QtBot, dialog: PresentDialog) -> HandingOver:
    with qtbot.waitSignal(dialog.model.leaving.shown, timeout=10_000):
        dialog.columns.handing_over.show_to_them.click()
    return dialog.columns.handing_over


def test_nothing_leaves_before_the_act_and_the_act_is_written_down(qtbot, dialog, model, session, ids):
    prepare(qtbot, model, ids[WIND])
    assert model.leaving.code is None
    assert not dialog.columns.handing_over.code.isVisible()
    assert sharing.shares(session._wallet) == []
    dialog.recipient.setText("Vestavind")
    handing_over = show_to_them(qtbot, dialog)
    assert handing_over.code.isVisible()
    (share,) = sharing.shares(session._wallet)
    assert share.receiver == "Vestavind"
    assert share.digest == hashlib.sha256(model.leaving.presentation.content).hexdigest()


def test_a_tick_takes_the_code_away(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    handing_over = show_to_them(qtbot, dialog)
    with qtbot.waitSignal(model.leaving.previewed):
        model.choose(Preset.MINIMUM)
    assert not handing_over.code.isVisible()
    assert model.leaving.code is None
    assert handing_over.show_to_them.isVisible()


def test_an_act_right_after_a_tick_is_about_what_was_ticked(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    birth = next(row for row in dialog.findChildren(ClaimRow) if row.accessibleName().startswith("Date of birth"))
    birth.click()
    show_to_them(qtbot, dialog)
    assert "Date of birth" in labels(model.leaving.presentation.badges[0].shown)
    assert model.leaving.code is not None


def test_what_does_not_fit_into_one_code_moves_until_it_is_paused(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND], ids[WHOLE])
    handing_over: Any = show_to_them(qtbot, dialog)
    count = model.leaving.code.count
    assert count > 1
    assert f"Moving code of {count} parts" in shown_words(dialog)
    assert handing_over.code.is_moving
    assert handing_over.motion.text() == "&Pause"
    handing_over.motion.click()
    assert not handing_over.code.is_moving
    assert handing_over.motion.text() == "&Move"
    dialog.hide()
    dialog.show()
    assert not handing_over.code.is_moving


def test_what_fits_into_one_code_stands_still(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    with qtbot.waitSignal(model.leaving.previewed):
        model.choose(Preset.MINIMUM)
    handing_over = show_to_them(qtbot, dialog)
    assert model.leaving.code.count == 1
    assert not handing_over.code.is_moving
    assert handing_over.motion.isHidden()


def test_the_exact_bytes_are_there_to_read_before_they_leave(qtbot, dialog, model, session, ids):
    prepare(qtbot, model, ids[WIND])
    dialog.columns.handing_over.exact.click()
    shown = dialog.parentWidget().findChild(BytesDialog)
    assert shown.source.toPlainText().encode() == model.leaving.presentation.content
    assert shown.source.isReadOnly()
    assert sharing.shares(session._wallet) == []
    with qtbot.waitSignal(model.leaving.copied):
        shown.copy.click()
    assert QApplication.clipboard().text().encode() == model.leaving.presentation.content
    assert len(sharing.shares(session._wallet)) == 1


def test_all_of_a_long_value_can_be_read(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    (value,) = (claim.value for claim in model.choosing.badges[0].claims if claim.label == "Achievement")
    assert len(value) > FOLDED
    assert value not in shown_words(dialog)
    (unfolding,) = (each for each in dialog.findChildren(Unfolding) if each.more.isVisible())
    unfolding.more.click()
    assert value in shown_words(dialog)


def test_a_whole_badge_names_what_it_reveals_that_is_hidden_elsewhere(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND], ids[WHOLE])
    assert "They will see every detail of it." in shown_words(dialog)
    result = next(row for row in dialog.findChildren(ClaimRow) if row.accessibleName() == "Result")
    with qtbot.waitSignal(model.leaving.previewed):
        result.click()
    assert "They will see \u2068Result\u2069, which you hid of another badge." in shown_words(dialog)


def told(qtbot: QtBot, model: PresentingViewModel) -> str:
    qtbot.waitUntil(lambda: bool(model.leaving.told_things.remarks), timeout=10_000)
    return "\n".join(model.leaving.told_things.remarks)


def test_what_else_can_be_told_is_said_before_it_leaves(qtbot, dialog, model, session, ids):
    prepare(qtbot, model, ids[WIND])
    assert "can be recognised when it is shown again" in told(qtbot, model)
    leaving.leave(session._wallet, model.leaving.presentation, Receiver("Another employer"), Way.FILE)
    with qtbot.waitSignal(model.leaving.told, timeout=10_000):
        dialog.recipient.setText("Vestavind")
    assert "Another employer has" in told(qtbot, model)
    assert "What else can be told" in shown_words(dialog)


@pytest.fixture
def forms(qtbot, dialog, model, ids):
    """What the menu offers for a whole badge."""
    prepare(qtbot, model, ids[WHOLE])
    told(qtbot, model)
    return {action.text(): action for action in dialog.columns.handing_over.save_as.menu().actions()}


def test_it_is_saved_in_the_form_that_is_chosen(qtbot, model, forms, tmp_path, monkeypatch):
    for words, name in (("PDF to read, with the proof inside", "a.pdf"), ("Badge picture (.png)", "a.png")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, name=name: (str(tmp_path / name), ""))
        with qtbot.waitSignal(model.leaving.saved, timeout=30_000):
            forms[words].trigger()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_a_form_that_is_not_possible_says_why(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    told(qtbot, model)
    actions = {action.text(): action for action in dialog.columns.handing_over.save_as.menu().actions()}
    assert not actions["Badge picture (.png)"].isEnabled()
    assert "this one is an SD-JWT" in actions["Badge picture (.png)"].toolTip()


def test_its_code_is_saved_as_a_picture(qtbot, model, ids, tmp_path):
    prepare(qtbot, model, ids[WIND])
    with qtbot.waitSignal(model.leaving.saved, timeout=10_000):
        model.leaving.save_codes(tmp_path / "code.png")
    assert scan([tmp_path / "code.png"]) == model.leaving.presentation.content


def test_own_presets_are_kept_taken_renamed_and_forgotten(qtbot, dialog, model, ids):
    prepare(qtbot, model, ids[WIND])
    with qtbot.waitSignal(model.leaving.previewed):
        model.choose(Preset.MINIMUM)
    result = next(row for row in dialog.findChildren(ClaimRow) if row.accessibleName() == "Result")
    with qtbot.waitSignal(model.leaving.previewed):
        result.click()
    own = model.own_presets
    dialog.own_presets.menu().actions()[-1].trigger()
    name = dialog.parentWidget().findChild(NameDialog)
    name.field.setText("Landlord")
    with qtbot.waitSignal(own.changed, timeout=10_000):
        name.keep.click()
    with qtbot.waitSignal(model.leaving.previewed):
        model.choose(Preset.EVERYTHING)
    with qtbot.waitSignal(model.leaving.previewed):
        dialog.own_presets.menu().actions()[0].trigger()
    assert {claim.label for claim in model.leaving.presentation.badges[0].shown if claim.pointer} == {"Result"}
    with qtbot.waitSignal(own.changed):
        own.rename(own.presets[0], "My landlord")
    assert [preset.name for preset in own.presets] == ["My landlord"]
    with qtbot.waitSignal(own.removed):
        own.remove(own.presets[0])
    assert own.presets == []
    assert "Preset \u2068My landlord\u2069 deleted" in shown_words(dialog)


def test_an_answer_is_made_anew_before_it_is_too_old(qtbot, model, ids, clock):
    prepare(qtbot, model, ids[WIND])
    leaving_now = model.leaving
    assert leaving_now.seconds_to_renewal() is None
    leaving_now.presentation = replace(leaving_now.presentation, bound=True)
    assert leaving_now.seconds_to_renewal() == RENEWED_AFTER.total_seconds()
    clock.forward(seconds=RENEWED_AFTER.total_seconds())
    assert leaving_now.seconds_to_renewal() == 0
    with qtbot.waitSignal(leaving_now.shown, timeout=10_000):
        leaving_now.renew()
    assert leaving_now.presentation.created == clock.now()
    leaving_now.ends = clock.now()
    leaving_now.presentation = replace(leaving_now.presentation, bound=True)
    assert leaving_now.seconds_to_renewal() is None


def test_a_name_an_issuer_and_dates_that_are_kept_back_are_not_previewed(qtbot, dialog, model, session):
    maker, issuer = SdJwtMaker(), key()
    hidden = maker.hide(name="Support group", issuer={"name": "The Clinic"}, validUntil="2031-01-01T00:00:00Z")
    shown = {"iss": did(issuer), "vct": "https://clinic.example/b", **hidden}
    imported = Importer(session._wallet, EvidenceSet(), own_badges(session._wallet))
    (result,) = imported.add(Input("badge", maker.token(shown, issuer)))
    assert result.badge is not None
    prepare(qtbot, model, result.badge.id)
    with qtbot.waitSignal(model.leaving.previewed):
        model.choose(Preset.MINIMUM)
    QApplication.processEvents()
    (card,) = dialog.findChildren(PreviewCard)
    words = "\n".join(label.text() for label in card.findChildren(Text) if label.isVisibleTo(card))
    assert "Badge" in words
    assert not {part for part in ("Support group", "The Clinic", "2031") if part in words}
    with qtbot.waitSignal(model.leaving.previewed):
        model.choose(Preset.EVERYTHING)
    QApplication.processEvents()
    (card,) = dialog.findChildren(PreviewCard)
    words = "\n".join(label.text() for label in card.findChildren(Text))
    assert all(part in words for part in ("Support group", "The Clinic", "Until 1 January 2031"))
