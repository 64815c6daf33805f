"""Whole journeys by hand: every click and key is counted, and what left is checked by somebody else in the end."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDropEvent, QImage
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import NOW
from wallet.gui.main_window import MainWindow
from wallet.gui.session import Session
from wallet.gui.views.present_dialog import PresentDialog
from wallet.gui.views.request_dialog import RequestDialog
from wallet.gui.widgets.claim_row import ClaimRow
from wallet.gui.widgets.moving_qr import MovingQr
from wallet.model.limits import Limits
from wallet.model.report import Level, Policy, Report, Verdict
from wallet.model.sharing import Share
from wallet.operations import requesting, sharing
from wallet.operations.inputs import Input
from wallet.operations.requesting import Wanted
from wallet.operations.trusting import adopted_packs
from wallet.operations.verifying import question, verify_bytes
from wallet.operations.wallet import Wallet
from wallet.presentation.qr_reader import QrReader
from wallet.trust.evidence import EvidenceSet

WIND = "Wind Turbine Safety: Working at Height"
WHOLE = "Data Analysis with Python"
HIDDEN = (b"1998", b"maya.okafor")
PATIENCE = 20_000


class Hands:
    """What the owner does, counted and timed."""

    def __init__(self, qtbot: QtBot) -> None:
        self._bot: Any = qtbot
        self._start = time.monotonic()
        self.acts = 0

    def begin_anew(self) -> None:
        """Count the next part of a journey by itself."""
        self._start = time.monotonic()
        self.acts = 0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._start

    def click(self, widget: QWidget, place: QPoint | None = None, held=Qt.KeyboardModifier.NoModifier) -> None:
        self.acts += 1
        self._bot.mouseClick(widget, Qt.MouseButton.LeftButton, held, place or widget.rect().center())

    def press(self, widget: QWidget, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
        self.acts += 1
        self._bot.keyClick(widget, key, held)

    def write(self, field: QWidget, text: str) -> None:
        """Type into a field."""
        self.acts += 1
        self._bot.keyClicks(field, text)

    def enter(self, field: QWidget, text: str) -> None:
        """Type into a field and press Return at the end: one act."""
        self.write(field, text)
        self._bot.keyClick(field, Qt.Key.Key_Return)

    def drop(self, window: QWidget, path: Path) -> None:
        self.acts += 1
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        action, button, modifier = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        window.dropEvent(QDropEvent(QPointF(9, 9), action, data, button, modifier))

    def choose(self, button: QAbstractButton, menu: QMenu, wanted: Callable[[QAction], bool]) -> None:
        """Open a menu, and click one line of it."""

        def click() -> None:
            (action,) = filter(wanted, menu.actions())
            self.click(menu, menu.actionGeometry(action).center())

        QTimer.singleShot(100, click)
        self.click(button)


@pytest.fixture
def hands(qtbot, window):
    return Hands(qtbot)


def pick(hands: Hands, window: MainWindow, name: str, held=Qt.KeyboardModifier.NoModifier) -> None:
    grid = window.wallet_view.library.grid
    rows = {grid.model().index(row, 0).data(): row for row in range(grid.model().rowCount())}
    index = grid.model().index(rows[name], 0)
    grid.scrollTo(index)
    hands.click(grid.viewport(), grid.visualRect(index).center(), held)


def presenting(qtbot: QtBot, hands: Hands, window: MainWindow) -> PresentDialog:
    hands.press(window.wallet_view.library.grid, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(PresentDialog)
    qtbot.waitUntil(lambda: bool(dialog.model.leaving.told_things.remarks), timeout=PATIENCE)
    return dialog


def row_of(dialog: QWidget, name: str) -> ClaimRow:
    return next(row for row in dialog.findChildren(ClaimRow) if row.accessibleName() == name)


def read_by_camera(qtbot: QtBot, code: MovingQr) -> bytes:
    """Look at the window until its code was read."""
    reader = QrReader(Limits())
    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

    def look() -> bool:
        image = code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pixels = memoryview(image.constBits()).cast("B", [image.height(), image.bytesPerLine()])
        for found in zxingcpp.read_barcodes(pixels, formats=wanted):
            reader.read(found.text)
        return reader.is_done

    qtbot.waitUntil(look, timeout=PATIENCE)
    message = reader.message()
    assert message is not None
    return message


class Judge:
    """Somebody else, who trusts the issuers of the samples; and what the owner's history says."""

    def __init__(self, session: Session) -> None:
        self._session = session
        (pack,) = adopted_packs(opened(session).packs, Limits())
        self._trusted = EvidenceSet(
            pack.documents, [replace(issuer, level=Level.PRODUCTION) for issuer in pack.issuers]
        )

    def copy(self, name: str, data: bytes) -> Report:
        return verify_bytes(name, data, self._trusted, question(self._session.clock, NOW, Policy.WALLET))

    def answer(self, data: bytes, request: Path) -> Report:
        own = requesting.open_request(request, Limits())
        options = question(self._session.clock, NOW, Policy.CHECK, own.binding)
        return requesting.verify_answer(Input("p", data), own, self._trusted, options)

    def history(self) -> list[Share]:
        return sharing.shares(opened(self._session))


