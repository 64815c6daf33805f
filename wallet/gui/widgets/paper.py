"""Paper: a sheet of codes as it is printed, black on white whatever the window's colours."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from wallet.gui.viewmodels.sheets import Modules, Sheet
from wallet.gui.widgets.qr import QUIET_ZONE, modules_image
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import TextStyle, font

MARGIN = 15.0
COLUMNS = 3
SINGLE = 110.0
GAP = 4.0
BLACK, GREY = QColor("#161A22"), QColor("#4A5365")
MILLIMETRES_PER_INCH = 25.4
PIXELS_PER_INCH = 96
LONGEST_NAME, LONGEST_DETAILS = 120, 300


def print_sheet(printer: QPrinter, sheet: Sheet) -> None:
    """Print what goes on paper, on as many pages as it takes.

    Args:
        printer: Where to; it may be a PDF file.
        sheet: What.
    """
    printer.setDocName(_tr("Badges"))
    printer.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)
    painter = QPainter(printer)
    try:
        _Paper(painter, printer, sheet).paint()
    finally:
        painter.end()


class _Paper:
    """One sheet on its way to paper; lengths are millimetres."""

    def __init__(self, painter: QPainter, device: QPagedPaintDevice, sheet: Sheet) -> None:
        self._painter, self._device, self._sheet = painter, device, sheet
        self._scale = device.logicalDpiX() / MILLIMETRES_PER_INCH
        page = device.pageLayout().paintRect(QPageLayout.Unit.Millimeter)
        self._width, self._height = page.width(), page.height()
        self._top = 0.0

    def paint(self) -> None:
        self._paint_head()
        codes = self._sheet.codes
        edge = SINGLE if len(codes) == 1 else (self._width - GAP * (COLUMNS - 1)) / COLUMNS
        for start in range(0, len(codes), COLUMNS):
            if self._top + edge > self._height:
                self._device.newPage()
                self._top = 0.0
            for place, modules in enumerate(codes[start : start + COLUMNS]):
                self._paint_code(modules, QRectF(place * (edge + GAP), self._top, edge, edge))
            self._top += edge + GAP
        self._paint_line(self._foot(), TextStyle.CAPTION, GREY)

    def _paint_head(self) -> None:
        sheet = self._sheet
        title = _tr("For {recipient}").format(recipient=foreign(sheet.recipient, LONGEST_NAME))
        self._paint_line(title if sheet.recipient else _tr("Badges"), TextStyle.TITLE, BLACK)
        self._paint_line(sheet.date, TextStyle.SMALL, GREY)
        self._top += GAP
        for name, details in sheet.badges:
            self._paint_line(foreign(name, LONGEST_NAME), TextStyle.STRONG, BLACK)
            self._paint_line(foreign(details, LONGEST_DETAILS), TextStyle.SMALL, GREY)
        self._top += GAP

    def _foot(self) -> str:
        if self._sheet.needed == 1:
            return _tr("Scan the code with Rosette to check it. No internet is needed.")
        return _tr("Photograph every code and open the pictures with Rosette. No internet is needed.")

    def _paint_line(self, words: str, style: TextStyle, color: QColor) -> None:
        self._painter.setFont(self._font(style))
        self._painter.setPen(color)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        room = QRectF(0, self._top * self._scale, self._width * self._scale, self._height * self._scale)
        used = self._painter.boundingRect(room, int(flags), words)
        self._painter.drawText(room, int(flags), words)
        self._top += used.height() / self._scale + 1.0

    def _paint_code(self, modules: Modules, area: QRectF) -> None:
        side = len(modules) + 2 * QUIET_ZONE
        module = math.floor(area.width() * self._scale / side)
        inner = QRectF(area.topLeft() * self._scale, area.size() * self._scale)
        picture = QRectF(0, 0, module * len(modules), module * len(modules))
        picture.moveCenter(inner.center())
        self._painter.drawImage(picture, modules_image(modules))

    def _font(self, style: TextStyle) -> QFont:
        face = font(style)
        face.setPixelSize(round(style.value[0] / PIXELS_PER_INCH * self._device.logicalDpiX()))
        return face


def _tr(text: str) -> str:
    return QCoreApplication.translate("Paper", text)
