"""What is chosen to be shown of some badges: the ticks, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from wallet.gui.viewmodels.pictures import Pictures
from wallet.model.badge import BadgeCard, BadgeId
from wallet.model.disclosure import Claim, Hiding, Selection


@dataclass(slots=True)
class Shown:
    """One badge in the dialog, and what is ticked of it.

    Attributes:
        card: Which badge.
        claims: Everything it says.
        pointers: What is ticked.
        included: Whether it is shown at all.
        asked: What a request asks for of it; None where nobody asks.
    """

    card: BadgeCard
    claims: tuple[Claim, ...]
    pointers: set[str] = field(default_factory=set)
    included: bool = True
    asked: frozenset[str] | None = None

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

    def is_extra(self, claim: Claim) -> bool:
        """Whether nobody asks for a claim that can be left out."""
        return self.asked is not None and claim.hiding is Hiding.CHOOSABLE and claim.pointer not in self.asked

    def hidden_labels(self) -> Iterator[str]:
        """Yield the names of what is hidden of it by choice."""
        for claim in self.claims:
            if self.included and claim.hiding is Hiding.CHOOSABLE and claim.pointer not in self.pointers:
                yield claim.label


class Choosing(QObject):
    """Some badges, and what is ticked of each.

    Signals:
        loaded: The badges and their claims are there, or others are.
        ticked: What is chosen changed.
    """

    loaded = Signal()
    ticked = Signal()

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self.badges: list[Shown] = []

    def begin(self, badges: Sequence[Shown]) -> None:
        """Choose of these badges."""
        self.badges = list(badges)
        self.loaded.emit()
        self.ticked.emit()

    def choose(self, selections: Sequence[Selection]) -> None:
        """Tick what was selected, of every badge."""
        for shown, selection in zip(self.badges, selections, strict=True):
            shown.pointers = set(selection.pointers)
        self.ticked.emit()

    def set_shown(self, badge: Shown, pointer: str, *, shown: bool) -> None:
        """Tick or untick one claim."""
        if shown:
            badge.tick(pointer)
        else:
            badge.untick(pointer)
        self.ticked.emit()

    def set_included(self, badge: Shown, *, included: bool) -> None:
        """Take a badge in, or leave it out."""
        badge.included = included
        self.ticked.emit()

    def selections(self) -> tuple[Selection, ...]:
        """Return what is chosen, badge by badge, without those left out."""
        return tuple(Selection(each.card.id, frozenset(each.pointers)) for each in self.badges if each.included)

    def number_of_claims(self) -> int:
        """Return how many details there are in all."""
        return sum(len(each.claims) for each in self.badges)

    def revealed_elsewhere(self, badge: Shown) -> tuple[str, ...]:
        """Return what a whole badge reveals that is hidden of another one, by label."""
        if not badge.whole_only or not badge.included:
            return ()
        others = (other for other in self.badges if other is not badge)
        hidden = {label for other in others for label in other.hidden_labels()}
        return tuple(dict.fromkeys(claim.label for claim in badge.claims if claim.label in hidden))

    def badge(self, badge_id: BadgeId) -> Shown:
        """Return one of the badges."""
        return next(each for each in self.badges if each.card.id == badge_id)

    def image(self, badge_id: BadgeId) -> QImage | None:
        """Return a badge's own picture, where it is there."""
        return self._pictures.image(self.badge(badge_id).card)
