"""What a badge is called, stands for and asked for, in one of the languages that it is written in.

Sources: https://www.imsglobal.org/spec/ob/v3p0/ (class Achievement, `inLanguage`);
https://europa.eu/europass/elm-browser/documentation/rdf/ap/edc/documentation/ (language maps)
"""

from __future__ import annotations

from collections.abc import Sequence

from wallet.formats import elm, european_achievements, vcdm
from wallet.formats.achievements import achievement_of, criteria_of
from wallet.formats.kinds import is_european
from wallet.formats.language import language_at, languages_in, spoken
from wallet.formats.members import first_object
from wallet.formats.wording import one_line
from wallet.model.badge import Writing
from wallet.model.credential import Credential
from wallet.model.json_types import JsonObject, JsonValue


def writing_of(credential: Credential, languages: Sequence[str]) -> Writing:
    """Return the texts of a badge in the first of its reader's languages in which it is written.

    Args:
        credential: The badge.
        languages: Tags of the languages that the reader knows, in order.
    """
    claims = credential.claims
    european = is_european(claims)
    title = (elm.title_of if european else vcdm.title_of)(claims, languages)
    description, criteria = _european_texts(claims) if european else _texts(claims)
    said = [title, spoken(description, languages), spoken(criteria, languages)]
    stated = "" if european else _stated(claims)
    language = next((text.language for text in said if text.language), stated)
    known = dict.fromkeys([*languages_in(description), *languages_in(criteria), *filter(None, [language])])
    return Writing(
        name=one_line(title.text) or credential.name,
        description=said[1].text,
        criteria=said[2].text or ("" if european else criteria_of(claims)),
        language=language,
        languages=tuple(known),
    )


def _texts(claims: JsonObject) -> tuple[JsonValue, JsonValue]:
    achievement = achievement_of(claims)
    criteria = first_object(achievement.get("criteria")).get("narrative")
    return achievement.get("description") or claims.get("description"), criteria


def _stated(claims: JsonObject) -> str:
    return language_at([achievement_of(claims)], (0,)) or language_at(claims, ())


def _european_texts(claims: JsonObject) -> tuple[JsonValue, JsonValue]:
    claim = first_object(first_object(claims.get("credentialSubject")).get("hasClaim"))
    specification = european_achievements.achievement_of(claims)
    summary = first_object(specification.get("learningOutcomeSummary")).get("noteLiteral")
    return claim.get("description") or specification.get("description"), summary
