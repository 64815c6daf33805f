"""Evidence: documents fetched earlier, and issuer lists, that a verification may lean on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from wallet.model.checks import Source
from wallet.model.report import Level


class EvidenceKind(StrEnum):
    """What a document of an evidence pack is (VERIFICATION.md, "Evidence pack")."""

    DID_DOCUMENT = "did-document"
    JWKS = "jwks"
    ISSUER_PROFILE = "issuer-profile"
    PUBLIC_KEY = "public-key"
    STATUS_LIST = "status-list"
    REVOCATION_LIST = "revocation-list"
    BADGE_CLASS = "badge-class"
    ASSERTION = "assertion"
    ENDORSEMENT = "endorsement"
    CERTIFICATE = "certificate"
    TRANSACTION = "transaction"
    TYPE_METADATA = "type-metadata"
    CONTEXT = "context"
    SCHEMA = "schema"
    ISSUER_LIST = "issuer-list"


@dataclass(frozen=True, slots=True)
class EvidenceDocument:
    """One document, as it was fetched.

    Attributes:
        id: The address it was fetched by, exactly.
        kind: What it is.
        content: Its bytes.
        fetched: When it was fetched.
        source: How it came here.
        pack: The name of the pack it came in; empty for the wallet's own cache.
        pack_expires: That pack's end; None where it has none.
    """

    id: str
    kind: EvidenceKind
    content: bytes
    fetched: datetime
    source: Source
    pack: str = ""
    pack_expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class ListedIssuer:
    """One entry of an issuer list.

    Attributes:
        id: The issuer's identifier, compared exactly.
        name: The name the list gives it.
        level: What the list claims for it.
        list_name: Which list says so.
        expires: The list's own end; None where it has none.
        source: How the list came here.
        status_services: Identifiers that may sign status lists for this issuer.
    """

    id: str
    name: str
    level: Level
    list_name: str
    expires: datetime | None
    source: Source
    status_services: tuple[str, ...] = ()


class Evidence(Protocol):
    """What is at hand to verify with; implemented in `trust`."""

    def find(self, kind: EvidenceKind, document_id: str) -> tuple[EvidenceDocument, ...]:
        """Return the copies of a document, newest first; empty where there is none."""
        ...

    def of_kind(self, kind: EvidenceKind) -> tuple[EvidenceDocument, ...]:
        """Return every document of a kind, whatever its address, newest first."""
        ...

    def listed(self, issuer_id: str) -> tuple[ListedIssuer, ...]:
        """Return every list entry for an issuer; empty where no list names it."""
        ...
