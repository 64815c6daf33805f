"""Answering a query with the least: which badges will do, and what of each has to be shown.

A verifier names alternatives in the order it would like; the specification lets the wallet choose, and it chooses the
one that shows least of its owner.

Source: https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-6.4 and #section-7
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from wallet.formats.disclosures import pointer_to, upwards
from wallet.model.badge import BadgeId
from wallet.model.disclosure import Selection
from wallet.model.json_types import JsonValue
from wallet.presentation.dcql import ClaimPath, ClaimsQuery, CredentialQuery, CredentialSet, Query

_ALIASES = {"vc+sd-jwt": "dc+sd-jwt"}
"""Names that formats had in drafts of the specification."""

_MOST_COMBINATIONS = 4096


@dataclass(frozen=True, slots=True)
class Candidate:
    """A badge, as a query sees it.

    Attributes:
        badge: Which badge.
        format: The identifier of its format: ``dc+sd-jwt``, ``ldp_vc`` or ``jwt_vc_json``.
        claims: What it says.
        types: Its `vct`, or its W3C types, short and in full.
        holder_bound: Whether its holder can be proved.
        hideable: The pointers of what can be left out, each with the pointer of what is around it, empty at the top.
        fixed: How many details are shown in any case: all of them where nothing can be hidden.
        always: Pointers that have to be shown for the holder to be proved.
        authorities: Type and value of each authority that its issuer is under.
    """

    badge: BadgeId
    format: str
    claims: JsonValue
    types: frozenset[str]
    holder_bound: bool
    hideable: Mapping[str, str]
    fixed: int = 0
    always: frozenset[str] = frozenset()
    authorities: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A badge that will do for one credential query.

    Attributes:
        query: The query's id.
        selection: What of it has to be shown, and nothing else.
        cost: How many details are shown then, those that cannot be hidden included.
        along: Pointers shown although only a part of them was asked for, since no part can be shown alone.
    """

    query: str
    selection: Selection
    cost: int
    along: frozenset[str] = frozenset()


Answer: TypeAlias = "tuple[Match, ...]"


def matches(query: CredentialQuery, candidates: Iterable[Candidate]) -> list[Match]:
    """Return the badges that will do for one credential query, each with the least it must show.

    Args:
        query: The query.
        candidates: The badges.
    """
    found = (_match(query, candidate) for candidate in candidates if _is_of_kind(query, candidate))
    return [match for match in found if match is not None]


def least_answer(query: Query, candidates: Sequence[Candidate]) -> Answer | None:
    """Return the answer that shows least; None where the badges do not suffice.

    Credentials that the verifier does not require are left out. Of several badges that show equally little, the first
    is taken.

    Args:
        query: The query.
        candidates: The badges.

    Source: Section 6.4.2 (Selecting Credentials).
    """
    best = {credential.id: _cheapest(matches(credential, candidates)) for credential in query.credentials}
    held = {name: match for name, match in best.items() if match is not None}
    if not query.sets:
        return tuple(held.values()) if len(held) == len(best) else None
    wanted = [
        [option for option in group.options if held.keys() >= set(option)] for group in query.sets if group.required
    ]
    if not all(wanted):
        return None
    chosen = min(_combinations(wanted), key=lambda names: _cost(names, held), default=())
    return tuple(held[name] for name in held if name in chosen)


def shortcomings(query: Query, shown: Mapping[str, Sequence[Candidate]]) -> list[str]:
    """Return what is wrong with an answer, as the ids of credential queries; nothing where it is what was asked for.

    Args:
        query: The query.
        shown: The badges in the answer for each credential query, by its id.

    Source: Section 8.6 (VP Token Validation).
    """
    by_id = {credential.id: credential for credential in query.credentials}
    strange = [name for name, badges in shown.items() if name not in by_id or not _answers(by_id[name], badges)]
    answered = shown.keys() - set(strange)
    needed = query.sets or tuple(CredentialSet(((name,),), required=True) for name in by_id)
    return strange + [
        "+".join(group.options[0])
        for group in needed
        if group.required and not any(answered >= set(option) for option in group.options)
    ]


