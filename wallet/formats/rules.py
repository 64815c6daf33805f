"""Small rules that the structure checks are made of. Each raises where a member breaks it, naming the member alone."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from wallet.formats.members import identifier
from wallet.model.checks import CheckId, Code
from wallet.model.credential import Credential, Securing
from wallet.model.dates import parse_date_time_stamp, parse_numeric_date
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_SELECTIVE_SUITES = frozenset({"ecdsa-sd-2023", "bbs-2023"})
_LANGUAGE_VALUE = frozenset({"@value", "@language", "@direction"})


def broken(code: Code, detail: str) -> ProofError:
    """Return the refusal of a document whose structure is wrong."""
    return ProofError(CheckId.STRUCTURE, code, detail)


def check_present(holder: JsonObject, name: str, where: str) -> JsonValue:
    """Return a member that must be there, with a value that is neither null nor empty.

    Raises:
        ProofError: STRUCTURE with MISSING_MEMBER.
    """
    value = holder.get(name)
    if not value and value in (None, "", [], {}):
        raise broken(Code.MISSING_MEMBER, f"{where} lacks {name}.")
    return value


def check_url(value: JsonValue, where: str) -> None:
    """Return if a value is one absolute URL: a scheme and something after it, without white space.

    Raises:
        ProofError: STRUCTURE with BAD_VALUE.

    Source: VCDM 2.0 section 4.4 (Identifiers); the URL standard's "valid URL string", loosely: any scheme.
    """
    if not isinstance(value, str) or not _URL.fullmatch(value):
        raise broken(Code.BAD_VALUE, f"{where} is not one absolute URL.")


def check_optional_url(holder: JsonObject, name: str, where: str) -> None:
    """Return if a member is absent or one absolute URL."""
    if name in holder:
        check_url(holder[name], f"{where} {name}")


def check_objects(value: JsonValue, where: str) -> list[JsonObject]:
    """Return the objects of a member that must be an object or an array of objects, none of them empty.

    Raises:
        ProofError: STRUCTURE with BAD_VALUE.
    """
    found = value if isinstance(value, list) else [value]
    objects: list[JsonObject] = [item for item in found if isinstance(item, dict) and item]
    if len(objects) != len(found):
        raise broken(Code.BAD_VALUE, f"{where} holds something else than objects with members.")
    return objects


def check_types(holder: JsonObject, where: str, one_of: Collection[str] = ()) -> None:
    """Return if `type` is there and a name or several, at least one of them among those given.

    Raises:
        ProofError: STRUCTURE with MISSING_MEMBER or BAD_VALUE.

    Source: VCDM 2.0 section 4.5 (Types).
    """
    value = check_present(holder, "type", where)
    names = value if isinstance(value, list) else [value]
    for name in names:
        # Terms may hold spaces, and some in use do; addresses may not.
        if not isinstance(name, str) or not name or ("://" in name and not _URL.fullmatch(name)):
            raise broken(Code.BAD_VALUE, f"{where} has a type that is not a name.")
    if one_of and not any(map(one_of.__contains__, names)):
        raise broken(Code.BAD_VALUE, f"{where} is not of type {' or '.join(sorted(one_of))}.")


def check_date(holder: JsonObject, name: str, where: str) -> datetime | None:
    """Return a member that is absent or one date-time with a time zone.

    Raises:
        ProofError: STRUCTURE with BAD_DATE.
    """
    if name not in holder:
        return None
    value = holder[name]
    try:
        return parse_date_time_stamp(value if isinstance(value, str) else "")
    except ValueError as error:
        raise broken(Code.BAD_DATE, f"{where} {name} cannot be used: {error}.") from error


def check_numeric_date(holder: JsonObject, name: str) -> datetime | None:
    """Return a claim that is absent or a NumericDate (RFC 7519 section 2).

    Raises:
        ProofError: STRUCTURE with BAD_DATE.
    """
    try:
        return parse_numeric_date(holder[name]) if name in holder else None
    except ValueError as error:
        raise broken(Code.BAD_DATE, f"The token's {name} cannot be used: {error}.") from error


def check_order(start: datetime | None, end: datetime | None) -> None:
    """Return unless validity ends before it starts.

    Raises:
        ProofError: STRUCTURE with BAD_DATE.
    """
    if start and end and end < start:
        raise broken(Code.BAD_DATE, "The validity ends before it starts.")


def check_text(holder: JsonObject, name: str, where: str) -> None:
    """Return if a member is absent, or a text, or texts with their languages.

    Raises:
        ProofError: STRUCTURE with BAD_VALUE.

    Source: VCDM 2.0 section 11.1 (Language and Base Direction).
    """
    value = holder.get(name, "")
    if isinstance(value, str):
        return
    if not all(_is_language_value(item) for item in (value if isinstance(value, list) else [value])):
        raise broken(Code.BAD_VALUE, f"{where} {name} is neither a text nor texts with languages.")


def _is_language_value(item: JsonValue) -> bool:
    if not isinstance(item, dict) or not item.keys() <= _LANGUAGE_VALUE:
        return False
    return "@value" in item and all(isinstance(part, str) for part in item.values())


def may_lack_members(credential: Credential) -> bool:
    """Return whether its holder may have left out required members (VC-DI-ECDSA 3.6, VC-DI-BBS 3.4, RFC 9901).

    Only the issuer's own proofs say so: those of others may be anybody's, and each of the issuer's must hold.
    """
    suites = {str(proof.get("cryptosuite")) for proof in credential.proofs if _is_by_issuer(proof, credential)}
    is_selective = bool(suites) and suites <= _SELECTIVE_SUITES
    return is_selective or credential.source.securing is Securing.SD_JWT


def _is_by_issuer(proof: JsonObject, credential: Credential) -> bool:
    owner = identifier(proof.get("verificationMethod")).partition("#")[0].partition("?")[0]
    return owner == credential.issuer_id
