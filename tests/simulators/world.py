"""A small world to verify in: an issuer found by did:key, one found by did:web, their lists, a holder, a time."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from wallet.crypto.keys import KeySigner, KeyType, PrivateKey, public_key_to_jwk, public_key_to_multikey
from wallet.jsonld.contexts import editions
from wallet.model.checks import Source
from wallet.model.disclosure import PresentationRequest
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.limits import Limits
from wallet.model.report import Level, Policy, Report
from wallet.operations.sample_issuer import Course, SampleIssuer, Term, status_entry
from wallet.proofs.registry import suite_for
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TERM = Term(NOW - 10 * DAY, NOW - 10 * DAY, NOW + 100 * DAY)
COURSE = Course("Lockpicking", "Opening locks.", "Opened a lock.", "Badge", 1, 80, 50, (("open locks", "ESCO"),))
LIST = "https://status.example/1"
REQUEST = PresentationRequest("n-0S6_WzA2Mj", "https://checker.example")


class HolderKey:
    """A holder's key that signs."""

    def __init__(self, key_type: KeyType = KeyType.ED25519) -> None:
        private = PrivateKey.generate(key_type)
        multikey = public_key_to_multikey(private.public_key)
        self.did = f"did:key:{multikey}"
        self.public_key = private.public_key
        self.signer = KeySigner(private, f"{self.did}#{multikey}")

    @property
    def jwk(self) -> dict[str, str]:
        return public_key_to_jwk(self.public_key)


class WebIssuer(SampleIssuer):
    """An issuer whose keys stand in a document on its web site."""

    def __init__(self, name: str, domain: str) -> None:
        super().__init__(name)
        self.private = PrivateKey.generate(KeyType.ED25519)
        self.id = f"did:web:{domain}"
        self._signer = KeySigner(self.private, f"{self.id}#key-1")

    def did_document(self, fetched: datetime, **changes: Any) -> EvidenceDocument:
        method = {
            "id": f"{self.id}#key-1",
            "type": "Multikey",
            "controller": self.id,
            "publicKeyMultibase": public_key_to_multikey(self.private.public_key),
        }
        document = {"id": self.id, "verificationMethod": [method], "assertionMethod": [method["id"]], **changes}
        content = json.dumps(document).encode()
        return EvidenceDocument(self.id, EvidenceKind.DID_DOCUMENT, content, fetched, Source.PACK, "Fair")


@dataclass
class World:
    """Evidence and a question; each test changes what it is about."""

    issuer: SampleIssuer = field(default_factory=lambda: SampleIssuer("Guild of Locksmiths"))
    holder: HolderKey = field(default_factory=HolderKey)
    documents: list[EvidenceDocument] = field(default_factory=list)
    listed: list[ListedIssuer] = field(default_factory=list)
    options: VerifyOptions = field(default_factory=lambda: VerifyOptions(at=NOW))

    def list_issuer(self, level: Level = Level.PRODUCTION, *, expires: datetime | None = None, **more: Any) -> None:
        entry = ListedIssuer(self.issuer.id, self.issuer.name, level, "Fair", expires, Source.PACK)
        self.listed.append(replace(entry, **more))

    def add_list(
        self, marked: frozenset[int] = frozenset(), *, by: SampleIssuer | None = None, fetched: datetime | None = None
    ) -> None:
        fetched = fetched or NOW - timedelta(hours=1)
        content = (by or self.issuer).status_list(LIST, "revocation", marked, fetched - DAY)
        self.documents.append(EvidenceDocument(LIST, EvidenceKind.STATUS_LIST, content, fetched, Source.PACK, "Fair"))

    def badge(self, *, status: bool = False, **changes: Any) -> bytes:
        entries = [status_entry(LIST, "revocation", 7)] if status else []
        badge = self.issuer.badge(COURSE, self.holder.did, TERM, entries)
        return self.issuer.sign_embedded({**badge, **changes}, TERM.signed)

    def sd_jwt(self) -> bytes:
        shown = {"vct": "https://guild.example/badge", "name": "Lockpicking", "cnf": {"jwk": self.holder.jwk}}
        return self.issuer.sign_sd_jwt(shown, {"birthdate": "1998-04-17", "result": "80 %"})

    def presentation(self, badge: bytes, request: PresentationRequest | None = REQUEST, **changes: Any) -> bytes:
        presentation = {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiablePresentation"],
            "holder": self.holder.did,
            "verifiableCredential": [json.loads(badge)],
            **changes,
        }
        options = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": NOW.isoformat().replace("+00:00", "Z"),
            "verificationMethod": self.holder.signer.verification_method,
            "proofPurpose": "authentication",
        }
        if request is not None:
            options |= {"challenge": request.nonce, "domain": request.audience}
        contexts = editions(presentation)[0]
        proof = suite_for(options).sign(presentation, options, self.holder.signer, contexts, Limits())
        return json.dumps({**presentation, "proof": proof}).encode()

    def verify(self, data: bytes, **options: Any) -> Report:
        evidence = EvidenceSet(self.documents, self.listed)
        return Verifier(evidence, replace(self.options, **options)).verify(data, "badge")

    def check(self, data: bytes, request: PresentationRequest | None = REQUEST) -> Report:
        return self.verify(data, policy=Policy.CHECK, request=request)
