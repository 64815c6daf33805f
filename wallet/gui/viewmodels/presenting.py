"""Presenting: some badges, how much to show of them, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.choosing import Choosing, Shown
from wallet.gui.viewmodels.leaving import LeavingViewModel
from wallet.gui.viewmodels.own_presets import OwnPresetsViewModel
from wallet.gui.viewmodels.pictures import Pictures
from wallet.model.badge import BadgeId
from wallet.model.disclosure import Presentation, Preset, Selection
from wallet.operations import library, presenting
from wallet.operations.wallet import Wallet

PRESETS = (Preset.MINIMUM, Preset.JOB_APPLICATION, Preset.EVERYTHING)
LASTING = (timedelta(days=7), presenting.COPY_LASTS, timedelta(days=365))
"""How long a copy may be meant to be used."""


class PresentingViewModel(QObject):
    """One presentation being put together.

    Signals:
        preset_changed: Another preset was taken, or none fits the ticks any more.
        failed: It cannot be done this way, as a `WalletError`.
    """

    preset_changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self.choosing = Choosing(pictures)
        self.leaving = LeavingViewModel(session, self.choosing, self._build)
        self.own_presets = OwnPresetsViewModel(session, self.choosing)
        self.preset: Preset | None = None
        self.lasts = presenting.COPY_LASTS
        for model in (self.choosing, self.leaving, self.own_presets):
            model.setParent(self)
        self.choosing.ticked.connect(self._leave_preset)

    def open(self, ids: Sequence[BadgeId]) -> None:
        """Begin with some badges, and what a job application usually needs."""
        chosen = tuple(ids)
        preset = Preset.JOB_APPLICATION

        def read(wallet: Wallet) -> list[Shown]:
            return [
                Shown(
                    library.page(wallet, each).card,
                    presenting.claims(wallet, each),
                    set(presenting.preset(wallet, each, preset).pointers),
                )
                for each in chosen
            ]

        def show(badges: list[Shown]) -> None:
            self.choosing.begin(badges)
            self._take_preset(preset)

        self._session.run(self, read, show, self.failed.emit)
        self.own_presets.reload()

    def choose(self, preset: Preset) -> None:
        """Tick what a preset shows."""
        ids = [shown.card.id for shown in self.choosing.badges]

        def tick(selections: list[Selection]) -> None:
            self.choosing.choose(selections)
            self._take_preset(preset)

        def select(wallet: Wallet) -> list[Selection]:
            return [presenting.preset(wallet, each, preset) for each in ids]

        self._session.run(self, select, tick, self.failed.emit)

    def last(self, time: timedelta) -> None:
        """Say how long the copy is meant to be used."""
        self.lasts = time
        self.leaving.build_now()

    def _build(self, wallet: Wallet, chosen: Sequence[Selection], *, draft: bool) -> Presentation:
        return presenting.present(wallet, chosen, until=wallet.clock.now() + self.lasts, draft=draft)

    def _take_preset(self, preset: Preset) -> None:
        self.preset = preset
        self.preset_changed.emit()

    def _leave_preset(self) -> None:
        self.preset = None
        self.preset_changed.emit()
