"""The Verifiable Credentials Data Model: reading a credential's or presentation's claims, leniently.

Source: https://www.w3.org/TR/vc-data-model/, https://www.w3.org/TR/vc-data-model-2.0/
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from wallet.formats.dates import date_or_none
from wallet.formats.kinds import VCDM_1_CONTEXT, VCDM_2_CONTEXT
from wallet.formats.language import Text, language_at, spoken, text_of
from wallet.formats.members import contexts, first_object, identifier, items, objects, string, types
from wallet.model.checks import Code
from wallet.model.credential import DataModel
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.language import SOURCE_LANGUAGE
from wallet.model.limits import Limits

STARTS = ("validFrom", "issuanceDate")
ENDS = ("validUntil", "expirationDate")
"""The members that hold start and end of validity, in both versions of the data model."""

_COLLECTION = "ClrCredential"
_NESTED = frozenset({dict, list})
_ESCAPE = re.compile(rb"\\u")  # found sooner by a pattern than by a look for the text


class Party(NamedTuple):
    """Who issued a credential, or who holds a presentation; both empty where not stated."""

    id: str
    name: str


def data_model_of(claims: JsonObject) -> DataModel:
    """Return the version of the data model: by its context, else by the name of the member that holds the start."""
    addresses = contexts(claims)
    if VCDM_2_CONTEXT in addresses:
        return DataModel.VCDM_2
    if VCDM_1_CONTEXT in addresses or "issuanceDate" in claims:
        return DataModel.VCDM_1
    return DataModel.VCDM_2


def party_of(value: JsonValue) -> Party:
    """Read `issuer` or `holder`: an identifier, or an object with one."""
    name = text_of(value.get("name")) if isinstance(value, dict) else ""
    return Party(identifier(value), name)


def issuer_of(claims: JsonObject, text: bytes) -> Party:
    """Read `issuer`; without its name where a document with embedded proofs states several for the same issuer.

    The statements that are signed then do not say which of the names stood where (`wallet.jsonld.mentions`).

    Args:
        claims: The credential.
        text: The JSON that it was read from.
    """
    issuer = party_of(claims.get("issuer"))
    if not issuer.name or "proof" not in claims or _is_said_once(b'"issuer"', text):
        return issuer
    return Party(issuer.id, "") if _has_several_names(claims, issuer.id) else issuer


def _is_said_once(name: bytes, text: bytes) -> bool:
    # With no escape in sight there is one spelling of a name.
    return text.count(name) == 1 and not _ESCAPE.search(text)


def _has_several_names(claims: JsonObject, issuer_id: str) -> bool:
    """Return whether an issuer is named in two ways, however they are written, anywhere in a document."""
    waiting: list[JsonValue] = [claims]
    names: list[JsonValue] = []
    for value in waiting:  # which grows meanwhile
        members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [member for member in members if type(member) in _NESTED]
        if isinstance(value, dict) and value.get("id") == issuer_id and "name" in value:
            names.append(value["name"])
    return any(name != names[0] or _is_ambiguous(name) for name in names)


def _is_ambiguous(name: JsonValue) -> bool:
    """Return whether several texts of one language are a name: which of them is first, nobody signed."""
    languages = [string(text.get("@language")) if isinstance(text, dict) else "" for text in items(name)]
    return len(set(languages)) < len(languages)


def name_of(claims: JsonObject) -> str:
    """Return a badge's name for people: its achievement's, else its own; a collection's own first. Empty for none."""
    return title_of(claims, (SOURCE_LANGUAGE,)).text


def title_of(claims: JsonObject, languages: Sequence[str]) -> Text:
    """Return a badge's name as `name_of`, in the first of its reader's languages in which it is written."""
    subject = first_object(claims.get("credentialSubject") or claims)
    achievement = first_object(subject.get("achievement"))
    named = spoken(achievement.get("name"), languages)
    stated = language_at([achievement], (0,)) or language_at(claims, ())
    names = [named._replace(language=named.language or stated), spoken(claims.get("name"), languages)]
    if _COLLECTION in types(claims):
        names.reverse()
    return names[0] if names[0].text else names[1]


def validity_of(claims: JsonObject) -> tuple[datetime | None, datetime | None]:
    """Return start and end of validity; None where absent or malformed.

    Whichever version a badge is of, the narrowest of what it states holds: an end is never passed over for its name.

    Source: VCDM 1.1 sections 4.6 and 4.7; VCDM 2.0 section 4.9.
    """
    starts = [date for name in STARTS if (date := date_or_none(claims.get(name)))]
    ends = [date for name in ENDS if (date := date_or_none(claims.get(name)))]
    return max(starts, default=None), min(ends, default=None)


def bounded(name: str, value: JsonValue, most: int) -> tuple[JsonObject, ...]:
    """Return the objects of a member.

    Raises:
        UnreadableError: With code TOO_COMPLEX, where there are more than `most`.
    """
    found = tuple(objects(value))
    if len(found) > most:
        raise UnreadableError(Code.TOO_COMPLEX, f"The document has more than {most} {name}.")
    return found


def status_of(claims: JsonObject, limits: Limits) -> tuple[JsonObject, ...]:
    """Return the entries of `credentialStatus`."""
    return bounded("status entries", claims.get("credentialStatus"), limits.status_entries)


def proofs_of(claims: JsonObject, limits: Limits) -> tuple[JsonObject, ...]:
    """Return the embedded proofs."""
    return bounded("proofs", claims.get("proof"), limits.proofs)
