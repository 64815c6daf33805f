"""The Digital Credentials Query Language: what a verifier asks for, read from JSON.

Members that the specification does not know are passed over, as it says; known ones that are malformed are refused.

Source: https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-6
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue

ClaimPath: TypeAlias = "tuple[str | int | None, ...]"
"""A claims path pointer: names of members, indexes of elements, and None for every element (section 7)."""

_ID = re.compile(r"[A-Za-z0-9_-]+")
_MOST_ITEMS = 100
_MOST_WANTED = 2_000
"""Most details of all credentials and claim sets together: each is looked for in every badge."""


@dataclass(frozen=True, slots=True)
class ClaimsQuery:
    """One claim asked for (section 6.3).

    Attributes:
        id: Its name in claim sets; empty where it has none.
        path: Where it stands.
        values: What it may be; empty for anything.
    """

    id: str
    path: ClaimPath
    values: tuple[str | int | bool, ...] = ()


@dataclass(frozen=True, slots=True)
class CredentialQuery:
    """One credential asked for (section 6.1).

    Attributes:
        id: Its name in the answer.
        format: The identifier of its format.
        multiple: Whether several may be returned.
        holder_bound: Whether its holder has to be proved.
        kinds: The types of SD-JWT VC, or the one of mdoc, that will do; empty for any.
        type_values: The sets of W3C types of which one must be there whole; empty for any.
        authorities: Type and value of each authority that will do; empty for any.
        claims: The claims; empty where only what is always shown is asked for.
        claim_sets: Combinations of claims that will do, by their ids; empty where all are asked for.
    """

    id: str
    format: str
    multiple: bool
    holder_bound: bool
    kinds: frozenset[str]
    type_values: tuple[frozenset[str], ...]
    authorities: frozenset[tuple[str, str]]
    claims: tuple[ClaimsQuery, ...]
    claim_sets: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CredentialSet:
    """Combinations of credentials, of which one will do (section 6.2).

    Attributes:
        options: The combinations, by the ids of credential queries, most wanted first.
        required: Whether one of them has to be there.
    """

    options: tuple[tuple[str, ...], ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query (section 6).

    Attributes:
        credentials: The credentials asked for.
        sets: Which combinations of them will do; empty where all are needed.
    """

    credentials: tuple[CredentialQuery, ...]
    sets: tuple[CredentialSet, ...]


def read_query(document: JsonObject) -> Query:
    """Read a query.

    Args:
        document: The value of `dcql_query`.

    Raises:
        UnreadableError: MALFORMED, saying in which way.
    """
    credentials = tuple(_credential(item) for item in _objects(document, "credentials"))
    ids = [query.id for query in credentials]
    _check(bool(ids), "it asks for no credential")
    _check(len(set(ids)) == len(ids), "two of its credentials have one name")
    wanted = sum(len(query.claims) + sum(map(len, query.claim_sets)) for query in credentials)
    _check(wanted <= _MOST_WANTED, "it asks for more details, in more ways, than anybody reads")
    sets = tuple(_credential_set(item, ids) for item in _objects(document, "credential_sets"))
    return Query(credentials, sets)


def _credential(item: JsonObject) -> CredentialQuery:
    meta = item.get("meta", {})
    if not isinstance(meta, dict):
        raise _malformed("what it says of a credential's type is no object")
    claims = tuple(_claim(claim) for claim in _objects(item, "claims"))
    names = [claim.id for claim in claims if claim.id]
    _check(len(set(names)) == len(names), "two of its claims have one name")
    claim_sets = _id_lists(item, "claim_sets", names)
    return CredentialQuery(
        id=_identifier(item),
        format=_text(item.get("format"), "a format"),
        multiple=_flag(item, "multiple", default=False),
        holder_bound=_flag(item, "require_cryptographic_holder_binding", default=True),
        kinds=frozenset(_texts(meta, "vct_values")) | _doctype(meta),
        type_values=_type_values(meta),
        authorities=frozenset(_authorities(item)),
        claims=claims,
        claim_sets=claim_sets,
    )


def _claim(item: JsonObject) -> ClaimsQuery:
    path = item.get("path")
    if path is None and isinstance(item.get("namespace"), str):
        # The older spelling of mdoc queries; no credential of ours has either form.
        path = [item["namespace"], item.get("claim_name")]
    steps = _list(path, "the path of a claim")
    _check(bool(steps) and all(map(_is_step, steps)), "the path of a claim is malformed")
    values = _list(item.get("values", []), "the values of a claim")
    _check(all(isinstance(value, str | int) for value in values), "the values of a claim are malformed")
    return ClaimsQuery(_identifier(item) if "id" in item else "", tuple(steps), tuple(values))


def _is_step(step: JsonValue) -> bool:
    if isinstance(step, bool):
        return False
    return step is None or isinstance(step, str) or (isinstance(step, int) and step >= 0)


def _credential_set(item: JsonObject, ids: Sequence[str]) -> CredentialSet:
    options = _id_lists(item, "options", ids)
    _check(bool(options), "a set of credentials has no options")
    return CredentialSet(options, _flag(item, "required", default=True))


def _id_lists(item: JsonObject, member: str, known: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    lists = tuple(tuple(_list(inner, member)) for inner in _list(item.get(member, []), member))
    _check(member not in item or bool(lists), f"its {member} are empty")
    _check(
        all(inner and all(name in known for name in inner) for inner in lists),
        f"its {member} name what is not asked for",
    )
    return lists


def _doctype(meta: JsonObject) -> frozenset[str]:
    return frozenset({_text(meta["doctype_value"], "a type")}) if "doctype_value" in meta else frozenset()


def _type_values(meta: JsonObject) -> tuple[frozenset[str], ...]:
    alternatives = [_list(inner, "type_values") for inner in _list(meta.get("type_values", []), "type_values")]
    return tuple(frozenset(_text(name, "a type") for name in inner) for inner in alternatives)


def _authorities(item: JsonObject) -> list[tuple[str, str]]:
    return [
        (_text(authority.get("type"), "an authority"), value)
        for authority in _objects(item, "trusted_authorities")
        for value in _texts(authority, "values")
    ]


def _identifier(item: JsonObject) -> str:
    name = item.get("id")
    _check(isinstance(name, str) and _ID.fullmatch(name) is not None, "a name in it is malformed")
    return str(name)


def _flag(item: JsonObject, member: str, *, default: bool) -> bool:
    value = item.get(member, default)
    _check(isinstance(value, bool), f"{member} is neither true nor false")
    return bool(value)


def _objects(item: JsonObject, member: str) -> list[JsonObject]:
    values = _list(item.get(member, []), member)
    _check(member not in item or bool(values), f"its {member} are empty")
    _check(all(isinstance(value, dict) for value in values), f"its {member} are malformed")
    return values


def _texts(item: JsonObject, member: str) -> list[str]:
    return [_text(value, member) for value in _list(item.get(member, []), member)]


def _list(value: JsonValue, what: str) -> list:  # type: ignore[type-arg] # its elements are checked by who asked
    if not isinstance(value, list):
        raise _malformed(f"{what} is no list")
    _check(len(value) <= _MOST_ITEMS, f"{what} has more than {_MOST_ITEMS} entries")
    return value


def _text(value: JsonValue, what: str) -> str:
    if not isinstance(value, str) or not value:
        raise _malformed(f"{what} in it is no text")
    return value


def _check(holds: bool, why: str) -> None:
    if not holds:
        raise _malformed(why)


def _malformed(why: str) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "What the request asks for cannot be read:", f"{why}.")
