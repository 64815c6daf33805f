"""The wallet's window: shows one screen or another. It only navigates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from wallet.gui.launch import open_check_window
from wallet.gui.loading import LoadingAhead
from wallet.gui.locking.screen_capture import keep_out
from wallet.gui.session import Session
from wallet.gui.viewmodels.opening import OpeningViewModel
from wallet.gui.views.scan_button import SCREEN_KEYS
from wallet.gui.wardrobe import wardrobe_of
from wallet.gui.widgets.clipboard import bytes_in, paths_in
from wallet.gui.widgets.drop_veil import DropVeil
from wallet.gui.widgets.focus_ring import FocusRing
from wallet.gui.widgets.overlay import Overlay, overlays
from wallet.gui.widgets.statements import Strip
from wallet.model.badge import Added, BadgeId
from wallet.settings import Settings, load_settings

if TYPE_CHECKING:
    from wallet.gui.capture.frames import FrameSource
    from wallet.gui.viewmodels.answering import RequestsViewModel
    from wallet.gui.viewmodels.packs import PackOffer, PacksViewModel
    from wallet.gui.views.wallet_view import WalletView
    from wallet.operations.inputs import Input

MINIMUM = (800, 600)
INITIAL = (1280, 800)


class MainWindow(QMainWindow):
    """The one window of a wallet.

    Args:
        app: The application.
        session: The wallet.
        paths: Files to add once the wallet is open.
    """

    def __init__(self, app: QApplication, session: Session, paths: Sequence[Path] = ()) -> None:
        super().__init__()
        self._session = session
        self.opening = OpeningViewModel(session)
        self.opening.bring(paths)
        self._ring = FocusRing(app, self)
        self._veil = DropVeil(self, self.tr("Drop to add"))
        self.setWindowTitle("Rosette")
        self.setMinimumSize(*MINIMUM)
        self.resize(*INITIAL)
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.setContext(Qt.ShortcutContext.ApplicationShortcut)  # dialogs and full-screen codes too
        lock.activated.connect(session.lock)
        QShortcut(QKeySequence(SCREEN_KEYS), self).activated.connect(self.scan_screen)
        session.opened.connect(self._enter)
        session.closed.connect(self._show_door)
        session.locked.connect(self._show_locked)
        self._show_door()
        self._wardrobe = wardrobe_of(app)
        if self._wardrobe is not None:
            self._wardrobe.resized.connect(self._make_anew)
        LoadingAhead(self)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files to the wallet, or keep them until it is open."""
        if not self._session.is_open:
            self.opening.bring(paths)
            return
        from wallet.gui.viewmodels.backup_files import is_backup  # noqa: PLC0415 (loaded behind the lock)
        from wallet.gui.viewmodels.packs import is_pack  # noqa: PLC0415 (loaded behind the lock)

        backups = [path for path in paths if is_backup(path)]
        packs = [path for path in paths if is_pack(path)]
        badges = [path for path in paths if path not in (*packs, *backups)]
        self.packs.offer(packs)
        for path in backups[:1]:
            self._bring_in(path)
        if len(badges) == 1 and badges[0].is_file():
            self.requests.take(badges[0])
        elif badges:
            self._add_badges(badges)

    def take_call(self, paths: Sequence[Path]) -> None:
        """Come to the front because Rosette was started once more, and add the files that were named."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        self.add_paths(paths)

    def paste(self) -> None:
        """Add what lies on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if paths := paths_in(data):
            self.add_paths(paths)
        elif content := bytes_in(data):
            self.add_bytes(content)

    def add_bytes(self, content: bytes) -> None:
        """Add what was pasted or dropped: a badge, or a request."""
        from wallet.operations.inputs import Input  # noqa: PLC0415 (loaded behind the lock)

        self.requests.take(Input(self.tr("Pasted"), content))

    def show_add_dialog(self) -> None:
        """Show what can be added, or what became of what was."""
        from wallet.gui.views.add_dialog import AddDialog  # noqa: PLC0415 (loaded when first wanted)

        if self.findChild(AddDialog) is None:
            dialog = AddDialog(self, self.adding)
            dialog.paste_wanted.connect(self.paste)
            dialog.paths_wanted.connect(self.add_paths)
            dialog.bytes_wanted.connect(self.add_bytes)
            dialog.camera_wanted.connect(self.scan_camera)
            dialog.screen_wanted.connect(self.scan_screen)
            dialog.open()

    def scan_camera(self) -> None:
        """Add what is held before the camera."""
        from wallet.gui.capture.camera import Camera  # noqa: PLC0415 (loaded when first wanted)

        self._scan(Camera())

    def scan_screen(self) -> None:
        """Add what a code on the screen holds."""
        from wallet.gui.capture.screen import Screen  # noqa: PLC0415 (loaded when first wanted)

        self._scan(Screen())

    def _scan(self, source: FrameSource) -> None:
        from wallet.gui.views.scan_dialog import ScanDialog, scan_with  # noqa: PLC0415 (loaded when first wanted)
        from wallet.operations.scanning import Scan  # noqa: PLC0415 (loaded when first wanted)

        if self._session.is_open and not any(isinstance(each, ScanDialog) for each in overlays(self)):
            scan_with(source, self, self._session.tasks, Scan(self._session.limits)).found.connect(self.add_bytes)

    def present(self, ids: Sequence[BadgeId]) -> None:
        """Show what can be shown of some badges."""
        from wallet.gui.viewmodels.presenting import PresentingViewModel  # noqa: PLC0415 (loaded when first wanted)
        from wallet.gui.views.present_dialog import PresentDialog  # noqa: PLC0415 (loaded when first wanted)

        model = PresentingViewModel(self._session, self._pictures)
        dialog = PresentDialog(self, model)
        model.setParent(dialog)
        dialog.open()
        model.open(ids)

    def show_request(self, source: Path | Input) -> None:
        """Show who asks for what, and let the owner answer or not."""
        from wallet.gui.viewmodels.answering import AnsweringViewModel  # noqa: PLC0415 (loaded when first wanted)
        from wallet.gui.views.request_dialog import RequestDialog  # noqa: PLC0415 (loaded when first wanted)

        self._close_overlays()
        model = AnsweringViewModel(self._session, self._pictures)
        dialog = RequestDialog(self, model)
        model.setParent(dialog)
        dialog.open()
        model.open(source)

    def show_pack(self, offer: PackOffer) -> None:
        """Ask whether to lean on an evidence pack."""
        from wallet.gui.views.pack_dialog import PackDialog  # noqa: PLC0415 (loaded when first wanted)

        from_now_on = self.tr("Your badges from these issuers will count as known from now on.")
        dialog = PackDialog(self, offer, from_now_on)
        dialog.adopted.connect(lambda: self.packs.adopt(offer))
        dialog.open()

    def show_crash(self, report: str) -> None:
        """Show the report of a bug."""
        from wallet.gui.views.crash_dialog import CrashDialog  # noqa: PLC0415 (loaded when first wanted)

        CrashDialog.show_over(self, report)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files wherever they are dropped."""
        if event.mimeData().hasUrls():
            self._veil.cover()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the veil away again."""
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self._veil.hide()
        event.acceptProposedAction()
        self.add_paths(paths_in(event.mimeData()))

    def showEvent(self, event: QShowEvent) -> None:
        """Keep out of pictures of the screen where the owner wants that."""
        super().showEvent(event)
        keep_out(self, hidden=load_settings(self._session.folders.config).hide_from_capture)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the wallet with the window."""
        self._session.close()
        super().closeEvent(event)

    def _close_overlays(self) -> None:
        for overlay in self.findChildren(Overlay):
            overlay.close_overlay()

    def _show_locked(self) -> None:
        self._take_drops()
        if not self._session.exists:
            self._show_door()  # the wallet was deleted: it begins anew

    def _take_drops(self) -> None:
        self.setAcceptDrops(not self._session.is_closing)

    def _show_door(self) -> None:
        self._take_drops()
        self._close_overlays()
        self.setCentralWidget(self._unlock_view() if self._session.exists else self._welcome_view())

    def _unlock_view(self) -> QWidget:
        from wallet.gui.viewmodels.wallets import WalletsViewModel  # noqa: PLC0415 (as below)
        from wallet.gui.views.unlock_view import UnlockView  # noqa: PLC0415 (only one of the two doors is needed)

        wallets = WalletsViewModel(self._session)
        view = UnlockView(self.opening, wallets)
        wallets.setParent(view)
        view.check_wanted.connect(open_check_window)
        view.recovery_wanted.connect(self._show_recovering)
        view.deletion_wanted.connect(self._ask_to_delete)
        view.snapshots_wanted.connect(self._show_snapshots)
        return view

    def _welcome_view(self) -> QWidget:
        from wallet.gui.viewmodels.general import GeneralViewModel  # noqa: PLC0415 (as below)
        from wallet.gui.viewmodels.restoring import RestoringViewModel  # noqa: PLC0415 (as below)
        from wallet.gui.views.welcome_view import WelcomeView  # noqa: PLC0415 (only one of the two doors is needed)

        restoring = RestoringViewModel(self._session)
        restoring.restored.connect(self.opening.keep_report)
        general = GeneralViewModel(self._session)
        view = WelcomeView(self.opening, restoring, general)
        for model in (restoring, general):
            model.setParent(view)
        view.check_wanted.connect(open_check_window)
        return view

    def _show_recovering(self) -> None:
        from wallet.gui.views.recover_dialog import RecoverDialog  # noqa: PLC0415 (loaded when first wanted)

        RecoverDialog(self, self.opening).open()

    def _ask_to_delete(self) -> None:
        from wallet.gui.views.forgotten_dialog import ForgottenDialog  # noqa: PLC0415 (loaded when first wanted)

        ForgottenDialog(self, self.opening).open()

    def _show_snapshots(self, passphrase: str) -> None:
        from wallet.gui.viewmodels.snapshots import SnapshotsViewModel  # noqa: PLC0415 (loaded when first wanted)
        from wallet.gui.views.snapshot_list import SnapshotsDialog  # noqa: PLC0415 (as above)

        model = SnapshotsViewModel(self._session)
        dialog = SnapshotsDialog(self, model)
        model.setParent(dialog)
        dialog.wanted.connect(lambda snapshot: model.return_to(snapshot, passphrase))
        dialog.open()

    def _enter(self) -> None:
        from wallet.gui.viewmodels.adding import AddingViewModel  # noqa: PLC0415 (loaded behind the lock)
        from wallet.gui.viewmodels.pictures import Pictures  # noqa: PLC0415 (loaded behind the lock)
        from wallet.gui.viewmodels.wallet import WalletModels  # noqa: PLC0415 (loaded behind the lock)
        from wallet.gui.views.wallet_view import WalletView  # noqa: PLC0415 (loaded behind the lock)

        self._close_overlays()
        self.adding = AddingViewModel(self._session)
        self.adding.finished.connect(self._after_adding)
        self.packs = self._pack_model()
        self.requests = self._request_model()
        self._pictures = Pictures(self._session)
        models = WalletModels(self._session, self._pictures)
        view = WalletView(models)
        for model in (self.adding, self.packs, self.requests, self._pictures, models):
            model.setParent(view)  # they go with the view when the wallet is locked
        view.add_wanted.connect(self.show_add_dialog)
        view.paste_wanted.connect(self.paste)
        view.present_wanted.connect(self.present)
        view.check_wanted.connect(open_check_window)
        view.lock_wanted.connect(self._session.lock)
        self.packs.adopted.connect(models.library.reload)
        models.preferred.connect(self._prefer)
        self._connect_library(view)
        self.wallet_view = view
        self.setCentralWidget(view)
        models.start()
        self._say_report()
        self._add_what_waited()

    def _prefer(self, settings: Settings) -> None:
        keep_out(self, hidden=settings.hide_from_capture)
        if self._wardrobe is not None:
            self._wardrobe.wear(settings)

    def _make_anew(self) -> None:
        """Show the wallet in its new size once what is under way is finished; the page that asked for it stays."""

        def make(_none: None) -> None:
            if self._session.is_open:
                self._enter()
                self.wallet_view.show_settings()

        self._session.tasks.run_after_all(self, lambda: None, make, self.wallet_view.library.messages.show_refusal)

    def _connect_library(self, view: WalletView) -> None:
        self.adding.failed.connect(view.library.messages.show_refusal)
        self.packs.failed.connect(view.library.messages.show_refusal)
        view.library.empty.choose_wanted.connect(self.show_add_dialog)
        view.library.empty.samples_wanted.connect(self.adding.add_samples)
        view.library.empty.paths_dropped.connect(self.add_paths)
        view.library.empty.bytes_dropped.connect(self.add_bytes)

    def _say_report(self) -> None:
        words = self.opening.take_report()
        if words is not None:
            self.wallet_view.library.messages.show_strip(Strip(words, closable=True))
        offer = self.opening.take_kit_offer()
        if offer is not None:
            strip = Strip(offer, self.tr("Make one"), closable=True)
            strip.acted.connect(self.wallet_view.show_security)
            self.wallet_view.library.messages.show_strip(strip)

    def _bring_in(self, path: Path) -> None:
        self._close_overlays()
        self.wallet_view.show_settings()
        self.wallet_view.settings.backup.bring_in(path)

    def _add_what_waited(self) -> None:
        if paths := self.opening.take_waiting():
            self.add_paths(paths)
        elif self.opening.wants_samples:
            self.opening.wants_samples = False
            self.adding.add_samples()

    def _pack_model(self) -> PacksViewModel:
        from wallet.gui.viewmodels.packs import PacksViewModel  # noqa: PLC0415 (loaded behind the lock)

        model = PacksViewModel(self._session)
        model.offered.connect(self.show_pack)
        model.adopted.connect(self._after_adopting)
        return model

    def _request_model(self) -> RequestsViewModel:
        from wallet.gui.viewmodels.answering import RequestsViewModel  # noqa: PLC0415 (loaded behind the lock)

        model = RequestsViewModel(self._session)
        model.received.connect(self.show_request)
        model.others.connect(self._add_other)
        return model

    def _add_other(self, source: Path | Input) -> None:
        if isinstance(source, Path):
            self._add_badges([source])
        elif isinstance(source.data, bytes):
            self.adding.add_bytes(source.data)

    def _add_badges(self, paths: Sequence[Path]) -> None:
        self.adding.add_paths(paths)
        if len(paths) > 1:
            self.show_add_dialog()

    def _after_adopting(self, _count: int) -> None:
        self.wallet_view.toast.say(self.tr("Every badge was checked again with the new list."))

    def _after_adding(self) -> None:
        results = self.adding.results
        toast = self.wallet_view.toast
        if results and all(result.outcome is Added.ADDED for result in results):
            toast.say(self.adding.summary(), self.tr("Undo"), self.wallet_view.undo)
        elif self.adding.of_samples:
            toast.say(self.adding.summary(), self.tr("Details"), self.show_add_dialog)
        elif results:
            self.show_add_dialog()
