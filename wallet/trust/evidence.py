"""All the evidence at hand, as one answer to the verifier's questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from wallet.model.evidence import Evidence, EvidenceDocument, EvidenceKind, ListedIssuer

CLOCK_SKEW = timedelta(minutes=5)
"""How far two honest clocks may differ (VERIFICATION.md, check `proof.time`)."""


class EvidenceSet:
    """Documents and issuer lists from packs and caches, found by their exact address.

    Args:
        documents: The documents; several copies of one are kept, newest first.
        issuers: The entries of every adopted issuer list.
    """

    def __init__(self, documents: Iterable[EvidenceDocument] = (), issuers: Iterable[ListedIssuer] = ()) -> None:
        self._documents: dict[tuple[EvidenceKind, str], list[EvidenceDocument]] = {}
        self._issuers: dict[str, list[ListedIssuer]] = {}
        for document in sorted(documents, key=lambda document: document.fetched, reverse=True):
            self._documents.setdefault((document.kind, document.id), []).append(document)
        for issuer in issuers:
            self._issuers.setdefault(issuer.id, []).append(issuer)

    def find(self, kind: EvidenceKind, document_id: str) -> tuple[EvidenceDocument, ...]:
        """Return the copies of a document, newest first; empty where there is none."""
        return tuple(self._documents.get((kind, document_id), ()))

    def of_kind(self, kind: EvidenceKind) -> tuple[EvidenceDocument, ...]:
        """Return every document of a kind, whatever its address, newest first."""
        found = [copy for (its_kind, _), copies in self._documents.items() if its_kind is kind for copy in copies]
        return tuple(sorted(found, key=lambda copy: copy.fetched, reverse=True))

    def listed(self, issuer_id: str) -> tuple[ListedIssuer, ...]:
        """Return every list entry for an issuer; empty where no list names it."""
        return tuple(self._issuers.get(issuer_id, ()))


class EvidenceAsOf:
    """The same evidence, as it stood at a time: documents fetched later do not speak of it.

    Args:
        evidence: All of it.
        at: The time a verification speaks of.
    """

    def __init__(self, evidence: Evidence, at: datetime) -> None:
        self._evidence = evidence
        self._latest = min(at, datetime.max.replace(tzinfo=at.tzinfo) - CLOCK_SKEW) + CLOCK_SKEW

    def find(self, kind: EvidenceKind, document_id: str) -> tuple[EvidenceDocument, ...]:
        """Return the copies fetched by then, newest first."""
        return tuple(found for found in self._evidence.find(kind, document_id) if found.fetched <= self._latest)

    def only_later(self, kind: EvidenceKind, document_id: str) -> bool:
        """Return whether there are copies, but all of them were fetched later."""
        return bool(self._evidence.find(kind, document_id)) and not self.find(kind, document_id)

    def of_kind(self, kind: EvidenceKind) -> tuple[EvidenceDocument, ...]:
        """Return every document of a kind fetched by then, whatever its address, newest first."""
        return tuple(found for found in self._evidence.of_kind(kind) if found.fetched <= self._latest)

    def listed(self, issuer_id: str) -> tuple[ListedIssuer, ...]:
        """Return every list entry for an issuer."""
        return self._evidence.listed(issuer_id)
