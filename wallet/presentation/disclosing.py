"""What the receiver will see of a badge for a selection, and what stays.

Source: RFC 9901 section 7.2, step 2 (which disclosures belong together).
"""

from __future__ import annotations

from collections.abc import Sequence

from wallet.model.badge import BadgeId
from wallet.model.credential import Credential
from wallet.model.disclosure import Claim, DisclosedBadge, Hiding
from wallet.model.errors import RefusedError
from wallet.model.limits import Limits
from wallet.presentation.claims import claims_of

_DEFAULT_LIMITS = Limits()


def disclose(
    badge: BadgeId, credential: Credential, pointers: frozenset[str], limits: Limits = _DEFAULT_LIMITS
) -> DisclosedBadge:
    """Divide a badge's claims into those that leave and those that stay.

    Args:
        badge: The badge's id.
        credential: The badge.
        pointers: The claims chosen; those around them leave with them.
        limits: Those the badge was read within.

    Raises:
        RefusedError: If a pointer is of no claim that can be chosen, as every pointer is in a badge that can only be
            shown whole.
    """
    claims = claims_of(credential, limits)
    leaving = _leaving(claims, pointers)
    return DisclosedBadge(
        badge=badge,
        name=credential.name,
        shown=tuple(claim for claim in claims if claim.pointer in leaving),
        hidden=tuple(claim for claim in claims if claim.pointer not in leaving),
        whole_only=all(claim.hiding is not Hiding.CHOOSABLE for claim in claims),
    )


def _leaving(claims: Sequence[Claim], pointers: frozenset[str]) -> frozenset[str]:
    parents = {claim.pointer: claim.parent for claim in claims if claim.hiding is Hiding.CHOOSABLE}
    if not parents and pointers:
        raise RefusedError("This badge can only be shown whole.", "Its format cannot hide parts of it.")
    if not pointers <= parents.keys():
        raise RefusedError("A detail was chosen that this badge cannot show on its own.")
    leaving = {claim.pointer for claim in claims if claim.hiding is not Hiding.CHOOSABLE}
    for pointer in pointers:
        leaving.update(_with_parents(pointer, parents))
    return frozenset(leaving)


def _with_parents(pointer: str, parents: dict[str, str]) -> list[str]:
    found = []
    while pointer:
        found.append(pointer)
        pointer = parents[pointer]
    return found
