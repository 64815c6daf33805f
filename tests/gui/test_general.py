"""What the owner prefers, as the first page of the settings has it: it holds at once, and back again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wallet.gui.locking.screen_capture import CAN_HIDE
from wallet.gui.main_window import MainWindow
from wallet.gui.wardrobe import wardrobe_of
from wallet.gui.widgets.choice import Choice
from wallet.gui.widgets.moving_qr import MOVES_LESS
from wallet.gui.widgets.theme import DARK, HIGH_LIGHT, LIGHT, text_scale, tokens_of
from wallet.model.errors import WalletError
from wallet.settings import Settings, Theme, load_settings, save_settings

PATIENCE = 20_000


def wear(app: QApplication, settings: Settings) -> None:
    wardrobe = wardrobe_of(app)
    assert wardrobe is not None
    wardrobe.wear(settings)


@pytest.fixture
def page(qtbot, app, window):
    wear(app, Settings(theme=Theme.LIGHT, text_percent=100))
    save_settings(window._session.folders.config, Settings(theme=Theme.LIGHT, text_percent=100))
    qtbot.keyClick(window.wallet_view, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    yield window.wallet_view.settings.general
    wear(app, Settings(theme=Theme.LIGHT, text_percent=100))


def choose(choice: Choice, value: object) -> None:
    choice._actions[value].trigger()


def kept(qtbot: QtBot, window: MainWindow, **members: object) -> None:
    config = window._session.folders.config
    qtbot.waitUntil(
        lambda: all(getattr(load_settings(config), name) == value for name, value in members.items()), timeout=PATIENCE
    )


def test_the_settings_begin_with_what_is_general(page, window):
    settings = window.wallet_view.settings
    assert settings.tabs.tabText(0) == "General"
    assert settings._pages.currentIndex() == 0
    assert settings.first_control is page.theme


def test_colours_change_at_once_and_back(qtbot, app, window, page):
    for theme, tokens in ((Theme.DARK, DARK), (Theme.CONTRAST, HIGH_LIGHT), (Theme.LIGHT, LIGHT)):
        choose(page.theme, theme)
        assert tokens_of(app.palette()) is tokens
        assert page.theme.text() in page.theme.accessibleName()
        kept(qtbot, window, theme=theme)


def test_text_takes_another_size_on_the_page_that_asked_for_it(qtbot, window, page):
    choose(page.text_size, 150)
    assert text_scale() == 1.5
    qtbot.waitUntil(lambda: window.wallet_view.settings.general is not page, timeout=PATIENCE)
    general = window.wallet_view.settings.general
    qtbot.waitUntil(general.isVisible)
    assert general.text_size.text() == "150 %"
    assert general.text_size.font().pixelSize() == 21
    qtbot.waitUntil(lambda: window.wallet_view.library._model.found == 12)
    choose(general.text_size, 100)
    qtbot.waitUntil(lambda: window.wallet_view.settings.general is not general, timeout=PATIENCE)
    kept(qtbot, window, text_percent=100)


@pytest.mark.parametrize("member", ["less_motion", "count_at_door"])
def test_a_switch_is_turned_on_and_off(qtbot, app, window, page, member):
    button = {"less_motion": page.motion, "count_at_door": page.count}[member]
    for on in (True, False):
        button.click()
        assert button.text() == ("Turn off" if on else "Turn on")
        assert button.text() in button.accessibleName()
        kept(qtbot, window, **{member: on})
        if member == "less_motion":
            assert app.property(MOVES_LESS) is on


def test_badges_are_read_in_the_language_that_was_chosen(qtbot, session, window, page):
    choose(page.language, "fr")
    qtbot.waitUntil(lambda: session._wallet.languages[:1] == ("fr",), timeout=PATIENCE)
    assert page.language.text() == "français"
    choose(page.language, "")
    qtbot.waitUntil(lambda: session._wallet.languages[:1] != ("fr",), timeout=PATIENCE)


def test_the_count_is_forgotten_with_the_leave_to_show_it(qtbot, session, window, page):
    config = session.folders.config
    page.count.click()
    kept(qtbot, window, count_at_door=True)
    with qtbot.waitSignal(session.locked, timeout=PATIENCE):
        session.lock()
    assert session.badges_at_door == 12
    assert "12 badges" in window.centralWidget().facts.text()
    save_settings(config, load_settings(config))
    assert session.badges_at_door == 12
    save_settings(config, Settings(wallets=load_settings(config).wallets))
    assert session.badges_at_door is None


def test_a_system_that_cannot_hide_a_window_says_so(page):
    assert page.capture.isEnabled() is CAN_HIDE


def test_what_cannot_be_kept_is_said(page):
    page.model.failed.emit(WalletError("The preferences could not be kept.", "The disk is full."))
    assert "The disk is full." in page.messages.said
