"""The owner's own presets: which there are, and keeping, renaming and forgetting one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.choosing import Choosing
from wallet.model.disclosure import OwnPreset, Selection
from wallet.operations import presenting, presets
from wallet.operations.wallet import Wallet


class OwnPresetsViewModel(QObject):
    """The presets that fit any badge, and what is ticked now.

    Args:
        session: The wallet.
        choosing: What is ticked.

    Signals:
        changed: There are others now; `presets` is of now.
        taken: A preset was ticked.
        removed: One was forgotten, as an `OwnPreset`.
        failed: It cannot be done, as a `WalletError`.
    """

    changed = Signal()
    taken = Signal()
    removed = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, choosing: Choosing) -> None:
        super().__init__()
        self._session = session
        self._choosing = choosing
        self.presets: list[OwnPreset] = []

    def reload(self) -> None:
        """Read which there are."""
        self._session.run(self, presets.own_presets, self._show, self.failed.emit)

    def take(self, preset: OwnPreset) -> None:
        """Tick what a preset shows."""
        ids = [shown.card.id for shown in self._choosing.badges]

        def select(wallet: Wallet) -> list[Selection]:
            return [presenting.preset(wallet, each, preset) for each in ids]

        def tick(selections: list[Selection]) -> None:
            self._choosing.choose(selections)
            self.taken.emit()

        self._session.run(self, select, tick, self.failed.emit)

    def keep(self, name: str) -> None:
        """Keep what is ticked now under a name."""
        selections = self._choosing.selections()

        def keep(wallet: Wallet) -> list[OwnPreset]:
            presets.save_preset(wallet, name, selections)
            return presets.own_presets(wallet)

        self._session.run(self, keep, self._show, self.failed.emit)

    def rename(self, preset: OwnPreset, name: str) -> None:
        """Keep a preset under another name."""

        def rename(wallet: Wallet) -> list[OwnPreset]:
            presets.rename_preset(wallet, preset.name, name)
            return presets.own_presets(wallet)

        self._session.run(self, rename, self._show, self.failed.emit)

    def remove(self, preset: OwnPreset) -> None:
        """Forget a preset."""

        def remove(wallet: Wallet) -> list[OwnPreset]:
            presets.remove_preset(wallet, preset.name)
            return presets.own_presets(wallet)

        def gone(left: list[OwnPreset]) -> None:
            self._show(left)
            self.removed.emit(preset)

        self._session.run(self, remove, gone, self.failed.emit)

    def restore(self, preset: OwnPreset) -> None:
        """Keep a preset again that was forgotten."""

        def restore(wallet: Wallet) -> list[OwnPreset]:
            presets.restore_preset(wallet, preset)
            return presets.own_presets(wallet)

        self._session.run(self, restore, self._show, self.failed.emit)

    def _show(self, found: list[OwnPreset]) -> None:
        self.presets = found
        self.changed.emit()
