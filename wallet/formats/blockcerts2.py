"""Blockcerts 2: an assertion of Open Badges 2 whose `signature` says where in a block chain its hash is written.

Source: https://github.com/blockchain-certificates/cert-schema (schemas 2.0-alpha, 2.0 and 2.1)
"""

from __future__ import annotations

from dataclasses import replace

from wallet.formats.members import identifier, string
from wallet.formats.ob2 import assertion_credential, verification_of
from wallet.formats.vcdm import bounded
from wallet.model.checks import Code
from wallet.model.credential import Credential, SecuredDocument, Securing
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits

SIGNATURE = "signature"
"""The member that the signature is in, and that it does not cover."""

_KEY_PREFIX = "ecdsa-koblitz-pubkey:"


def blockcerts_credential(document: SecuredDocument, limits: Limits) -> Credential:
    """Decode a Blockcerts 2 certificate, leniently.

    Raises:
        UnreadableError: TOO_COMPLEX for too many signatures; NOT_A_BADGE where it came in a token.
    """
    if document.securing is not Securing.EMBEDDED:
        raise UnreadableError(Code.NOT_A_BADGE, "This is no badge:", "it is a Blockcerts certificate inside a token.")
    signatures = bounded("signatures", document.payload.get(SIGNATURE), limits.proofs)
    return replace(assertion_credential(document, document.payload), proofs=signatures)


def stated_address(claims: JsonObject) -> str:
    """Return the block chain address that a certificate says it was issued from; empty where it says none.

    Source: schema 2.0, `verification.publicKey`; in schema 2.0-alpha it was `verification.creator`.
    """
    verification = verification_of(claims)
    stated = identifier(verification.get("publicKey")) or string(verification.get("creator"))
    return stated.removeprefix(_KEY_PREFIX)
