"""Fetching, at the user's word, what a verification needs: issuers' documents, lists, hosted badges; each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wallet.fetcher import Fetcher, FetchError
from wallet.model.checks import Source
from wallet.model.clock import Clock
from wallet.model.credential import Credential
from wallet.model.evidence import EvidenceDocument
from wallet.model.limits import Limits
from wallet.operations.containers import leaves
from wallet.operations.inputs import Input, credential_in, read_inputs
from wallet.operations.wanted import Wanted, led_to, wanted_by

MOST_ASKED = 500
"""Most requests of one call: some hundred issuers. Each page fetched may name further ones, without end."""
_DEEPEST = 6
"""Most steps from a badge to a document: hosted copy, badge class, profile, key or list, and the signer of that."""
_TOO_MANY = f"It was not asked: {MOST_ASKED} others were before."


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that was made, and what came of it.

    Attributes:
        wanted: What was asked for.
        document: What came; None where nothing did.
        reason: Why nothing came; empty where something did.
    """

    wanted: Wanted
    document: EvidenceDocument | None
    reason: str = ""


def gather_online(
    given: Sequence[Path | Input], limits: Limits, clock: Clock, fetcher: Fetcher | None = None
) -> Iterator[Asked]:
    """Fetch, at the user's word, what verifying some files asks for; each answer comes as it is there.

    Args:
        given: Files and folders, and inputs that are at hand already.
        limits: Bounds on foreign input.
        clock: Tells when an answer came, which the time asked about does not.
        fetcher: The door to the network; None for the strict one.
    """
    inputs = (leaf for item in read_inputs(given, limits) for leaf in leaves(item, limits))
    found = (credential_in(item, limits) for item in inputs)
    known = [credential for credential in found if isinstance(credential, Credential)]
    return gather(known, fetcher or Fetcher(), clock.now(), limits)


def gather(credentials: Iterable[Credential], fetcher: Fetcher, at: datetime, limits: Limits) -> Iterator[Asked]:
    """Fetch what verifying some credentials asks for, then what that leads to; each once, and not without end.

    Args:
        credentials: Credentials and presentations.
        fetcher: The door to the network.
        at: The time of fetching.
        limits: Bounds on foreign input.

    Yields:
        Each request as it was answered, so that a caller can tell of it.
    """
    asked: set[Wanted] = set()
    waiting = [wanted for credential in credentials for wanted in wanted_by(credential, limits)]
    for _ in range(_DEEPEST):
        wanted = [item for item in dict.fromkeys(waiting) if item not in asked]
        waiting = []
        for item in wanted:
            answer = _ask(item, fetcher, at) if len(asked) < MOST_ASKED else Asked(item, None, _TOO_MANY)
            asked.add(item)
            yield answer
            waiting += led_to(answer.document, limits) if answer.document else ()


def _ask(wanted: Wanted, fetcher: Fetcher, at: datetime) -> Asked:
    try:
        content = fetcher.fetch(wanted.url)
    except FetchError as error:
        return Asked(wanted, None, str(error))
    return Asked(wanted, EvidenceDocument(wanted.id, wanted.kind, content, at, Source.ONLINE))
