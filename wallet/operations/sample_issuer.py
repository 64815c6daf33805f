"""A sample issuer: makes badges on the spot with fresh keys, in the formats that learners meet."""

from __future__ import annotations

import copy
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wallet.crypto.encodings import b64url_encode
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey, public_key_to_multikey
from wallet.jsonld.contexts import editions
from wallet.model.limits import Limits
from wallet.proofs.registry import suite_for
from wallet.status.bitstring import MINIMUM_ENTRIES, encode_list

Json = dict[str, Any]

_CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


@dataclass(frozen=True, slots=True)
class Course:
    """What a sample badge is about.

    Attributes:
        name: The badge's name.
        summary: What it stands for.
        criteria: What its owner had to do.
        kind: The achievement type of Open Badges 3.0.
        credits: Credits earned.
        grade: Result in per cent.
        pass_mark: Least result to pass, in per cent.
        skills: Skills, with the framework that names each.
    """

    name: str
    summary: str
    criteria: str
    kind: str
    credits: float
    grade: int
    pass_mark: int
    skills: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """The dates of a sample badge: when it was signed, and from when to when it is valid."""

    signed: datetime
    start: datetime
    end: datetime


class SampleIssuer:
    """An issuer with a fresh key that lives as long as this object.

    Args:
        name: The issuer's name.
    """

    def __init__(self, name: str) -> None:
        private = PrivateKey.generate(KeyType.ED25519)
        multikey = public_key_to_multikey(private.public_key)
        self.name = name
        self.id = f"did:key:{multikey}"
        self._signer = KeySigner(private, f"{self.id}#{multikey}")

    def badge(self, course: Course, holder: str, term: Term, status: Sequence[Json] = ()) -> Json:
        """Return an Open Badges 3.0 credential, not yet signed.

        Args:
            course: What it is about.
            holder: The holder's DID.
            term: Its dates.
            status: Entries of `credentialStatus`.
        """
        grade_id = f"urn:uuid:{_uuid(course.name, 'grade')}"
        badge: Json = {
            "@context": list(_CONTEXTS),
            "id": f"urn:uuid:{_uuid(course.name, self.id, holder)}",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": course.name,
            "issuer": {"id": self.id, "type": ["Profile"], "name": self.name},
            "validFrom": _stamp(term.start),
            "validUntil": _stamp(term.end),
            "credentialSubject": {
                "id": holder,
                "type": ["AchievementSubject"],
                "creditsEarned": course.credits,
                "achievement": _achievement(course, grade_id),
                "result": [{"type": ["Result"], "resultDescription": grade_id, "value": str(course.grade)}],
            },
        }
        return {**badge, "credentialStatus": list(status)} if status else badge

    def sign_embedded(self, credential: Mapping[str, Any], signed: datetime) -> bytes:
        """Secure a credential with an `eddsa-rdfc-2022` proof."""
        options = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": _stamp(signed),
            "verificationMethod": self._signer.verification_method,
            "proofPurpose": "assertionMethod",
        }
        contexts = editions(credential)[0]
        proof = suite_for(options).sign(credential, options, self._signer, contexts, Limits())
        return json.dumps({**credential, "proof": proof}, indent=2, ensure_ascii=False).encode()

    def sign_jwt(self, credential: Mapping[str, Any]) -> bytes:
        """Secure a credential as a JWT (Open Badges 3.0 section 8.2.4)."""
        registered = {
            "iss": self.id,
            "jti": credential["id"],
            "sub": credential["credentialSubject"]["id"],
            "nbf": _seconds(credential["validFrom"]),
            "exp": _seconds(credential["validUntil"]),
        }
        header = {"alg": "EdDSA", "typ": "JWT", "kid": self._signer.verification_method}
        return sign_compact(header, _json({**credential, **registered}), self._signer).encode()

    def sign_sd_jwt(self, claims: Mapping[str, Any], hidden: Mapping[str, Any]) -> bytes:
        """Secure claims as an SD-JWT VC whose `hidden` claims can each be left out (RFC 9901 section 4.2).

        Args:
            claims: What is always shown; `iss` is added.
            hidden: What the holder may show or not.
        """
        disclosures = [b64url_encode(_json([secrets.token_urlsafe(16), name, hidden[name]])) for name in hidden]
        digests = sorted(b64url_encode(hashlib.sha256(text.encode()).digest()) for text in disclosures)
        payload = {"iss": self.id, **claims, "_sd": digests}
        header = {"alg": "EdDSA", "typ": "dc+sd-jwt", "kid": self._signer.verification_method.removeprefix(self.id)}
        return "~".join([sign_compact(header, _json(payload), self._signer), *disclosures, ""]).encode()

    def status_list(self, address: str, purpose: str, marked: frozenset[int], signed: datetime) -> bytes:
        """Return a signed Bitstring Status List with the entries at `marked` set."""
        status_list = {
            "@context": [_CONTEXTS[0]],
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.id,
            "validFrom": _stamp(signed),
            "credentialSubject": {
                "id": f"{address}#list",
                "type": "BitstringStatusList",
                "statusPurpose": purpose,
                "encodedList": encode_list(MINIMUM_ENTRIES, marked),
            },
        }
        return self.sign_embedded(status_list, signed)


def status_entry(address: str, purpose: str, index: int) -> Json:
    """Return the entry of `credentialStatus` that points into a status list."""
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def altered(badge: bytes) -> bytes:
    """Return a signed badge with its grade raised, as a cheat would."""
    credential = copy.deepcopy(json.loads(badge))
    credential["credentialSubject"]["result"][0]["value"] = "100"
    return json.dumps(credential, indent=2, ensure_ascii=False).encode()


def _achievement(course: Course, grade_id: str) -> Json:
    return {
        "id": f"urn:uuid:{_uuid(course.name)}",
        "type": ["Achievement"],
        "achievementType": course.kind,
        "name": course.name,
        "description": course.summary,
        "criteria": {"narrative": course.criteria},
        "creditsAvailable": course.credits,
        "resultDescription": [
            {
                "id": grade_id,
                "type": ["ResultDescription"],
                "name": "Final assessment",
                "resultType": "Percent",
                "requiredValue": str(course.pass_mark),
                "valueMin": "0",
                "valueMax": "100",
            }
        ],
        "alignment": [_alignment(name, framework) for name, framework in course.skills],
    }


def _alignment(name: str, framework: str) -> Json:
    return {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": f"https://skills.example/{_uuid(framework, name)}",
        "targetFramework": framework,
    }


def _uuid(*parts: str) -> str:
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    # The version and variant digits of RFC 9562 section 5.8.
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _seconds(stamp: str) -> int:
    return int(datetime.fromisoformat(stamp).timestamp())


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
