"""Fetching, at the user's word, what a verification needs: issuers' documents and status lists, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wallet.dids.did_web import document_url
from wallet.fetcher import Fetcher, FetchError
from wallet.formats.reader import extract, parse
from wallet.model.checks import Source
from wallet.model.clock import Clock
from wallet.model.credential import Credential
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.operations.containers import leaves
from wallet.operations.inputs import Input, credential_in, read_inputs
from wallet.status.registry import read_entry


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document that a verification asks for.

    Attributes:
        kind: What it is.
        id: What the verifier will look for.
        url: Where it is fetched from; nothing about a badge or its holder is ever part of it.
    """

    kind: EvidenceKind
    id: str
    url: str


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
    """Fetch what verifying some credentials asks for, then what verifying their status lists asks for; each once.

    Args:
        credentials: Credentials and presentations.
        fetcher: The door to the network.
        at: The time of fetching.
        limits: Bounds on foreign input.

    Yields:
        Each request as it was answered, so that a caller can tell of it.
    """
    asked: set[Wanted] = set()
    waiting = list(credentials)
    while waiting:
        wanted = [item for item in dict.fromkeys(_wanted_by_all(waiting, limits)) if item not in asked]
        asked.update(wanted)
        waiting = []
        for item in wanted:
            answer = _ask(item, fetcher, at)
            yield answer
            waiting += _lists_in(answer, limits)


def _ask(wanted: Wanted, fetcher: Fetcher, at: datetime) -> Asked:
    try:
        content = fetcher.fetch(wanted.url)
    except FetchError as error:
        return Asked(wanted, None, str(error))
    return Asked(wanted, EvidenceDocument(wanted.id, wanted.kind, content, at, Source.ONLINE))


def _lists_in(answer: Asked, limits: Limits) -> list[Credential]:
    if answer.document is None or answer.document.kind is not EvidenceKind.STATUS_LIST:
        return []
    try:
        return [parse(extract(answer.document.content, limits), limits)]
    except UnreadableError:
        # The verifier will say that the list cannot be read.
        return []


def _wanted_by_all(credentials: Iterable[Credential], limits: Limits) -> Iterator[Wanted]:
    for credential in credentials:
        yield from _wanted(credential, limits)


def _wanted(credential: Credential, limits: Limits) -> Iterator[Wanted]:
    for presented in credential.presented:
        try:
            yield from _wanted(parse(presented, limits), limits)
        except UnreadableError:
            # The report of this badge will say so; there is nothing to fetch for it.
            continue
    if credential.issuer_id.startswith("did:web:"):
        yield Wanted(EvidenceKind.DID_DOCUMENT, credential.issuer_id, document_url(credential.issuer_id))
    for entry in credential.status:
        # An entry that cannot be read has nothing to fetch, and a report that says so.
        with suppress(ProofError):
            read = read_entry(entry, credential.id)
            yield Wanted(read.evidence, read.list_id, read.list_id)
