"""Deriving: from a badge whose issuer lets its holder show a part, that part with a proof of its own.

Source: https://www.w3.org/TR/vc-di-ecdsa/#add-derived-proof-ecdsa-sd-2023 ,
https://www.w3.org/TR/vc-di-bbs/#add-derived-proof-bbs-2023
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from wallet.crypto.encodings import multibase_encode
from wallet.crypto.keys import public_key_from_multikey
from wallet.crypto.signatures import verify_signature
from wallet.jsonld.contexts import Contexts, editions
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.proofs import bbs_derivation, bbs_proof_value, ecdsa_sd_proof_value
from wallet.proofs.bbs_2023 import BBS_2023, verify_base
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.proofs.selective import group, hash_options, hmac_labels

_BLS12381_G2 = b"\xeb\x01"
"""The prefix of such keys (Controlled Identifiers 1.0 section 2.2.2, Multikey)."""
_EcdsaBase: TypeAlias = ecdsa_sd_proof_value.BaseProof
_BbsBase: TypeAlias = bbs_proof_value.BaseProof


def base_proof(proofs: Sequence[JsonObject]) -> JsonObject | None:
    """Return the first proof that a holder can derive others from; None where there is none."""
    return next((proof for proof in proofs if _parsed(proof) is not None), None)


def mandatory_pointers(proof: JsonObject) -> tuple[str, ...]:
    """Return the JSON Pointers to what the issuer shows to every receiver.

    Raises:
        ValueError: If it is no base proof.
    """
    return _base(proof).mandatory


def derive(
    document: JsonObject, proof: JsonObject, pointers: Sequence[str], presentation_header: bytes, limits: Limits
) -> JsonObject:
    """Return the part of a document that pointers select, and what its issuer always shows, with a derived proof.

    The base proof is taken as verified, under whichever edition of its contexts it fits.

    Args:
        document: The document without its proofs.
        proof: Its base proof.
        pointers: JSON Pointers to what is to be shown.
        presentation_header: What a proof that can be bound to something (bbs-2023) is bound to.
        limits: Bounds on the work.

    Raises:
        ProofError: Where the document cannot be read.
        ValueError: Where the proof is no base proof of the document, or a pointer selects what cannot be shown alone.
    """
    base = _base(proof)
    edition = _fitting(document, proof, base, limits)
    if isinstance(base, _BbsBase):
        return bbs_derivation.derive(document, proof, pointers, presentation_header, (edition, limits))
    return ECDSA_SD_2023.derive(document, proof, pointers, edition, limits)


def _base(proof: JsonObject) -> _EcdsaBase | _BbsBase:
    base = _parsed(proof)
    if base is None:
        raise ValueError("this is no base proof")
    return base


def _parsed(proof: JsonObject) -> _EcdsaBase | _BbsBase | None:
    """Return what a base proof holds; None for any other proof: the verifier says what is wrong with it."""
    try:
        if proof.get("cryptosuite") == ECDSA_SD_2023.cryptosuite:
            value = ecdsa_sd_proof_value.parse(proof.get("proofValue"))
            return value if isinstance(value, _EcdsaBase) else None
        if proof.get("cryptosuite") == BBS_2023.cryptosuite:
            signed = bbs_proof_value.parse(proof.get("proofValue"))
            return signed if isinstance(signed, _BbsBase) else None
    except ValueError:
        return None
    return None


def _fitting(document: JsonObject, proof: JsonObject, base: _EcdsaBase | _BbsBase, limits: Limits) -> Contexts:
    for edition in editions(document):
        try:
            _check_fits(document, proof, base, edition, limits)
        except (ProofError, ValueError):
            # It cannot be read, or is not what was signed, under this edition; it may be under another.
            continue
        return edition
    raise ValueError("the base proof does not fit the document")


def _check_fits(
    document: JsonObject, proof: JsonObject, base: _EcdsaBase | _BbsBase, edition: Contexts, limits: Limits
) -> None:
    """Return if a base proof is of a document under an edition, as far as that can be said without the issuer's key.

    Raises:
        ProofError: Where it is not.
        ValueError: Where its pointers or its signatures are not those of the document.
    """
    if isinstance(base, _BbsBase):
        options = {name: value for name, value in proof.items() if name != "proofValue"}
        proof_hash = hash_options(document, options, edition, limits)
        own = public_key_from_multikey(multibase_encode(_BLS12381_G2 + base.public_key), limits)
        verify_base(document, base, proof_hash, own, (edition, limits))
        return
    grouped = group(document, {"mandatory": base.mandatory}, hmac_labels(base.hmac_key), edition, limits)
    _, others = bbs_derivation.part(grouped.statements, grouped.groups["mandatory"].indexes)
    key = public_key_from_multikey(multibase_encode(base.public_key), limits)
    for statement, signature in zip(others, base.signatures, strict=True):
        verify_signature(key, "ES256", statement.encode(), signature)
