"""All keys of the window in one list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.palette import Entry
from wallet.gui.widgets.inputs import KeyHint
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import row
from wallet.gui.widgets.text import Text


class ShortcutsDialog(Overlay):
    """What the window does by a key, with the key.

    Args:
        window: What it lies over.
        actions: What the window can do.
    """

    def __init__(self, window: QWidget, actions: Sequence[Entry]) -> None:
        super().__init__(window, self.tr("Keyboard shortcuts"), QSize(560, 600))
        body = self.add_body(8)
        for each in actions:
            if each.keys:
                line = row(spacing=12)
                line.addWidget(Text(each.words), 1)
                line.addWidget(KeyHint(each.aside))
                body.addLayout(line)
        body.addStretch(1)
