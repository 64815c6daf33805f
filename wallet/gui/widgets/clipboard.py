"""What came by drop or by clipboard: files, or the bytes of a picture or a text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication, QImage, QImageWriter

_PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif")
"""Another program's picture is for the sandbox to open; Qt would open it here."""


def paths_in(data: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def bytes_in(data: QMimeData) -> bytes:
    """Return a picture as it came, unopened, or its pixels as PNG, or else the text; empty where there is neither."""
    for kind in _PICTURES:
        if data.hasFormat(kind):
            return bytes(data.data(kind).data())
    image = data.imageData()
    if isinstance(image, QImage) and not image.isNull():
        return _png(image)
    return data.text().strip().encode()


def clear_if_ours() -> None:
    """Clear what was copied or marked in a window of this process; leave what any other program put there."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())
