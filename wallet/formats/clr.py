"""Comprehensive Learner Record 2.0: https://www.imsglobal.org/spec/clr/v2p0/ .

A record (ClrCredential, appendix B) is a credential whose subject (ClrSubject) holds further credentials, achievements
that nobody made a credential of, and associations between any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wallet.formats.language import text_of
from wallet.formats.members import first_object, objects, string, types, values_at
from wallet.formats.wording import one_line, short_identifier, words
from wallet.model.credential import SecuredDocument
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits

if TYPE_CHECKING:
    from wallet.model.badge import Field

RECORD_TYPE = "ClrCredential"
_SUBJECT = "credentialSubject"
_RECORDED = (_SUBJECT, "verifiableCredential")
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


def recorded_in(document: SecuredDocument, claims: JsonObject, limits: Limits) -> tuple[SecuredDocument, ...]:
    """Return the credentials inside a record, in its order; nothing for a credential that is no record.

    Raises:
        UnreadableError: With code TOO_COMPLEX, where there are more than `limits.recorded`.
    """
    if RECORD_TYPE not in types(claims):
        return ()
    from wallet.formats.contained import documents_at  # noqa: PLC0415 (start-up counts)

    return documents_at(document, claims, _RECORDED, limits.recorded, limits)


def associations_of(claims: JsonObject) -> tuple[Field, ...]:
    """Return how the parts of a record belong together, such as ``Reading``: ``is part of English``."""
    names: dict[str, str] = {}
    for identifier, name in _names(claims):
        # Of two names for one thing, none is shown.
        names[identifier] = name if names.get(identifier, name) == name else ""
    found = objects(values_at(claims, (_SUBJECT, "association")))
    return tuple(_association(association, names) for association in found[:_MOST_SHOWN])


def _association(association: JsonObject, names: dict[str, str]) -> Field:
    from wallet.model.badge import Field  # noqa: PLC0415 (start-up counts)

    source, target = string(association.get("sourceId")), string(association.get("targetId"))
    kind = string(association.get("associationType"))
    relation = _RELATIONS.get(kind) or words(kind).lower()
    return Field(_name(source, names), f"{relation} {_name(target, names)}")


def _name(identifier: str, names: dict[str, str]) -> str:
    return names.get(identifier) or short_identifier(identifier)


def _names(claims: JsonObject) -> Iterator[tuple[str, str]]:
    """Return the names of credentials and achievements by their identifiers."""
    inner = objects(values_at(claims, _RECORDED))
    achievements = objects(values_at(claims, (_SUBJECT, "achievement")))
    of_inner = (first_object(first_object(badge.get(_SUBJECT)).get("achievement")) for badge in inner)
    for named in (claims, *inner, *achievements, *of_inner):
        yield string(named.get("id")), one_line(text_of(named.get("name")))
