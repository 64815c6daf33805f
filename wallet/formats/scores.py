"""Results with what was needed for them, joined with their descriptions: numbers where they are numbers.

Sources: https://www.imsglobal.org/spec/ob/v3p0/ (classes Result, ResultDescription and RubricCriterionLevel);
https://europa.eu/europass/elm-browser/documentation/rdf/ap/edc/documentation/ (class LearningAssessment)
"""

from __future__ import annotations

import math

from wallet.formats.achievements import achievement_of, subject_of
from wallet.formats.european_achievements import grades_of
from wallet.formats.kinds import is_european
from wallet.formats.language import text_of
from wallet.formats.members import identifier, objects, string
from wallet.formats.wording import one_line, words
from wallet.model.badge import Score
from wallet.model.json_types import JsonObject, JsonValue

_MOST_SHOWN = 200
"""Most results shown of one badge; real ones have a dozen."""
_PERCENT = "Percent"
_HUNDRED = 100.0
_FAILED, _COMPLETED = "Failed", "Completed"
_LONGEST_NUMBER = 30


def scores_of(claims: JsonObject) -> tuple[Score, ...]:
    """Return each result that says something; European credentials state grades, and no pass marks."""
    if is_european(claims):
        return tuple(Score(grade.label, grade.value) for grade in grades_of(claims)[:_MOST_SHOWN])
    descriptions = {identifier(each): each for each in objects(achievement_of(claims).get("resultDescription"))}
    found = objects(subject_of(claims).get("result"))[:_MOST_SHOWN]
    scores = (_score(each, descriptions.get(identifier(each.get("resultDescription")), {})) for each in found)
    return tuple(score for score in scores if score.value or score.level)


def _score(result: JsonObject, description: JsonObject) -> Score:
    levels = {identifier(each): each for each in objects(description.get("rubricCriterionLevel"))}
    reached, needed = identifier(result.get("achievedLevel")), identifier(description.get("requiredLevel"))
    value, mark = result.get("value"), description.get("requiredValue")
    lowest, highest = _bounds(description)
    number, required = _number(value), _number(mark)
    return Score(
        name=one_line(text_of(description.get("name"))) or "Result",
        value=_text(value) or words(string(result.get("status"))),
        level=_level(levels.get(reached, {})),
        pass_mark=_text(mark) or _level(levels.get(needed, {})),
        number=number,
        required=required,
        lowest=lowest,
        highest=highest,
        is_passed=_is_passed(string(result.get("status")), (number, required), (reached, needed)),
    )


def _bounds(description: JsonObject) -> tuple[float | None, float | None]:
    is_percent = description.get("resultType") == _PERCENT
    lowest, highest = _number(description.get("valueMin")), _number(description.get("valueMax"))
    return (
        0.0 if lowest is None and is_percent else lowest,
        _HUNDRED if highest is None and is_percent else highest,
    )


def _is_passed(status: str, numbers: tuple[float | None, float | None], levels: tuple[str, str]) -> bool | None:
    """Return whether a result was enough: by its status, its number, or the very level that was needed.

    Which of two levels is the higher one, a rubric does not say.
    """
    if status in {_FAILED, _COMPLETED}:
        return status == _COMPLETED
    number, required = numbers
    if number is not None and required is not None:
        return number >= required
    reached, needed = levels
    return True if reached and reached == needed else None


def _level(level: JsonObject) -> str:
    return one_line(text_of(level.get("name")) or text_of(level.get("level")))


def _text(value: JsonValue) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.10g}"
    return one_line(text_of(value))


def _number(value: JsonValue) -> float | None:
    text = _text(value).removesuffix("%").strip()
    try:
        number = float(text) if len(text) <= _LONGEST_NUMBER else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None
