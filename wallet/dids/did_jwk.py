"""did:jwk: the identifier is a JWK.

Source: https://github.com/quartzjer/did-jwk/blob/main/spec.md
"""

from __future__ import annotations

from wallet.crypto.encodings import b64url_decode
from wallet.crypto.keys import public_key_from_jwk
from wallet.dids.verification_method import SIGNING_RELATIONSHIPS, VerificationMethod, mismatch
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

PREFIX = "did:jwk:"


def resolve_did_jwk(method_id: str, limits: Limits) -> VerificationMethod:
    """Read the one key of a did:jwk.

    Args:
        method_id: ``did:jwk:…#0``, or the did:jwk alone; there is no other fragment, whatever the JWK's `kid` says.
        limits: Bounds on the JSON.

    Raises:
        ProofError: ISSUER_BINDING with CONTROLLER_MISMATCH for any other fragment; KEY_STRENGTH or PROOF_SUITE for a
            key that is malformed, unsound, meant for encryption or of another type.

    Source: did:jwk, "Read", and "To create the DID URL".
    """
    did, mark, fragment = method_id.partition("#")
    if mark and fragment != "0":
        raise mismatch("The proof names a key that its did:jwk does not have.")
    return VerificationMethod(f"{did}#0", did, public_key_from_jwk(_jwk(did, limits)), SIGNING_RELATIONSHIPS)


def _jwk(did: str, limits: Limits) -> JsonObject:
    try:
        return parse_object(b64url_decode(did.removeprefix(PREFIX)), limits)
    except (ValueError, UnreadableError) as error:
        raise ProofError(CheckId.KEY_STRENGTH, Code.KEY_INVALID, "The did:jwk does not hold a key.") from error
