"""Badges for the tests, issued on the spot: each format, with an Ed25519 or P-256 key made anew."""

from __future__ import annotations

import hashlib
import itertools
import json
from datetime import UTC, datetime
from typing import Any

from wallet.crypto.encodings import b64url_encode
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey, public_key_to_jwk
from wallet.dids.did_key import did_key_method_of
from wallet.formats.reader import extract, parse
from wallet.jsonld.contexts import editions
from wallet.model.badge import BadgeId
from wallet.model.credential import Credential
from wallet.model.disclosure import PresentationRequest, Selection
from wallet.model.limits import Limits
from wallet.proofs.registry import suite_for

LIMITS = Limits()
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
REQUEST = PresentationRequest(nonce="n-0S6_WzA2Mj8Kq1", audience="https://employer.example")
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"


def key(key_type: KeyType = KeyType.ED25519) -> KeySigner:
    private = PrivateKey.generate(key_type)
    return KeySigner(private, did_key_method_of(private.public_key))


def did(signer: KeySigner) -> str:
    return signer.verification_method.partition("#")[0]


def choice(credential: Credential, *pointers: str) -> tuple[Credential, Selection]:
    badge = BadgeId(hashlib.sha256(credential.source.content).hexdigest())
    return credential, Selection(badge, frozenset(pointers))


def read(data: bytes) -> Credential:
    return parse(extract(data, LIMITS), LIMITS)


class SdJwtMaker:
    """Makes SD-JWTs: `hide` and `hide_item` put a value behind a digest."""

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self.disclosures: list[str] = []

    def hide(self, **members: Any) -> dict[str, Any]:
        return {"_sd": sorted(self._digest([self._salt(), name, value]) for name, value in members.items())}

    def hide_item(self, value: Any) -> dict[str, Any]:
        return {"...": self._digest([self._salt(), value])}

    def token(self, claims: dict[str, Any], issuer: KeySigner) -> bytes:
        payload = json.dumps({"_sd_alg": "sha-256", **claims}).encode()
        jws = sign_compact({"typ": "dc+sd-jwt", "kid": issuer.verification_method}, payload, issuer)
        return "~".join([jws, *self.disclosures, ""]).encode()

    def _salt(self) -> str:
        return f"salt-number-{next(self._numbers)}-{'x' * 8}"

    def _digest(self, disclosure: list[Any]) -> str:
        encoded = b64url_encode(json.dumps(disclosure).encode())
        self.disclosures.append(encoded)
        return b64url_encode(hashlib.sha256(encoded.encode()).digest())


def sd_jwt(issuer: KeySigner, holder: KeySigner | None) -> bytes:
    """An SD-JWT VC with plain, nested and array disclosures."""
    maker = SdJwtMaker()
    address = maker.hide(street_address="Kastanienallee 12", locality="Berlin")
    hidden = maker.hide(
        given_name="Maya",
        family_name="Okafor",
        birthdate="2001-05-17",
        email="maya.okafor@example.org",
        address={"country": "DE", **address},
        result={"value": "87 %", "status": "Completed"},
        skills=[{"targetName": "Working at height"}, {"targetName": "First aid"}],
    )
    claims: dict[str, Any] = {
        "iss": did(issuer),
        "vct": "https://academy.example/badge",
        "iat": 1_700_000_000,
        "exp": 1_900_000_000,
        "issuer": {"id": did(issuer), "name": "Nordlys Energy Academy"},
        "credentialSubject": {"achievement": {"name": "Wind Turbine Safety", "description": "Climb and come back."}},
        "nationalities": [maker.hide_item("DE"), "NO", maker.hide_item("NG")],
        **hidden,
    }
    if holder is not None:
        claims["cnf"] = {"jwk": public_key_to_jwk(holder.private_key.public_key)}
    return maker.token(claims, issuer)


def open_badge(issuer: KeySigner, subject: str | None, version: int = 2) -> dict[str, Any]:
    """An Open Badge without its proof."""
    dates = {"validFrom": "2026-03-01T00:00:00Z"} if version == 2 else {"issuanceDate": "2026-03-01T00:00:00Z"}
    badge: dict[str, Any] = {
        "@context": [V2, OB3] if version == 2 else [V1, OB3, "https://w3id.org/security/data-integrity/v2"],
        "id": f"urn:uuid:00000000-0000-4000-8000-00000000000{version}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": did(issuer), "type": ["Profile"], "name": "Sundholm Vocational School"},
        **dates,
        "name": "Photovoltaic Installation I",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "creditsEarned": 4.5,
            "achievement": {
                "id": "https://sundholm.example/achievements/pv1",
                "type": ["Achievement"],
                "name": "Photovoltaic Installation I",
                "description": "Mounts and connects panels, sûrement.",
                "criteria": {"narrative": "Ten roofs."},
                "alignment": [
                    {"type": ["Alignment"], "targetName": "Electrical safety", "targetUrl": "https://esco.example/1"},
                    {"type": ["Alignment"], "targetName": "Roof work", "targetUrl": "https://esco.example/2"},
                ],
            },
        },
    }
    if subject is not None:
        badge["credentialSubject"]["id"] = subject
    return badge


def embedded(issuer: KeySigner, subject: str | None, version: int = 2) -> bytes:
    """An Open Badge with an eddsa-rdfc-2022 proof, in indented JSON with a member order of its own."""
    badge = open_badge(issuer, subject, version)
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-03-01T00:00:00Z",
        "verificationMethod": issuer.verification_method,
        "proofPurpose": "assertionMethod",
    }
    proof = suite_for(options).sign(badge, options, issuer, editions(badge)[0], LIMITS)
    return json.dumps({"proof": proof, **badge}, indent=3, ensure_ascii=False).encode()


def jwt(issuer: KeySigner, subject: str) -> bytes:
    """An Open Badge as a VC-JOSE token."""
    header = {"typ": "vc+jwt", "kid": issuer.verification_method}
    return sign_compact(header, json.dumps(open_badge(issuer, subject)).encode(), issuer).encode()
