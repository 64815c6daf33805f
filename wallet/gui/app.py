"""Starts the window: the wallet's, or the one for checking."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QStyleFactory

from wallet import __version__
from wallet.gui.crash import QUEUED, CrashHandler
from wallet.gui.garbage import GarbageCollector
from wallet.gui.tasks import Tasks
from wallet.gui.wardrobe import Wardrobe, wardrobe_of
from wallet.gui.widgets.icons import app_icon
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.settings import Folders, Settings, load_settings

PIXMAP_KIB = 64 * 1024


def run_wallet(folders: Folders, paths: Sequence[Path] = ()) -> int:
    """Open the wallet's window, and return when it is closed; or bring the one to the front that is open already.

    Args:
        folders: Where things lie.
        paths: Files to add once the wallet is open.

    Returns:
        The program's exit code.

    Raises:
        RefusedError: Where a window of this wallet is open already, and does not answer.
    """
    app = make_application(load_settings(folders.config))
    from wallet.gui.locking.replacing import Resume, resumed  # noqa: PLC0415 (the check window needs none of these)
    from wallet.gui.single_instance import continued, first_or_heard  # noqa: PLC0415 (as above)
    from wallet.gui.wallet_program import WalletProgram  # noqa: PLC0415 (as above)

    resume = resumed(os.environ)
    instance = first_or_heard(folders, paths) if resume is None else continued(folders, resume.desk)
    if instance is None:
        return 0
    program = WalletProgram(app, folders, paths, instance)
    return _run(app, partial(program.show, resume or Resume()), program.window.show_crash)


def run_check(paths: Sequence[Path] = (), config: Path | None = None) -> int:
    """Open the window for checking others' badges, and return when it is closed.

    Args:
        paths: Files to check at once.
        config: The folder of preferences; None for the defaults.

    Returns:
        The program's exit code.
    """
    app = make_application(load_settings(config) if config is not None else Settings())
    from wallet.gui.check_window import CheckWindow  # noqa: PLC0415 (after the application is there)
    from wallet.gui.viewmodels.checking import CheckingViewModel  # noqa: PLC0415 (as above)

    model = CheckingViewModel(SystemClock(), Limits(), Tasks())
    window = CheckWindow(app, model)
    model.take(paths)
    return _run(app, window.show, window.show_crash)


def make_application(settings: Settings) -> QApplication:
    """Return the application, dressed as the owner wants it and following the system where they leave it to that."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("This process runs another kind of Qt application.")
    QCoreApplication.setApplicationName("Rosette")
    QCoreApplication.setApplicationVersion(__version__)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setWindowIcon(app_icon())
    QPixmapCache.setCacheLimit(PIXMAP_KIB)
    worn = wardrobe_of(app)
    if worn is None:
        Wardrobe(app, settings)
    else:
        worn.wear(settings)
    return app


def _run(app: QApplication, show: Callable[[], None], on_crash: Callable[[str], None]) -> int:
    crashes = CrashHandler()
    crashes.crashed.connect(on_crash, QUEUED)
    crashes.install()
    GarbageCollector(app)
    show()
    return app.exec()
