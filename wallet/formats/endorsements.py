"""Endorsements inside a badge: https://www.imsglobal.org/spec/ob/v3p0/#endorsement .

Embedded credentials (`endorsement`) or compact JWS (`endorsementJwt`) of the badge, its issuer, its achievement, and
the profiles that those name (appendix B: AchievementCredential, ClrCredential, Achievement, Profile).
"""

from __future__ import annotations

from collections.abc import Iterator

from wallet.formats.members import items, objects, string, values_at
from wallet.model.credential import Endorsement, SecuredDocument
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits

_MEMBERS = ("endorsement", "endorsementJwt")
_PLACES: tuple[tuple[str, ...], ...] = (
    (),
    ("issuer",),
    ("credentialSubject", "achievement"),
    ("credentialSubject", "achievement", "creator"),
    ("credentialSubject", "source"),
)


def endorsements_in(document: SecuredDocument, claims: JsonObject, limits: Limits) -> tuple[Endorsement, ...]:
    """Return the endorsements that a badge carries, each with the identifier of what carries it.

    Args:
        document: The badge.
        claims: What it says.
        limits: Bounds on number, size and JSON.

    Raises:
        UnreadableError: With code TOO_COMPLEX, where one place has more than `limits.endorsements`.
    """
    return tuple(endorsement for place in _PLACES for endorsement in _at(document, claims, place, limits))


def _at(document: SecuredDocument, claims: JsonObject, place: tuple[str, ...], limits: Limits) -> Iterator[Endorsement]:
    holders = objects(values_at(claims, place)) if place else [claims]
    for member in _MEMBERS:
        endorsed = [string(holder.get("id")) for holder in holders for _ in items(holder.get(member))]
        if endorsed:
            from wallet.formats.contained import documents_at  # noqa: PLC0415 (start-up counts)

            found = documents_at(document, claims, (*place, member), limits.endorsements, limits)
            yield from (Endorsement(name, inner) for name, inner in zip(endorsed, found, strict=True))
