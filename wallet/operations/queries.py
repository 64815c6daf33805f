"""Queries of requests: written from what a verifier wants, and held against what an answer shows.

Source: OpenID4VP 1.0 sections 6 (DCQL) and appendix B (`meta` of each format).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wallet.formats.reader import extract, parse
from wallet.model.badge import BadgeId
from wallet.model.credential import Credential
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.model.report import Kind
from wallet.presentation.candidates import EVERY_TYPE, candidate_of
from wallet.presentation.dcql import Query
from wallet.presentation.dcql_matching import shortcomings

_EVERY_ELEMENT = "*"
_ANY_SD_JWT: JsonObject = {}
_ANY_CREDENTIAL: JsonObject = {"type_values": [[name] for name in EVERY_TYPE]}
"""A query for W3C credentials has to name types (appendix B.1.1)."""

_META = {"dc+sd-jwt": _ANY_SD_JWT, "ldp_vc": _ANY_CREDENTIAL, "jwt_vc_json": _ANY_CREDENTIAL}
_NOBODYS = BadgeId("")


def query_for(claims: Sequence[str]) -> JsonObject:
    """Return the DCQL query for some claims of one badge in whatever format.

    Args:
        claims: JSON Pointers, in which ``*`` stands for every element of a list, or names of members; none for what
            is always shown.
    """
    wanted: JsonObject = {"claims": [{"path": _path(claim)} for claim in dict.fromkeys(claims)]} if claims else {}
    credentials: list[JsonValue] = [
        {"id": _id_of(format_name), "format": format_name, "meta": meta, **wanted}
        for format_name, meta in _META.items()
    ]
    options = [[_id_of(format_name)] for format_name in _META]
    return {"credentials": credentials, "credential_sets": [{"options": options}]}


def unanswered(query: Query, presentations: Mapping[str, Sequence[bytes]], limits: Limits) -> list[str]:
    """Return the ids of what an answer lacks, or shows otherwise than was asked; nothing where it answers the query.

    Args:
        query: The query.
        presentations: The presentations for each credential query, by its id.
        limits: Bounds on foreign input.
    """
    shown = {
        name: [
            candidate_of(_NOBODYS, credential, (), limits)
            for document in documents
            for credential in _badges(document, limits)
        ]
        for name, documents in presentations.items()
    }
    return shortcomings(query, shown)


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
