"""Cycles of objects are looked for on the window's thread alone.

Left to itself, Python looks for them on whichever thread makes objects, and a Qt object that is found there dies on
a thread it does not belong to, beside the window that may be drawing it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

OFTEN = 500


class GarbageCollector(QObject):
    """Does Python's own collecting, with Python's own thresholds, by a timer of this thread.

    Args:
        parent: Lives as long.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # What is there from the start stays for good, and need not be looked through again and again.
        gc.freeze()
        gc.disable()
        timer = QTimer(self, interval=OFTEN)
        timer.timeout.connect(collect_due)
        timer.start()


def collect_due() -> None:
    """Collect the oldest generation that is due, and the younger ones with it.

    Source: https://docs.python.org/3/library/gc.html#gc.set_threshold
    """
    due = [n for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
    if due:
        gc.collect(max(due))
