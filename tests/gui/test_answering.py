"""A request that comes in: who asks is said first, and nothing leaves but by an act."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.gui.conftest import NOW
from wallet.gui.main_window import MainWindow
from wallet.gui.views.bytes_dialog import BytesDialog
from wallet.gui.views.request_dialog import RequestDialog
from wallet.gui.widgets.claim_row import ClaimRow
from wallet.gui.widgets.moving_qr import FullScreenQr
from wallet.gui.widgets.text import Text
from wallet.model.errors import RefusedError
from wallet.model.limits import Limits
from wallet.model.report import Verdict
from wallet.operations import answering, requesting, sharing
from wallet.operations.codes import write_codes
from wallet.operations.inputs import Input
from wallet.operations.requesting import Wanted

RESULT = Wanted(["/result"], "Hiring for the coast", "Vestavind Operations")


@pytest.fixture
def request_file(tmp_path):
    path = tmp_path / "r.json"
    requesting.ask(path, RESULT, NOW)
    return path


def opened(qtbot: QtBot, window: MainWindow) -> RequestDialog:
    qtbot.waitUntil(lambda: window.findChild(RequestDialog) is not None, timeout=10_000)
    (dialog,) = window.findChildren(RequestDialog)
    return dialog


def asked(qtbot: QtBot, window: MainWindow) -> RequestDialog:
    dialog = opened(qtbot, window)
    qtbot.waitUntil(dialog.question.isVisible, timeout=10_000)
    return dialog


def words(dialog: RequestDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Text) if label.isVisible())


def values(dialog: RequestDialog) -> str:
    presentation = dialog.model.leaving.presentation
    return "" if presentation is None else "\n".join(claim.value for claim in presentation.badges[0].shown)


def test_who_asks_and_what_for_is_said_before_anything_is_chosen(qtbot, window, session, request_file):
    window.add_paths([request_file])
    said = words(asked(qtbot, window))
    assert "\u2068Vestavind Operations\u2069 asks for 2 details" in said
    assert "We could not confirm who this is." in said
    assert "It says: \u2068Hiring for the coast\u2069" in said
    assert "It can be answered for 5:00" in said
    assert sharing.shares(session._wallet) == []


def test_a_picture_of_its_code_is_a_request_too(qtbot, window, request_file, tmp_path):
    write_codes(request_file.read_bytes(), tmp_path / "r.png", Limits())
    window.add_paths([tmp_path / "r.png"])
    assert "asks for" in words(asked(qtbot, window))


def test_pasted_text_is_a_request_too(qtbot, window, request_file):
    window.add_bytes(request_file.read_bytes())
    assert "asks for" in words(asked(qtbot, window))


def test_refusing_sends_nothing(qtbot, window, session, request_file):
    window.add_paths([request_file])
    dialog = asked(qtbot, window)
    dialog.question.refuse.click()
    assert dialog.isHidden()
    assert sharing.shares(session._wallet) == []


def test_what_nobody_asks_for_is_marked_and_can_be_added(qtbot, window, request_file):
    window.add_paths([request_file])
    dialog = asked(qtbot, window)
    dialog.question.choose.click()
    qtbot.waitUntil(lambda: dialog.model.leaving.presentation is not None, timeout=10_000)
    named = {row.accessibleName(): row for row in dialog.findChildren(ClaimRow)}
    assert "Result" in named
    birth = named["Date of birth. Not asked for. Sensitive"]
    with qtbot.waitSignal(dialog.model.leaving.previewed):
        birth.click()
    assert "1998" in values(dialog)
    with qtbot.waitSignal(dialog.model.leaving.previewed):
        dialog.again.click()
    assert "1998" not in values(dialog)


def test_another_badge_may_answer(qtbot, window, tmp_path):
    requesting.ask(tmp_path / "r.json", Wanted(["/credentialSubject/result"]), NOW)
    window.add_paths([tmp_path / "r.json"])
    dialog = asked(qtbot, window)
    dialog.choose()
    (first,) = (badge.card for badge in dialog.model.choosing.badges)
    assert first.verdict is Verdict.LIMITED
    with qtbot.waitSignal(dialog.model.choosing.loaded, timeout=10_000):
        dialog.other.click()
    (second,) = (badge.card for badge in dialog.model.choosing.badges)
    assert second.id != first.id
    assert dialog.columns.isVisible()


def test_where_no_other_badge_answers_that_is_said(qtbot, window, request_file):
    window.add_paths([request_file])
    dialog = asked(qtbot, window)
    dialog.choose()
    with qtbot.waitSignal(dialog.model.alone, timeout=10_000):
        dialog.other.click()
    assert "No other badge of yours answers this." in words(dialog)
    assert len(dialog.model.choosing.badges) == 1


def test_what_is_sealed_in_an_answer_can_be_read_before_it_leaves(qtbot, window, session, request_file):
    window.add_paths([request_file])
    dialog = asked(qtbot, window)
    dialog.choose()
    qtbot.waitUntil(dialog.columns.handing_over.exact.isEnabled, timeout=10_000)
    dialog.columns.handing_over.exact.click()
    (shown,) = window.findChildren(BytesDialog)
    assert shown.source.toPlainText().count(".") == 4
    shown.sides.chosen.emit(1)
    assert shown.source.toPlainText().count("~") == 2
    assert "Only whoever asked can open the seal." in shown.subheading.text()
    assert sharing.shares(session._wallet) == []


def test_less_than_what_is_asked_for_is_refused(qtbot, window, request_file):
    window.add_paths([request_file])
    dialog = asked(qtbot, window)
    dialog.choose()
    result = next(row for row in dialog.findChildren(ClaimRow) if row.accessibleName() == "Result")
    with qtbot.waitSignal(dialog.model.leaving.failed, timeout=10_000):
        result.click()
    assert "This is less than the request asks for." in words(dialog)
    assert not dialog.columns.handing_over.show_to_them.isEnabled()


def refused(qtbot: QtBot, window: MainWindow) -> str:
    dialog = opened(qtbot, window)
    qtbot.waitUntil(dialog.refusal.isVisible, timeout=10_000)
    return words(dialog)


def test_an_expired_request_is_said_to_be_at_once(qtbot, window, clock, request_file):
    clock.forward(minutes=6)
    window.add_paths([request_file])
    assert "This request has expired." in refused(qtbot, window)


def test_what_is_not_held_is_said_at_once(qtbot, window, tmp_path):
    requesting.ask(tmp_path / "r.json", Wanted(["/driving_licence"], name="Kystbil"), NOW)
    window.add_paths([tmp_path / "r.json"])
    said = refused(qtbot, window)
    assert "Your badges do not hold what is asked for." in said
    assert "From \u2068Kystbil\u2069. We could not confirm who this is." in said


def test_a_malformed_request_is_said_at_once(qtbot, window, tmp_path):
    (tmp_path / "r.json").write_text('{"response_type": "vp_token", "dcql_query": {}}')
    window.add_paths([tmp_path / "r.json"])
    assert "This is no request that can be answered:" in refused(qtbot, window)


def test_the_end_takes_the_code_away(qtbot, window, request_file):
    window.add_paths([request_file])
    dialog = asked(qtbot, window)
    dialog.choose()
    qtbot.waitUntil(dialog.columns.handing_over.show_to_them.isEnabled, timeout=10_000)
    with qtbot.waitSignal(dialog.model.leaving.shown, timeout=10_000):
        dialog.columns.handing_over.show_to_them.click()
    assert dialog.columns.handing_over.code.isVisible()
    dialog.model.ended.emit()
    assert not dialog.columns.handing_over.code.isVisible()
    assert "This request has expired." in words(dialog)
    with qtbot.waitSignal(dialog.model.leaving.previewed, timeout=10_000):
        next(row for row in dialog.findChildren(ClaimRow) if row.accessibleName().startswith("Email")).click()
    assert not dialog.columns.handing_over.show_to_them.isVisible()


def test_locking_takes_the_request_and_its_code_away(qtbot, window, session, request_file):
    window.add_paths([request_file])
    dialog = asked(qtbot, window)
    dialog.choose()
    qtbot.waitUntil(dialog.columns.handing_over.show_to_them.isEnabled, timeout=10_000)
    with qtbot.waitSignal(dialog.model.leaving.shown, timeout=10_000):
        dialog.columns.handing_over.show_to_them.click()
    dialog.columns.handing_over.full_screen.click()
    (screen,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, FullScreenQr))
    assert screen.isVisible()
    session.lock()
    qtbot.waitUntil(lambda: window.findChild(RequestDialog) is None)
    assert not isValid(screen)


def test_a_badge_is_no_request(session, ids, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    stored = session._wallet.vault.get(ids["Data Analysis with Python"])
    for item in (tmp_path / "letter.txt", tmp_path / "missing.json", Input("badge", stored.document)):
        assert not answering.is_request(item, Limits())
    with pytest.raises(RefusedError):
        answering.propose(session._wallet, answering.read(session._wallet, _unheld(tmp_path)))


def _unheld(folder: Path) -> Path:
    requesting.ask(folder / "u.json", Wanted(["/nothing_such"]), NOW)
    return folder / "u.json"
