"""An issuer that signs with bbs-2023: its key, and the base proofs it makes ("Create Base Proof")."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from py_arkworks_bls12381 import G2Point, Scalar

from wallet.crypto.bbs import Statement, sign
from wallet.crypto.bbs_interface import SHA_256, baseline
from wallet.crypto.cbor import CborValue, encode
from wallet.crypto.encodings import b64url_encode, multibase_encode
from wallet.crypto.keys import PublicKey, public_key_from_multikey, public_key_to_multikey
from wallet.jsonld.contexts import editions
from wallet.model.limits import Limits
from wallet.proofs.labels import shuffled_labels
from wallet.proofs.selective import group, hash_options, hash_statements, separated

HMAC_KEY = bytes(range(32))
CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


class BbsIssuer:
    """An issuer by did:key."""

    def __init__(self, name: str) -> None:
        self.secret = sha256(name.encode()).digest()[1:].rjust(32, b"\0")
        self.key_octets = (G2Point() * Scalar.from_be_bytes(self.secret)).to_compressed_bytes()
        self.key: PublicKey = public_key_from_multikey(multibase_encode(b"\xeb\x01" + self.key_octets), Limits())
        self.id = f"did:key:{public_key_to_multikey(self.key)}"
        self.method = f"{self.id}#{public_key_to_multikey(self.key)}"

    def badge(self) -> dict[str, Any]:
        """A badge without its proof."""
        achievement = {
            "id": "urn:uuid:0a1b2c3d-0000-4000-8000-000000000001",
            "type": ["Achievement"],
            "name": "Knots",
            "description": "Ties knots.",
            "criteria": {"narrative": "Tied knots."},
        }
        return {
            "@context": list(CONTEXTS),
            "id": "urn:uuid:0a1b2c3d-0000-4000-8000-000000000002",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": {"id": self.id, "type": ["Profile"], "name": "An issuer"},
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {
                "id": "urn:uuid:0a1b2c3d-0000-4000-8000-000000000003",
                "type": ["AchievementSubject"],
                "achievement": achievement,
                "result": [{"type": ["Result"], "value": "A"}],
            },
            "evidence": [{"type": ["Evidence"], "name": "A knot", "narrative": "This knot."}],
        }

    def options(self) -> dict[str, Any]:
        return {
            "type": "DataIntegrityProof",
            "cryptosuite": "bbs-2023",
            "created": "2026-01-01T00:00:00Z",
            "verificationMethod": self.method,
            "proofPurpose": "assertionMethod",
        }

    def base_proof(self, document: dict[str, Any], mandatory: list[str]) -> dict[str, Any]:
        reading = (editions(document)[0], Limits())
        grouped = group(document, {"mandatory": mandatory}, shuffled_labels(HMAC_KEY), *reading)
        always, others = separated(grouped.statements, grouped.groups["mandatory"].indexes)
        header = hash_options(document, self.options(), *reading) + hash_statements(always)
        interface = baseline(SHA_256)
        statement = Statement(interface, self.key_octets, header, interface.generators(len(others) + 1))
        signature = sign(statement, self.secret, interface.scalars(map(str.encode, others)))
        components: CborValue = [signature, header, self.key_octets, HMAC_KEY, mandatory]
        return {**self.options(), "proofValue": proof_value(2, components)}


def proof_value(kind: int, components: CborValue) -> str:
    """Write a proof value: the last byte of its header, and its parts."""
    return "u" + b64url_encode(bytes([0xD9, 0x5D, kind]) + encode(components))
