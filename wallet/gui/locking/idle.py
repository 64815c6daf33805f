"""Notices that nobody has touched the wallet for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from wallet.model.clock import Clock

LOOK_EVERY_MILLISECONDS = 2_000
_KIND = QEvent.Type
TOUCHES = frozenset(
    {
        _KIND.KeyPress,
        _KIND.InputMethod,
        _KIND.MouseButtonPress,
        _KIND.MouseMove,
        _KIND.Wheel,
        _KIND.TouchBegin,
        _KIND.TouchUpdate,
        _KIND.TabletMove,
        _KIND.DragMove,
        _KIND.Drop,
    }
)


class IdleWatch(QObject):
    """Watches for hands while the wallet is open.

    The time is told by two clocks, and whichever says more counts: the one that only runs forward may stand still
    while the computer sleeps, the other may be put back.

    Args:
        app: The application that is touched.
        clock: Tells the time of day.
        is_busy: Whether work is under way; it is waited for, since its owner wants it done.
        allowed: How long nobody may touch it.

    Signals:
        idle: Nobody has touched it for as long as was allowed.
    """

    idle = Signal()

    def __init__(
        self, app: QApplication, clock: Clock, is_busy: Callable[[], bool], allowed: Callable[[], timedelta]
    ) -> None:
        super().__init__()
        self._app = app
        self._clock = clock
        self._is_busy = is_busy
        self._allowed = allowed
        self._timer = QTimer(self, interval=LOOK_EVERY_MILLISECONDS, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        self._touch()

    def start(self) -> None:
        """Watch from now on."""
        self._touch()
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    def look(self) -> None:
        """Say so if nobody has touched it for long enough, and nothing is under way."""
        if self._since_touch() >= self._allowed() and not self._is_busy():
            self.stop()
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice hands, and let every event through."""
        if event.type() in TOUCHES:
            self._touch()
        return False

    def _touch(self) -> None:
        self._touched, self._touched_at = time.monotonic(), self._clock.now()

    def _since_touch(self) -> timedelta:
        return max(timedelta(seconds=time.monotonic() - self._touched), self._clock.now() - self._touched_at)
