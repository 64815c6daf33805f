"""Settings, General: how the window looks, the language, and what others may see of it. All of it holds at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QMargins
from PySide6.QtWidgets import QWidget

from wallet.gui.locking.screen_capture import CAN_HIDE
from wallet.gui.viewmodels.general import (
    GeneralViewModel,
    language_name,
    languages_offered,
    size_words,
    theme_words,
)
from wallet.gui.viewmodels.wallets import WalletsViewModel
from wallet.gui.views.wallets_menu import WalletsButton
from wallet.gui.widgets.buttons import Button
from wallet.gui.widgets.choice import Choice
from wallet.gui.widgets.panels import Card, Line, column
from wallet.gui.widgets.setting_row import SettingRow
from wallet.gui.widgets.statements import MessageSlot
from wallet.model.errors import WalletError
from wallet.settings import TEXT_PERCENTS, Settings, Theme

SWITCHES = ("system_font", "less_motion", "count_at_door", "hide_from_capture")
"""Members of `Settings` that are on or off, in the order in which they are shown."""


class GeneralPage(QWidget):
    """The page of what the owner prefers.

    Args:
        model: The preferences.
        wallets: The owner's other wallets.
    """

    def __init__(self, model: GeneralViewModel, wallets: WalletsViewModel) -> None:
        super().__init__()
        self.model = model
        self.wallets = WalletsButton(wallets)
        wallets.failed.connect(self._refuse)
        self.messages = MessageSlot()
        self.theme = Choice(self.tr("Colours"), [(theme, theme_words(theme)) for theme in Theme])
        self.text_size = Choice(self.tr("Text size"), [(percent, size_words(percent)) for percent in TEXT_PERCENTS])
        offered = (("", language_name("")), *languages_offered())
        self.language = Choice(self.tr("Language"), offered)
        self.typeface, self.motion, self.count, self.capture = (self._switch(member) for member in SWITCHES)
        self._fill()
        self._connect()
        self._show(model.settings)

    def enter(self) -> None:
        """Show how things stand now."""
        self.model.reload()

    def _fill(self) -> None:
        body = column(self, margins=QMargins(0, 4, 0, 24), spacing=16)
        body.addWidget(self.messages)
        for title, rows in self._cards():
            card = Card(title)
            for number, row in enumerate(rows):
                if number:
                    card.body.addWidget(Line())
                card.body.addWidget(row)
            body.addWidget(card)
        body.addStretch(1)

    def _cards(self) -> Sequence[tuple[str, Sequence[SettingRow]]]:
        return (
            (self.tr("Appearance"), (self._theme_row(), self._size_row(), self._font_row(), self._motion_row())),
            (self.tr("Language"), (self._language_row(),)),
            (self.tr("What others can see"), (self._count_row(), self._capture_row())),
            (self.tr("Wallets"), (self._wallets_row(),)),
        )

    def _theme_row(self) -> SettingRow:
        text = self.tr("“High contrast” follows the system in being light or dark.")
        return _row("palette", self.tr("Colours"), text, self.theme)

    def _size_row(self) -> SettingRow:
        text = self.tr("It changes once what is under way is finished.")
        return _row("search", self.tr("Text size"), text, self.text_size)

    def _font_row(self) -> SettingRow:
        return _row(
            "pen-tool", _titles()["system_font"], self.tr("Instead of the one that comes along."), self.typeface
        )

    def _motion_row(self) -> SettingRow:
        text = self.tr("A code of several parts stands still until you set it going, and moves slowly then.")
        return _row("wind", _titles()["less_motion"], text, self.motion)

    def _language_row(self) -> SettingRow:
        text = self.tr(
            "Badges that speak several languages are shown in it, and pages to print are written in it, from now on. "
            "The window itself speaks English."
        )
        return _row("languages", self.tr("Language"), text, self.language)

    def _count_row(self) -> SettingRow:
        text = self.tr(
            "Whoever uses this computer then sees on the locked wallet how many badges are in it. When it was used "
            "last, its files tell everybody."
        )
        return _row("award", _titles()["count_at_door"], text, self.count)

    def _capture_row(self) -> SettingRow:
        can = self.tr("Screenshots, recordings and shared screens show an empty place where the window is.")
        cannot = self.tr("This system lets no program keep its window out of screenshots.")
        self.capture.setEnabled(CAN_HIDE)
        return _row("eye-off", _titles()["hide_from_capture"], can if CAN_HIDE else cannot, self.capture)

    def _wallets_row(self) -> SettingRow:
        text = self.tr("Each opens in a window of its own, with its own passphrase.")
        return _row("folder-open", self.tr("More than one wallet"), text, self.wallets)

    def _switch(self, member: str) -> Button:
        button = Button("")
        button.clicked.connect(lambda: self.model.prefer(**{member: not getattr(self.model.settings, member)}))
        return button

    def _connect(self) -> None:
        self.theme.chosen.connect(lambda theme: self.model.prefer(theme=theme))
        self.text_size.chosen.connect(lambda percent: self.model.prefer(text_percent=percent))
        self.language.chosen.connect(lambda tag: self.model.prefer(language=tag))
        self.model.known.connect(self._show)
        self.model.failed.connect(self._refuse)

    def _refuse(self, error: WalletError) -> None:
        self.messages.show_refusal(error)

    def _show(self, settings: Settings) -> None:
        self.theme.show_value(settings.theme)
        self.text_size.show_value(settings.text_percent)
        self.language.show_value(settings.language)
        for member, button in zip(SWITCHES, (self.typeface, self.motion, self.count, self.capture), strict=True):
            button.setText(self.tr("Turn off") if getattr(settings, member) else self.tr("Turn on"))
            button.setAccessibleName(f"{_titles()[member]}: {button.text()}")


def _titles() -> dict[str, str]:
    return {
        "system_font": tr("The system's font"),
        "less_motion": tr("Less motion"),
        "count_at_door": tr("Number of badges while locked"),
        "hide_from_capture": tr("Keep out of screen pictures"),
    }


def _row(icon: str, title: str, text: str, button: Button) -> SettingRow:
    row = SettingRow(icon, title, button)
    row.say(text)
    return row


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("General", text)
