"""What a badge states of the eleven elements of a micro-credential, its level, and who stands beside its issuer.

Sources: Council Recommendation of 16 June 2022 on a European approach to micro-credentials (OJ C 243, 27.6.2022,
p. 10), Annex I, https://eur-lex.europa.eu/eli/reco/2022/627(2)/oj ; DESIGN.md, section 14;
https://europa.eu/europass/elm-browser/documentation/rdf/ap/edc/documentation/ ;
https://www.imsglobal.org/spec/ob/v3p0/ (classes Achievement, Profile, Address and Alignment);
https://openid.net/specs/openid-connect-core-1_0.html section 5.1 (names of people among the claims of a token)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from wallet.formats import achievements, european_achievements
from wallet.formats.kinds import is_european
from wallet.formats.language import text_of
from wallet.formats.members import first_object, identifier, objects, string, values_at
from wallet.formats.wording import one_line, short_identifier, words
from wallet.model.badge import Element, Field, Stated
from wallet.model.credential import Credential, DataModel
from wallet.model.json_types import JsonObject, JsonValue

_MICRO_CREDENTIAL = "microcredential"
_EQF = ("eqf", "european qualifications framework")
_MOST = 20
"""Most parts that one line is made of, such as outcomes; the list of skills has them all."""


def elements_of(credential: Credential) -> tuple[Stated, ...]:
    """Return what is stated of each element, in their order; none where the badge is no micro-credential."""
    if is_european(credential.claims):
        said = _EUROPEAN
    elif _calls_itself_one(credential.claims):
        said = _OPEN_BADGE
    else:
        return ()
    return tuple(Stated(element, one_line(said[element](credential))) for element in Element)


def level_of(credential: Credential) -> str:
    """Return the level of a qualifications framework; empty where none is stated."""
    said = _EUROPEAN if is_european(credential.claims) else _OPEN_BADGE
    return one_line(said[Element.LEVEL](credential))


def partners_of(credential: Credential) -> tuple[Field, ...]:
    """Return who stands beside the issuer, each once, by what they did."""
    found = _european_partners(credential) if is_european(credential.claims) else _open_badge_partners(credential)
    seen = {credential.issuer_name.casefold()}
    partners = []
    for field in found:
        if field.value and field.value.casefold() not in seen:
            seen.add(field.value.casefold())
            partners.append(field)
    return tuple(partners)


def _calls_itself_one(claims: JsonObject) -> bool:
    stated = string(achievements.achievement_of(claims).get("achievementType"))
    return _MICRO_CREDENTIAL in "".join(filter(str.isalpha, stated)).lower()


def _joined(texts: Iterator[str] | list[str]) -> str:
    return "; ".join(list(dict.fromkeys(filter(None, texts)))[:_MOST])


# --- Open Badges 3.0


def _open_badge_partners(credential: Credential) -> Iterator[Field]:
    creator = first_object(achievements.achievement_of(credential.claims).get("creator"))
    if identifier(creator) != credential.issuer_id:
        yield Field("Created by", _party(creator))
    source = first_object(achievements.subject_of(credential.claims).get("source"))
    if identifier(source) != credential.issuer_id:
        yield Field("Assessed by", _party(source))


def _party(profile: JsonObject) -> str:
    return one_line(text_of(profile.get("name"))) or short_identifier(identifier(profile))


def _learner(credential: Credential) -> str:
    subject = achievements.subject_of(credential.claims)
    names = [text_of(each.get("identityHash")) for each in objects(subject.get("identifier")) if not each.get("hashed")]
    called = "" if subject is credential.claims else text_of(subject.get("name"))
    return called or _joined(names) or _named_in_token(credential) or short_identifier(credential.subject_id or "")


def _named_in_token(credential: Credential) -> str:
    """Return whom an SD-JWT VC names among its own claims, where its `name` is the badge's; see `vcdm.title_of`."""
    if credential.data_model is not DataModel.SD_JWT_VC:
        return ""
    claims = credential.claims
    registered = _name_of(claims.get("given_name"), claims.get("family_name"))
    return registered or short_identifier(string(claims.get("holder")))


def _name_of(given: JsonValue, family: JsonValue) -> str:
    return " ".join(filter(None, (text_of(given), text_of(family))))


def _country(credential: Credential) -> str:
    address = first_object(first_object(credential.claims.get("issuer")).get("address"))
    return _joined([text_of(address.get(name)) for name in ("addressRegion", "addressCountry", "addressCountryCode")])


def _date(credential: Credential) -> str:
    awarded = string(credential.claims.get("awardedDate"))
    return awarded[:10] if awarded else "" if credential.valid_from is None else f"{credential.valid_from:%Y-%m-%d}"


def _outcomes(credential: Credential) -> str:
    return _joined([skill.name for skill in achievements.skills_of(credential.claims) if not _is_eqf(skill.framework)])


def _eqf_level(credential: Credential) -> str:
    alignments = objects(achievements.achievement_of(credential.claims).get("alignment"))
    levels = [each for each in alignments if _is_eqf(text_of(each.get("targetFramework")))]
    return _joined([text_of(each.get("targetName")) or string(each.get("targetCode")) for each in levels])


def _is_eqf(framework: str) -> bool:
    return any(name in framework.lower() for name in _EQF)


