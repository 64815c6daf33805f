"""What an open wallet needs, loaded while its owner looks at the door: one part at a time, while nothing else happens.

Loaded at once it would hold the window up for a fifth of a second, at the very moment when the wallet opens. Widgets
are made and drawn once, unseen: what Qt and its Python make ready for the first of a kind takes longer than the rest.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import partial

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
    "wallet.gui.views.library_view",
    "wallet.gui.views.wallet_view",
    "wallet.gui.views.badge_view",
    "wallet.gui.views.sharing_view",
    "wallet.gui.views.bin_view",
)
"""Each a fraction of what may hold a window up, given those before it; the last ones are of pages that open later."""

DRAWN = (
    ("wallet.gui.widgets.sidebar", "Sidebar"),
    ("wallet.gui.views.empty_library", "EmptyLibrary"),
    ("wallet.gui.widgets.badge_grid", "BadgeGrid"),
)
"""Widgets that the first screen behind the door has."""


class LoadingAhead(QObject):
    """Loads the parts behind the lock.

    Args:
        parent: The window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[Callable[[], object]] = iter(
            [
                *(partial(importlib.import_module, part) for part in PARTS),
                *(partial(_draw_unseen, module, widget) for module, widget in DRAWN),
            ]
        )
        self._timer = QTimer(self, interval=PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._load)
        self._timer.start()

    @property
    def is_done(self) -> bool:
        """Whether everything is loaded."""
        return not self._timer.isActive()

    def _load(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
        else:
            step()


def _draw_unseen(module: str, widget: str) -> None:
    getattr(importlib.import_module(module), widget)().grab()
