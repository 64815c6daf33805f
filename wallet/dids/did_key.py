"""did:key: the identifier is the key.

Source: https://w3c-ccg.github.io/did-key-spec/
"""

from __future__ import annotations

from functools import lru_cache

from wallet.crypto.keys import PublicKey, public_key_from_multikey, public_key_to_multikey
from wallet.dids.verification_method import SIGNING_RELATIONSHIPS, VerificationMethod, mismatch
from wallet.model.limits import Limits

PREFIX = "did:key:"


@lru_cache(maxsize=1024)
def resolve_did_key(method_id: str, limits: Limits) -> VerificationMethod:
    """Read the one signing key of a did:key.

    Args:
        method_id: ``did:key:z…#z…``, the same text on both sides; or the did:key alone, which has no other such key.
        limits: Bounds the length of the key.

    Raises:
        ProofError: ISSUER_BINDING with CONTROLLER_MISMATCH for any other fragment; KEY_STRENGTH or PROOF_SUITE for a
            key that is unsound or of another type.

    Source: did:key section 3.1.2, "Signature Method Creation Algorithm".
    """
    did, mark, fragment = method_id.partition("#")
    multikey = did.removeprefix(PREFIX)
    if mark and fragment != multikey:
        raise mismatch("The proof names a key that its did:key does not have.")
    key = public_key_from_multikey(multikey, limits)
    return VerificationMethod(f"{did}#{multikey}", did, key, SIGNING_RELATIONSHIPS)


def did_key_of(key: PublicKey) -> str:
    """Return the did:key of a public key."""
    return PREFIX + public_key_to_multikey(key)


def did_key_method_of(key: PublicKey) -> str:
    """Return the id of the verification method in the did:key of a public key: ``did:key:z…#z…``."""
    multikey = public_key_to_multikey(key)
    return f"{PREFIX}{multikey}#{multikey}"
