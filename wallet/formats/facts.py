"""What a badge is found by: what it says of itself, of whom it is, and which other badges it names as the same.

Source: https://www.imsglobal.org/spec/ob/v3p0/ (classes Achievement and Related; `refreshService` of VCDM 2.0 section
5.4); https://europa.eu/europass/elm-browser/documentation/rdf/ap/edc/documentation/
"""

from __future__ import annotations

from wallet.formats import achievements, european_achievements
from wallet.formats.kinds import is_european
from wallet.formats.members import identifier, objects, string
from wallet.formats.recipients import identities_of
from wallet.model.credential import Credential
from wallet.model.facts import BadgeFacts

_MOST_RELATED = 50
"""Most achievements that one names as the same in another language or version; real ones name a few."""


def facts_of(credential: Credential) -> BadgeFacts:
    """Return what a badge is found by."""
    claims = credential.claims
    said = european_achievements if is_european(claims) else achievements
    achievement = said.achievement_of(claims)
    named = objects(achievement.get("related"))[:_MOST_RELATED]
    return BadgeFacts(
        credential=credential.id or "",
        achievement=identifier(achievement),
        subject=credential.subject_id or _recipient(credential),
        language=string(achievement.get("inLanguage")),
        related=tuple(dict.fromkeys(filter(None, map(identifier, named)))),
        refreshes=bool(objects(claims.get("refreshService"))),
        skills=tuple(dict.fromkeys(skill.name for skill in said.skills_of(claims))),
    )


def _recipient(credential: Credential) -> str:
    """Return what two badges for one person have alike where they name nobody: the address, or its hash and salt."""
    first = next(iter(identities_of(credential)), None)
    return "" if first is None else f"{first.value}\n{first.salt}"
