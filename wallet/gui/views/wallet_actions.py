"""What the open wallet can do: the one table that its keys, its command palette and its list of keys are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from wallet.gui.viewmodels.palette import Entry

if TYPE_CHECKING:
    from wallet.gui.views.wallet_view import WalletView

LEFT_TO_RIGHT, END = "\u2066", "\u2069"
"""Around keys, which are written from left to right in every language (Unicode UAX #9, isolates)."""
Key = QKeySequence.StandardKey | str


def actions_of(view: WalletView) -> tuple[Entry, ...]:
    """Return what a wallet's page can do, each with the keys that do it."""
    standard = QKeySequence.StandardKey
    return (
        _entry(tr("Badges"), view.show_everything, "Ctrl+1"),
        _entry(tr("Needs attention"), view.show_attention, "Ctrl+2"),
        _entry(tr("Sharing history"), view.show_sharing, "Ctrl+6"),
        _entry(tr("Bin"), view.show_bin),
        _entry(tr("Settings"), view.show_settings, "Ctrl+,"),
        _entry(tr("Security"), view.show_security),
        _entry(tr("Search badges"), view.search, standard.Find, "/"),
        _entry(tr("Add badges"), view.add_wanted.emit, standard.New),
        _entry(tr("Paste a badge"), view.paste_wanted.emit, standard.Paste),
        _entry(tr("Present what is selected"), view.present, "Ctrl+P"),
        _entry(tr("Check the open badge again"), view.check_opened, "F5"),
        _entry(tr("Move what is selected to the bin"), view.remove, standard.Delete),
        _entry(tr("New collection"), view.new_collection),
        _entry(tr("Make a backup"), view.back_up),
        _entry(tr("Check a credential"), view.check_wanted.emit, "Ctrl+Shift+V"),
        _entry(tr("Undo"), view.undo, standard.Undo),
        _entry(tr("Redo"), view.redo, "Ctrl+Shift+Z"),
        _entry(tr("Back to the badges"), view.show_library, standard.Back),
        _entry(tr("Next part of the window"), lambda: view.next_region(1), "F6"),
        _entry(tr("Previous part of the window"), lambda: view.next_region(-1), "Shift+F6"),
        _entry(tr("Go to or do"), view.show_palette, "Ctrl+K"),
        _entry(tr("Keyboard shortcuts"), view.show_shortcuts, standard.HelpContents),
    )


def actions_of_window(view: WalletView) -> tuple[Entry, ...]:
    """Return what the window does by keys of its own, which work over dialogs, too."""
    return (_entry(tr("Lock the wallet"), view.lock_wanted.emit, "Ctrl+L"),)


def _entry(words: str, act: Callable[[], object], *keys: Key) -> Entry:
    every = [QKeySequence(key) for key in keys]
    sequences = [sequence for sequence in every if not sequence.isEmpty()]
    native = QKeySequence.SequenceFormat.NativeText
    aside = tr(" or ").join(f"{LEFT_TO_RIGHT}{each.toString(native)}{END}" for each in sequences)
    return Entry(words, aside, act, tuple(sequence.toString() for sequence in sequences))


def tr(text: str) -> str:
    """Return one of our words in the reader's language."""
    return QCoreApplication.translate("Actions", text)
