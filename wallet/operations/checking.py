"""Checking what somebody else shows: what was found, beside what the badge says. Needs no wallet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wallet.formats.readable import card_of
from wallet.formats.reader import parse
from wallet.formats.type_metadata import named_by_type
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
    checker = _Checker(Verifier(evidence, options), evidence, options)
    for item in read_inputs(put_together(paths, options.limits), options.limits):
        yield checker.see(item)


def see_bytes(name: str, data: bytes, evidence: Evidence, options: VerifyOptions) -> Seen:
    """Check some bytes, such as what was pasted or dropped."""
    return _Checker(Verifier(evidence, options), evidence, options).see(Input(name, data))


@dataclass(frozen=True, slots=True)
class _Checker:
    """Looks at one input after the other, with the same evidence."""

    verifier: Verifier
    evidence: Evidence
    options: VerifyOptions

    def see(self, item: Input) -> Seen:
        """Return what was found of an input, and what it says; of one that cannot be read, why."""
        try:
            if isinstance(item.data, UnreadableError):
                raise item.data
            limits = self.options.limits
            credential = parse(find_document(item.data, limits), limits)
        except UnreadableError as error:
            return Seen(unreadable(error, self.options, item.name), ())
        report = with_origin(self.verifier.verify_credential(credential, item.name), item)
        if credential.kind is not Kind.PRESENTATION:
            return Seen(report, (self._badge(credential, report),))
        shown = zip(credential.presented, report.credentials, strict=True)
        return Seen(report, tuple(self._presented(document, inner) for document, inner in shown))

    def _presented(self, document: SecuredDocument, report: Report) -> SeenBadge | None:
        try:
            return self._badge(parse(document, self.options.limits), report)
        except UnreadableError:
            return None  # its report says why

    def _badge(self, credential: Credential, report: Report) -> SeenBadge:
        limits = self.options.limits
        badge_id = BadgeId(hashlib.sha256(credential.source.content).hexdigest())
        card = card_of(credential, badge_id, report, self.options.at)
        claims = named_by_type(credential, claims_of(credential, limits), self.evidence, (), limits)
        return SeenBadge(card, claims)
