"""Rules of structure of credentials and presentations secured as JWT.

Source: https://www.w3.org/TR/vc-jose-cose/, https://www.w3.org/TR/vc-data-model/#json-web-token,
https://www.imsglobal.org/spec/ob/v3p0/#jwt-proof
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from wallet.formats.dates import date_or_none
from wallet.formats.jwt import wrapped_claim
from wallet.formats.kinds import VCDM_1_CONTEXT
from wallet.formats.members import contexts, identifier, items
from wallet.formats.rules import broken, check_numeric_date
from wallet.formats.sd_jwt_vc import header_type
from wallet.model.checks import Code
from wallet.model.credential import Credential
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.report import Kind

_JOSE_TYPES = frozenset({"vc+jwt", "vp+jwt", "vc+sd-jwt", "vp+sd-jwt"})
_TYPES = _JOSE_TYPES | {
    # Open Badges 3.0 and VCDM 1.1; any JWS; VC-JOSE-COSE before 2025; RFC 9901's general one.
    *("", "jwt", "jose", "vc+ld+jwt", "vp+ld+jwt", "vc-ld+jwt", "vp-ld+jwt", "vc+ld+json+jwt", "vp+ld+json+jwt"),
    *("vc+ld+json+sd-jwt", "vp+ld+json+sd-jwt", "sd-jwt", "dc+sd-jwt"),
}

_LEAP_SECOND = timedelta(seconds=1)
"""What a fraction cut off, or a leap second counted or not, may make of one instant."""


def check_jwt(credential: Credential) -> None:
    """Return if header and claims agree with each other and with the credential inside.

    Raises:
        ProofError: STRUCTURE.
    """
    header, payload = credential.source.header, credential.source.payload
    media_type = header_type(header)
    if media_type not in _TYPES or not isinstance(header.get("typ", ""), str):
        raise broken(Code.BAD_VALUE, "The token's type is not that of a credential.")
    if media_type in _JOSE_TYPES and media_type.startswith("vp+") is not (credential.kind is Kind.PRESENTATION):
        raise broken(Code.BAD_VALUE, "The token's type is not that of what it holds.")
    start, end = check_numeric_date(payload, "nbf"), check_numeric_date(payload, "exp")
    document = _document(payload, media_type)
    _check_identifiers(document, payload, credential.kind)
    # In VC-JOSE-COSE section 3.1.3 `exp` is the end of the signature, not of the credential.
    if media_type not in _JOSE_TYPES:
        _check_dates(document, start, end)


def _document(payload: JsonObject, media_type: str) -> JsonObject:
    """Return the credential as the issuer wrote it, before claims are merged into it."""
    wrapper = wrapped_claim(payload)
    if ("vc" in payload or "vp" in payload) and (media_type in _JOSE_TYPES or not wrapper):
        # VC-JOSE-COSE section 1.1.2.1; and a document beside the wrapped one would be two.
        raise broken(Code.BAD_VALUE, "The token wraps its credential in a claim, which its kind does not allow.")
    inner = payload.get(wrapper) if wrapper else payload
    return inner if isinstance(inner, dict) else payload


def _check_identifiers(document: JsonObject, payload: JsonObject, kind: Kind) -> None:
    """VCDM 1.1 section 6.3.1; OB 3.0 section 8.2.4.1; VC-JOSE-COSE section 3.1.3."""
    parties = [identifier(document.get("holder" if kind is Kind.PRESENTATION else "issuer"))]
    subjects = [identifier(subject) for subject in items(document.get("credentialSubject"))]
    for name, stated in (("iss", parties), ("jti", [identifier(document.get("id"))]), ("sub", subjects)):
        _check_same(name, payload.get(name), {value for value in stated if value})


def _check_same(name: str, claim: JsonValue, stated: Collection[str]) -> None:
    if claim is not None and not isinstance(claim, str):
        raise broken(Code.BAD_VALUE, f"The token's {name} is not a text.")
    if claim is not None and stated and claim not in stated:
        raise broken(Code.BAD_VALUE, f"The token's {name} contradicts the credential inside.")


def _check_dates(document: JsonObject, start: datetime | None, end: datetime | None) -> None:
    is_version_1 = VCDM_1_CONTEXT in contexts(document)
    names = ("issuanceDate", "expirationDate") if is_version_1 else ("validFrom", "validUntil")
    for name, claimed in zip(names, (start, end), strict=True):
        stated = date_or_none(document.get(name))
        if claimed and stated and abs(claimed - stated) > _LEAP_SECOND:
            raise broken(Code.BAD_DATE, f"The token's times contradict the credential's {name}.")
