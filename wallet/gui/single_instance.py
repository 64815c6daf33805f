"""One window for a wallet: a second start hands its files to the first and brings it to the front (VAULT.md).

The two meet at a local socket that the same user alone can open. What is said there is one line of JSON,
``{"paths": […], "token": "…"}``, and a line feed in answer; the token is the desktop's leave to come to the front.

Source: https://wayland.app/protocols/xdg-activation-v1, https://doc.qt.io/qt-6/qlocalserver.html
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object
from wallet.settings import Folders

PATIENCE_SECONDS = 5
_LONGEST_LINE = 1 << 20
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (the name of a variable)
_LONGEST_TOKEN = 1_000


class SingleInstance(QObject):
    """The first start, that others call.

    Args:
        folders: Whose window it is.

    Signals:
        called: A second start was made; carries its files, and it is to be seen.
    """

    called = Signal(object)

    def __init__(self, folders: Folders) -> None:
        super().__init__()
        self._name = _name(folders)
        self._is_leaving = False
        self._callers: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    @property
    def descriptor(self) -> int:
        """The listening socket, for the process that takes this one's place; -1 on Windows, where there is none."""
        return self._server.socketDescriptor()

    def listen(self, descriptor: int = -1) -> None:
        """Take calls from now on.

        Args:
            descriptor: A socket that listens already; -1 to make one.
        """
        if descriptor >= 0:
            os.set_inheritable(descriptor, False)
            self._server.listen(descriptor)
            return
        QLocalServer.removeServer(self._name)  # left by a process that was killed
        self._server.listen(self._name)

    def leave(self) -> None:
        """Answer no more: callers try again, and are answered by whoever takes this one's place."""
        self._is_leaving = True

    def close(self) -> None:
        """Take no more calls."""
        self._server.close()
        QLocalServer.removeServer(self._name)

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.setReadBufferSize(_LONGEST_LINE)
            caller.readyRead.connect(self._listen_to_all)
            caller.disconnected.connect(self._forget_gone)
            self._callers.append(caller)

    def _listen_to_all(self) -> None:
        # No slot may hold the caller whose signal it takes: PySide would delete it while Qt does.
        for caller in tuple(self._callers):
            if caller.canReadLine() and not self._is_leaving:
                self._answer(caller)

    def _forget_gone(self) -> None:
        gone = [caller for caller in self._callers if caller.state() is QLocalSocket.LocalSocketState.UnconnectedState]
        for caller in gone:
            self._callers.remove(caller)
            caller.deleteLater()

    def _answer(self, caller: QLocalSocket) -> None:
        try:
            said = parse_object(bytes(caller.readLine().data()), Limits())
        except UnreadableError:
            caller.abort()
            return
        caller.write(b"\n")
        caller.flush()
        caller.disconnectFromServer()
        token, paths = said.get("token"), said.get("paths")
        if isinstance(token, str) and 0 < len(token) <= _LONGEST_TOKEN:
            os.environ[_TOKEN] = token
        named = paths if isinstance(paths, list) else []
        self.called.emit(tuple(Path(path) for path in named if isinstance(path, str)))


def first_or_heard(folders: Folders, paths: Sequence[Path]) -> SingleInstance | None:
    """Become the window of a wallet; or hand files to the one that is open already, and bring it to the front.

    Of starts that come at the same time one is the first: looking for it and taking its place is done by one at a time.

    Args:
        folders: Whose window it is.
        paths: The files; none where it is to come to the front only.

    Returns:
        The first start, taking calls; None where there is another, which heard.

    Raises:
        RefusedError: Where there is one, and it does not answer.
    """
    wanted = {"paths": [str(path.absolute()) for path in paths], "token": os.environ.pop(_TOKEN, "")}
    line = json.dumps(wanted).encode() + b"\n"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = _first_or_caller(folders)
        if isinstance(found, SingleInstance):
            return found
        if _is_heard(found, line, deadline):
            return None
    raise _silent()


def continued(folders: Folders, descriptor: int) -> SingleInstance:
    """Take the place of a process that took calls.

    Args:
        folders: Whose window it is.
        descriptor: The socket that it left; -1 where it could leave none.
    """
    first = SingleInstance(folders)
    first.listen(descriptor)
    return first


def _first_or_caller(folders: Folders) -> SingleInstance | QLocalSocket:
    """Return the first start, or a way to call it."""
    turn = QLockFile(f"{_place()}/{_id(folders)}.lock")
    if not turn.tryLock(int(PATIENCE_SECONDS * 1_000)) and turn.error() is QLockFile.LockError.LockFailedError:
        raise _silent()
    # Where no such file can be made there can be no socket either: the window opens, and cannot be called.
    caller = QLocalSocket()
    caller.connectToServer(_name(folders))
    if caller.waitForConnected(1_000):
        return caller
    first = SingleInstance(folders)
    first.listen()
    return first


def _silent() -> RefusedError:
    return RefusedError(
        "Rosette is open already.", "Its window does not answer.", "Wait until it is done, or end it, and try again."
    )


def _is_heard(caller: QLocalSocket, line: bytes, deadline: float) -> bool:
    """Whether the line was taken; not, where the process that would have taken it was replaced meanwhile."""
    caller.write(line)
    left = max(1, int((deadline - time.monotonic()) * 1_000))
    return caller.waitForReadyRead(left)


def _name(folders: Folders) -> str:
    """Return the socket's name: in the folder of the user alone that ends with their session, one for each wallet."""
    return _id(folders) if os.name == "nt" else f"{_place()}/{_id(folders)}"


def _id(folders: Folders) -> str:
    return f"rosette-{hashlib.sha256(os.fsencode(folders.vault.resolve())).hexdigest()[:16]}"


def _place() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
