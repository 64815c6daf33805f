"""One's own camera, by Qt Multimedia, which is loaded when a camera is asked for and not before.

Source: https://doc.qt.io/qt-6/qmediacapturesession.html, https://doc.qt.io/qt-6/qvideosink.html,
https://doc.qt.io/qt-6/permissions.html
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, Signal

from wallet.model.errors import RefusedError

_INSTEAD = "Take a picture of the code and read that, or show it on this screen: rosette scan --screen"


class Camera(QObject):
    """The camera that the computer takes for the first one: a `FrameSource`."""

    seen = Signal(object)
    failed = Signal(object)
    patience = 60.0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._multimedia: ModuleType | None = None
        self._session: Any = None

    def start(self) -> None:
        """Turn the camera on, once the system lets us, which may ask its owner first.

        Raises:
            RefusedError: Where there is none, or what reads cameras is missing.
        """
        self._multimedia = _load()
        if self._multimedia.QMediaDevices.defaultVideoInput().isNull():
            raise RefusedError("There is no camera.", "", _INSTEAD)
        app = QCoreApplication.instance()
        if app is not None:
            app.requestPermission(QCameraPermission(), self, self.permit)

    def stop(self) -> None:
        """Turn it off."""
        self._multimedia = None
        if self._session is not None:
            self._session.camera().stop()
            self._session.deleteLater()
            self._session = None

    def permit(self, permission: Any) -> None:
        """Hear whether the camera may be used (a QPermission)."""
        if self._multimedia is None:
            return
        if permission.status() is Qt.PermissionStatus.Granted:
            self._turn_on(self._multimedia)
        else:
            self.failed.emit(RefusedError("Rosette may not use the camera.", "The system does not let it.", _INSTEAD))

    def show(self, frame: Any) -> None:
        """Show a frame (a QVideoFrame) as a picture."""
        image = frame.toImage()
        if not image.isNull():
            self.seen.emit(image)

    def _turn_on(self, multimedia: ModuleType) -> None:
        camera, sink = multimedia.QCamera(self), multimedia.QVideoSink(self)
        self._session = multimedia.QMediaCaptureSession(self)
        self._session.setCamera(camera)
        self._session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self.show)
        camera.errorOccurred.connect(self._fail)
        camera.start()

    def _fail(self, _error: object, reason: str) -> None:
        self.failed.emit(RefusedError("The camera does not work:", f"{reason}.", _INSTEAD))


def _load() -> ModuleType:
    try:
        # Heavy, and it needs libraries that a computer may not have.
        return import_module("PySide6.QtMultimedia")
    except ImportError as error:
        raise RefusedError("Cameras cannot be used on this computer:", f"{error}.", _INSTEAD) from error
