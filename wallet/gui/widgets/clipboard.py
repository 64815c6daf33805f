"""What came by drop or by clipboard: files, or the bytes of a picture or a text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter


def paths_in(data: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def bytes_in(data: QMimeData) -> bytes:
    """Return a picture as PNG, or else the text; empty where there is neither."""
    image = data.imageData()
    if isinstance(image, QImage) and not image.isNull():
        return _png(image)
    return data.text().strip().encode()


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())
