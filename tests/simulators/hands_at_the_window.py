"""The wallet's real window with hands of its own: it types what stands on its standard input, and says what it sees.

Lines on standard input: ``unlock PASSPHRASE``, ``signin`` to use the computer's, which may be refused in a sentence,
``lock`` to press Ctrl+L, ``delete PASSPHRASE`` to delete the wallet, ``copy TEXT``, ``place X Y WIDTH HEIGHT``,
``check`` to open the check window, ``search TEXT`` to type it and to look at every place of the window, ``present`` to
begin a presentation, ``bring FOLDER`` an import, ``backup FILE PASSPHRASE`` a backup, ``crash TEXT`` for a mistake of
ours whose message is that text, ``crash_beside TEXT`` for one in each place besides, ``report`` for what is shown of
them.
After a lock, the process is the program's own, and nobody's hands are in it any more.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from wallet.__main__ import leave_no_core
from wallet.gui.app import _run, make_application
from wallet.gui.launch import open_check_window
from wallet.gui.locking.replacing import Resume
from wallet.gui.main_window import MainWindow
from wallet.gui.single_instance import first_or_heard
from wallet.gui.viewmodels.badge_rows import CARD_ROLE
from wallet.gui.views.crash_dialog import CrashDialog
from wallet.gui.views.delete_dialog import DeleteDialog
from wallet.gui.views.unlock_view import UnlockView
from wallet.gui.wallet_program import WalletProgram
from wallet.model.errors import WalletError
from wallet.settings import Settings, folders


class Hands(QObject):
    """What is done at the window, line by line."""

    told = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window = window
        self.told.connect(self.act, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def act(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        getattr(self, word)(rest)

    def unlock(self, passphrase: str) -> None:
        door = self.window.centralWidget()
        assert isinstance(door, UnlockView)
        field = door.passphrase.field
        QTest.keyClicks(field, passphrase)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self._look()

    def signin(self, _rest: str) -> None:
        door = self.window.centralWidget()
        assert isinstance(door, UnlockView)
        door._model.refused.connect(self._say, Qt.ConnectionType.SingleShotConnection)
        self.window._session.opened.connect(self._look, Qt.ConnectionType.SingleShotConnection)
        QTest.mouseClick(door._keyring, Qt.MouseButton.LeftButton)

    def lock(self, _rest: str) -> None:
        self._say("locking")
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        QTest.keyClick(self.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def delete(self, passphrase: str) -> None:
        """Delete the wallet, as its owner does it in the settings."""
        view = self.window.wallet_view
        view._models.security.known.connect(lambda: self._delete(passphrase), Qt.ConnectionType.SingleShotConnection)
        view.show_security()

    def _delete(self, passphrase: str) -> None:
        QTest.mouseClick(self.window.wallet_view.settings.security.emergency.delete, Qt.MouseButton.LeftButton)
        (dialog,) = self.window.findChildren(DeleteDialog)
        QTest.keyClicks(dialog.passphrase.field, passphrase)
        self._say("deleting")
        QTest.keyClick(dialog.passphrase.field, Qt.Key.Key_Return)

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say("copied")

    def place(self, numbers: str) -> None:
        self.window.setGeometry(*map(int, numbers.split()))
        self._say("placed")

    def check(self, _rest: str) -> None:
        open_check_window()
        self._say("opened")

    def search(self, text: str) -> None:
        view = self.window.wallet_view
        view.show_library()
        QTest.keyClicks(view.library.search, text)
        for show in (view.show_sharing, view.show_bin, view.show_settings, view.show_library):
            QTest.qWait(250)
            show()
        QTest.keyClick(view.library.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(view.library.search, Qt.Key.Key_Delete)
        self._look()

    def present(self, _rest: str) -> None:
        model = self.window.wallet_view.library.grid.model()
        self.window.present([model.index(row, 0).data(CARD_ROLE).id for row in range(model.rowCount())])
        QTimer.singleShot(1_000, lambda: self._say("presenting"))

    def bring(self, folder: str) -> None:
        self.window.adding.progressed.connect(lambda: self._say("bringing"), Qt.ConnectionType.SingleShotConnection)
        self.window.add_paths([Path(folder)])

    def backup(self, rest: str) -> None:
        file, _, passphrase = rest.partition(" ")
        backups = self.window.wallet_view._models.backups
        backups.progressed.connect(lambda _: self._say("backing up"), Qt.ConnectionType.SingleShotConnection)
        backups.back_up(Path(file), passphrase)

    def crash(self, text: str) -> None:
        self._say("crashing")
        raise ValueError(text)

    def crash_beside(self, text: str) -> None:
        """Make the mistake on each kind of thread, and where an object dies; each says another kind of error."""

        class Dying:
            def __del__(self) -> None:
                raise KeyError(text)

        def fail(kind: type[Exception]) -> Any:
            raise kind(text)

        def say(error: WalletError) -> None:
            self._say(str(error))

        tasks, owner = self.window._session.tasks, self.window
        tasks.run(owner, lambda: fail(OverflowError), self._say, say)
        tasks.run_beside(owner, lambda: fail(ZeroDivisionError), self._say, say)
        tasks.stream(owner, (fail(LookupError) for _ in range(1)), self._say, say)
        tasks.run(owner, lambda: "", lambda _none: fail(AttributeError), say)
        threading.Thread(target=fail, args=(MemoryError,)).start()
        QTimer.singleShot(0, lambda: fail(NotImplementedError))
        Dying()
        QTimer.singleShot(1_500, lambda: self._say("crashed"))

    def report(self, _rest: str) -> None:
        """Say what the reports that are shown say, once one is."""
        shown = [dialog.report.toPlainText() for dialog in self.window.findChildren(CrashDialog)]
        if shown:
            self._say(json.dumps(shown))
        else:
            QTimer.singleShot(50, lambda: self.report(""))

    def _look(self) -> None:
        """Say so once the first badge is open, with all that it holds."""
        view = getattr(self.window, "wallet_view", None)
        if view is None or not view.library._model.found:
            QTimer.singleShot(50, self._look)
            return
        view.show_badge(view.library.grid.model().index(0, 0).data(CARD_ROLE).id)
        QTimer.singleShot(500, lambda: self._say("open"))

    def _say(self, word: str) -> None:
        sys.stdout.write(f"{word}\n")
        sys.stdout.flush()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line.rstrip("\n"))


def main() -> int:
    leave_no_core()
    logging.basicConfig(level=logging.DEBUG)
    places = folders(os.environ, Path(sys.argv[1]), Path(sys.argv[2]))
    application = make_application(Settings())
    instance = first_or_heard(places, ())
    if instance is None:
        raise RuntimeError("Another window of this wallet is open.")
    program = WalletProgram(application, places, (), instance)
    hands = Hands(program.window)

    def show() -> None:
        program.show(Resume())
        hands.listen()

    return _run(application, show, program.window.show_crash)


if __name__ == "__main__":
    sys.exit(main())
