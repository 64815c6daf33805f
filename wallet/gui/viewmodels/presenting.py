"""Presenting: which details to show of which badges, and exactly what would leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from wallet.gui.session import Session
from wallet.gui.tasks import Task
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.viewmodels.pictures import Pictures
from wallet.model.badge import BadgeCard, BadgeId, Field
from wallet.model.disclosure import Claim, DisclosedBadge, Hiding, Presentation, Preset, Selection
from wallet.model.errors import WalletError
from wallet.operations import library, presenting, sharing
from wallet.operations.codes import QrCodes
from wallet.operations.wallet import Wallet

DEBOUNCE_MILLISECONDS = 20
PRESETS = (Preset.MINIMUM, Preset.JOB_APPLICATION, Preset.EVERYTHING)
UNSAFE_IN_NAMES = '<>:"/\\|?*'


@dataclass(slots=True)
class Shown:
    """One badge in the dialog, and what is ticked of it."""

    card: BadgeCard
    claims: tuple[Claim, ...]
    pointers: set[str] = field(default_factory=set)
    included: bool = True

    @property
    def whole_only(self) -> bool:
        """Whether its format cannot hide anything."""
        return not any(claim.hiding is Hiding.CHOOSABLE for claim in self.claims)

    def tick(self, pointer: str) -> None:
        """Show a claim, and those around it that must be shown with it."""
        parents = {claim.pointer: claim.parent for claim in self.claims}
        while pointer:
            self.pointers.add(pointer)
            pointer = parents.get(pointer, "")

    def untick(self, pointer: str) -> None:
        """Hide a claim, and those inside it."""
        self.pointers.discard(pointer)
        for claim in self.claims:
            if claim.parent == pointer and claim.pointer in self.pointers:
                self.untick(claim.pointer)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave, and the QR code of it, which may be a moving one; None where it is too much for that."""

    presentation: Presentation
    code: QrCodes | None


class PresentingViewModel(QObject):
    """One presentation being put together.

    Signals:
        loaded: The badges and their claims are there.
        ticked: What is chosen changed.
        previewed: What would leave changed; `preview` is of now.
        saved: It was written to a file; carries the file's name.
        failed: It cannot be done this way, as a `WalletError`.
    """

    loaded = Signal()
    ticked = Signal()
    previewed = Signal()
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._pictures = pictures
        self.badges: list[Shown] = []
        self.recipient = ""
        self.preset: Preset | None = None
        self.preview: Preview | None = None
        self._building: Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=DEBOUNCE_MILLISECONDS)
        self._pause.timeout.connect(self._build)

    def open(self, ids: Sequence[BadgeId]) -> None:
        """Begin with some badges, and what a job application usually needs."""
        chosen = tuple(ids)

        def read(wallet: Wallet) -> list[Shown]:
            return [Shown(library.page(wallet, each).card, presenting.claims(wallet, each)) for each in chosen]

        def show(badges: list[Shown]) -> None:
            self.badges = badges
            self.loaded.emit()
            self.choose(Preset.JOB_APPLICATION)

        self._session.run(self, read, show, self.failed.emit)

    def choose(self, preset: Preset) -> None:
        """Tick what a preset shows."""
        ids = [shown.card.id for shown in self.badges]

        def tick(selections: list[Selection]) -> None:
            for shown, selection in zip(self.badges, selections, strict=True):
                shown.pointers = set(selection.pointers)
            self.preset = preset
            self._changed()

        def select(wallet: Wallet) -> list[Selection]:
            return [presenting.preset(wallet, each, preset) for each in ids]

        self._session.run(self, select, tick, self.failed.emit)

    def set_shown(self, badge: Shown, pointer: str, *, shown: bool) -> None:
        """Tick or untick one claim."""
        if shown:
            badge.tick(pointer)
        else:
            badge.untick(pointer)
        self.preset = None
        self._changed()

    def set_included(self, badge: Shown, *, included: bool) -> None:
        """Take a badge in, or leave it out."""
        badge.included = included
        self._changed()

    def image(self, badge_id: BadgeId) -> QImage | None:
        """Return a badge's own picture, where it is there."""
        return next((self._pictures.image(each.card) for each in self.badges if each.card.id == badge_id), None)

    def card(self, badge_id: BadgeId) -> BadgeCard:
        """Return the card of a badge in the presentation."""
        return next(each.card for each in self.badges if each.card.id == badge_id)

    def facts(self, badge: DisclosedBadge) -> tuple[Field, ...]:
        """Return what is seen of a badge besides its name and issuer, which stand above."""
        card = self.card(badge.badge)
        above = {card.name, card.issuer_name}
        dates = [moment for moment in (card.valid_from, card.valid_until) if moment is not None]
        valid = Field(self.tr("Dates"), self.tr(" to ").join(long_date(moment) for moment in dates))
        rest = (Field(each.label, each.value) for each in badge.shown if each.pointer and each.value not in above)
        return (valid, *rest) if dates else tuple(rest)

    def counts(self) -> tuple[int, int]:
        """Return how many details leave, and how many there are."""
        if self.preview is None:
            return 0, sum(len(each.claims) for each in self.badges)
        shown = sum(len(badge.shown) for badge in self.preview.presentation.badges)
        return shown, sum(len(each.claims) for each in self.badges)

    def revealed_elsewhere(self, badge: Shown) -> tuple[str, ...]:
        """Return what a whole badge reveals that is hidden of another one, by label."""
        if not badge.whole_only or not badge.included:
            return ()
        hidden = {
            claim.label
            for other in self.badges
            if other is not badge and other.included and not other.whole_only
            for claim in other.claims
            if claim.hiding is Hiding.CHOOSABLE and claim.pointer not in other.pointers
        }
        return tuple(dict.fromkeys(claim.label for claim in badge.claims if claim.label in hidden))

    def file_name(self) -> str:
        """Return a file name to suggest: for whom, in letters that every system takes."""
        name = self.tr("Badges for {recipient}").format(recipient=self.recipient) if self.recipient else ""
        if not name and self.badges:
            name = self.badges[0].card.name
        safe = "".join("_" if letter in UNSAFE_IN_NAMES or not letter.isprintable() else letter for letter in name)
        suffix = self.preview.presentation.suffix if self.preview is not None else ""
        return f"{safe[:80].strip(' .')}{suffix}"

    def save(self, path: Path) -> None:
        """Write what leaves to a file."""
        if self.preview is None:
            return
        presentation, recipient = self.preview.presentation, self.recipient

        def leave(wallet: Wallet) -> None:
            sharing.record(wallet, presentation, recipient)
            presenting.save(presentation, path)

        self._session.run(
            self,
            leave,
            lambda _: self.saved.emit(path.name),
            self.failed.emit,
        )

    def _changed(self) -> None:
        self.ticked.emit()
        self._pause.start()

    def _build(self) -> None:
        chosen = [Selection(each.card.id, frozenset(each.pointers)) for each in self.badges if each.included]
        if self._building is not None:
            self._building.cancel()
        if not chosen:
            self._show(None)
            return

        def build(wallet: Wallet) -> Preview:
            presentation = presenting.present(wallet, chosen)
            return Preview(presentation, presenting.qr_codes(presentation))

        self._building = self._session.run(self, build, self._show, self._refuse)

    def _show(self, preview: Preview | None) -> None:
        self.preview = preview
        self.previewed.emit()

    def _refuse(self, error: WalletError) -> None:
        self._show(None)
        self.failed.emit(error)
