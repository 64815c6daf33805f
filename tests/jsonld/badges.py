"""A badge to break, and what a canonicalisation of it says."""

from __future__ import annotations

import copy
from typing import Any

from wallet.jsonld.canonical import canonical_bytes
from wallet.jsonld.contexts import editions
from wallet.model.limits import Limits

VCDM_2 = "https://www.w3.org/ns/credentials/v2"
OB_303 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIMITS = Limits()

_BADGE: dict[str, Any] = {
    "@context": [VCDM_2, OB_303],
    "id": "urn:uuid:0b1f6b1e-7a53-4a7d-9a51-3d9f3a3f2f10",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "Robotics",
    "issuer": {"id": "did:web:university.example", "type": ["Profile"], "name": "University"},
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {
        "id": "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "urn:uuid:5a1c6a4e-0d4f-4d15-8d6f-2f1c2b5b8a11",
            "type": ["Achievement"],
            "name": "Robotics",
            "description": "Builds robots.",
            "criteria": {"narrative": "Built three robots."},
            "creditsAvailable": 3.5,
            "alignment": [
                {"type": ["Alignment"], "targetName": "Design", "targetUrl": "https://skills.example/design"},
                {"type": ["Alignment"], "targetName": "Control", "targetUrl": "https://skills.example/control"},
            ],
            "resultDescription": [
                {
                    "id": "urn:uuid:f3c7b9a0-4a8d-4b53-a3d6-0a0f4e1b7c21",
                    "type": ["ResultDescription"],
                    "name": "Grade",
                    "resultType": "LetterGrade",
                    "allowedValue": ["C", "B", "A"],
                }
            ],
        },
    },
    "credentialStatus": {
        "id": "https://university.example/status/1#7",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://university.example/status/1",
    },
}


def badge() -> dict[str, Any]:
    """A sound Open Badge 3.0, unsigned, one's own to change."""
    return copy.deepcopy(_BADGE)


def canonical(document: dict[str, Any]) -> str:
    """Its canonical N-Quads, under the newest contexts."""
    return canonical_bytes(document, editions(document)[0], LIMITS).decode()