def _assessment(credential: Credential) -> str:
    described = objects(achievements.achievement_of(credential.claims).get("resultDescription"))
    return _joined([text_of(each.get("name")) or words(string(each.get("resultType"))) for each in described])


def _endorsers(credential: Credential) -> str:
    paths = (("endorsement",), ("issuer", "endorsement"), ("credentialSubject", "achievement", "endorsement"))
    found = [each for path in paths for each in objects(values_at(credential.claims, path))]
    return _joined([_party(first_object(each.get("issuer"))) or identifier(each.get("issuer")) for each in found])


_OPEN_BADGE: Mapping[Element, Callable[[Credential], str]] = {
    Element.LEARNER: _learner,
    Element.TITLE: lambda credential: credential.name,
    Element.COUNTRY: _country,
    Element.AWARDING_BODY: lambda credential: credential.issuer_name,
    Element.DATE: _date,
    Element.OUTCOMES: _outcomes,
    Element.WORKLOAD: lambda credential: achievements.credits_of(credential.claims),
    Element.LEVEL: _eqf_level,
    Element.ASSESSMENT: _assessment,
    Element.PARTICIPATION: lambda _credential: "",
    Element.QUALITY: _endorsers,
}
"""How Open Badges state each element; of the form of participation they say nothing."""


# --- European Learning Model


def _european_partners(credential: Credential) -> Iterator[Field]:
    for body in _bodies(credential):
        yield Field("Awarded by", one_line(text_of(body.get("legalName"))))
        yield Field("Member of", one_line(_label(body.get("groupMemberOf"))))
    for assessment in objects(_claim(credential).get("provenBy")):
        yield Field("Assessed by", one_line(text_of(first_object(assessment.get("assessedBy")).get("legalName"))))


def _claim(credential: Credential) -> JsonObject:
    return first_object(first_object(credential.claims.get("credentialSubject")).get("hasClaim"))


def _specification(credential: Credential) -> JsonObject:
    return european_achievements.achievement_of(credential.claims)


def _bodies(credential: Credential) -> list[JsonObject]:
    bodies = objects(first_object(_claim(credential).get("awardedBy")).get("awardingBody"))
    return bodies or objects(credential.claims.get("issuer"))


def _person(credential: Credential) -> str:
    person = first_object(credential.claims.get("credentialSubject"))
    return text_of(person.get("fullName")) or _name_of(person.get("givenName"), person.get("familyName"))


def _places(credential: Credential) -> str:
    return _joined([place for body in _bodies(credential) for place in _places_of(body)])


def _places_of(body: JsonObject) -> Iterator[str]:
    for location in objects(body.get("location")):
        yield _label(first_object(location.get("address")).get("countryCode"))
        yield _label(location.get("spatialCode"))
    yield _label(first_object(body.get("registration")).get("spatial"))


def _awarded(credential: Credential) -> str:
    awarded = string(first_object(_claim(credential).get("awardedBy")).get("awardingDate"))
    return awarded[:10] or _date(credential)


def _learned(credential: Credential) -> str:
    outcomes = objects(_specification(credential).get("learningOutcome"))
    return _joined([text_of(each.get("title")) for each in outcomes])


def _workload(credential: Credential) -> str:
    volume = string(_specification(credential).get("volumeOfLearning"))
    return _joined([european_achievements.credits_of(credential.claims), volume])


def _levels(credential: Credential) -> str:
    specification = _specification(credential)
    eqf = _label(specification.get("eqfLevel"))
    return _joined([f"EQF {eqf[:1].lower()}{eqf[1:]}" if eqf else "", *_labels(specification.get("nqfLevel"))])


def _assessments(credential: Credential) -> str:
    found = objects(_claim(credential).get("provenBy"))
    kinds = [_label(first_object(each.get("specifiedBy")).get("dcType")) for each in found]
    return _joined(kinds) or _joined([text_of(each.get("title")) for each in found])


def _modes(credential: Credential) -> str:
    activities = objects(_claim(credential).get("influencedBy"))
    holders = [_specification(credential), *(first_object(each.get("specifiedBy")) for each in activities)]
    return _joined([label for holder in holders for label in _labels(holder.get("mode"))])


def _quality(credential: Credential) -> str:
    holders = [_specification(credential), *_bodies(credential)]
    found = [each for holder in holders for each in objects(holder.get("accreditation"))]
    return _joined([text_of(each.get("title")) or _label(each.get("dcType")) or identifier(each) for each in found])


def _label(concept: JsonValue) -> str:
    return text_of(first_object(concept).get("prefLabel"))


def _labels(concepts: JsonValue) -> list[str]:
    return [text_of(each.get("prefLabel")) for each in objects(concepts)]


_EUROPEAN: Mapping[Element, Callable[[Credential], str]] = {
    Element.LEARNER: _person,
    Element.TITLE: lambda credential: credential.name,
    Element.COUNTRY: _places,
    Element.AWARDING_BODY: lambda credential: _joined([text_of(b.get("legalName")) for b in _bodies(credential)]),
    Element.DATE: _awarded,
    Element.OUTCOMES: _learned,
    Element.WORKLOAD: _workload,
    Element.LEVEL: _levels,
    Element.ASSESSMENT: _assessments,
    Element.PARTICIPATION: _modes,
    Element.QUALITY: _quality,
}
"""How the European Learning Model states each element."""
