"""Exit codes (CLI.md)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from wallet.model.report import Verdict


class Exit(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    USAGE = 1
    UNREADABLE = 2
    NOT_GENUINE = 3
    WITH_LIMITS = 4
    NOT_CHECKED = 5
    LOCKED = 6
    REFUSED = 7
    CANCELLED = 130


_OF_VERDICT = {
    Verdict.UNREADABLE: Exit.UNREADABLE,
    Verdict.FAILED: Exit.NOT_GENUINE,
    Verdict.REVOKED: Exit.NOT_GENUINE,
    Verdict.SUSPENDED: Exit.NOT_GENUINE,
    Verdict.EXPIRED: Exit.NOT_GENUINE,
    Verdict.NOT_YET_VALID: Exit.NOT_GENUINE,
    Verdict.UNKNOWN: Exit.NOT_CHECKED,
    Verdict.ISSUER_UNKNOWN: Exit.WITH_LIMITS,
    Verdict.LIMITED: Exit.WITH_LIMITS,
    Verdict.VERIFIED: Exit.DONE,
}
_WORST_FIRST = (Exit.NOT_GENUINE, Exit.UNREADABLE, Exit.NOT_CHECKED, Exit.WITH_LIMITS, Exit.DONE)


def exit_of(verdicts: Iterable[Verdict]) -> Exit:
    """Return the exit code of `verify`: the worst input decides, in the order 3, 2, 5, 4, 0."""
    return min((_OF_VERDICT[verdict] for verdict in verdicts), key=_WORST_FIRST.index, default=Exit.UNREADABLE)
