"""How the parts of a learner record belong together, in words: https://www.imsglobal.org/spec/clr/v2p0/ .

Source: appendix B, Association and AssociationType.
"""

from __future__ import annotations

from collections.abc import Iterator

from wallet.formats.clr import RECORDED
from wallet.formats.language import text_of
from wallet.formats.members import first_object, objects, string, values_at
from wallet.formats.wording import one_line, short_identifier, words
from wallet.model.badge import Field
from wallet.model.json_types import JsonObject

_SUBJECT = "credentialSubject"
_MOST_SHOWN = 200
_RELATIONS = {
    "exactMatchOf": "is the same as",
    "isChildOf": "is under",
    "isParentOf": "is above",
    "isPartOf": "is part of",
    "isPeerOf": "goes with",
    "isRelatedTo": "is related to",
    "precedes": "comes before",
    "replacedBy": "is replaced by",
}
"""Association types (section B.1.6, AssociationType Enumeration)."""


def associations_of(claims: JsonObject) -> tuple[Field, ...]:
    """Return how the parts of a record belong together, such as ``Reading``: ``is part of English``."""
    names: dict[str, str] = {}
    for identifier, name in _names(claims):
        # Of two names for one thing, none is shown.
        names[identifier] = name if names.get(identifier, name) == name else ""
    found = objects(values_at(claims, (_SUBJECT, "association")))
    return tuple(_association(association, names) for association in found[:_MOST_SHOWN])


def _association(association: JsonObject, names: dict[str, str]) -> Field:
    source, target = string(association.get("sourceId")), string(association.get("targetId"))
    kind = string(association.get("associationType"))
    relation = _RELATIONS.get(kind) or words(kind).lower()
    return Field(_name(source, names), f"{relation} {_name(target, names)}")


def _name(identifier: str, names: dict[str, str]) -> str:
    return names.get(identifier) or short_identifier(identifier)


def _names(claims: JsonObject) -> Iterator[tuple[str, str]]:
    """Return the names of credentials and achievements by their identifiers."""
    inner = objects(values_at(claims, RECORDED))
    achievements = objects(values_at(claims, (_SUBJECT, "achievement")))
    of_inner = (first_object(first_object(badge.get(_SUBJECT)).get("achievement")) for badge in inner)
    for named in (claims, *inner, *achievements, *of_inner):
        yield string(named.get("id")), one_line(text_of(named.get("name")))
