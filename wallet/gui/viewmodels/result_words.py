"""Results in words, and as a bar where they are percentages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wallet.model.badge import Field

PERCENTAGE = re.compile(r"(?P<value>\d{1,3}(?:\.\d+)?) %(?:, (?P<words>\D+?) ?(?P<mark>\d{1,3}(?:\.\d+)?) %)?")
WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Result:
    """One result.

    Attributes:
        label: What was measured.
        value: The result, as the issuer wrote it.
        note: What belongs to it, such as the pass mark; empty for nothing.
        share: The result as a part of a hundred, from 0 to 1; None where it is no percentage.
        mark: The pass mark likewise.
    """

    label: str
    value: str
    note: str = ""
    share: float | None = None
    mark: float | None = None


def results(fields: tuple[Field, ...]) -> tuple[Result, ...]:
    """Return results ready to be shown."""
    return tuple(_result(field) for field in fields)


def _result(field: Field) -> Result:
    found = PERCENTAGE.fullmatch(field.value.strip())
    if found is None or float(found["value"]) > WHOLE:
        return Result(field.label, field.value)
    mark = float(found["mark"]) / WHOLE if found["mark"] else None
    note = f"{found['words'].strip()} {found['mark']} %" if found["mark"] else ""
    return Result(field.label, f"{found['value']} %", note[:1].upper() + note[1:], float(found["value"]) / WHOLE, mark)
