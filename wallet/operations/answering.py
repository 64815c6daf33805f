"""The owner's side of a request: who asks, the least that answers it, and the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.disclosure import Claim, Hiding, Presentation, PresentationRequest, Selection
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.limits import Limits
from wallet.model.report import Verdict
from wallet.operations import library
from wallet.operations.inputs import Input, read_input, read_message
from wallet.operations.presenting import claims, present
from wallet.operations.queries import unanswered
from wallet.operations.wallet import Wallet, evidence_of
from wallet.presentation.candidates import EVERY_TYPE, FORMATS, candidate_of
from wallet.presentation.dcql import CredentialQuery, Query, read_query
from wallet.presentation.dcql_matching import Candidate, Match, least_answer, matches
from wallet.presentation.presets import Preset, preset_pointers
from wallet.protocols.request_object import Request, looks_like_request, read_request
from wallet.protocols.vp_token import seal

_PAGE = 500
_BEST_FIRST = {verdict: place for place, verdict in enumerate(reversed(Verdict))}
_MEDIA_TYPE = "application/jwt"
_SUFFIX = ".jwt"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What answers a request with the least shown.

    Attributes:
        request: The request.
        query: What it asks for.
        matches: The badges, each with what has to be shown of it.
        remarks: What the owner should know before choosing, as sentences.
        beyond: Those of the remarks that say what goes beyond the usual, or beyond what was asked for.
    """

    request: Request
    query: Query
    matches: tuple[Match, ...]
    remarks: tuple[str, ...]
    beyond: tuple[str, ...] = ()


def is_request(item: Path | Input, limits: Limits) -> bool:
    """Return whether an input is a request, well formed or not, or a picture of the QR code of one."""
    try:
        return looks_like_request(read_message(read_input(item, limits), limits))
    except UnreadableError:
        return False


def read(wallet: Wallet, item: Path | Input) -> Request:
    """Read a request from its file, from a picture of its QR code or from what was pasted, and check it.

    Raises:
        UnreadableError: Where it is no request or malformed.
        RefusedError: Where it has expired, or bears a name that it does not prove.
    """
    message = read_message(read_input(item, wallet.limits), wallet.limits)
    return read_request(message, wallet.clock.now(), evidence_of(wallet), wallet.limits)


def propose(wallet: Wallet, request: Request, ids: Sequence[BadgeId] = ()) -> Proposal:
    """Return the answer that shows least.

    Args:
        wallet: The open wallet.
        request: The request.
        ids: The badges to choose among; none for all in the wallet.

    Raises:
        UnreadableError: Where what it asks for cannot be read.
        RefusedError: Where these badges do not hold what is asked for.
    """
    query = read_query(request.query)
    candidates = list(_candidates(wallet, ids))
    found = least_answer(query, candidates)
    if found is None:
        raise _not_held(query, candidates)
    beyond = tuple(_beyond(wallet, found))
    return Proposal(request, query, found, (*_who(request), *beyond), beyond)


def badges_to_choose_from(wallet: Wallet) -> list[BadgeId]:
    """Return every badge, the best checked first: of several that show equally little, the first is proposed."""
    everything = BadgeQuery(with_replaced=True)
    starts = range(0, library.count(wallet, everything), _PAGE)
    cards = [card for start in starts for card in library.cards(wallet, everything, start, _PAGE)]
    return [card.id for card in sorted(cards, key=lambda card: _BEST_FIRST[card.verdict])]


