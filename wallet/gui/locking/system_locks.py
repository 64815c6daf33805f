"""Hears that the computer is about to sleep, or that its screen is locked.

Linux: logind tells of sleep and of the session's lock, the desktop's screen saver of a locked screen; the computer
sleeps only once the wallet is closed, or after the few seconds that logind allows for it.
macOS and Windows: Qt tells of neither. There, the wallet locks when it was idle for long enough; time asleep counts,
so a computer that wakes after that finds it locked within seconds.

Sources: https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html,
https://systemd.io/INHIBITOR_LOCKS/ (delay), https://specifications.freedesktop.org/idle-inhibit-spec/latest/
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor

HEARS_THE_SYSTEM = sys.platform == "linux"
_LOGIND = "org.freedesktop.login1"
_MANAGER_PATH = "/org/freedesktop/login1"
_MANAGER = f"{_LOGIND}.Manager"
_SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Each desktop's own name for the same signal; KDE and LXQt use the first."""

_TAKE, _TAKE_IF = cast("bytes", SLOT("_take()")), cast("bytes", SLOT("_take_if(bool)"))
"""PySide's stubs ask for bytes; `QDBusConnection.connect` takes text alone."""


class SystemLocks(QObject):
    """Listens to the system while the wallet is open.

    Signals:
        locking: The computer is about to sleep, or somebody locked the screen.
    """

    locking = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_listening = False
        self._delay: QDBusUnixFileDescriptor | None = None

    def listen(self) -> None:
        """Listen from now on, and let the computer wait with its sleep until `release`."""
        if not HEARS_THE_SYSTEM:
            return
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 (on Linux alone, and not before it is needed)

        system = QDBusConnection.systemBus()
        if not self._is_listening:
            self._is_listening = True
            self._hear_screen(QDBusConnection.sessionBus())
            self._hear_logind(system)
        if system.isConnected():
            _ask(self, system, "Inhibit", ("sleep", "Rosette", "Lock the wallet", "delay"), self._hold)

    def release(self) -> None:
        """Let the computer sleep: the wallet is closed."""
        self._delay = None

    def _hear_screen(self, session: QDBusConnection) -> None:
        if session.isConnected():
            for saver in _SCREEN_SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, _TAKE_IF)

    def _hear_logind(self, system: QDBusConnection) -> None:
        if system.isConnected():
            system.connect(_LOGIND, _MANAGER_PATH, _MANAGER, "PrepareForSleep", self, _TAKE_IF)
            _ask(self, system, "GetSession", ("auto",), self._hear_lock)

    def _hear_lock(self, answer: QDBusMessage) -> None:
        """Listen to our own session alone: others may be signed in."""
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 (as above)

        session = answer.arguments()[0].path()
        QDBusConnection.systemBus().connect(_LOGIND, session, f"{_LOGIND}.Session", "Lock", self, _TAKE)

    def _hold(self, answer: QDBusMessage) -> None:
        self._delay = answer.arguments()[0]

    @Slot(bool)
    def _take_if(self, begins: bool) -> None:
        if begins:
            self.locking.emit()

    @Slot()
    def _take(self) -> None:
        self.locking.emit()


def _ask(
    owner: QObject,
    bus: QDBusConnection,
    method: str,
    arguments: tuple[str, ...],
    done: Callable[[QDBusMessage], None],
) -> None:
    """Ask logind without waiting for it; a system without logind answers with an error, and nothing is done then."""
    from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher  # noqa: PLC0415 (on Linux alone)

    call = QDBusMessage.createMethodCall(_LOGIND, _MANAGER_PATH, _MANAGER, method)
    call.setArguments(list(arguments))
    watcher = QDBusPendingCallWatcher(bus.asyncCall(call), owner)

    def answer() -> None:
        reply = watcher.reply()
        if reply.type() is QDBusMessage.MessageType.ReplyMessage:
            done(reply)
        watcher.deleteLater()

    watcher.finished.connect(answer)
