"""Endorsements inside a badge: https://www.imsglobal.org/spec/ob/v3p0/#endorsement .

Embedded credentials (`endorsement`) or compact JWS (`endorsementJwt`) of the badge, its issuer, its achievement, and
the profiles that those name (appendix B: AchievementCredential, ClrCredential, Achievement, Profile).
"""

from __future__ import annotations

from typing import TypeAlias

from wallet.formats.members import items, objects, string
from wallet.model.credential import Endorsement, SecuredDocument
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits

_MEMBERS = ("endorsement", "endorsementJwt")
_Place: TypeAlias = tuple[str, ...]


def endorsements_in(document: SecuredDocument, claims: JsonObject, limits: Limits) -> tuple[Endorsement, ...]:
    """Return the endorsements that a badge carries, each with the identifier of what carries it.

    Args:
        document: The badge.
        claims: What it says.
        limits: Bounds on number, size and JSON.

    Raises:
        UnreadableError: With code TOO_COMPLEX, where one place has more than `limits.endorsements`.
    """
    found: list[Endorsement] = []
    for place, holders in _carriers(claims).items():
        for member in _MEMBERS:
            endorsed = [string(holder.get("id")) for holder in holders for _ in items(holder.get(member))]
            if endorsed:
                found += _at(document, claims, (*place, member), endorsed, limits)
    return tuple(found)


def _carriers(claims: JsonObject) -> dict[_Place, list[JsonObject]]:
    """Return what may carry endorsements, by the way to it."""
    subjects = objects(claims.get("credentialSubject"))
    achievements = _members(subjects, "achievement")
    return {
        (): [claims],
        ("issuer",): objects(claims.get("issuer")),
        ("credentialSubject", "achievement"): achievements,
        ("credentialSubject", "achievement", "creator"): _members(achievements, "creator"),
        ("credentialSubject", "source"): _members(subjects, "source"),
    }


def _members(holders: list[JsonObject], name: str) -> list[JsonObject]:
    return [inner for holder in holders if name in holder for inner in objects(holder[name])]


def _at(
    document: SecuredDocument, claims: JsonObject, place: _Place, endorsed: list[str], limits: Limits
) -> list[Endorsement]:
    from wallet.formats.contained import documents_at  # noqa: PLC0415 (start-up counts)

    found = documents_at(document, claims, place, limits.endorsements, limits)
    return [Endorsement(name, inner) for name, inner in zip(endorsed, found, strict=True)]
