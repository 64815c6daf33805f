"""Settings: one page for each thing that can be set."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from wallet.gui.views.settings_backup import BackupPage
from wallet.gui.views.settings_security import SecurityPage
from wallet.gui.widgets.panels import Scroll, column
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle, font, scaled

MARGIN = 24
WIDEST_PAGE = 820


class SettingsView(QWidget):
    """The settings of the wallet.

    Args:
        security: The page of security.
        backup: The page of backups.
    """

    def __init__(self, security: SecurityPage, backup: BackupPage) -> None:
        super().__init__()
        self.security, self.backup = security, backup
        self.tabs = QTabBar()
        self.tabs.setFont(font(TextStyle.MEDIUM))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Settings"))
        self._pages = QStackedWidget()
        for name, page in ((self.tr("Backup"), backup), (self.tr("Security"), security)):
            self.tabs.addTab(name)
            page.setMaximumWidth(scaled(WIDEST_PAGE))
            self._pages.addWidget(_scrolled(page))
        body = column(self, margins=QMargins(MARGIN, 20, 0, 0), spacing=12)
        body.addWidget(Text(self.tr("Settings"), TextStyle.HEADLINE))
        body.addWidget(self.tabs)
        body.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._show)

    def enter(self) -> None:
        """Show how things stand now, on the page that was looked at last."""
        self._show(self.tabs.currentIndex())

    def show_backup(self) -> None:
        """Show the page of backups."""
        self.tabs.setCurrentIndex(0)

    def show_security(self) -> None:
        """Show the page of security."""
        self.tabs.setCurrentIndex(1)

    @property
    def first_control(self) -> QWidget:
        """Where the page's own controls begin."""
        return (self.backup.make, self.security.change)[self.tabs.currentIndex()]

    def _show(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        (self.backup, self.security)[number].enter()


def _scrolled(page: QWidget) -> Scroll:
    whole = QWidget()
    inner = column(whole, margins=QMargins(0, 0, MARGIN, 0))
    inner.addWidget(page)
    return Scroll(whole)
