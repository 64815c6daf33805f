"""Settings: one page for each thing that can be set."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from wallet.gui.widgets.panels import Scroll, column
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle, font, scaled

if TYPE_CHECKING:
    from wallet.gui.views.settings_backup import BackupPage
    from wallet.gui.views.settings_general import GeneralPage
    from wallet.gui.views.settings_security import SecurityPage

MARGIN = 24
WIDEST_PAGE = 820
GENERAL, SECURITY, BACKUP = range(3)

Page = TypeVar("Page", bound=QWidget)


class SettingsView(QWidget):
    """The settings of the wallet. Each page is made when it is first wanted, so that none is waited for in vain.

    Args:
        make_general: Makes the page of what the owner prefers.
        make_security: Makes the page of security.
        make_backup: Makes the page of backups.
    """

    def __init__(
        self,
        make_general: Callable[[], GeneralPage],
        make_security: Callable[[], SecurityPage],
        make_backup: Callable[[], BackupPage],
    ) -> None:
        super().__init__()
        self._make_general, self._make_security, self._make_backup = make_general, make_security, make_backup
        self.tabs = QTabBar()
        self.tabs.setFont(font(TextStyle.MEDIUM))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Settings"))
        self._pages = QStackedWidget()
        self._places = [self._add_place(name) for name in self._names()]
        body = column(self, margins=QMargins(MARGIN, 20, 0, 0), spacing=12)
        body.addWidget(Text(self.tr("Settings"), TextStyle.HEADLINE))
        body.addWidget(self.tabs)
        body.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._show)

    @cached_property
    def general(self) -> GeneralPage:
        """The page of what the owner prefers."""
        return self._put(GENERAL, self._make_general())

    @cached_property
    def backup(self) -> BackupPage:
        """The page of backups."""
        return self._put(BACKUP, self._make_backup())

    @cached_property
    def security(self) -> SecurityPage:
        """The page of security."""
        return self._put(SECURITY, self._make_security())

    def enter(self) -> None:
        """Show how things stand now, on the page that was looked at last."""
        self._show(self.tabs.currentIndex())

    def show_general(self) -> None:
        """Show the page of what the owner prefers."""
        self._turn_to(GENERAL)

    def show_backup(self) -> None:
        """Show the page of backups."""
        self._turn_to(BACKUP)

    def show_security(self) -> None:
        """Show the page of security."""
        self._turn_to(SECURITY)

    @property
    def first_control(self) -> QWidget:
        """Where the page's own controls begin."""
        number = self.tabs.currentIndex()
        if number == GENERAL:
            return self.general.theme
        return self.security.change if number == SECURITY else self.backup.make

    def _names(self) -> tuple[str, str, str]:
        return self.tr("General"), self.tr("Security"), self.tr("Backup")

    def _add_place(self, name: str) -> QVBoxLayout:
        self.tabs.addTab(name)
        place = QWidget()
        self._pages.addWidget(place)
        return column(place)

    def _turn_to(self, number: int) -> None:
        if self.tabs.currentIndex() == number:
            self._show(number)
        else:
            self.tabs.setCurrentIndex(number)

    def _show(self, number: int) -> None:
        if number == GENERAL:
            self.general.enter()
        else:
            (self.security if number == SECURITY else self.backup).enter()
        self._pages.setCurrentIndex(number)

    def _put(self, number: int, page: Page) -> Page:
        page.setMaximumWidth(scaled(WIDEST_PAGE))
        whole = QWidget()
        column(whole, margins=QMargins(0, 0, MARGIN, 0)).addWidget(page)
        self._places[number].addWidget(Scroll(whole))
        return page
