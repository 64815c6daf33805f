"""What a verification is asked: the time it speaks of, the policy, and the request it must answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from wallet.model.limits import Limits
from wallet.model.report import Policy

if TYPE_CHECKING:
    from wallet.model.disclosure import PresentationRequest


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """The question that a report answers.

    Attributes:
        at: The time it speaks of.
        policy: Which checks are required.
        request: What a presentation must be bound to; None where nothing was asked.
        clock_floor: The latest time known to have passed; an earlier clock is wrong. None where `at` was given by hand.
        limits: Bounds on foreign input.
    """

    at: datetime
    policy: Policy = Policy.WALLET
    request: PresentationRequest | None = None
    clock_floor: datetime | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def clock_is_reliable(self) -> bool:
        """Whether the time can be believed (VERIFICATION.md, "Freshness offline")."""
        return self.clock_floor is None or self.at >= self.clock_floor
