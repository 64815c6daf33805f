"""Pictures of every screen, light and dark, of a real wallet with sample badges: `python -m tests.screenshots DIR`."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.badge_screens import take_badge_parts
from tests.gui.library_screens import take_library
from tests.gui.shell_screens import take_shell
from wallet.gui.app import make_application
from wallet.gui.check_window import CheckWindow
from wallet.gui.main_window import MainWindow
from wallet.gui.session import Session
from wallet.gui.tasks import Tasks
from wallet.gui.viewmodels.checking import CheckingViewModel
from wallet.gui.views.backup_dialog import BackupDialog
from wallet.gui.views.backup_reading import MergeDialog, RehearsalDialog
from wallet.gui.views.bytes_dialog import BytesDialog
from wallet.gui.views.pack_dialog import PackDialog
from wallet.gui.views.passphrase_dialog import PassphraseDialog
from wallet.gui.views.present_dialog import PresentDialog
from wallet.gui.views.recovery_dialog import RecoveryDialog
from wallet.gui.views.request_dialog import RequestDialog
from wallet.gui.views.scan_dialog import ScanDialog
from wallet.gui.views.unlock_view import UnlockView
from wallet.gui.views.welcome_view import WelcomeView
from wallet.gui.widgets.buttons import Button
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.theme import apply_theme
from wallet.model.backup import BackupState
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations import library, requesting, samples
from wallet.operations.requesting import Wanted
from wallet.operations.trusting import adopt_pack
from wallet.operations.wallet import Wallet, create_wallet, lock
from wallet.settings import Folders, Settings
from wallet.vault.integrity import MIXED, OLDER_KEY_FILE

PASSPHRASE = "correct horse battery staple"
PATIENCE_SECONDS = 20.0
SIZE = (1280, 800)


T = TypeVar("T")


def expect(found: object, kind: type[T]) -> T:
    """Return what was found, which must be of a kind."""
    if not isinstance(found, kind):
        raise TypeError(f"{found!r} is no {kind.__name__}.")
    return found


class Photographer:
    """Takes one set of pictures.

    Args:
        app: The application.
        target: Where the pictures go.
        work: A folder to throw away.
    """

    def __init__(self, app: QApplication, target: Path, work: Path) -> None:
        self.app = app
        self.target = target
        self.work = work
        self.tasks = Tasks()

    def take(self, theme: str) -> None:
        """Take every screen in one theme."""
        apply_theme(self.app, dark=theme == "dark", scale=1.0)
        self.first_start(theme)
        folders = self.fill_wallet(theme)
        self.wallet(theme, folders)
        self.check(theme, folders)

    def folders(self, name: str) -> Folders:
        """Return places of a wallet that is not there yet."""
        return Folders(self.work / name / "vault", self.work / name / "packs", self.work / name / "config")

    def fill_wallet(self, theme: str) -> Folders:
        """Make a wallet with sample badges."""
        folders = self.folders(f"samples-{theme}")
        wallet = create_wallet(folders, PASSPHRASE, SystemClock(), Limits())
        samples.add_samples(wallet)
        lock(wallet)
        return folders

    def first_start(self, theme: str) -> None:
        """The welcome, the passphrase, and the empty library."""
        session = Session(self.folders(f"empty-{theme}"), SystemClock(), Limits(), self.tasks)
        window = MainWindow(self.app, session)
        self.show(window)
        self.save(window, f"welcome-{theme}")
        view = expect(window.centralWidget(), WelcomeView)
        view.choices.collect_wanted.emit()
        view.passphrase.first.field.setText(PASSPHRASE)
        view.passphrase.second.field.setText(PASSPHRASE)
        self.save(window, f"passphrase-{theme}")
        view.passphrase.chosen.emit(PASSPHRASE)
        self.wait(lambda: session.is_open and window.wallet_view.library._model.answered)
        self.save(window, f"empty-{theme}")
        window.close()

    def wallet(self, theme: str, folders: Folders) -> None:
        """Unlock, library, badge page, presenting and adding."""
        session = Session(folders, SystemClock(), Limits(), self.tasks)
        window = MainWindow(self.app, session)
        self.show(window)
        expect(window.centralWidget(), UnlockView).passphrase.field.setText(PASSPHRASE)
        self.save(window, f"unlock-{theme}")
        window.opening.unlock(PASSPHRASE)
        self.wait(lambda: session.is_open and window.wallet_view.library._model.found > 0)
        self.settle(1.5)
        grid = window.wallet_view.library.grid
        grid.setCurrentIndex(grid.model().index(0, 0))
        self.save(window, f"library-{theme}")
        ids = self.ids(session)
        self.badge(theme, window, ids["Wind Turbine Safety: Working at Height"])
        chosen = [ids["Wind Turbine Safety: Working at Height"], ids["Photovoltaic Installation I"]]
        self.history_of(theme, window, "sharing-empty")
        window.wallet_view.show_badge(chosen[0])
        self.present(theme, window, chosen)
        window.wallet_view.show_library()
        self.answer(theme, window)
        self.history(theme, window)
        self.narrow(theme, window, chosen)
        window.wallet_view.show_library()
        self.add(theme, window)
        self.keep(theme, window)
        take_library(self, theme, window, expect(session._wallet, Wallet))
        take_badge_parts(self, theme, window, expect(session._wallet, Wallet))
        take_shell(self, theme, window, expect(session._wallet, Wallet))
        window.close()
        self.restore(theme)

    def keep(self, theme: str, window: MainWindow) -> None:
        """Backups, security, the bin, and what can be undone."""
        self.close_overlays(window)
        view, models = window.wallet_view, window.wallet_view._models
        overdue = BackupState(None, 12, None, True)
        models.backups._show(overdue)
        view.show_library()
        view.library.grid.setCurrentIndex(view.library.grid.model().index(0, 0))
        self.save(window, f"reminder-{theme}")
        view.library.remove_selected()
        self.settle(0.5)
        view.show_bin()
        self.wait(lambda: view.bin.list.model().rowCount() > 0)
        view.bin.list.setCurrentIndex(view.bin.list.model().index(0, 0))
        self.save(window, f"bin-{theme}")
        models.undo.undo()
        self.wait(lambda: view.bin.list.model().rowCount() == 0)
        self.save(window, f"undone-{theme}")
        self.set_up(theme, window)

    def set_up(self, theme: str, window: MainWindow) -> None:
        """The pages of the settings, and what is asked there."""
        view, models = window.wallet_view, window.wallet_view._models
        view.show_settings()
        self.save(window, f"settings-general-{theme}")
        view.settings.show_backup()
        models.snapshots.keep()
        self.wait(lambda: bool(models.snapshots.snapshots))
        self.save(window, f"settings-backup-{theme}")
        self.back_up(theme, window)
        view.settings.tabs.setCurrentIndex(1)
        self.wait(lambda: models.security.state is not None)
        self.settle(0.2)
        self.save(window, f"settings-security-{theme}")
        models.security.draft_code(PASSPHRASE)
        self.wait(lambda: window.findChild(RecoveryDialog) is not None)
        self.save(window, f"recovery-code-{theme}")
        expect(window.findChild(RecoveryDialog), RecoveryDialog).close_overlay()
        view.settings.security.change.click()
        self.save(window, f"change-passphrase-{theme}")
        self.close_overlays(window)
        self.secure(theme, window)

    def secure(self, theme: str, window: MainWindow) -> None:
        """What a check of the files found, the signing keys, and what becomes of the wallet in the end."""
        security, checkup = window.wallet_view.settings.security, window.wallet_view._models.checkup
        self.wait(lambda: checkup.checked_at is not None)
        window.resize(SIZE[0], 1300)
        self.save(window, f"security-whole-{theme}")
        window.resize(*SIZE)
        checkup.findings = (MIXED, OLDER_KEY_FILE)
        checkup.changed.emit()
        self.save(window, f"security-found-{theme}")
        asked = {
            "accept": security.checkup.accept,
            "reencrypt": security.emergency.reencrypt,
            "delete": security.emergency.delete,
            "new-key": security.keys.new,
            "replace-key": security.keys.rows[0].findChildren(Button)[-1],
            "ask-to-sign": security.keys.asking,
        }
        for name, button in asked.items():
            button.click()
            self.save(window, f"security-{name}-{theme}")
            self.close_overlays(window)
        checkup.found.emit(checkup.findings)
        window.wallet_view.show_library()
        self.save(window, f"security-notice-{theme}")
        self.sign(theme, window)

    def sign(self, theme: str, window: MainWindow) -> None:
        """Presenting where the passphrase is asked for before anything is signed."""
        session, keys = window._session, window.wallet_view._models.keys
        keys.set_asking(PASSPHRASE, on=True)
        self.wait(lambda: keys.asks)
        window.present([self.ids(session)["Photovoltaic Installation I"]])
        dialog = expect(window.findChild(PresentDialog), PresentDialog)
        self.wait(lambda: dialog.model.leaving.presentation is not None)
        dialog.columns.handing_over.show_to_them.click()
        self.wait(lambda: window.findChild(PassphraseDialog) is not None)
        asking = expect(window.findChild(PassphraseDialog), PassphraseDialog)
        self.save(window, f"sign-{theme}")
        asking.passphrase.field.setText("another one")
        asking.give.click()
        self.wait(lambda: bool(asking.messages.said))
        self.save(window, f"sign-wrong-{theme}")
        self.close_overlays(window)

    def close_overlays(self, window: MainWindow) -> None:
        """Close every dialog."""
        for overlay in window.findChildren(Overlay):
            overlay.close_overlay()
        self.settle(0.1)

    def back_up(self, theme: str, window: MainWindow) -> None:
        """A backup being made, and what is done with it afterwards."""
        models, path = window.wallet_view._models, self.work / f"rosette-{theme}.age"
        dialog = BackupDialog(window, models.backups, path)
        dialog.open()
        for field in (dialog.pair.first, dialog.pair.second):
            field.field.setText("another good old passphrase")
        self.save(window, f"backup-{theme}")
        dialog.make.click()
        self.settle(0.2)
        self.save(window, f"backup-making-{theme}")
        self.wait(lambda: not models.backups.running)
        self.save(window, f"backup-made-{theme}")
        dialog.close_overlay()
        for kind, name in ((RehearsalDialog, "rehearsal"), (MergeDialog, "merge")):
            reading = kind(window, models.backups, path)
            reading.open()
            reading.passphrase.field.setText("another good old passphrase")
            self.save(window, f"{name}-{theme}")
            reading.read.click()
            self.wait(lambda: not models.backups.running)
            self.save(window, f"{name}-done-{theme}")
            reading.close_overlay()
        self.settle(0.2)

    def restore(self, theme: str) -> None:
        """A new computer: the backup restored."""
        session = Session(self.folders(f"restored-{theme}"), SystemClock(), Limits(), self.tasks)
        window = MainWindow(self.app, session)
        self.show(window)
        view = expect(window.centralWidget(), WelcomeView)
        view._restore(self.work / f"rosette-{theme}.age")
        view.restore.passphrase.field.setText("another good old passphrase")
        for field in (view.restore.pair.first, view.restore.pair.second):
            field.field.setText(PASSPHRASE)
        self.save(window, f"restore-{theme}")
        view.restore.restore.click()
        self.settle(0.5)
        self.save(window, f"restoring-{theme}")
        self.wait(lambda: session.is_open and window.wallet_view.library._model.found > 0)
        self.settle(0.8)
        self.save(window, f"restored-{theme}")
        window._session.lock()
        self.wait(lambda: not session.is_closing)
        expect(window.centralWidget(), UnlockView)._forgotten.click()
        self.save(window, f"forgotten-{theme}")
        window._ask_to_delete()
        self.save(window, f"forgotten-delete-{theme}")
        self.close_overlays(window)
        window._show_recovering()
        self.save(window, f"recover-{theme}")
        window.close()

    def badge(self, theme: str, window: MainWindow, badge_id: BadgeId) -> None:
        """The badge page."""
        window.wallet_view.show_badge(badge_id)
        self.wait(lambda: window.wallet_view.badge._model.page is not None)
        self.save(window, f"badge-{theme}")

    def present(self, theme: str, window: MainWindow, ids: list[BadgeId]) -> None:
        """The present dialog before and after it is shown, with one badge and with two; the bytes; the whole screen."""
        for name, chosen in (("present", ids[:1]), ("present-two", ids)):
            window.present(chosen)
            dialog = expect(window.findChild(PresentDialog), PresentDialog)
            dialog.recipient.setText("Vestavind Operations, stand 12")
            leaving, handing_over = dialog.model.leaving, dialog.columns.handing_over
            self.wait(lambda: bool(leaving.told_things.remarks))  # noqa: B023 (waited for at once)
            self.save(window, f"{name}-{theme}")
            handing_over.exact.click()
            self.save(window, f"{name}-bytes-{theme}")
            expect(window.findChild(BytesDialog), BytesDialog).close_overlay()
            handing_over.show_to_them.click()
            self.wait(lambda: leaving.code is not None)  # noqa: B023 (waited for at once)
            self.settle(0.4)
            self.save(window, f"{name}-shown-{theme}")
            dialog.close_overlay()
            self.settle(0.1)

    def narrow(self, theme: str, window: MainWindow, ids: list[BadgeId]) -> None:
        """The present dialog and the history where there is little room."""
        window.resize(820, 640)
        self.history_of(theme, window, "sharing-narrow")
        window.present(ids)
        dialog = expect(window.findChild(PresentDialog), PresentDialog)
        self.wait(lambda: bool(dialog.model.leaving.told_things.remarks))
        self.save(window, f"present-narrow-{theme}")
        dialog.close_overlay()
        window.resize(*SIZE)
        self.settle(0.1)

    def answer(self, theme: str, window: MainWindow) -> None:
        """A request: who asks, what to show, and one that cannot be answered."""
        wanted = (
            ("request", Wanted(["/result", "/birthdate"], "Hiring for stand 12", "Vestavind Operations")),
            ("request-unheld", Wanted(["/driving_licence"], "Renting a car", "Kystbil")),
        )
        for name, question in wanted:
            path = self.work / f"{name}-{theme}.json"
            requesting.ask(path, question, SystemClock().now())
            window.add_paths([path])
            self.wait(lambda: window.findChild(RequestDialog) is not None)
            dialog = expect(window.findChild(RequestDialog), RequestDialog)
            self.wait(lambda: dialog.question.isVisible() or dialog.refusal.isVisible())  # noqa: B023 (waited for at once)
            self.save(window, f"{name}-{theme}")
            if dialog.question.isVisible():
                self.show_answer(theme, window, dialog)
            dialog.close_overlay()
            self.settle(0.1)

    def show_answer(self, theme: str, window: MainWindow, dialog: RequestDialog) -> None:
        """What answers a request, before and after it is shown."""
        dialog.question.choose.click()
        self.wait(dialog.columns.handing_over.show_to_them.isEnabled)
        self.settle(0.3)
        self.save(window, f"answer-{theme}")
        dialog.columns.handing_over.show_to_them.click()
        self.wait(lambda: dialog.model.leaving.code is not None)
        self.settle(0.4)
        self.save(window, f"answer-shown-{theme}")

    def history(self, theme: str, window: MainWindow) -> None:
        """The sharing history: empty, a line in full, and what somebody knows."""
        self.history_of(theme, window, "sharing")
        view = window.wallet_view.sharing
        view.inspector.receiver_wanted.emit(view._model.everyone[-1].to)
        self.settle(0.3)
        self.save(window, f"sharing-known-{theme}")
        view._model.show_only_receiver(None)
        window.wallet_view.show_library()

    def history_of(self, theme: str, window: MainWindow, name: str) -> None:
        """The sharing history, with its last line in full where there is one."""
        view = window.wallet_view.sharing
        window.wallet_view.show_sharing()
        self.wait(lambda: view._model.answered)
        self.settle(0.3)
        if view.list.model().rowCount():
            view.list.setCurrentIndex(view.list.model().index(view.list.model().rowCount() - 1, 0))
            self.settle(0.3)
        self.save(window, f"{name}-{theme}")

    def add(self, theme: str, window: MainWindow) -> None:
        """The add dialog with results of every kind."""
        good = self.work / "shopping.json"
        good.write_bytes(b'{"shopping": ["bread", "milk"]}\n')
        window.adding.add_paths([good, self.work / "missing.png"])
        self.wait(lambda: not window.adding.running)
        self.save(window, f"add-{theme}")
        window.scan_camera()
        self.save(window, f"scan-{theme}")
        expect(window.findChild(ScanDialog), ScanDialog).close_overlay()

    def check(self, theme: str, folders: Folders) -> None:
        """The check window, with the samples' own pack in use."""
        model = CheckingViewModel(SystemClock(), Limits(), self.tasks)
        window = CheckWindow(self.app, model)
        self.show(window)
        files = self.sample_files(folders)
        pack = next(folders.packs.iterdir())
        model.take([pack])
        self.settle(0.4)
        self.save(window, f"pack-{theme}")
        overlay = expect(window.findChild(PackDialog), PackDialog)
        overlay.adopted.emit()
        overlay.close_overlay()
        model.take(files)
        self.wait(lambda: model.queue.rowCount() >= len(files))
        self.settle(0.3)
        names = [entry.title for entry in model.queue.entries]
        window.queue.setCurrentIndex(model.queue.index(names.index("Photovoltaic Installation I")))
        self.save(window, f"check-{theme}")
        window.close()

    def sample_files(self, folders: Folders) -> list[Path]:
        """Write the samples as files."""
        wallet = create_wallet(self.folders(f"other-{folders.vault.parent.name}"), PASSPHRASE, SystemClock(), Limits())
        made = samples.make_samples(samples.sample_holder(wallet), SystemClock().now())
        lock(wallet)
        folder = self.work / f"files-{folders.vault.parent.name}"
        folder.mkdir()
        for sample in made.samples:
            (folder / sample.file_name).write_bytes(sample.data)
        adopt_pack(folders.packs, made.pack)
        return sorted(folder.iterdir())

    def ids(self, session: Session) -> dict[str, BadgeId]:
        """Return the badges by name; of two with one name, the one added last."""
        wallet = expect(session._wallet, Wallet)
        return {card.name: card.id for card in reversed(library.cards(wallet, BadgeQuery(), 0, 50))}

    def show(self, window: QWidget) -> None:
        window.resize(*SIZE)
        window.show()
        self.settle(0.1)

    def save(self, window: QWidget, name: str) -> None:
        """Save a picture of a window."""
        self.settle(0.15)
        path = self.target / f"{name}.png"
        window.grab().save(str(path))
        sys.stdout.write(f"{path}\n")

    def wait(self, ready: Callable[[], bool]) -> None:
        """Run the window until something is so."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("The window did not get there.")
            self.settle(0.01)

    def settle(self, seconds: float) -> None:
        """Run the window for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.002)


def main(arguments: list[str]) -> int:
    """Take all pictures."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tests.screenshots DIR\n")
        return 1
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    target = Path(arguments[0])
    target.mkdir(parents=True, exist_ok=True)
    app = make_application(Settings())
    with tempfile.TemporaryDirectory() as work:
        for theme in ("light", "dark"):
            Photographer(app, target, Path(work)).take(theme)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
