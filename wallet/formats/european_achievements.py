"""What a European Digital Credential says of what was learned, in words for people.

Source: https://europa.eu/europass/elm-browser/documentation/rdf/ap/edc/documentation/ ; DESIGN.md, section 14
"""

from __future__ import annotations

from collections.abc import Iterator

from wallet.formats.language import text_of
from wallet.formats.members import first_object, identifier, objects, string
from wallet.formats.wording import one_line, words
from wallet.model.badge import Field, Skill
from wallet.model.json_types import JsonObject, JsonValue

_MOST_SHOWN = 200
"""Most results, skills or pieces of evidence shown of one credential, as of any badge."""
_FRAMEWORKS = {"relatedESCOSkill": "ESCO", "relatedSkill": ""}


def achievement_of(claims: JsonObject) -> JsonObject:
    """Return what was learned, as its awarding body specified it; empty where that is not stated."""
    return first_object(_claim(claims).get("specifiedBy"))


def type_of(claims: JsonObject) -> str:
    """Return the kind of claim, such as ``Learning achievement``; the issuer's own word for it where there is one."""
    claim = _claim(claims)
    return one_line(_label(claim.get("dcType"))) or words(string(claim.get("type")))


def credits_of(claims: JsonObject) -> str:
    """Return the credits with their unit, such as ``3 ECTS`` (class CreditPoint)."""
    credit = first_object(achievement_of(claims).get("creditPoint"))
    unit = _label(credit.get("framework")) or "credits"
    return one_line(f"{_text(credit.get('point'))} {unit}") if _text(credit.get("point")) else ""


def description_of(claims: JsonObject) -> str:
    """Return what the credential stands for."""
    claim = _claim(claims)
    return text_of(claim.get("description")) or text_of(achievement_of(claims).get("description"))


def criteria_of(claims: JsonObject) -> str:
    """Return the summary of what was to be learned."""
    return _note(achievement_of(claims).get("learningOutcomeSummary"))


def results_of(claims: JsonObject) -> tuple[Field, ...]:
    """Return who awarded it and when, its level and workload, and the grade of each assessment."""
    found = (*_facts(claims), *grades_of(claims))
    return tuple(field for field in found if field.value)[:_MOST_SHOWN]


def grades_of(claims: JsonObject) -> tuple[Field, ...]:
    """Return the grade of each assessment that states one."""
    found = (
        Field(one_line(text_of(assessment.get("title"))) or "Result", one_line(_note(assessment.get("grade"))))
        for assessment in objects(_claim(claims).get("provenBy"))
    )
    return tuple(field for field in found if field.value)


def skills_of(claims: JsonObject) -> tuple[Skill, ...]:
    """Return the skills that the learning outcomes are related to, or else the outcomes themselves, each once."""
    found = {
        skill: None for outcome in objects(achievement_of(claims).get("learningOutcome")) for skill in _skills(outcome)
    }
    return tuple(skill for skill in found if skill.name)[:_MOST_SHOWN]


def evidence_of(claims: JsonObject) -> tuple[Field, ...]:
    """Return each piece of evidence: its kind, and what is stated or where it is."""
    return tuple(
        Field(
            one_line(_label(item.get("dcType"))) or "Evidence",
            text_of(item.get("evidenceStatement")) or identifier(item),
        )
        for item in objects(claims.get("evidence"))[:_MOST_SHOWN]
    )


def _claim(claims: JsonObject) -> JsonObject:
    return first_object(first_object(claims.get("credentialSubject")).get("hasClaim"))


def _facts(claims: JsonObject) -> Iterator[Field]:
    awarded, specification = first_object(_claim(claims).get("awardedBy")), achievement_of(claims)
    body = first_object(awarded.get("awardingBody"))
    yield Field("Awarding body", one_line(text_of(body.get("legalName"))))
    yield Field("Awarded on", one_line(string(awarded.get("awardingDate"))))
    yield Field("EQF level", one_line(_label(specification.get("eqfLevel"))))
    yield Field("National level", one_line(_label(specification.get("nqfLevel"))))
    yield Field("Workload", one_line(string(specification.get("volumeOfLearning"))))


def _skills(outcome: JsonObject) -> list[Skill]:
    related = [
        Skill(one_line(_label(concept)), framework)
        for member, framework in _FRAMEWORKS.items()
        for concept in objects(outcome.get(member))
    ]
    return related or [Skill(one_line(text_of(outcome.get("title"))), "")]


def _label(concept: JsonValue) -> str:
    return text_of(first_object(concept).get("prefLabel"))


def _note(value: JsonValue) -> str:
    return text_of(first_object(value).get("noteLiteral"))


def _text(value: JsonValue) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
