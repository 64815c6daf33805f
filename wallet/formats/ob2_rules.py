"""Rules of structure of Open Badges 2.0 assertions, the few that 1.x has, and those of Blockcerts 2.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html (sections "Assertion",
"IdentityObject", "VerificationObject", "BadgeClass", "Primitive datatypes"),
https://github.com/blockchain-certificates/cert-schema
"""

from __future__ import annotations

import re
from datetime import datetime

from wallet.formats.members import first_object, identifier, string, types
from wallet.formats.ob2 import HOSTED_TYPES, hosted_at, is_pointer, is_signed, verification_of
from wallet.formats.ob2_dates import parse_badge_date
from wallet.formats.rules import broken, check_objects, check_order, check_present, check_text, check_types, check_url
from wallet.model.checks import Code
from wallet.model.credential import Credential, DataModel, Securing
from wallet.model.json_types import JsonObject, JsonValue

_CONTEXT = re.compile(r"https?://(?:w3id\.org/openbadges/v2|purl\.imsglobal\.org/spec/ob/v2p\d/.*)")
_HASH = re.compile(r"sha256\$[0-9A-Fa-f]{64}|md5\$[0-9A-Fa-f]{32}")
_PARTS_OF_A_BADGE = ("id", "name", "description", "image", "criteria", "issuer")
_PARTS_OF_A_CERTIFICATE = ("name", "description")


def check_assertion(credential: Credential) -> None:
    """Return if an assertion keeps the rules of its version.

    Raises:
        ProofError: STRUCTURE with MISSING_MEMBER, BAD_VALUE or BAD_DATE.
    """
    claims = credential.claims
    is_strict = credential.data_model is DataModel.OB_2
    if is_pointer(claims) or claims.get("revoked") is True:
        # Section "Revoking Hosted Assertions": then only `id` and `revoked` are required.
        return
    if credential.data_model is DataModel.BLOCKCERTS_2:
        _check_blockcerts_2(claims)
    elif is_strict:
        _check_version_2(claims, is_token=credential.source.securing is Securing.JWT)
    else:
        _check_version_1(claims)
    start = _date(claims, "issuedOn" if "issuedOn" in claims else "issued_on", is_strict=is_strict)
    check_order(start, _date(claims, "expires", is_strict=is_strict))


def _check_version_2(claims: JsonObject, *, is_token: bool) -> None:
    check_types(claims, "The badge", ["Assertion"])
    _check_context(check_present(claims, "@context", "The badge"))
    check_url(check_present(claims, "id", "The badge"), "The badge's id")
    check_present(claims, "issuedOn", "The badge")
    _check_recipient(check_present(claims, "recipient", "The badge"))
    _check_verification(claims, is_token=is_token)
    _check_badge(check_present(claims, "badge", "The badge"))
    _check_links(claims)
    if not isinstance(claims.get("revoked", False), bool):
        raise broken(Code.BAD_VALUE, "The badge's revoked is neither true nor false.")


def _check_blockcerts_2(claims: JsonObject) -> None:
    """Schemas 2.0-alpha to 2.1 of Blockcerts: the badge class is in the certificate, and little is asked of it."""
    check_types(claims, "The badge", ["Assertion"])
    check_url(check_present(claims, "id", "The badge"), "The badge's id")
    check_present(claims, "issuedOn", "The badge")
    _check_recipient(check_present(claims, "recipient", "The badge"))
    check_types(first_object(check_present(claims, "verification", "The badge")), "verification")
    badge = first_object(check_present(claims, "badge", "The badge"))
    for name in _PARTS_OF_A_CERTIFICATE:
        check_text(badge, name, "The badge class's")
    check_url(identifier(badge.get("issuer")), "The issuer's id")


def _check_context(value: JsonValue) -> None:
    if not any(map(_is_vocabulary, value if isinstance(value, list) else [value])):
        raise broken(Code.BAD_VALUE, "The badge's @context is not that of Open Badges 2.")


