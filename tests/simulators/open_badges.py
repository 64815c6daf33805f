"""An issuer of Open Badges 2 on the web: its documents as they were saved, and its badges, hosted and signed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey
from wallet.formats.reader import extract, parse
from wallet.model.checks import Source
from wallet.model.credential import Credential
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.limits import Limits
from wallet.model.report import Level, Report
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CONTEXT = "https://w3id.org/openbadges/v2"
SITE = "https://guild.example"
ASSERTION, BADGE, PROFILE = f"{SITE}/awards/1", f"{SITE}/badges/locks", f"{SITE}/profile"
KEY, REVOCATIONS = f"{SITE}/key", f"{SITE}/revoked"
KINDS = {
    ASSERTION: EvidenceKind.ASSERTION,
    BADGE: EvidenceKind.BADGE_CLASS,
    PROFILE: EvidenceKind.ISSUER_PROFILE,
    KEY: EvidenceKind.PUBLIC_KEY,
    REVOCATIONS: EvidenceKind.REVOCATION_LIST,
}


@dataclass
class Guild:
    """What stands on the issuer's site, by address; each test changes what it is about."""

    private: PrivateKey = field(default_factory=lambda: PrivateKey.generate(KeyType.P256))
    pages: dict[str, Any] = field(default_factory=dict)
    fetched: dict[str, datetime] = field(default_factory=dict)
    listed: bool = True

    def __post_init__(self) -> None:
        self.pages = {ASSERTION: assertion(), BADGE: badge_class(), PROFILE: profile(), KEY: self.key()}
        self.pages[REVOCATIONS] = {
            "@context": CONTEXT,
            "type": "RevocationList",
            "id": REVOCATIONS,
            "revokedAssertions": ["urn:uuid:other"],
        }

    def key(self, **changes: Any) -> dict[str, Any]:
        point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), self.private.public_key.material)
        pem = point.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        return {"type": "CryptographicKey", "id": KEY, "owner": PROFILE, "publicKeyPem": pem, **changes}

    def signed(self, private: PrivateKey | None = None, **changes: Any) -> bytes:
        claims = assertion(verification={"type": "SignedBadge", "creator": KEY})
        signer = KeySigner(private or self.private, KEY)
        return sign_compact({"typ": "JWT"}, json.dumps({**claims, **changes}).encode(), signer).encode()

    def documents(self) -> list[EvidenceDocument]:
        return [self._saved(address, page) for address, page in self.pages.items()]

    def evidence(self) -> EvidenceSet:
        issuers = [ListedIssuer(PROFILE, "Guild", Level.PRODUCTION, "Fair", None, Source.PACK)] if self.listed else []
        return EvidenceSet(self.documents(), issuers)

    def verifier(self, **options: Any) -> Verifier:
        return Verifier(self.evidence(), replace(VerifyOptions(at=NOW), **options))

    def verify(self, data: bytes | dict[str, Any], **options: Any) -> Report:
        return self.verifier(**options).verify(as_bytes(data), "badge")

    def linked(self, data: bytes | dict[str, Any]) -> Credential:
        return self.verifier().linked(parse(extract(as_bytes(data), Limits()), Limits()))

    def _saved(self, address: str, page: Any) -> EvidenceDocument:
        content = page if isinstance(page, bytes) else json.dumps(page).encode()
        kind = KINDS.get(address.replace("http://", "https://"), EvidenceKind.ASSERTION)
        return EvidenceDocument(address, kind, content, self.fetched.get(address, NOW - HOUR), Source.PACK, "Fair")


def as_bytes(data: bytes | dict[str, Any]) -> bytes:
    return data if isinstance(data, bytes) else json.dumps(data).encode()


def assertion(**changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "Assertion",
        "id": ASSERTION,
        "recipient": {"type": "email", "hashed": False, "identity": "ada@example.org"},
        "badge": BADGE,
        "issuedOn": "2026-11-01T10:00:00Z",
        "verification": {"type": "HostedBadge"},
        **changes,
    }


def badge_class(**changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "BadgeClass",
        "id": BADGE,
        "name": "Lockpicking",
        "description": "Opens locks.",
        "image": f"{SITE}/locks.png",
        "criteria": {"narrative": "Opened a lock."},
        "issuer": PROFILE,
        **changes,
    }


def profile(**changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "Issuer",
        "id": PROFILE,
        "name": "Guild of Locksmiths",
        "url": SITE,
        "email": "guild@guild.example",
        "publicKey": KEY,
        "revocationList": REVOCATIONS,
        **changes,
    }
