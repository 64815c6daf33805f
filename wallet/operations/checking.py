"""Checking what somebody else shows: what was found, beside what the badge says. Needs no wallet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wallet.formats.readable import card_of
from wallet.formats.reader import parse
from wallet.model.badge import BadgeCard, BadgeId
from wallet.model.credential import Credential, SecuredDocument
from wallet.model.disclosure import Claim
from wallet.model.errors import UnreadableError
from wallet.model.evidence import Evidence
from wallet.model.report import Kind, Report
from wallet.operations.albums import put_together, with_origin
from wallet.operations.inputs import Input, find_document, read_inputs
from wallet.presentation.claims import claims_of
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier, unreadable


@dataclass(frozen=True, slots=True)
class SeenBadge:
    """What one badge says to whoever it is shown to.

    Attributes:
        card: Name, issuer and dates.
        claims: What else, as its holder was told it would be seen.
    """

    card: BadgeCard
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One input that was checked.

    Attributes:
        report: What was found.
        badges: What the one badge says, or each badge of a presentation in the order of `report.credentials`;
            None for one that cannot be read.
    """

    report: Report
    badges: tuple[SeenBadge | None, ...]


def see_paths(paths: Sequence[Path], evidence: Evidence, options: VerifyOptions) -> Iterator[Seen]:
    """Check files and the files in folders, in order; each comes as it is done."""
    verifier = Verifier(evidence, options)
    for item in read_inputs(put_together(paths, options.limits), options.limits):
        yield _see(verifier, item, options)


def see_bytes(name: str, data: bytes, evidence: Evidence, options: VerifyOptions) -> Seen:
    """Check some bytes, such as what was pasted or dropped."""
    return _see(Verifier(evidence, options), Input(name, data), options)


def _see(verifier: Verifier, item: Input, options: VerifyOptions) -> Seen:
    try:
        if isinstance(item.data, UnreadableError):
            raise item.data
        credential = parse(find_document(item.data, options.limits), options.limits)
    except UnreadableError as error:
        return Seen(unreadable(error, options, item.name), ())
    report = with_origin(verifier.verify_credential(credential, item.name), item)
    if credential.kind is not Kind.PRESENTATION:
        return Seen(report, (_badge(credential, report, options),))
    shown = zip(credential.presented, report.credentials, strict=True)
    return Seen(report, tuple(_presented(document, inner, options) for document, inner in shown))


def _presented(document: SecuredDocument, report: Report, options: VerifyOptions) -> SeenBadge | None:
    try:
        return _badge(parse(document, options.limits), report, options)
    except UnreadableError:
        return None  # its report says why


def _badge(credential: Credential, report: Report, options: VerifyOptions) -> SeenBadge:
    badge_id = BadgeId(hashlib.sha256(credential.source.content).hexdigest())
    card = card_of(credential, badge_id, report, options.at)
    return SeenBadge(card, claims_of(credential, options.limits))
