"""From the name of a verification method to its key.

What an identifier does not carry in itself comes from saved documents, never from the network and never from the
badge: a key in the fragment of a URL proves nothing about who owns the URL.

Source: https://www.w3.org/TR/did-1.0/#did-url-dereferencing
"""

from __future__ import annotations

from wallet.dids.did_key import PREFIX, resolve_did_key
from wallet.dids.urls import did_of
from wallet.dids.verification_method import VerificationMethod, unavailable
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.evidence import Evidence
from wallet.model.limits import Limits

__all__ = ["VerificationMethod", "did_of", "resolve"]


def resolve(method_id: str, evidence: Evidence, limits: Limits) -> VerificationMethod:
    """Find the key that a proof or token names.

    Args:
        method_id: The absolute id of the method, compared exactly.
        evidence: Saved documents, for identifiers that are not themselves a key.
        limits: Bounds on keys and documents.

    Raises:
        ProofError: ISSUER_KEY with KEY_UNAVAILABLE, KEY_SELF_ASSERTED or METHOD_UNSUPPORTED (all unknown);
            ISSUER_BINDING with CONTROLLER_MISMATCH; KEY_STRENGTH or PROOF_SUITE for the key itself.
    """
    if method_id.startswith(PREFIX):
        return resolve_did_key(method_id, limits)
    from wallet.dids import did_jwk, did_web  # noqa: PLC0415 (start-up counts)
    from wallet.dids.web_issuer import resolve_web_issuer  # noqa: PLC0415

    if method_id.startswith(did_jwk.PREFIX):
        return did_jwk.resolve_did_jwk(method_id, limits)
    if method_id.startswith("did:") and not method_id.startswith(did_web.PREFIX):
        detail = "The issuer's identifier is of a kind (DID method) that Rosette cannot look up."
        raise ProofError(CheckId.ISSUER_KEY, Code.METHOD_UNSUPPORTED, detail, Outcome.UNKNOWN)
    if not all(method_id.partition("#")):
        raise unavailable("The badge does not say which of the issuer's keys signed it.")
    if method_id.startswith(did_web.PREFIX):
        return did_web.resolve_did_web(method_id, evidence, limits)
    return resolve_web_issuer(method_id, evidence, limits)
