"""Names of claims for people, and which claims people regret sharing.

Source: Open Badges 3.0 and CLR 2.0 (member names), OpenID Connect Core section 5.1 (claims of a person), the PID
rulebook of the EU Digital Identity Wallet (claims of an identity card); DESIGN.md, section 7.
"""

from __future__ import annotations

import re

from wallet.formats.wording import words_within

Path = tuple[str | int, ...]
"""The way to a claim from the outside in: names of members, and indexes of items."""

_LABELS = {
    "achievement.achievementType": "Kind of badge",
    "achievement.criteria": "What had to be done",
    "achievement.description": "Description",
    "achievement.humanCode": "Course code",
    "achievement.name": "Badge",
    "achievement.specialization": "Specialisation",
    "achievement.tag": "Tags",
    "activityEndDate": "Until",
    "activityStartDate": "From",
    "address": "Address",
    "age_over_18": "Over 18",
    "alignment": "Skills",
    "awardedDate": "Awarded on",
    "birth_date": "Date of birth",
    "birthdate": "Date of birth",
    "birthDate": "Date of birth",
    "credentialSubject.id": "Your identifier",
    "credentialSubject.identifier": "How you are identified",
    "credentialSubject.image": "Your picture",
    "credentialSubject.name": "Your name",
    "creditsAvailable": "Credits",
    "creditsEarned": "Credits earned",
    "creator": "Created by",
    "criteria.id": "What had to be done (link)",
    "criteria.narrative": "What had to be done",
    "dateOfBirth": "Date of birth",
    "email": "Email",
    "endorsement": "Endorsements",
    "endorsementJwt": "Endorsements",
    "evidence": "Evidence",
    "family_name": "Last name",
    "familyName": "Last name",
    "given_name": "First name",
    "givenName": "First name",
    "image": "Picture of the badge",
    "issuer.name": "Issuer",
    "issuing_authority": "Issued by",
    "issuing_country": "Country of issue",
    "licenseNumber": "Licence number",
    "nationalities": "Nationality",
    "phone_number": "Phone",
    "place_of_birth": "Place of birth",
    "profile.name": "Your name",
    "result": "Result",
    "resultDescription": "How results are given",
    "source": "Given on behalf of",
    "sub": "Your identifier",
}
_UNSAID = frozenset({"credentialSubject", "achievement", "profile", "vc"})
"""Objects around a claim whose names add nothing for people."""

_OTHERS = frozenset({"issuer", "achievement", "source", "creator", "evidence", "endorsement", "alignment"})
"""Objects that do not speak of the holder."""

_SENSITIVE = re.compile(
    r"birth|(?:^|\.)age(?:inyears)?(?:\.|$)|(?:^|\.)ssn|socialsecurity|taxid|nationalid|personalid|personaladministrative"
    r"|documentnumber|idnumber|idcard|passport|studentid|employeeid|sourcedid|identitynumber"
    r"|(?<!email)(?<!ip)address|street|postal|postcode|(?:^|\.)locality|residen"
    r"|health|medical|disab|bloodtype|allerg|photo|portrait|(?:^|\.)picture|(?:subject|profile)\.image|biometric"
)
_CONTACT = re.compile(r"e?mail(?!ingaddress)|phone|(?:^|\.)mobile|(?:^|\.)fax")
_UNSPOKEN = re.compile(r"[\W_]")


def path_of(pointer: str) -> Path:
    """Return the way that a JSON Pointer goes; numbers below the top are taken for indexes."""
    names = [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]
    return tuple(int(name) if position and name.isdecimal() else name for position, name in enumerate(names))


def names_in(path: Path) -> tuple[str, ...]:
    """Return the member names on a way, indexes left out."""
    return tuple(name for name in path if isinstance(name, str))


def label_of(path: Path) -> str:
    """Return a claim's name for people; an index at the end becomes a number after the name."""
    parent, name = ("", "", *names_in(path))[-2:]
    around = "" if parent in _UNSAID else parent
    label = _LABELS.get(f"{parent}.{name}") or _LABELS.get(name) or words_within(around, name)
    last = path[-1] if path else ""
    return f"{label} {last + 1}" if isinstance(last, int) else label


def is_sensitive(path: Path) -> bool:
    """Return whether a claim speaks of its holder's birth, ID numbers, address, health or face (DESIGN.md 7)."""
    return _holds(path, _SENSITIVE)


def is_contact(path: Path) -> bool:
    """Return whether a claim is a way to contact its holder."""
    return _holds(path, _CONTACT)


def _holds(path: Path, pattern: re.Pattern[str]) -> bool:
    names = names_in(path)
    if _OTHERS.intersection(names):
        return False
    return pattern.search(".".join(_UNSPOKEN.sub("", name).lower() for name in names)) is not None
