"""Queries of requests: written from what a verifier wants, and held against what an answer shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wallet.formats.reader import extract, parse
from wallet.model.badge import BadgeId
from wallet.model.credential import Credential
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.model.report import Kind
from wallet.presentation.candidates import FORMATS, candidate_of
from wallet.presentation.dcql import Query
from wallet.presentation.dcql_matching import matches

_EVERY_ELEMENT = "*"
_NOBODYS = BadgeId("")


def query_for(claims: Sequence[str]) -> JsonObject:
    """Return the DCQL query for some claims of one badge in whatever format.

    Args:
        claims: JSON Pointers, in which ``*`` stands for every element of a list, or names of members; none for what
            is always shown.
    """
    wanted: JsonObject = {"claims": [{"path": _path(claim)} for claim in dict.fromkeys(claims)]} if claims else {}
    credentials: list[JsonValue] = [
        {"id": _id_of(format_name), "format": format_name, "meta": {}, **wanted} for format_name in FORMATS.values()
    ]
    options = [[_id_of(format_name)] for format_name in FORMATS.values()]
    return {"credentials": credentials, "credential_sets": [{"options": options}]}


def answered(query: Query, presentations: Mapping[str, Sequence[bytes]], limits: Limits) -> dict[str, int]:
    """Return how many of the badges in an answer are what was asked for, for each credential query.

    Args:
        query: The query.
        presentations: The presentations for each credential query, by its id.
        limits: Bounds on foreign input.
    """
    counts = {}
    for wanted in query.credentials:
        documents = presentations.get(wanted.id, ())
        shown = [credential for document in documents for credential in _badges(document, limits)]
        candidates = [candidate_of(_NOBODYS, credential, (), limits) for credential in shown]
        counts[wanted.id] = len(matches(wanted, candidates))
    return counts


def _badges(document: bytes, limits: Limits) -> list[Credential]:
    """Return the badges in a presentation; none where it cannot be read, which its report says."""
    try:
        credential = parse(extract(document, limits), limits)
        if credential.kind is not Kind.PRESENTATION:
            return [credential]
        return [parse(inner, limits) for inner in credential.presented]
    except UnreadableError:
        return []


def _path(claim: str) -> list[str | int | None]:
    names = [name.replace("~1", "/").replace("~0", "~") for name in claim.removeprefix("/").split("/")]
    return [_step(name, place) for place, name in enumerate(names)]


def _step(name: str, place: int) -> str | int | None:
    if name == _EVERY_ELEMENT:
        return None
    return int(name) if place and name.isdecimal() else name


def _id_of(format_name: str) -> str:
    return format_name.replace("+", "_")
