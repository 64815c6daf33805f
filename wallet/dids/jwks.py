"""JSON Web Key Sets of https issuers: the keys under one address, each named by its `kid`.

Source: https://www.rfc-editor.org/rfc/rfc7517#section-5 ; https://www.w3.org/TR/vc-jose-cose/#using-header-params-claims-key-discovery
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from wallet.crypto.keys import public_key_from_jwk
from wallet.dids.verification_method import SIGNING_RELATIONSHIPS, VerificationMethod, unavailable, with_earlier
from wallet.model.errors import UnreadableError
from wallet.model.evidence import EvidenceDocument
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object


def find_key(method_id: str, issuer: str, copies: Sequence[EvidenceDocument], limits: Limits) -> VerificationMethod:
    """Find a key in the saved copies of an issuer's key set.

    A key set names no relationships: its keys are for whatever the issuer signs.

    Args:
        method_id: The issuer's identifier, ``#``, and the `kid`.
        issuer: The issuer whose set it is.
        copies: The copies, newest first. A copy that is malformed counts for nothing.
        limits: Bounds on the JSON.

    Returns:
        The key as a method; `retired` where the newest sound copy does not hold it and an older one does; `earlier`
        holds the keys that older copies hold in its place.

    Raises:
        ProofError: ISSUER_KEY with KEY_UNAVAILABLE (unknown); KEY_STRENGTH or PROOF_SUITE for the key itself.
    """
    kid = method_id.removeprefix(f"{issuer}#")
    sound = [(copy, keys) for copy in copies if (keys := _keys(copy, limits)) is not None]
    listing = [(copy, named) for copy, keys in sound if (named := [key for key in keys if key.get("kid") == kid])]

    def read(copy: EvidenceDocument, named: Sequence[JsonObject]) -> VerificationMethod:
        if len(named) > 1:
            raise unavailable("The issuer's saved key set gives one name to several keys.")
        key = public_key_from_jwk(named[0])
        return VerificationMethod(method_id, issuer, key, SIGNING_RELATIONSHIPS, copy.fetched, copy.source)

    method = with_earlier(partial(read, copy, named) for copy, named in listing)
    if method is None:
        raise unavailable("The issuer's saved key set does not hold the key that signed.")
    return replace(method, retired=listing[0][0] is not sound[0][0])


def _keys(copy: EvidenceDocument, limits: Limits) -> list[JsonObject] | None:
    try:
        keys = parse_object(copy.content, limits).get("keys")
    except UnreadableError:
        return None
    return [key for key in keys if isinstance(key, Mapping)] if isinstance(keys, list) else None
