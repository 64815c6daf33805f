"""A small logind, on a message bus that nobody else is on.

It grants delays of sleep, knows one session, and says what the real one says when the computer sleeps, when the
session is locked, and, in the name of the desktop, when the screen is.

Source: https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

from __future__ import annotations

import os
import select
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

SESSION = "/org/freedesktop/login1/session/_37"
_SIGNALS: dict[str, tuple[str, str, str, tuple[bool, ...]]] = {
    "sleep": ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", (True,)),
    "awake": ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", (False,)),
    "session locked": (SESSION, "org.freedesktop.login1.Session", "Lock", ()),
    "another's session locked": ("/org/freedesktop/login1/session/_38", "org.freedesktop.login1.Session", "Lock", ()),
    "screen locked": ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", (True,)),
    "screen locked in GNOME": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", (True,)),
    "screen in use": ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", (False,)),
}


class Logind:
    """A bus with a logind on it.

    Args:
        folder: Where the bus's socket lies.

    Attributes:
        environment: The variables that lead a program to this bus.
    """

    def __init__(self, folder: Path) -> None:
        address = f"unix:path={folder}/bus"
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}", "--print-address=1"]
        self._bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._bus.stdout is not None
        assert self._bus.stdout.readline()
        self.environment = dict.fromkeys(("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"), address)
        self._connection: DBusConnection = open_dbus_connection(address, enable_fds=True)
        self._connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
        self._delays: list[int] = []
        self.asked: list[str] = []

    def __enter__(self) -> Logind:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        for delay in self._delays:
            os.close(delay)
        with self._bus:
            self._bus.terminate()

    def serve(self, *methods: str) -> None:
        """Answer calls until each of these was made."""
        while not set(methods) <= set(self.asked):
            message = self._connection.receive(timeout=60)
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def say(self, what: str) -> None:
        """Send a signal."""
        path, interface, name, begins = _SIGNALS[what]
        address = DBusAddress(path, interface=interface)
        self._connection.send(new_signal(address, name, "b" if begins else None, begins))

    def is_delayed(self, seconds: float) -> bool:
        """Return whether any delay that was granted is still held after some seconds."""
        ready, _, _ = select.select(self._delays, [], [], seconds)
        return set(ready) != set(self._delays)

    def _answer(self, message: Message) -> None:
        member = message.header.fields[HeaderFields.member]
        answers: dict[str, Any] = {"Inhibit": self._delay, "GetSession": self._session}
        if member in answers:
            answers[member](message)
        self.asked.append(member)

    def _delay(self, call: Message) -> None:
        """Grant a delay: it lasts until every copy of the pipe's other end is closed."""
        assert call.body == ("sleep", "Rosette", "Lock the wallet", "delay")
        reading, writing = os.pipe()
        self._connection.send(new_method_return(call, "h", (writing,)))
        os.close(writing)
        self._delays.append(reading)

    def _session(self, call: Message) -> None:
        assert call.body == ("auto",)
        self._connection.send(new_method_return(call, "o", (SESSION,)))
