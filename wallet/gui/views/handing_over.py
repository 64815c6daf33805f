"""Letting it leave: as a code on this screen, as a file, on paper; each is an act of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, QTimer
from PySide6.QtWidgets import QDialog, QSizePolicy, QStackedWidget, QWidget
from shiboken6 import isValid

from wallet.gui.viewmodels.dates import minutes
from wallet.gui.viewmodels.leaving import LeavingViewModel
from wallet.gui.viewmodels.sheets import Sheet
from wallet.gui.views.bytes_dialog import BytesDialog
from wallet.gui.views.passphrase_dialog import PassphraseDialog
from wallet.gui.views.save_button import SaveButton
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.moving_qr import FullScreenQr, MovingQr
from wallet.gui.widgets.panels import Panel, column, row
from wallet.gui.widgets.statements import Icon
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle, scaled

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

CODE = 276  # two pixels a module for the largest code, with its quiet zone
MARGIN = 20
SECOND = 1_000


class HandingOver(QWidget):
    """The code, once it is shown, and the other ways to leave.

    Args:
        leaving: What would leave.
        window: The window, for what opens over it.
    """

    def __init__(self, leaving: LeavingViewModel, window: QWidget) -> None:
        super().__init__()
        self._leaving, self._window = leaving, window
        self._screen: FullScreenQr | None = None
        self._asking: PassphraseDialog | None = None
        self._is_over = False
        self._printer: QPrinter | None = None
        self.code = MovingQr(CODE)
        self.motion = Button("", look=Look.QUIET)
        self._parts = Text("", TextStyle.SMALL, "text2")
        self.left_over = Text("", TextStyle.SMALL, "text2")
        self._seconds = QTimer(self, interval=SECOND)
        self._places = QStackedWidget()
        self.show_to_them = Button(self.tr("S&how to them"), "qr-code", Look.PRIMARY)
        self.full_screen = Button(self.tr("Show &full screen"), "maximize", Look.PRIMARY)
        self.save_as = SaveButton(leaving)
        self.print = Button(self.tr("&Print"), "printer")
        self.exact = Button(self.tr("&Exact bytes"), look=Look.LINK)
        self._fill()
        self._connect()
        self._show_preview()

    def hold(self, words: str) -> None:
        """Let nothing leave any more, and say why."""
        self._is_over = True
        self.close_screen()
        if self._asking is not None and isValid(self._asking):
            self._asking.close_overlay()
        self._seconds.stop()
        self.code.show_code(None)
        self._ended.setText(words)
        self._places.setCurrentIndex(2)
        self.full_screen.hide()
        for button in (self.show_to_them, self.save_as, self.print, self.exact):
            button.setVisible(False)

    def _fill(self) -> None:
        self.setMinimumWidth(CODE + 2 * MARGIN)
        waiting = self.tr("Nothing has left this computer yet")
        title = Paragraph(waiting, TextStyle.STRONG)
        advice = Paragraph(self.tr("Look at what they will see, then show it to them."), TextStyle.SMALL, "text2")
        self._ended = Paragraph("", TextStyle.STRONG)
        self._places.addWidget(_place("qr-code", title, advice))
        self._places.addWidget(self._make_code())
        self._places.addWidget(_place("clock", self._ended))
        self._places.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        body = column(self, margins=QMargins(MARGIN, 18, MARGIN, 18), spacing=8)
        body.addWidget(self._places)
        body.addSpacing(6)
        for button in (self.show_to_them, self.full_screen, self.save_as, self.print):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        body.addWidget(self.show_to_them)
        body.addWidget(self.full_screen)
        others = row(spacing=8)
        others.addWidget(self.save_as)
        others.addWidget(self.print)
        body.addLayout(others)
        body.addWidget(self.exact, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(1)

    def _make_code(self) -> QWidget:
        page = QWidget()
        works = row(spacing=8)
        works.addStretch(1)
        works.addWidget(Icon("wifi-off", "text2", 16))
        works.addWidget(Text(self.tr("Works without internet"), TextStyle.MEDIUM))
        works.addStretch(1)
        moves = row(spacing=8)
        moves.addWidget(self._parts, 1)
        moves.addWidget(self.motion)
        body = column(page, spacing=8)
        body.addWidget(self.code)
        body.addLayout(works)
        body.addWidget(self.left_over, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addLayout(moves)
        return page

    def _connect(self) -> None:
        self.show_to_them.clicked.connect(self._leaving.show_to_them)
        self.full_screen.clicked.connect(self._show_full_screen)
        self.print.clicked.connect(self._choose_printer)
        self.exact.clicked.connect(self._leaving.look_at_bytes)
        self._leaving.looked_at.connect(self._show_bytes)
        self._leaving.passphrase_wanted.connect(self._ask_to_sign)
        self.motion.clicked.connect(lambda: self.code.hold(still=self.code.is_moving))
        self.code.changed.connect(self._show_motion)
        self._seconds.timeout.connect(self._show_time)
        self._leaving.previewed.connect(self._show_preview)
        self._leaving.shown.connect(self._show_code)
        self._leaving.printed.connect(self._print)

    def _show_preview(self) -> None:
        """Show that something could leave, and nothing has."""
        if self._is_over:
            return
        self.close_screen()
        self._seconds.stop()
        self.code.show_code(None)
        self._places.setCurrentIndex(0)
        self.show_to_them.setVisible(True)
        self.full_screen.setVisible(False)
        for button in (self.show_to_them, self.save_as, self.print, self.exact):
            button.setEnabled(self._leaving.presentation is not None)

    def _show_code(self) -> None:
        if self._is_over:
            return
        had_focus = self.show_to_them.hasFocus()
        self._places.setCurrentIndex(1)
        self.code.show_code(self._leaving.code)
        self.full_screen.setVisible(True)
        self.show_to_them.setVisible(False)
        if had_focus:
            self.full_screen.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_time()
        self._seconds.start()

    def _show_time(self) -> None:
        ends, renews = self._leaving.seconds_left(), self._leaving.seconds_to_renewal()
        self.left_over.setVisible(ends is not None or renews is not None)
        if renews == 0:
            self._leaving.renew()
        elif renews is not None:
            self.left_over.setText(self.tr("New code in {time}").format(time=minutes(renews)))
        elif ends is not None:
            self.left_over.setText(self.tr("They have {time} left to read it").format(time=minutes(ends)))

    def _show_motion(self) -> None:
        count = self._leaving.code.count if self._leaving.code is not None else 0
        self.motion.setVisible(count > 1)
        self._parts.setVisible(count > 1)
        self._parts.setText(self.tr("Moving code of {n} parts").format(n=count))
        self.motion.setText(self.tr("&Pause") if self.code.is_moving else self.tr("&Move"))

    def _show_full_screen(self) -> None:
        if self._leaving.code is not None:
            recipient = self._leaving.recipient
            words = self.tr("For {recipient}.").format(recipient=foreign(recipient, 60)) if recipient else ""
            self._screen = FullScreenQr(self._leaving.code, words)
            self._screen.showFullScreen()

    def close_screen(self) -> None:
        """Show the code nowhere else any more."""
        screen, self._screen = self._screen, None
        if screen is not None and isValid(screen):
            screen.close()

    def _choose_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 (loaded when first wanted)

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._leaving.print)
        QDialog.open(dialog)  # its own `open` takes whom to tell

    def _print(self, sheet: Sheet) -> None:
        from wallet.gui.widgets.paper import print_sheet  # noqa: PLC0415 (loaded when first wanted)

        if self._printer is not None:
            print_sheet(self._printer, sheet)

    def _ask_to_sign(self) -> None:
        lead = self.tr("You have set it so that nothing is signed before your passphrase was typed.")
        dialog = PassphraseDialog(self._window, self.tr("Sign this?"), lead, self.tr("&Sign"))
        dialog.given.connect(self._leaving.sign)
        dialog.closed.connect(self._leaving.keep_unsigned)
        self._leaving.signing.connect(dialog.show_busy)
        self._leaving.not_signed.connect(dialog.refuse)
        self._leaving.previewed.connect(dialog.close_overlay)
        self._asking = dialog
        dialog.open()

    def _show_bytes(self) -> None:
        if self._leaving.presentation is not None:
            BytesDialog(self._window, self._leaving, self._leaving.presentation).open()


def _place(icon: str, *lines: Paragraph) -> QWidget:
    """Return what stands where a code would."""
    page = Panel("sunken")
    page.setMinimumHeight(scaled(CODE))
    body = column(page, margins=QMargins(MARGIN, MARGIN, MARGIN, MARGIN), spacing=6)
    centre = Qt.AlignmentFlag.AlignHCenter
    body.addStretch(1)
    body.addWidget(Icon(icon, "text3", 32), 0, centre)
    body.addSpacing(6)
    for line in lines:
        line.setAlignment(centre)
        body.addWidget(line)
    body.addStretch(1)
    return page
