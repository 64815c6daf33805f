"""Rules of structure of Open Badges 3.0: the types and required members of what a badge is made of.

Source: https://www.imsglobal.org/spec/ob/v3p0/ (appendix B, Data Models)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wallet.formats.kinds import ACHIEVEMENT_TYPES
from wallet.formats.members import objects, types
from wallet.formats.rules import broken, check_present, check_types, may_lack_members
from wallet.model.checks import Code
from wallet.model.credential import Credential
from wallet.model.json_types import JsonObject


@dataclass(frozen=True, slots=True)
class _Class:
    """A class of the data model: its name, the members it must have, and classes of some members.

    Members that are plain identifiers rather than objects are left alone.
    """

    name: str
    required: tuple[str, ...] = ()
    members: dict[str, _Class] = field(default_factory=dict)


_ALIGNMENT = _Class("Alignment", ("targetName", "targetUrl"))
_PROFILE = _Class("Profile", ("id",))
_RESULT = _Class("Result", (), {"alignment": _ALIGNMENT})
_RESULT_DESCRIPTION = _Class("ResultDescription", ("id", "name", "resultType"), {"alignment": _ALIGNMENT})
_ACHIEVEMENT = _Class(
    "Achievement",
    ("id", "name", "description", "criteria"),
    {"alignment": _ALIGNMENT, "creator": _PROFILE, "resultDescription": _RESULT_DESCRIPTION},
)
_SUBJECT = _Class("AchievementSubject", (), {"achievement": _ACHIEVEMENT, "result": _RESULT, "source": _PROFILE})
_EVIDENCE = _Class("Evidence")


def check_ob3(credential: Credential) -> None:
    """Return if an Open Badges 3.0 credential has its classes right; other credentials are left alone.

    Whether every member is there and of its kind is the schema's question (check `schema`).

    Raises:
        ProofError: STRUCTURE.
    """
    subjects = objects(credential.claims.get("credentialSubject"))
    if not ACHIEVEMENT_TYPES.intersection(credential.types):
        if any(_SUBJECT.name in types(subject) for subject in subjects):
            raise broken(Code.BAD_VALUE, "The badge is about an achievement, but not of type OpenBadgeCredential.")
        return
    is_whole = not may_lack_members(credential)
    for name, expected in (("credentialSubject", _SUBJECT), ("issuer", _PROFILE), ("evidence", _EVIDENCE)):
        _check_members(credential.claims, name, expected, is_whole=is_whole)


def _check_members(holder: JsonObject, name: str, expected: _Class, *, is_whole: bool) -> None:
    where = f"The {name}"
    for item in objects(holder.get(name)):
        if "type" in item:
            check_types(item, where, (expected.name,))
        for required in expected.required if is_whole else ():
            check_present(item, required, where)
        for member, inner in expected.members.items():
            if member in item:
                _check_members(item, member, inner, is_whole=is_whole)
