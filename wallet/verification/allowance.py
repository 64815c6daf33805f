"""How many proofs are worked through for one input, however its badges are packed into one another."""

from __future__ import annotations

from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError


class Allowance:
    """A number of proofs that all badges inside something share.

    Args:
        proofs: How many.
        around: The allowance of what it is inside of, which is spent with it.
    """

    def __init__(self, proofs: int, around: Allowance | None = None) -> None:
        self._left = proofs
        self._around = around

    def spend(self, proofs: int) -> None:
        """Take the proofs of one badge off.

        Args:
            proofs: How many it has; one that has none still takes the work of one.

        Raises:
            ProofError: LIMITS with TOO_COMPLEX, unknown, where not so many are left.
        """
        cost = max(proofs, 1)
        if cost > self._left:
            detail = "It holds more signatures than Rosette works through at once."
            raise ProofError(CheckId.LIMITS, Code.TOO_COMPLEX, detail, Outcome.UNKNOWN)
        self._left -= cost
        if self._around is not None:
            self._around.spend(proofs)
