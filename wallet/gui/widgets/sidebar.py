"""The sidebar: what the wallet holds, what else there is to do, and whether it is open."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wallet.gui.widgets.icons import app_pixmap, icon_pixmap
from wallet.gui.widgets.panels import Panel, column, row
from wallet.gui.widgets.text import Text, plain_tooltip
from wallet.gui.widgets.theme import TextStyle, font, scaled, tokens_of

WIDTH = 236
NARROW = 64


class SidebarItem(QPushButton):
    """One place to go, with how much is there.

    Args:
        icon: The name of its icon.
        text: Where it leads.
    """

    def __init__(self, icon: str, text: str) -> None:
        super().__init__(text)
        self._icon = icon
        self._count = ""
        self._narrow = False
        self.setFont(font(TextStyle.MEDIUM))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str) -> None:
        """Say how much is there."""
        self._count = count
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show only the icon; the words become a tooltip."""
        self._narrow = narrow
        self.setToolTip(plain_tooltip(self.text() if narrow else ""))
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as its words, and never less than 34 pixels."""
        return QSize(scaled(40), max(scaled(34), self.fontMetrics().height() + scaled(12)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, bar, icon, words and count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_soft" if self.isChecked() else "neutral_soft"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self.isChecked():
            painter.setBrush(tokens.color("data"))
            bar = QRect(0, scaled(8), 3, self.height() - 2 * scaled(8))
            painter.drawRoundedRect(QRectF(self._mirrored(bar)), 1.5, 1.5)
        self._paint_words(painter, "accent_text" if self.isChecked() else "text2")

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        color = tokens_of(self.palette()).color(ink)
        edge = scaled(18)
        left = (self.width() - edge) // 2 if self._narrow else 10
        place = self._mirrored(QRect(left, (self.height() - edge) // 2, edge, edge))
        painter.drawPixmap(place.topLeft(), icon_pixmap(self._icon, color, edge, self.devicePixelRatioF()))
        if self._narrow:
            return
        painter.setPen(color)
        start = left + edge + 12
        words = self._mirrored(QRect(start, 0, self.width() - start - 10, self.height()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | self._side(Qt.AlignmentFlag.AlignLeft), self.text())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | self._side(Qt.AlignmentFlag.AlignRight), self._count)

    def _mirrored(self, area: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), area)

    def _side(self, side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
        return self.style().visualAlignment(self.layoutDirection(), side)


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
        self.sharing = SidebarItem("share-2", self.tr("Sharing history"))
        self.bin = SidebarItem("trash-2", self.tr("Bin"))
        self.settings = SidebarItem("settings", self.tr("Settings"))
        for place in (self.badges, self.sharing, self.bin, self.settings):
            place.setCheckable(True)
            place.setAutoExclusive(True)
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
        for item in (self.badges, self.sharing, self.bin, self.check, self.settings, self.lock):
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
        body.addWidget(self.badges)
        body.addWidget(self.sharing)
        body.addWidget(self.bin)
        body.addStretch(1)
        body.addWidget(self.check)
        body.addWidget(self.settings)
        body.addWidget(self.lock)
        body.addSpacing(8)
        body.addWidget(self._place, 0, Qt.AlignmentFlag.AlignHCenter)
