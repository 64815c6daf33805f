"""Results in words, and as a bar where they are numbers between two others."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from wallet.model.badge import Score

WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Result:
    """One result.

    Attributes:
        label: What was measured.
        value: The result.
        note: What had to be reached; empty for nothing.
        level: The level that was reached; empty for none.
        share: The result as a part of what was possible, from 0 to 1; None where that is not stated.
        mark: What had to be reached, likewise.
    """

    label: str
    value: str
    note: str = ""
    level: str = ""
    share: float | None = None
    mark: float | None = None


def results(scores: tuple[Score, ...]) -> tuple[Result, ...]:
    """Return results ready to be shown."""
    return tuple(_result(score) for score in scores)


def _result(score: Score) -> Result:
    value, mark = _with_unit(score.value, score), _with_unit(score.pass_mark, score)
    only_level = not value
    share = _share(score.number, score)
    return Result(
        label=score.name,
        value=score.level if only_level else value,
        note=_tr("Pass mark {mark}").format(mark=mark) if mark else "",
        level="" if only_level or not score.level else _tr("Level reached: {level}").format(level=score.level),
        share=share,
        mark=_share(score.required, score) if share is not None else None,
    )


def _with_unit(stated: str, score: Score) -> str:
    """Say of a number out of how many it is: of a hundred, as per cent."""
    if score.highest is None or not _is_number(stated):
        return stated
    if (score.lowest, score.highest) == (0.0, WHOLE):
        return _tr("{n} %").format(n=stated.removesuffix("%").strip())
    if stated == score.pass_mark:
        return stated
    return _tr("{n} of {highest}").format(n=stated, highest=f"{score.highest:.10g}")


def _is_number(stated: str) -> bool:
    return stated.removesuffix("%").strip().replace(".", "", 1).isdecimal()


def _share(number: float | None, score: Score) -> float | None:
    lowest, highest = score.lowest or 0.0, score.highest
    if number is None or highest is None or not lowest <= number <= highest or lowest >= highest:
        return None
    return (number - lowest) / (highest - lowest)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Results", text)
