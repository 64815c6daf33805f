"""Paper: what is printed is read back from it, and its line is written first."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from wallet.gui.viewmodels.sheets import sheet_of
from wallet.gui.widgets.paper import print_sheet
from wallet.model.disclosure import Presentation, Preset
from wallet.model.sharing import Receiver, Way
from wallet.operations import presenting, sharing
from wallet.operations.inputs import scan

WIND = "Wind Turbine Safety: Working at Height"
WHOLE = "Data Analysis with Python"
SCALE = 3


@pytest.fixture
def printer(app, tmp_path):
    """A printer that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    return printer


def photographs(paper: QPdfDocument, folder: Path) -> list[Path]:
    pictures = []
    for page in range(paper.pageCount()):
        size: QSize = paper.pagePointSize(page).toSize() * SCALE
        white = QImage(size, QImage.Format.Format_RGB32)
        white.fill(QColor("white"))
        painter = QPainter(white)
        painter.drawImage(0, 0, paper.render(page, size))
        painter.end()
        pictures.append(folder / f"{page:02}.png")
        white.save(str(pictures[-1]))
    return pictures


@pytest.mark.parametrize("names", [(WIND,), (WIND, WHOLE)], ids=["one badge", "two badges"])
def test_what_is_printed_is_read_back(printer, session, ids, tmp_path, names):
    wallet = session._wallet
    chosen = [presenting.preset(wallet, ids[name], Preset.EVERYTHING) for name in names]
    made: Presentation = presenting.present(wallet, chosen)
    print_sheet(printer, sheet_of(wallet, made, Receiver("Vestavind")))
    (share,) = sharing.shares(wallet)
    assert (share.receiver, share.ways) == ("Vestavind", (Way.PRINT,))
    paper = QPdfDocument()
    paper.load(str(tmp_path / "sheet.pdf"))
    assert scan(photographs(paper, tmp_path)) == made.content
    said = paper.getAllText(0).text()
    assert "Vestavind" in said
    assert all(name in said for name in names)
