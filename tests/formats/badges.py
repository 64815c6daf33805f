"""Badges for tests, whole and simple; signatures are placeholders, for nothing here verifies."""

import base64
import hashlib
import json
from typing import Any

from wallet.formats.reader import extract, parse
from wallet.model.credential import Credential
from wallet.model.limits import Limits

LIMITS = Limits()
ISSUER = "did:key:z6MkktkkWyKZ4hnDAYtMUrjQ3ARQq1pXHfUAZhPTQPtwz7XU"
ACHIEVEMENT: dict[str, Any] = {
    "id": "urn:uuid:2b58e4cf-5cc0-4f10-873c-6b4f75ec785f",
    "type": ["Achievement"],
    "achievementType": "MicroCredential",
    "name": "Working at height",
    "description": "Safe work in wind turbines.",
    "criteria": {"narrative": "Pass the *final* assessment."},
    "creditsAvailable": 3,
}
BADGE: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "urn:uuid:ad437de6-5a5c-46e4-830d-86520c22ea63",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "Height, level 1",
    "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Nordlys Academy"},
    "validFrom": "2026-01-02T03:04:05Z",
    "validUntil": "2028-01-02T03:04:05Z",
    "credentialSubject": {"id": "did:key:z6Mkholder", "type": ["AchievementSubject"], "achievement": ACHIEVEMENT},
}
OLD_BADGE: dict[str, Any] = {
    **{name: value for name, value in BADGE.items() if not name.startswith("valid")},
    "@context": [
        "https://www.w3.org/2018/credentials/v1",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
    ],
    "issuanceDate": "2026-01-02T03:04:05Z",
}


def encode(value: object) -> bytes:
    """Return JSON as base64url."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")


def token(payload: object, **header: object) -> bytes:
    """Return a compact JWS with a placeholder for its signature."""
    return b".".join([encode({"alg": "EdDSA", **header}), encode(payload), b"c2lnbmF0dXJl"])


def disclosure(*parts: object) -> bytes:
    """Return a disclosure with a fixed salt."""
    return encode(["c2FsdA", *parts])


def digest(encoded: bytes, name: str = "sha256") -> str:
    """Return a disclosure's digest."""
    return base64.urlsafe_b64encode(hashlib.new(name, encoded).digest()).rstrip(b"=").decode()


def sd_jwt(payload: object, *disclosures: bytes, key_binding: bytes = b"", **header: object) -> bytes:
    """Return a compact SD-JWT."""
    return b"~".join([token(payload, **{"typ": "dc+sd-jwt", **header}), *disclosures, key_binding])


def read(data: bytes | dict) -> Credential:
    """Return the credential in a document."""
    document = data if isinstance(data, bytes) else json.dumps(data).encode()
    return parse(extract(document, LIMITS), LIMITS)


def changed(badge: dict, **members: object) -> dict:
    """Return a badge with some members of its own; None takes one away."""
    return {name: value for name, value in {**badge, **members}.items() if value is not None}
