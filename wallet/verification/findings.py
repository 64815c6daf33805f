"""Gathers what the checks of one verification find, the worst of each; the one place that catches proof errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from wallet.model.checks import Check, CheckId, Code, Outcome, Source
from wallet.model.errors import ProofError

_BADNESS = {Outcome.FAILED: 4, Outcome.UNKNOWN: 3, Outcome.PASSED: 1, Outcome.NOT_APPLICABLE: 0}
_NOT_APPLICABLE = {check_id: Check(check_id, Outcome.NOT_APPLICABLE, Code.NOT_APPLICABLE) for check_id in CheckId}
"""Every check in the order of reports, as it is where nothing calls for it."""
T = TypeVar("T")


class Findings:
    """The checks of one verification so far.

    Args:
        expected: Checks that apply: one that nothing is found of is "could not check", never passed.

    Attributes:
        warnings: Plain sentences that change no check.
    """

    def __init__(self, expected: frozenset[CheckId]) -> None:
        self._expected = set(expected)
        self._checks: dict[CheckId, Check] = {}
        self.warnings: list[str] = []

    def expect(self, check_id: CheckId) -> None:
        """Say that a check applies here."""
        self._expected.add(check_id)

    def passed(self, check_id: CheckId, detail: str = "") -> None:
        """Record that a check ran and passed."""
        if check_id in self._checks:
            self.record(_passed(check_id, detail))
        else:
            self._checks[check_id] = _passed(check_id, detail)

    def limited(self, check_id: CheckId, code: Code, detail: str) -> None:
        """Record that a check passed with a reservation."""
        self.record(_check(check_id, Outcome.PASSED, code, detail))

    def failed(self, check_id: CheckId, code: Code, detail: str) -> None:
        """Record that a check failed."""
        self.record(_check(check_id, Outcome.FAILED, code, detail))

    def unknown(self, check_id: CheckId, code: Code, detail: str) -> None:
        """Record that a check could not be made."""
        self.record(_check(check_id, Outcome.UNKNOWN, code, detail))

    def not_applicable(self, check_id: CheckId, detail: str, code: Code = Code.NOT_APPLICABLE) -> None:
        """Record that there is nothing to check."""
        self.record(_check(check_id, Outcome.NOT_APPLICABLE, code, detail))

    def record(self, check: Check) -> None:
        """Record one finding; the worst of a check is kept, with the codes of equally bad ones."""
        before = self._checks.get(check.id)
        if before is None or _badness(check) > _badness(before):
            self._checks[check.id] = check
        elif _badness(check) == _badness(before) and check.code not in (before.code, *before.more_codes):
            self._checks[check.id] = replace(before, more_codes=(*before.more_codes, check.code))

    def attempt(self, check_id: CheckId, step: Callable[[], T]) -> T | None:
        """Run one step of a check and record why it refused, if it did.

        Args:
            check_id: The check that an unexpected error counts against.
            step: What to run.

        Returns:
            What the step returned; None where it refused.
        """
        try:
            return step()
        except ProofError as error:
            self.record(Check(error.check, error.outcome, error.code, error.detail))
        except Exception as error:  # noqa: BLE001 (law 3: what we did not expect is "could not check")
            _log(check_id, error)
            self.unknown(check_id, Code.INTERNAL, "This check stopped on an error of ours.")
        return None

    def evidence(self, check_id: CheckId, as_of: datetime | None, source: Source) -> None:
        """Say what evidence a check that has a finding rested on."""
        check = self._checks.get(check_id)
        if check is not None and (check.as_of, check.source) != (as_of, source):
            self._checks[check_id] = replace(check, as_of=as_of, source=source)

    def found(self, check_id: CheckId) -> Check | None:
        """Return what was found of a check so far; None where nothing was."""
        return self._checks.get(check_id)

    def checks(self) -> tuple[Check, ...]:
        """Return every check in the order of reports."""
        missing = {check_id: _not_reached(check_id) for check_id in self._expected - self._checks.keys()}
        return tuple({**_NOT_APPLICABLE, **missing, **self._checks}.values())


@lru_cache(maxsize=256)
def _passed(check_id: CheckId, detail: str) -> Check:
    return _check(check_id, Outcome.PASSED, Code.OK, detail)


@lru_cache(maxsize=256)
def _check(check_id: CheckId, outcome: Outcome, code: Code, detail: str) -> Check:
    # Nearly all badges come to the same few lines, which never change once made.
    return Check(check_id, outcome, code, detail)


def _not_reached(check_id: CheckId) -> Check:
    return Check(check_id, Outcome.UNKNOWN, Code.NOT_REACHED, "Not checked, because an earlier check stopped.")


def _badness(check: Check) -> int:
    return _BADNESS[check.outcome] + (1 if check.is_limit else 0)


def _log(check_id: CheckId, error: Exception) -> None:
    import logging  # noqa: PLC0415 (start-up counts)

    # The message may hold a claim; the type and the place do not.
    logging.getLogger(__name__).error("check %s: %s at %s", check_id, type(error).__name__, _place(error))


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "an unknown place"
