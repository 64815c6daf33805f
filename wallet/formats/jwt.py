"""Credentials as JWT: the `vc` claim of VCDM 1.1, and the credential as payload of VC-JOSE and Open Badges 3.0.

Source: https://www.w3.org/TR/vc-data-model/#jwt-decoding (VCDM 1.1 section 6.3.1),
https://www.w3.org/TR/vc-jose-cose/, https://www.imsglobal.org/spec/ob/v3p0/#jwt-proof
"""

from __future__ import annotations

from datetime import UTC, datetime

from wallet.formats.dates import numeric_date_or_none
from wallet.formats.kinds import VCDM_2_CONTEXT
from wallet.formats.members import contexts, items
from wallet.model.json_types import JsonObject, JsonValue

REGISTERED = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "nonce")
"""Claims of the token rather than of the credential (RFC 7519 section 4.1, RFC 7800)."""


def wrapped_claim(payload: JsonObject) -> str:
    """Return ``vc`` or ``vp`` where the payload wraps its document in that claim (VCDM 1.1).

    Nothing where the payload is a document itself, whatever else it carries.
    """
    if "@context" in payload:
        return ""
    return next((name for name in ("vc", "vp") if isinstance(payload.get(name), dict)), "")


def claims_of_payload(payload: JsonObject) -> JsonObject:
    """Return the credential or presentation that a JWT's payload holds.

    Source: VCDM 1.1 section 6.3.1, "JWT Decoding"; VC-JOSE-COSE section 3.1.1: the payload itself.
    """
    name = wrapped_claim(payload)
    if not name:
        return {member: value for member, value in payload.items() if member not in REGISTERED}
    inner = payload[name]
    return _merged(inner, payload, name) if isinstance(inner, dict) else {}


def validity_of_payload(payload: JsonObject) -> tuple[datetime | None, datetime | None]:
    """Return `nbf` and `exp`; None where absent or malformed (RFC 7519 sections 4.1.4 and 4.1.5)."""
    return numeric_date_or_none(payload.get("nbf")), numeric_date_or_none(payload.get("exp"))


def _merged(inner: JsonObject, payload: JsonObject, name: str) -> JsonObject:
    """Step 2 of "JWT Decoding": registered claims take the place of the members they stand for."""
    claims = dict(inner)
    is_version_2 = VCDM_2_CONTEXT in contexts(inner)
    start, end = ("validFrom", "validUntil") if is_version_2 else ("issuanceDate", "expirationDate")
    _set(claims, end, _date(payload.get("exp")))
    _set(claims, "holder" if name == "vp" else "issuer", _identified(inner, payload, name))
    _set(claims, start, _date(payload.get("nbf")))
    _set(claims, "credentialSubject", _subject(inner.get("credentialSubject"), payload.get("sub")))
    _set(claims, "id", payload.get("jti"))
    _set(claims, "credentialStatus", _status(inner, payload))
    return claims


def _status(inner: JsonObject, payload: JsonObject) -> JsonValue:
    """Return the status entries inside, and those that an issuer wrote beside the credential."""
    return [*items(inner.get("credentialStatus")), *items(payload.get("credentialStatus"))] or None


def _set(claims: dict[str, JsonValue], name: str, value: JsonValue) -> None:
    if value is not None:
        claims[name] = value


def _date(value: JsonValue) -> JsonValue:
    moment = numeric_date_or_none(value)
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _identified(inner: JsonObject, payload: JsonObject, name: str) -> JsonValue:
    party, issuer = inner.get("holder" if name == "vp" else "issuer"), payload.get("iss")
    if isinstance(party, dict) and issuer is not None:
        return {**party, "id": issuer}
    return issuer


def _subject(subject: JsonValue, identifier: JsonValue) -> JsonValue:
    if identifier is None:
        return None
    if isinstance(subject, dict):
        return {**subject, "id": identifier}
    # Several subjects cannot all be `sub`; their own identifiers stand.
    return {"id": identifier} if subject is None else None
