"""What an Open Badges 3.0 credential says of an achievement, in words for people.

Source: https://www.imsglobal.org/spec/ob/v3p0/ (appendix B, Data Models); DESIGN.md, section 14
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wallet.formats.language import text_of
from wallet.formats.members import first_object, identifier, items, objects, string
from wallet.formats.wording import one_line, words
from wallet.model.badge import Field, Skill
from wallet.model.json_types import JsonObject, JsonValue

_MOST_SHOWN = 200
"""Most results, skills or pieces of evidence shown of one badge; real ones have a dozen."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """How results are given: their descriptions, and the rubric levels of all of them, by identifier."""

    descriptions: dict[str, JsonObject]
    levels: dict[str, JsonObject]

    def level_name(self, level: JsonValue) -> str:
        """Return a level's name; empty where it is not described: its identifier says nothing to people."""
        described = self.levels.get(identifier(level), {})
        return one_line(text_of(described.get("name")) or text_of(described.get("level")))


def subject_of(claims: JsonObject) -> JsonObject:
    """Return the subject of a badge; the claims themselves where they hold the achievement, as some SD-JWT VCs do."""
    subject = first_object(claims.get("credentialSubject"))
    return claims if not subject and "achievement" in claims else subject


def achievement_of(claims: JsonObject) -> JsonObject:
    """Return the achievement of a badge, or its badge class in Open Badges 1 and 2; empty where it has none."""
    return first_object(subject_of(claims).get("achievement") or claims.get("badge"))


def type_of(claims: JsonObject) -> str:
    """Return the kind of achievement, such as ``Certificate``; extensions without their ``ext:``."""
    return words(string(achievement_of(claims).get("achievementType")).removeprefix("ext:"))


def credits_of(claims: JsonObject) -> str:
    """Return the credits earned, or else those available, such as ``3 credits``. Open Badges give them no unit."""
    earned, available = subject_of(claims).get("creditsEarned"), achievement_of(claims).get("creditsAvailable")
    number = _number(earned) or _number(available)
    return f"{number} {'credit' if number == '1' else 'credits'}" if number else ""


def description_of(claims: JsonObject) -> str:
    """Return what the badge stands for."""
    return text_of(achievement_of(claims).get("description")) or text_of(claims.get("description"))


def criteria_of(claims: JsonObject) -> str:
    """Return what had to be done: the narrative as it is, or else where it is described."""
    criteria = achievement_of(claims).get("criteria")
    return text_of(first_object(criteria).get("narrative")) or identifier(criteria)


def results_of(claims: JsonObject) -> tuple[Field, ...]:
    """Return each result with its pass mark, joined with its description."""
    scale, results = _scale_of(claims), objects(subject_of(claims).get("result"))
    return tuple(field for result in results[:_MOST_SHOWN] for field in _result(result, scale))


def skills_of(claims: JsonObject) -> tuple[Skill, ...]:
    """Return what the achievement and the results reached are aligned to, each once."""
    found = {_skill(alignment): None for alignment in _alignments(claims)}
    return tuple(skill for skill in found if skill.name)[:_MOST_SHOWN]


def evidence_of(claims: JsonObject) -> tuple[Field, ...]:
    """Return each piece of evidence: its name or kind, and its description or address."""
    found = [item for item in items(claims.get("evidence")) if isinstance(item, str | dict)]
    return tuple(_evidence(item if isinstance(item, dict) else {"id": item}) for item in found[:_MOST_SHOWN])


def _number(value: JsonValue) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return f"{value:.10g}"


def _scale_of(claims: JsonObject) -> _Scale:
    descriptions = objects(achievement_of(claims).get("resultDescription"))
    levels = [level for description in descriptions for level in objects(description.get("rubricCriterionLevel"))]
    return _Scale(_by_id(descriptions), _by_id(levels))


def _by_id(found: list[JsonObject]) -> dict[str, JsonObject]:
    return {identifier(item): item for item in found if identifier(item)}


def _result(result: JsonObject, scale: _Scale) -> Iterator[Field]:
    description = scale.descriptions.get(identifier(result.get("resultDescription")), {})
    label = one_line(text_of(description.get("name"))) or "Result"
    value, reached = _scalar(result.get("value")) or _status(result), scale.level_name(result.get("achievedLevel"))
    mark = _scalar(description.get("requiredValue"))
    said = _with_unit(mark, description) if mark else scale.level_name(description.get("requiredLevel"))
    if value or reached:
        shown = _with_unit(value, description) if value else reached
        yield Field(label, f"{shown}, pass mark {said}" if said else shown)
    if value and reached:
        yield Field(f"{label}: level reached", reached)


def _status(result: JsonObject) -> str:
    return words(string(result.get("status")))


def _with_unit(value: str, description: JsonObject) -> str:
    """Add the unit that the description states: per cent, or the highest value."""
    if description.get("resultType") == "Percent":
        return f"{value.removesuffix('%').strip()} %"
    highest = _scalar(description.get("valueMax"))
    return f"{value} of {highest}" if highest and value != highest else value


def _scalar(value: JsonValue) -> str:
    return one_line(text_of(value)) or _number(value)


def _alignments(claims: JsonObject) -> Iterator[JsonObject]:
    scale = _scale_of(claims)
    yield from objects(achievement_of(claims).get("alignment"))
    for result in objects(subject_of(claims).get("result")):
        yield from objects(result.get("alignment"))
        yield from objects(scale.levels.get(identifier(result.get("achievedLevel")), {}).get("alignment"))


def _skill(alignment: JsonObject) -> Skill:
    names = (text_of(alignment.get(member)) for member in ("targetName", "targetCode", "targetUrl"))
    framework = text_of(alignment.get("targetFramework"))
    return Skill(one_line(next((name for name in names if name), "")), one_line(framework))


def _evidence(item: JsonObject) -> Field:
    label = text_of(item.get("name")) or text_of(item.get("genre")) or "Evidence"
    said = text_of(item.get("description")) or text_of(item.get("narrative")) or string(item.get("id"))
    return Field(one_line(label), said)
