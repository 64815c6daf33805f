"""A QR code looked for by the camera, or on the screen, until it is read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wallet.gui.capture.camera import Camera
from wallet.gui.capture.frames import FrameSource
from wallet.gui.capture.live_scan import LiveScan
from wallet.gui.tasks import Tasks
from wallet.gui.widgets.announcing import announce
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.statements import MessageSlot
from wallet.gui.widgets.text import Paragraph
from wallet.gui.widgets.theme import TextStyle, tokens_of
from wallet.model.errors import WalletError
from wallet.operations.scanning import Scan

WITH_CAMERA, WITH_SCREEN = QSize(620, 620), QSize(520, 300)


class ScanDialog(Overlay):
    """A scan under way. It closes when something was read; closing it ends the scan.

    Args:
        window: What it lies over.
        title: What is looked for.
        live: The scan, not begun yet.
        source: What shows frames.

    Signals:
        found: The message's bytes.
    """

    found = Signal(bytes)

    def __init__(self, window: QWidget, title: str, live: LiveScan, source: FrameSource) -> None:
        is_camera = isinstance(source, Camera)
        super().__init__(window, title, WITH_CAMERA if is_camera else WITH_SCREEN)
        self._live = live
        self._is_camera = is_camera
        live.setParent(self)
        self.messages = MessageSlot()
        self.view = CameraView(self.tr("What the camera sees"))
        self.view.setVisible(is_camera)
        self.words = Paragraph(self._lead(), TextStyle.BODY, "text2")
        cancel = Button(self.tr("Cancel"), look=Look.PLAIN)
        body = self.add_body(spacing=12)
        body.addWidget(self.view, 100)
        body.addWidget(self.words)
        body.addWidget(self.messages)
        body.addStretch(1)
        self.add_foot(cancel)
        self.first_focus = cancel
        cancel.clicked.connect(self.close_overlay)
        source.seen.connect(self.view.show_frame)
        live.progressed.connect(self._say)
        live.found.connect(self._take)
        live.failed.connect(self._fail)
        self.closed.connect(live.stop)

    def begin(self) -> None:
        """Show the dialog, and begin to look."""
        self.open()
        try:
            self._live.start()
        except WalletError as error:
            self._live.stop()
            self._fail(error)

    def _lead(self) -> str:
        if self._is_camera:
            return self.tr("Hold the code still and close, so that it fills most of the picture.")
        return self.tr("Looking at every screen. Put the code where this window does not cover it.")

    def _say(self, words: str) -> None:
        self.words.setText(words)
        announce(self, words)

    def _take(self, message: bytes) -> None:
        self.close_overlay()
        self.found.emit(message)

    def _fail(self, error: WalletError) -> None:
        self.view.hide()
        self.words.hide()
        self.grow_to(WITH_SCREEN)
        picture = self.tr("Take a picture of the code with a telephone, and choose that file.")
        screenshot = self.tr("Take a screenshot of it yourself, and paste that.")
        self.messages.show_error(error.what, f"{error.why} {picture if self._is_camera else screenshot}".strip())


class CameraView(QWidget):
    """What the camera sees.

    Args:
        name: What it is, for who cannot see it.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._frame = QImage()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(200)

    def show_frame(self, frame: QImage) -> None:
        """Show another frame."""
        if self.isVisible():
            self._frame = frame
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame as large as there is room for it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), 12, 12)
        painter.setClipPath(clip)
        painter.fillRect(self.rect(), tokens_of(self.palette()).color("sunken"))
        if not self._frame.isNull():
            size = self._frame.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            area = QRectF(0, 0, size.width(), size.height())
            area.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(area, self._frame)


def scan_with(source: FrameSource, window: QWidget, tasks: Tasks, scan: Scan) -> ScanDialog:
    """Look for a code in what a source shows.

    Args:
        source: A camera, or the screen; a `QObject`, which goes with the dialog.
        window: Over what that is shown.
        tasks: Does the looking.
        scan: What is looked for.
    """
    is_camera = isinstance(source, Camera)
    title = window.tr("Scan with the camera") if is_camera else window.tr("Scan this screen")
    dialog = ScanDialog(window, title, LiveScan(source, tasks, scan), source)
    dialog.begin()
    return dialog
