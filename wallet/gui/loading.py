"""What an open wallet needs, loaded while its owner looks at the door: one part at a time, while nothing else happens.

Loaded at once it would hold the window up for a fifth of a second, at the very moment when the wallet opens.
"""

from __future__ import annotations

import importlib

from PySide6.QtCore import QObject, QTimer

PAUSE_MILLISECONDS = 30
"""Between two parts, for what the owner types; the first comes once the door was painted."""

PARTS = (
    "wallet.operations.verifying",
    "wallet.operations.library",
    "wallet.operations.backing_up",
    "wallet.operations.importing",
    "wallet.operations.merging",
    "wallet.gui.viewmodels.adding",
    "wallet.operations.presenting",
    "wallet.operations.codes",
    "wallet.operations.answering",
    "wallet.gui.viewmodels.answering",
    "wallet.gui.viewmodels.wallet",
    "wallet.gui.viewmodels.packs",
    "wallet.gui.widgets.badge_grid",
    "wallet.gui.views.wallet_view",
    "wallet.gui.views.badge_view",
    "wallet.gui.views.sharing_view",
    "wallet.gui.views.bin_view",
)
"""Each a fraction of what may hold a window up, given those before it; the last ones are of pages that open later."""


class LoadingAhead(QObject):
    """Loads the parts behind the lock.

    Args:
        parent: The window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = iter(PARTS)
        self._timer = QTimer(self, interval=PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._load)
        self._timer.start()

    def _load(self) -> None:
        part = next(self._parts, None)
        if part is None:
            self._timer.stop()
        else:
            importlib.import_module(part)
