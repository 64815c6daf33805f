"""How long a real window stands still while a large wallet opens in it, and is copied and checked behind it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.vault_probe import keep_snapshot, resident
from tests.benchmarks.watching import Block, Watchdog
from wallet.gui.app import make_application
from wallet.gui.loading import PARTS, PAUSE_MILLISECONDS
from wallet.gui.main_window import MainWindow
from wallet.gui.session import Session
from wallet.gui.tasks import Tasks
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations import integrity
from wallet.operations.wallet import Wallet
from wallet.settings import Folders, Settings

_ROUNDS = 3
_AT_REST = 2.0
_SCROLL_MILLISECONDS = 40
_MOST_SECONDS = 600


def watch(folders: Folders, passphrase: str) -> dict[str, Any]:
    """Open the wallet several times, then look at what is done behind its window."""
    app = make_application(Settings())
    entries, first_lists = [], []
    for number in range(_ROUNDS):
        opened = _Opened(app, folders)
        opened.unlock(passphrase)
        entries.append(opened.entry)
        first_lists.append(opened.first_list)
        if number + 1 < _ROUNDS:
            opened.close()
    opened.settle()
    opened.search("learner criteria")
    memory = resident()
    figures = {
        "entries": [_figures(entry) for entry in entries],
        "entry": _figures(_middle(entries)),
        "first_list": statistics.median(first_lists),
        "memory": memory,
        "rest": _figures(opened.scrolled(lambda _wallet: time.sleep(_AT_REST))),
        "snapshot": _figures(opened.scrolled(keep_snapshot)),
        "check": _figures(opened.scrolled(lambda wallet: _sound(wallet, folders))),
    }
    opened.close()
    return figures


class _Opened:
    """A window, and the wallet in it."""

    def __init__(self, app: QApplication, folders: Folders) -> None:
        self._session = Session(folders, SystemClock(), Limits(), Tasks())
        self._window = MainWindow(app, self._session)
        self._window.show()
        self._dog = Watchdog()
        self._wait(len(PARTS) * PAUSE_MILLISECONDS / 1000 + 0.7)

    def unlock(self, passphrase: str) -> None:
        """Open the wallet, and watch until its first list has been shown for a while."""
        began, shown = time.perf_counter(), QEventLoop()
        self._session.opened.connect(lambda: self._window.wallet_view.library._model.shown.connect(shown.quit))
        self._dog.start()
        self._window.opening.unlock(passphrase)
        shown.exec()
        self.first_list = time.perf_counter() - began
        self._wait(0.3)
        self.entry = self._dog.stop()

    def settle(self) -> None:
        """Wait until nothing is done behind the window any more."""
        end = time.monotonic() + _MOST_SECONDS
        while self._session.tasks.busy and time.monotonic() < end:
            self._wait(0.2)

    def search(self, text: str) -> None:
        """Type something."""
        shown = QEventLoop()
        self._window.wallet_view.library._model.shown.connect(shown.quit)
        self._window.wallet_view.library.search.setText(text)
        shown.exec()

    def scrolled(self, work: Callable[[Wallet], object]) -> tuple[Block, float]:
        """Scroll while some work is done beside the window; return the longest block, and how long it took."""
        ended, began = QEventLoop(), time.perf_counter()
        bar = self._window.wallet_view.library.grid.verticalScrollBar()
        scrolling = QTimer(interval=_SCROLL_MILLISECONDS)
        scrolling.timeout.connect(lambda: bar.setValue((bar.value() + bar.singleStep()) % max(1, bar.maximum())))
        scrolling.start()
        self._dog.start()
        owner = QObject()
        self._session.run_beside(owner, work, lambda _answer: None, _fail).ended.connect(ended.quit)
        ended.exec()
        scrolling.stop()
        return self._dog.stop(), time.perf_counter() - began

    def close(self) -> None:
        """Lock the wallet, and let the window go."""
        self._window.close()
        self._window.deleteLater()
        self._wait(0.1)

    def _wait(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()
        QCoreApplication.processEvents()


def _figures(watched: Block | tuple[Block, float]) -> dict[str, float]:
    block, took = watched if isinstance(watched, tuple) else (watched, 0.0)
    return {"passed": block.passed * 1000, "own": block.own * 1000, "took": took}


def _middle(blocks: list[Block]) -> Block:
    return sorted(blocks, key=lambda block: block.own)[len(blocks) // 2]


def _sound(wallet: Wallet, folders: Folders) -> None:
    assert not list(integrity.check(wallet, folders)), "the vault is not what was written"


def _fail(error: Exception) -> None:
    raise error
