"""Key binding of an SD-JWT: the holder signs which details are shown, to whom and when.

Source: https://www.rfc-editor.org/rfc/rfc9901#section-4.3
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from wallet.crypto.jws import parse_compact, sign_compact
from wallet.crypto.keys import public_key_from_jwk
from wallet.dids.did_key import resolve_did_key
from wallet.formats.sd_jwt import sd_hash
from wallet.model.disclosure import PresentationRequest
from wallet.model.errors import ProofError, RefusedError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.model.strict_json import parse_object

TYPE = "kb+jwt"


def bind(token: bytes, request: PresentationRequest, signer: Signer, at: datetime, limits: Limits) -> bytes:
    """Return an SD-JWT with a key binding JWT behind its last tilde.

    Args:
        token: The SD-JWT with the disclosures that are shown, and no key binding.
        request: Its nonce and audience.
        signer: The holder's key, named by a did:key; it must be the one the badge is bound to (`cnf`).
        at: When the holder signs.
        limits: Those the badge was read within.

    Raises:
        RefusedError: If the badge is bound to another key or to none.

    Source: RFC 9901 section 4.3 and 4.3.1; RFC 7800 section 3.2 (`cnf`).
    """
    issued = parse_object(parse_compact(token.partition(b"~")[0], limits).payload, limits)
    _check_bound(issued, signer, limits)
    payload = {
        "iat": int(at.timestamp()),
        "aud": request.audience,
        "nonce": request.nonce,
        "sd_hash": sd_hash(token, issued),
    }
    return token + sign_compact({"typ": TYPE}, json.dumps(payload).encode(), signer).encode()


def _check_bound(payload: JsonObject, signer: Signer, limits: Limits) -> None:
    confirmation = payload.get("cnf")
    if not isinstance(confirmation, Mapping):
        raise RefusedError(
            "This badge cannot answer a request.",
            "Its issuer did not bind it to a key, so nobody can prove to be its holder.",
            "Share a copy instead.",
        )
    if not _is_key_of(confirmation, signer, limits):
        raise RefusedError(
            "This badge cannot answer a request from this wallet.",
            "It is bound to a key that is elsewhere.",
            "Use the wallet that it was issued to, or share a copy instead.",
        )


def _is_key_of(confirmation: JsonObject, signer: Signer, limits: Limits) -> bool:
    jwk = confirmation.get("jwk")
    if not isinstance(jwk, Mapping):
        return confirmation.get("kid") == signer.verification_method
    try:
        return public_key_from_jwk(jwk) == resolve_did_key(signer.verification_method, limits).key
    except ProofError:
        # A key that Rosette cannot read is none of this wallet's.
        return False
