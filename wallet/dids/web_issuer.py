"""Issuers named by a plain URL: their controlled identifier document, or their key set, from saved copies only.

Source: https://www.w3.org/TR/cid-1.0/#retrieve-verification-method
"""

from __future__ import annotations

from wallet.crypto.keys import public_key_from_multikey
from wallet.dids.controller_document import find_method
from wallet.dids.issuer_metadata import key_sets_of
from wallet.dids.jwks import find_key
from wallet.dids.urls import did_of
from wallet.dids.verification_method import RELATIONSHIPS, VerificationMethod, unavailable
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.evidence import Evidence, EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object


def resolve_web_issuer(method_id: str, evidence: Evidence, limits: Limits) -> VerificationMethod:
    """Find a method in what is saved under its URL without the fragment.

    A fragment that is itself a key is never taken for one: whoever made the badge wrote it.

    Raises:
        ProofError: As `find_method` and `find_key` do; ISSUER_KEY with KEY_SELF_ASSERTED (unknown) where nothing is
            saved and the fragment is a key.

    Source: Controlled Identifiers 1.0 section 3.3; VC-JOSE-COSE section 4.2 (key sets).
    """
    issuer = did_of(method_id)
    documents = controller_documents(issuer, evidence, limits)
    if documents:
        return find_method(method_id, issuer, documents, limits)
    key_sets = key_sets_of(issuer, evidence, limits)
    if key_sets:
        return find_key(method_id, issuer, key_sets, limits)
    if _is_multikey(method_id.partition("#")[2], limits):
        detail = "The key came with the badge itself, in the name of the key, so it does not prove who signed."
        raise ProofError(CheckId.ISSUER_KEY, Code.KEY_SELF_ASSERTED, detail, Outcome.UNKNOWN)
    raise unavailable("The issuer's keys are not saved here.")


def controller_documents(issuer: str, evidence: Evidence, limits: Limits) -> tuple[EvidenceDocument, ...]:
    """Return the saved documents that may list an https issuer's keys, newest first.

    The profile of an issuer of Open Badges 3.0 is one of them: it lists keys as any controlled identifier document.
    """
    found = [
        *evidence.find(EvidenceKind.DID_DOCUMENT, issuer),
        *(profile for profile in evidence.find(EvidenceKind.ISSUER_PROFILE, issuer) if _lists_keys(profile, limits)),
    ]
    return tuple(sorted(found, key=lambda document: document.fetched, reverse=True))


def _lists_keys(profile: EvidenceDocument, limits: Limits) -> bool:
    try:
        members = parse_object(profile.content, limits).keys()
    except UnreadableError:
        return False
    return not members.isdisjoint(("verificationMethod", *RELATIONSHIPS))


def _is_multikey(text: str, limits: Limits) -> bool:
    try:
        public_key_from_multikey(text, limits)
    except ProofError:
        return False
    return True
