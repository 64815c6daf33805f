"""PySide6 6.12.0 loses a reference to None with each call from Qt into Python 3.11, and aborts after some thousands."""

import sys
import tomllib

import PySide6
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.house.sources import CHECKOUT

CALLS = 1000
LOST_AT_MOST = CALLS // 2


class _Painted(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        pass


class _Filter(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return False


class _Model(QAbstractListModel):
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> None:
        return None


def test_the_version_is_pinned():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "pyside6==6.11.3" in project["dependencies"]
    assert PySide6.__version__ == "6.11.3"


def test_calls_into_qt_keep_none(qapp):
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        font.setPixelSize(12)
    assert sys.getrefcount(None) > before - LOST_AT_MOST


def test_repainting_keeps_none(qtbot):
    widget = _Painted()
    qtbot.addWidget(widget)
    widget.show()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.repaint()
    assert sys.getrefcount(None) > before - LOST_AT_MOST


def test_models_and_filters_keep_none_and_false(qapp):
    model, watched, watcher = _Model(), QObject(), _Filter()
    watched.installEventFilter(watcher)
    before = sys.getrefcount(None), sys.getrefcount(False)
    for _ in range(CALLS):
        QApplication.sendEvent(watched, QEvent(QEvent.Type.User))
        model.itemData(model.index(0))
    after = sys.getrefcount(None), sys.getrefcount(False)
    assert after[0] > before[0] - LOST_AT_MOST
    assert after[1] > before[1] - LOST_AT_MOST
