"""The sidebar: what the wallet holds, what else there is to do, and whether it is open."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from wallet.gui.widgets.collection_list import CollectionList
from wallet.gui.widgets.icons import app_pixmap
from wallet.gui.widgets.panels import Panel, column, row
from wallet.gui.widgets.sidebar_item import SidebarItem
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle, scaled

WIDTH = 236
NARROW = 64


class Mark(QWidget):
    """The program's mark."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._edge = scaled(size)
        self.setFixedSize(self._edge, self._edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        QPainter(self).drawPixmap(0, 0, app_pixmap(self._edge, self.devicePixelRatioF()))


class Sidebar(Panel):
    """The sidebar of the wallet's window; narrows to icons where there is little room."""

    def __init__(self) -> None:
        super().__init__("sidebar")
        self.badges = SidebarItem("award", self.tr("Badges"))
        self.attention = SidebarItem("bell", self.tr("Needs attention"))
        self.sharing = SidebarItem("share-2", self.tr("Sharing history"))
        self.bin = SidebarItem("trash-2", self.tr("Bin"))
        self.settings = SidebarItem("settings", self.tr("Settings"))
        self._places = QButtonGroup(self)
        self.collections = CollectionList(self._places)
        for place in (self.badges, self.attention, self.sharing, self.bin, self.settings):
            place.setCheckable(True)
            self._places.addButton(place)
        self.badges.setChecked(True)
        self.check = SidebarItem("scan-line", self.tr("Check a credential"))
        self.lock = SidebarItem("lock", self.tr("Lock the wallet"))
        self._name = QWidget()
        self._place = Text(self.tr("Only on this computer"), TextStyle.CAPTION, "text3")
        self._fill()
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self.setFixedWidth(scaled(NARROW if narrow else WIDTH))
        above = (self.badges, self.attention, self.sharing, self.bin)
        for item in (*above, self.collections, self.check, self.settings, self.lock):
            item.set_narrow(narrow)
        self._name.setVisible(not narrow)
        self._place.setVisible(not narrow)

    def _fill(self) -> None:
        names = column(self._name, spacing=0)
        names.addWidget(Text("Rosette", TextStyle.STRONG))
        names.addWidget(Text(self.tr("Personal wallet"), TextStyle.CAPTION, "text2"))
        head = row(margins=QMargins(4, 0, 0, 0), spacing=10)
        head.addWidget(Mark(34))
        head.addWidget(self._name, 1)
        body = column(self, margins=QMargins(12, 15, 12, 12), spacing=2)
        body.addLayout(head)
        body.addSpacing(14)
        for place in (self.badges, self.attention, self.sharing, self.bin):
            body.addWidget(place)
        body.addSpacing(12)
        body.addWidget(self.collections, 1)
        body.addSpacing(6)
        body.addWidget(self.check)
        body.addWidget(self.settings)
        body.addWidget(self.lock)
        body.addSpacing(8)
        body.addWidget(self._place, 0, Qt.AlignmentFlag.AlignHCenter)
