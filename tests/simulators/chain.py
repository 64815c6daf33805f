"""A chain that nobody mines: badges in a Merkle tree, the transaction that holds its root, the issuer's profile."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from wallet.crypto import cbor
from wallet.crypto.encodings import multibase_encode
from wallet.jsonld.canonical import canonical_bytes
from wallet.jsonld.contexts import editions
from wallet.model.checks import Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
ISSUER = "https://guild.example/issuer.json"
ADDRESS = "1AwdUWQzJgfDDjeKtpPzMfYMHejFBrxZfo"
MAINNET = [[0, 0], [1, 1], [2, cbor.encode("ab" * 32)]]
TESTNET = [[0, 0], [1, 3], [2, cbor.encode("ab" * 32)]]
MOCKNET = [[0, -1], [1, cbor.encode("for testing only")]]
CERTIFICATE = "urn:uuid:1"
REVOCATIONS = "https://guild.example/revocations.json"
LINK = "blink:btc:mainnet:" + "ab" * 32
NOT_THE_ISSUERS_THEN = (
    {"id": "ecdsa-koblitz-pubkey:1Other"},
    {"created": "2026-11-21T00:00:00Z"},
    {"revoked": "2026-11-19T00:00:00Z"},
    {"expires": "2026-11-19T00:00:00Z"},
)
"""Changes to a profile's key, by each of which it did not speak for the issuer when the badge was anchored."""


def credential(**changes: Any) -> dict[str, Any]:
    """An unsigned badge."""
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/blockcerts/v3.2"],
        "type": ["VerifiableCredential", "BlockcertsCredential"],
        "id": "urn:uuid:1",
        "issuer": ISSUER,
        "validFrom": "2026-11-20T00:00:00Z",
        "credentialSubject": {"id": "did:example:holder"},
        **changes,
    }


def root_and_proof(claims: dict[str, Any], anchor: list[Any], beside: bytes = b"\x07" * 32) -> tuple[bytes, str]:
    """The root of a tree of two leaves, and the proof value of the first of them."""
    target = hashlib.sha256(canonical_bytes(claims, editions(claims)[0], Limits())).digest()
    root = hashlib.sha256(target + beside).digest()
    parts: list[cbor.CborValue] = [
        [3, [[1, cbor.encode(beside.hex())]]],
        [0, cbor.encode(root.hex())],
        [1, cbor.encode(target.hex())],
        [2, [anchor]],
    ]
    return root, multibase_encode(cbor.encode(parts))


def anchored(claims: dict[str, Any], anchor: list[Any] | None = None, **changes: Any) -> tuple[bytes, bytes]:
    """A badge with its proof, and the root that its transaction has to hold."""
    root, value = root_and_proof(claims, anchor or MAINNET)
    proof = {
        "type": "MerkleProof2019",
        "created": "2026-11-20T00:00:00Z",
        "proofPurpose": "assertionMethod",
        "verificationMethod": f"{ISSUER}#key-1",
        "proofValue": value,
        **changes,
    }
    return json.dumps({**claims, "proof": proof}).encode(), root


def certificate(**changes: Any) -> dict[str, Any]:
    """An unsigned certificate of Blockcerts 2."""
    return {
        "@context": ["https://w3id.org/openbadges/v2", "https://w3id.org/blockcerts/v2"],
        "type": "Assertion",
        "id": CERTIFICATE,
        "issuedOn": "2026-11-20T00:00:00+00:00",
        "recipient": {"type": "email", "identity": "ada@learner.example", "hashed": False},
        "badge": {
            "type": "BadgeClass",
            "id": "urn:uuid:2",
            "name": "Bookbinding",
            "description": "Binds books.",
            "criteria": {"narrative": "Bind ten books."},
            "image": "data:image/png;base64,AAAA",
            "issuer": {"type": "Profile", "id": ISSUER, "name": "Guild"},
        },
        "verification": {
            "type": ["MerkleProofVerification2017", "Extension"],
            "publicKey": f"ecdsa-koblitz-pubkey:{ADDRESS}",
        },
        **changes,
    }


def certified(claims: dict[str, Any], anchor: dict[str, Any] | None = None, **changes: Any) -> tuple[bytes, bytes]:
    """A certificate of Blockcerts 2 with its signature, and the root that its transaction has to hold."""
    beside = b"\x07" * 32
    target = hashlib.sha256(canonical_bytes(claims, editions(claims)[0], Limits())).digest()
    root = hashlib.sha256(target + beside).digest()
    signature = {
        "type": ["MerkleProof2017", "Extension"],
        "merkleRoot": root.hex(),
        "targetHash": target.hex(),
        "proof": [{"right": beside.hex()}],
        "anchors": [anchor or {"sourceId": "ab" * 32, "type": "BTCOpReturn", "chain": "bitcoinMainnet"}],
        **changes,
    }
    return json.dumps({**claims, "signature": signature}).encode(), root


def transaction(data: bytes, link: str = LINK, sender: str = ADDRESS) -> EvidenceDocument:
    """The saved record of a transaction."""
    content = {"id": link, "data": data.hex(), "from": [sender], "time": "2026-11-20T01:00:00Z"}
    return _document(link, EvidenceKind.TRANSACTION, content)


def profile(**changes: Any) -> EvidenceDocument:
    """The issuer's saved profile."""
    key = {"id": f"ecdsa-koblitz-pubkey:{ADDRESS}", "created": "2020-01-01T00:00:00Z", **changes}
    return _document(ISSUER, EvidenceKind.ISSUER_PROFILE, {"id": ISSUER, "type": "Profile", "publicKey": [key]})


def profile_with_list() -> EvidenceDocument:
    """The issuer's saved profile, which names a list of withdrawn badges."""
    content = {**json.loads(profile().content), "revocationList": REVOCATIONS}
    return _document(ISSUER, EvidenceKind.ISSUER_PROFILE, content)


def revocation_list(*revoked: str, age: timedelta = timedelta(hours=1), **changes: Any) -> EvidenceDocument:
    """The saved list of the badges that the issuer has withdrawn."""
    entries = [{"id": name, "revocationReason": "Issued in error."} for name in revoked]
    content = {"type": "RevocationList", "id": REVOCATIONS, "issuer": ISSUER, "revokedAssertions": entries, **changes}
    return _document(REVOCATIONS, EvidenceKind.REVOCATION_LIST, content, age)


def _document(
    address: str, kind: EvidenceKind, content: dict[str, Any], age: timedelta = timedelta(days=1)
) -> EvidenceDocument:
    return EvidenceDocument(address, kind, json.dumps(content).encode(), NOW - age, Source.PACK)