def _answers(query: CredentialQuery, badges: Sequence[Candidate]) -> bool:
    """Return whether badges are what a credential query asks for, each of them, and no more than it asks for."""
    is_number = len(badges) == 1 or (query.multiple and len(badges) > 1)
    return is_number and len(matches(query, badges)) == len(badges)


def selected(path: ClaimPath, claims: JsonValue) -> list[tuple[str, JsonValue]]:
    """Return the pointer and value of everything that a claims path points at; nothing where it points nowhere.

    Args:
        path: The claims path.
        claims: The claims of a credential.

    Source: Section 7.1.1 (Processing).
    """
    found = [("", claims)]
    for step in path:
        found = [item for pointer, value in found for item in _inside(step, pointer, value)]
    return found


def _inside(step: str | int | None, pointer: str, value: JsonValue) -> list[tuple[str, JsonValue]]:
    if isinstance(step, str):
        return [(pointer_to(pointer, step), value[step])] if isinstance(value, Mapping) and step in value else []
    if not isinstance(value, list):
        return []
    places = range(len(value)) if step is None else [step] if step < len(value) else []
    return [(pointer_to(pointer, place), value[place]) for place in places]


def _is_of_kind(query: CredentialQuery, candidate: Candidate) -> bool:
    if _ALIASES.get(query.format, query.format) != _ALIASES.get(candidate.format, candidate.format):
        return False
    if query.holder_bound and not candidate.holder_bound:
        return False
    if query.authorities and query.authorities.isdisjoint(candidate.authorities):
        return False
    if query.kinds and query.kinds.isdisjoint(candidate.types):
        return False
    return not query.type_values or any(names <= candidate.types for names in query.type_values)


def _match(query: CredentialQuery, candidate: Candidate) -> Match | None:
    """Return the least that has to be shown; None where what is asked for is not in the badge (section 6.4.1)."""
    by_id = {claim.id: claim for claim in query.claims}
    alternatives = [[by_id[name] for name in names] for names in query.claim_sets] or [list(query.claims)]
    found = (_shown(claims, query, candidate) for claims in alternatives)
    return min((match for match in found if match is not None), key=lambda match: match.cost, default=None)


def _shown(claims: Sequence[ClaimsQuery], query: CredentialQuery, candidate: Candidate) -> Match | None:
    asked = set(candidate.always if query.holder_bound else ())
    for claim in claims:
        found = [pointer for pointer, value in selected(claim.path, candidate.claims) if _fits(claim, value)]
        if not found:
            return None
        asked.update(found)
    pointers = _with_parents(_to_choose(asked, candidate), candidate)
    around = {outer for pointer in asked for outer in upwards(pointer) if outer != pointer}
    along = pointers & around
    return Match(query.id, Selection(candidate.badge, pointers), candidate.fixed + len(pointers), along)


def _fits(claim: ClaimsQuery, value: JsonValue) -> bool:
    return not claim.values or any(type(value) is type(wanted) and value == wanted for wanted in claim.values)


def _to_choose(pointers: Iterable[str], candidate: Candidate) -> set[str]:
    """Return the claims to choose for some places: the one a place stands in, and all inside it."""
    asked = set(pointers)
    chosen = {inner for inner in candidate.hideable if not asked.isdisjoint(upwards(inner))}
    around = (next((outer for outer in upwards(pointer) if outer in candidate.hideable), "") for pointer in asked)
    return chosen.union(filter(None, around))


def _with_parents(pointers: Iterable[str], candidate: Candidate) -> frozenset[str]:
    whole = set()
    for start in pointers:
        pointer = start
        while pointer:
            whole.add(pointer)
            pointer = candidate.hideable[pointer]
    return frozenset(whole)


def _cheapest(found: Sequence[Match]) -> Match | None:
    return min(found, key=lambda match: match.cost, default=None)


def _combinations(wanted: Sequence[Sequence[tuple[str, ...]]]) -> Iterable[frozenset[str]]:
    most = 1
    for options in wanted:
        most *= len(options)
    # So many alternatives are no honest request; the verifier's own order decides then.
    choices = product(*wanted) if most <= _MOST_COMBINATIONS else [[options[0] for options in wanted]]
    return (frozenset(name for option in choice for name in option) for choice in choices)


def _cost(names: frozenset[str], held: Mapping[str, Match]) -> tuple[int, int]:
    return sum(held[name].cost for name in names), len(names)