@pytest.fixture
def judge(session):
    return Judge(session)


def opened(session: Session) -> Wallet:
    assert session._wallet is not None
    return session._wallet


def test_two_badges_are_presented_by_code_with_chosen_details(qtbot, hands, window, judge):
    pick(hands, window, WIND)
    pick(hands, window, WHOLE, Qt.KeyboardModifier.ControlModifier)
    dialog = presenting(qtbot, hands, window)
    with qtbot.waitSignal(dialog.model.leaving.previewed):
        hands.click(row_of(dialog, "Holder"))
    with qtbot.waitSignal(dialog.model.leaving.shown, timeout=PATIENCE):
        hands.click(dialog.columns.handing_over.show_to_them)
    left = read_by_camera(qtbot, dialog.columns.handing_over.code)
    assert hands.acts <= 5
    assert hands.seconds < 25
    report = judge.copy("p", left)
    assert [inner.verdict for inner in report.credentials] == [Verdict.VERIFIED] * 2
    assert not any(secret in left for secret in (*HIDDEN, b"Maya Okafor"))
    assert len(judge.history()) == 1


def test_an_employers_request_is_answered(qtbot, hands, window, judge, tmp_path):
    path = tmp_path / "r.json"
    requesting.ask(path, Wanted(["/result"], "Hiring for the coast", "Vestavind Operations"), NOW)
    hands.drop(window, path)
    qtbot.waitUntil(lambda: window.findChild(RequestDialog) is not None, timeout=PATIENCE)
    (dialog,) = window.findChildren(RequestDialog)
    qtbot.waitUntil(dialog.question.isVisible, timeout=PATIENCE)
    hands.click(dialog.question.choose)
    qtbot.waitUntil(dialog.columns.handing_over.show_to_them.isEnabled, timeout=PATIENCE)
    with qtbot.waitSignal(dialog.model.leaving.shown, timeout=PATIENCE):
        hands.click(dialog.columns.handing_over.show_to_them)
    left = read_by_camera(qtbot, dialog.columns.handing_over.code)
    assert hands.acts <= 4
    assert hands.seconds < 30
    assert judge.answer(left, path).verdict is Verdict.VERIFIED
    (share,) = judge.history()
    assert (share.receiver, share.purpose) == ("Vestavind Operations", "Hiring for the coast")


@pytest.fixture
def target(hands, tmp_path, monkeypatch):
    """Where the system's own dialog saves, once it is accepted."""
    path = tmp_path / "application.pdf"

    def accept(*_arguments: object) -> tuple[str, str]:
        hands.acts += 1
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", accept)
    return path


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_provable_pdf_goes_with_an_application(qtbot, hands, window, judge, target):
    pick(hands, window, WIND)
    dialog = presenting(qtbot, hands, window)
    save_as = dialog.columns.handing_over.save_as
    with qtbot.waitSignal(dialog.model.leaving.saved, timeout=PATIENCE):
        hands.choose(save_as, save_as.menu(), lambda action: action.text().startswith("PDF"))
    assert hands.acts <= 5
    assert hands.seconds < 40
    report = judge.copy(target.name, target.read_bytes())
    assert report.verdict is Verdict.VERIFIED
    assert [inner.verdict for inner in report.credentials] == [Verdict.VERIFIED]
    assert not any(secret in target.read_bytes() for secret in HIDDEN)
