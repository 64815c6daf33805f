"""What needs attention: the page, the number in the sidebar, and the notice over the library."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests.gui.conftest import NOW, SetClock
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.attention_words import ending_words, heading, notice_words
from wallet.gui.widgets.notice_row import NoticeRow
from wallet.model.attention import Matter, Notice


@pytest.fixture
def page(qtbot, window):
    """The page, filled."""
    view = window.wallet_view
    qtbot.waitUntil(lambda: bool(view._models.attention.notices))
    with qtbot.waitSignal(view._models.attention.shown):
        view.show_attention()
    return view.attention


def row_of(page, name: str) -> NoticeRow:
    (found,) = (row for row in page.rows if name in row.accessibleName())
    return found


def test_the_sidebar_says_how_many(page, window):
    model = window.wallet_view._models.attention
    assert window.wallet_view.sidebar.attention._count == str(len(model.notices))
    assert len(page.rows) == len(model.notices)
    assert page._subtitle.text().startswith(f"{len(model.notices)} things")


def test_a_badge_is_opened_with_the_keyboard(qtbot, page, window, ids):
    withdrawn = row_of(page, "Cyber Hygiene for Operators")
    assert "Its issuer has withdrawn it." in withdrawn.accessibleName()
    withdrawn.buttons[0].setFocus()
    qtbot.keyClick(withdrawn.buttons[0], Qt.Key.Key_Space)
    assert window.wallet_view._opened == ids["Cyber Hygiene for Operators"]


def test_a_notice_is_dismissed_brought_back_by_undo_and_shown_again(qtbot, page, window):
    model = page.model
    count = len(model.notices)
    with qtbot.waitSignal(model.shown):
        row_of(page, "Electrical Measurement").close_button.click()
    assert len(model.notices) == count - 1
    assert len(model.dismissed) == 1
    assert window.wallet_view.toast._text.text() == "Dismissed"
    with qtbot.waitSignal(model.shown):
        row_of(page, "Electrical Measurement").buttons[0].click()
    assert len(model.notices) == count
    with qtbot.waitSignal(model.shown):
        row_of(page, "Electrical Measurement").close_button.click()
    with qtbot.waitSignal(model.shown):
        window.wallet_view.toast._action.click()
    assert model.dismissed == ()


def test_the_keyboard_stays_where_a_notice_was_dismissed(qtbot, page):
    page.rows[1].close_button.setFocus()
    following = page.rows[2].accessibleName()
    with qtbot.waitSignal(page.model.shown):
        page.rows[1].close_button.click()
    assert page.rows[1].accessibleName() == following
    assert page.rows[1].buttons[0].hasFocus()


def test_the_keyboard_goes_to_the_first_notice_and_stays_there(page):
    assert page.first_control.hasFocus()


def test_a_badge_is_checked_again(qtbot, page, window):
    with qtbot.waitSignal(page.model.checked, timeout=10_000):
        row_of(page, "Team Leadership Essentials").buttons[1].click()
    assert window.wallet_view.toast._text.text() == "Checked again"


def test_badges_unchecked_for_long_are_checked_together(qtbot, page, clock: SetClock):
    clock.forward(days=120)
    with qtbot.waitSignal(page.model.shown):
        page.model.reload()
    assert any(each.matter is Matter.UNCHECKED for each in page.model.notices)
    with qtbot.waitSignal(page.model.checked, timeout=20_000):
        row_of(page, "not checked for long").buttons[0].click()
    qtbot.waitUntil(lambda: all(each.matter is not Matter.UNCHECKED for each in page.model.notices))


def test_nothing_to_do_is_said(qtbot, page):
    page.model.notices = page.model.dismissed = ()
    page.model.shown.emit()
    assert page._content.currentIndex() == 1
    assert page.more.isHidden()


def test_many_notices_are_laid_out_some_at_a_time(page):
    page.model.notices = page.model.notices[:1] * 45
    page.model.shown.emit()
    assert len(page.rows) == 20
    page.more.click()
    page.more.click()
    assert len(page.rows) == 45
    assert page.more.isHidden()


def test_the_library_says_what_ends_soon(qtbot, page, window: MainWindow):
    view = window.wallet_view
    card = view._library_model.model.cards_at([0])[0]
    ending = Notice(Matter.EXPIRING, "badge:1", "60", "", "", "", card=card, at=NOW + timedelta(days=18))
    view._models.attention.notices = (ending,)
    view._models.attention.shown.emit()
    assert view.library.endings.said.startswith("1 badge expires in the next 60 days. It is ")
    assert view.library.endings.said.endswith(", on 12 December 2026.")
    assert not view.library.endings.isHidden()
    strip = view.library.endings.strip
    assert strip is not None
    strip.acted.emit()
    assert view.sidebar.attention.isChecked()


@pytest.mark.parametrize("matter", list(Matter))
def test_every_matter_has_words(matter, window):
    card = window.wallet_view._library_model.model.cards_at([0])[0]
    state = "mixed" if matter is Matter.WALLET else ""
    notice = Notice(matter, "", state, "What.", "Why.", "Remedy.", card=card, at=NOW)
    words = notice_words(notice, NOW)
    assert heading(matter)
    assert words.title
    assert words.text


def test_two_that_end_name_the_first(window):
    card = window.wallet_view._library_model.model.cards_at([0])[0]
    notices = [
        Notice(Matter.EXPIRING, str(days), "", "", "", "", card=card, at=NOW + timedelta(days=days))
        for days in (40, 18)
    ]
    words = ending_words(notices, str.upper)
    assert words is not None
    assert words.title == "2 badges expire in the next 60 days"
    assert words.text == f"The next one is {card.name.upper()}, on 12 December 2026."
