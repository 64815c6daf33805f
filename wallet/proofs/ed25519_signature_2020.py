"""Ed25519Signature2020: the older suite of most badges signed before 2024; Ed25519 over canonical RDF statements.

Source: https://www.w3.org/TR/vc-di-eddsa/#the-ed25519signature2020-suite
"""

from __future__ import annotations

from wallet.crypto.keys import KeyType
from wallet.proofs.data_integrity import DataIntegritySuite
from wallet.proofs.rdfc import Rdfc

ED25519_SIGNATURE_2020 = DataIntegritySuite(
    name="Ed25519Signature2020",
    proof_type="Ed25519Signature2020",
    cryptosuite=None,
    key_types=frozenset({KeyType.ED25519}),
    canonicalization=Rdfc(),
    requires_created=True,
)