def _is_vocabulary(context: JsonValue) -> bool:
    """Return whether a context is that of the standard: by its address, or written out with its terms."""
    if isinstance(context, str):
        return _CONTEXT.fullmatch(context) is not None
    return isinstance(context, dict) and "Assertion" in context


def _check_recipient(value: JsonValue) -> None:
    """Section "IdentityObject"."""
    recipients = check_objects(value, "The recipient")
    if len(recipients) != 1:
        raise broken(Code.BAD_VALUE, "The badge names more than one recipient.")
    recipient = recipients[0]
    if not string(recipient.get("identity")) or not types(recipient):
        raise broken(Code.MISSING_MEMBER, "The recipient lacks identity or type.")
    hashed = recipient.get("hashed", False)
    if not isinstance(hashed, bool) or not isinstance(recipient.get("salt", ""), str):
        raise broken(Code.BAD_VALUE, "The recipient's hashed or salt has a value of another kind.")
    if hashed and not _HASH.fullmatch(string(recipient.get("identity"))):
        raise broken(Code.BAD_VALUE, "The recipient is said to be hashed, and is not by any hash of the standard.")


def _check_verification(claims: JsonObject, *, is_token: bool) -> None:
    """Sections "VerificationObject", "HostedBadge" and "SignedBadge"."""
    check_objects(check_present({"verification": verification_of(claims)}, "verification", "The badge"), "verification")
    check_types(verification_of(claims), "verification")
    is_hosted = not HOSTED_TYPES.isdisjoint(types(verification_of(claims)))
    if is_hosted and is_signed(claims):
        raise broken(Code.BAD_VALUE, "The badge says that it is both hosted and signed.")
    if is_hosted and is_token:
        raise broken(Code.BAD_VALUE, "The badge is a signed token and says that it is hosted.")
    if is_hosted and not hosted_at(claims):
        raise broken(Code.BAD_VALUE, "The badge says that it is hosted, and its id is no web address.")


def _check_badge(value: JsonValue) -> None:
    """Section "BadgeClass": an address, or the class itself."""
    if not isinstance(value, dict):
        check_url(value, "The badge's badge")
        return
    check_types(value, "The badge class", ["BadgeClass"])
    for name in _PARTS_OF_A_BADGE:
        check_present(value, name, "The badge class")
    check_url(value["id"], "The badge class's id")
    check_text(value, "name", "The badge class's")
    check_text(value, "description", "The badge class's")
    check_url(identifier(value["issuer"]), "The issuer's id")


def _check_links(claims: JsonObject) -> None:
    """Sections "Image" and "Evidence": an address, or an object; evidence may be several."""
    if isinstance(claims.get("image", ""), list):
        raise broken(Code.BAD_VALUE, "The badge has more than one image.")
    for name in ("image", "evidence"):
        value = claims.get(name, [])
        if not all(isinstance(item, str | dict) and item for item in (value if isinstance(value, list) else [value])):
            raise broken(Code.BAD_VALUE, f"The badge's {name} is neither an address nor an object.")


def _check_version_1(claims: JsonObject) -> None:
    """Version 1.0, "Structures"; version 0.5 gave its recipient as a text and held its badge."""
    recipient, badge = (check_present(claims, name, "The badge") for name in ("recipient", "badge"))
    if "verify" not in claims and "verification" not in claims:
        return
    if not isinstance(recipient, dict) or not string(recipient.get("identity")):
        raise broken(Code.BAD_VALUE, "The recipient is not an object with an identity.")
    if not isinstance(badge, str) and not first_object(badge):
        raise broken(Code.BAD_VALUE, "The badge's badge is neither an address nor an object.")


def _date(claims: JsonObject, name: str, *, is_strict: bool) -> datetime | None:
    if name not in claims:
        return None
    try:
        return parse_badge_date(claims[name], is_strict=is_strict)
    except ValueError as error:
        raise broken(Code.BAD_DATE, f"The badge's {name} cannot be used: {error}.") from error
