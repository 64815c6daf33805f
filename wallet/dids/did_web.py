"""did:web: the identifier names a web site, whose document lists the keys. Read from saved copies only.

Source: https://w3c-ccg.github.io/did-method-web/
"""

from __future__ import annotations

from urllib.parse import unquote

from wallet.dids.controller_document import find_method
from wallet.dids.urls import did_of
from wallet.dids.verification_method import VerificationMethod
from wallet.model.evidence import Evidence, EvidenceKind
from wallet.model.limits import Limits

PREFIX = "did:web:"


def document_url(did: str) -> str:
    """Return where the document of a did:web lies: at its domain, or below the path it names.

    Source: did:web method specification, section "Read (Resolve)", steps 1 to 5.
    """
    domain, *path = did.removeprefix("did:web:").split(":")
    return f"https://{unquote(domain)}/{'/'.join(path) or '.well-known'}/did.json"


def resolve_did_web(method_id: str, evidence: Evidence, limits: Limits) -> VerificationMethod:
    """Find a method in the saved copies of a did:web's document.

    The site that a did:web names is where a document is fetched from; here only the saved copies count, and the `id`
    in them must be the did:web itself, so that a document of another site never answers for this one.

    Raises:
        ProofError: As `find_method` does.

    Source: did:web section 2.5.2, "Read (Resolve)", step 7 (the document's `id`).
    """
    did = did_of(method_id)
    return find_method(method_id, did, evidence.find(EvidenceKind.DID_DOCUMENT, did), limits)
