"""A European issuer: credentials of the European Learning Model under a JAdES seal."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from tests.simulators.authority import Seal
from wallet.crypto.encodings import b64url_encode

NUMBER = "NTREE-17207834"
SIGNED = "2026-11-21T12:00:00Z"


def credential(**changes: Any) -> dict[str, Any]:
    """A European Digital Credential of the organisation with the number above."""
    concept = {"id": "http://publications.europa.eu/resource/authority/country/EST", "type": "Concept"}
    legal = {"id": "urn:epass:legalIdentifier:1", "type": "LegalIdentifier", "notation": NUMBER, "spatial": concept}
    issuer = {"id": "urn:epass:org:1", "type": "Organisation", "legalName": {"en": "Guild"}, "eIDASIdentifier": legal}
    claim = {
        "id": "urn:epass:learningAchievement:1",
        "type": "LearningAchievement",
        "title": {"de": "Schlosser", "en": "Lockpicking"},
        "awardedBy": {"type": "AwardingProcess", "awardingBody": issuer, "awardingDate": "2026-11-20T00:00:00Z"},
        "provenBy": {
            "type": "LearningAssessment",
            "title": {"en": "Exam"},
            "grade": {"type": "Note", "noteLiteral": {"en": "19 of 20"}},
        },
        "specifiedBy": {
            "type": "Qualification",
            "title": {"en": "Locks"},
            "creditPoint": {"framework": {"prefLabel": {"en": "ECTS"}}, "point": "3"},
            "eqfLevel": {"prefLabel": {"en": "Level 5"}},
            "volumeOfLearning": "PT45H",
            "learningOutcome": {
                "title": {"en": "Opens locks"},
                "relatedESCOSkill": {"prefLabel": {"en": "open locks"}},
            },
        },
    }
    return {
        "@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
        "id": "urn:credential:1",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issuer": issuer,
        "issuanceDate": "2026-11-20T00:00:00Z",
        "validFrom": "2026-11-20T00:00:00Z",
        "displayParameter": {"type": "DisplayParameter", "title": {"en": "Lockpicking"}},
        "credentialSubject": {"id": "urn:epass:person:1", "type": "Person", "hasClaim": claim},
        **changes,
    }


def header(seal: Seal, **changes: Any) -> dict[str, Any]:
    """The protected header of a seal; a change to None leaves a parameter out."""
    full = {
        "alg": "ES256",
        "x5c": [base64.b64encode(seal.der).decode()],
        "x5t#S256": b64url_encode(hashlib.sha256(seal.der).digest()),
        "b64": False,
        "sigT": SIGNED,
        "crit": ["b64", "sigT"],
        **changes,
    }
    return {name: value for name, value in full.items() if value is not None}


def signature(seal: Seal, payload: str, unprotected: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """One signature of a JWS in the JSON serialisation; the payload as it stands there."""
    protected = b64url_encode(json.dumps(header(seal, **changes)).encode())
    value = b64url_encode(seal.key.sign(f"{protected}.{payload}".encode()))
    return {"protected": protected, "signature": value, **({"header": unprotected} if unprotected else {})}


def sealed(seal: Seal, claims: dict[str, Any] | None = None, **changes: Any) -> bytes:
    """A sealed credential as a file."""
    payload = json.dumps(claims or credential(), ensure_ascii=False)
    return json.dumps({"payload": payload, "signatures": [signature(seal, payload, **changes)]}).encode()
