"""Badges in JSON whose issuer lets their holder show a part: what can be chosen of them, and the part itself.

What says which badge it is always goes along: without its issuer, its dates, its withdrawal list and its name, a part
would prove nothing.

Source: https://www.w3.org/TR/vc-di-ecdsa/#selectjsonld (a node keeps its `id`, `type` and `@context`);
VERIFICATION.md, checks `validity.period` and `status`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from wallet.formats.disclosures import pointer_to, upwards
from wallet.model.credential import Credential, Securing
from wallet.model.disclosure import Claim, Hiding
from wallet.model.errors import ProofError, RefusedError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.proofs.deriving import base_proof, derive, mandatory_pointers

_BADGE = (
    *("issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate"),
    *("credentialStatus", "credentialSchema", "name"),
)
_ACHIEVEMENT_NAME = ("credentialSubject", "achievement", "name")
_KEPT = frozenset({"@context", "id", "type"})


def is_derivable(credential: Credential) -> bool:
    """Return whether a holder can show a part of a badge by a derived proof."""
    return _base_of(credential) is not None


def choosable(credential: Credential, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims of such a badge, those marked that a holder can leave out.

    Args:
        credential: A badge that is derivable.
        claims: Its claims, each with the pointer of a whole value.
    """
    always = frozenset(_always(credential))
    around = frozenset(outer for pointer in always for outer in upwards(pointer))
    return tuple(_marked(claim, always, around) for claim in claims)


def part_of(
    credential: Credential, claims: Iterable[Claim], pointers: Collection[str], header: bytes, limits: Limits
) -> bytes:
    """Return the part of a badge that leaves, as JSON with its derived proof.

    Args:
        credential: A badge that is derivable.
        claims: Its claims, as `choosable` returns them.
        pointers: Those chosen.
        header: What a proof that can be bound to something is bound to.
        limits: Bounds on the work.

    Raises:
        RefusedError: Where its issuer's proof does not allow it.
    """
    proof = _base_of(credential) or {}
    document = {name: value for name, value in credential.claims.items() if name != "proof"}
    shown = {claim.pointer for claim in claims if claim.hiding is Hiding.ALWAYS_SHOWN and claim.pointer}
    try:
        wanted = sorted({*_always(credential), *shown, *pointers})
        part = derive(document, proof, wanted, header, limits)
    except (ValueError, ProofError) as error:
        raise RefusedError(
            "No part of this badge can be shown.",
            "Its issuer's signature does not fit what it says.",
            "Check the badge again, and ask its issuer for a new one.",
        ) from error
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()


def _base_of(credential: Credential) -> JsonObject | None:
    return base_proof(credential.proofs) if credential.source.securing is Securing.EMBEDDED else None


def _always(credential: Credential) -> tuple[str, ...]:
    """Return the pointers of what goes along whatever is chosen."""
    proof, claims = _base_of(credential), credential.claims
    mandatory = (mandatory_pointers(proof) if proof is not None else None) or ()
    named = [pointer_to("", name) for name in _BADGE if name in claims]
    achievement = claims.get("credentialSubject")
    for name in _ACHIEVEMENT_NAME[1:]:
        achievement = achievement.get(name) if isinstance(achievement, dict) else None
    if achievement is not None:
        named.append("/" + "/".join(_ACHIEVEMENT_NAME))
    return (*mandatory, *named)


def _marked(claim: Claim, always: AbstractSet[str], around: AbstractSet[str]) -> Claim:
    """Mark a value that leaves in any case, all of it or a part: then all of it does, and is said to."""
    goes_along = claim.pointer in around or _goes_along(claim.pointer, always)
    return replace(claim, hiding=Hiding.ALWAYS_SHOWN if goes_along else Hiding.CHOOSABLE)


def _goes_along(pointer: str, always: AbstractSet[str]) -> bool:
    if not pointer or pointer.rpartition("/")[2] in _KEPT:
        return True
    return "" in always or not always.isdisjoint(upwards(pointer))