def answer(
    wallet: Wallet, proposal: Proposal, chosen: Mapping[BadgeId, Selection] | None = None, *, draft: bool = False
) -> Presentation:
    """Build the answer, bound to the request and encrypted to its verifier.

    Args:
        wallet: The open wallet.
        proposal: What answers the request.
        chosen: What the owner shows instead of what was proposed, by badge.
        draft: Whether it is to be looked at first, as `present` has it.

    Raises:
        PassphraseNeededError: Where the passphrase has to be typed before a key signs (`own_keys.signing`).
        RefusedError: Where a badge cannot answer, or the owner's choice is less than what was asked for.
    """
    request = proposal.request
    binding = PresentationRequest(request.nonce, request.client_id, request.purpose)
    own = chosen or {}
    made = {
        match.query: present(wallet, [own.get(match.selection.badge, match.selection)], binding, draft=draft)
        for match in proposal.matches
    }
    documents = {name: [presentation.content] for name, presentation in made.items()}
    if unanswered(proposal.query, documents, wallet.limits):
        raise RefusedError(
            "This is less than the request asks for.",
            f"It asks for: {', '.join(_asked_for(proposal.query))}.",
            "Choose what it asks for, or do not answer.",
        )
    first = next(iter(made.values()))
    badges = tuple(badge for presentation in made.values() for badge in presentation.badges)
    inside = tuple(presentation.content for presentation in made.values())
    return replace(
        first,
        content=seal(documents, request),
        media_type=_MEDIA_TYPE,
        suffix=_SUFFIX,
        badges=badges,
        sealed=inside,
        is_draft=any(presentation.is_draft for presentation in made.values()),
    )


def _candidates(wallet: Wallet, ids: Sequence[BadgeId]) -> Iterator[Candidate]:
    for badge_id in ids or badges_to_choose_from(wallet):
        credential = library.credential_of(wallet, library.original(wallet, badge_id))
        yield candidate_of(badge_id, credential, claims(wallet, badge_id), wallet.limits)


def _who(request: Request) -> Iterator[str]:
    if request.proved_by:
        yield f"The request was signed by {request.proved_by}."
        if request.name:
            yield f"It calls itself {request.name}, which nobody confirmed."
    else:
        yield f"The request says it is from {request.client_id}. We could not confirm who this is."
    if request.purpose:
        yield f"It says: {request.purpose}"


def _beyond(wallet: Wallet, found: Sequence[Match]) -> Iterator[str]:
    """Say what goes beyond what a job application shows (DESIGN.md, "Over-asking"), and beyond what was asked for."""
    unusual = dict.fromkeys(claim.label for match in found for claim in _unusual(wallet, match))
    if unusual:
        yield f"They ask for more than is usually needed: {', '.join(unusual)}."
    along = dict.fromkeys(label for match in found for label in _along(wallet, match))
    if along:
        yield f"Only a part is asked for, which cannot be shown without the rest: {', '.join(along)}."


def _along(wallet: Wallet, match: Match) -> list[str]:
    """Return the names of what is shown in part asked for, or in a badge of which nothing can be hidden."""
    known = claims(wallet, match.selection.badge)
    if all(claim.hiding is Hiding.WHOLE_ONLY for claim in known):
        return [known[0].value]
    return [claim.label for claim in known if claim.pointer in match.along]


def _unusual(wallet: Wallet, match: Match) -> list[Claim]:
    known = claims(wallet, match.selection.badge)
    usual = preset_pointers(known, Preset.JOB_APPLICATION)
    return [claim for claim in known if claim.pointer in match.selection.pointers - usual and claim.label]


def _not_held(query: Query, candidates: Sequence[Candidate]) -> RefusedError:
    open_queries = [wanted for wanted in query.credentials if not matches(wanted, candidates)]
    asked = dict.fromkeys(_in_words(wanted) for wanted in open_queries)
    return RefusedError("Your badges do not hold what is asked for.", f"It asks for: {'; or '.join(asked)}.")


def _asked_for(query: Query) -> list[str]:
    return list(dict.fromkeys(_in_words(wanted) for wanted in query.credentials))


def _in_words(wanted: CredentialQuery) -> str:
    parts = [", ".join(_name(claim.path) for claim in wanted.claims) or "a badge"]
    if kinds := sorted(wanted.kinds.union(*wanted.type_values) - set(EVERY_TYPE)):
        parts.append(f"of type {', '.join(kinds)}")
    if wanted.authorities:
        parts.append("from an issuer under an authority that Rosette cannot confirm")
    if wanted.format not in FORMATS.values():
        parts.append(f"in the form {wanted.format}, which Rosette does not keep")
    return " ".join(parts)


def _name(path: Sequence[str | int | None]) -> str:
    return "/".join("*" if step is None else str(step) for step in path)
