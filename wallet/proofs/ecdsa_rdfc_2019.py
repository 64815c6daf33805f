"""ecdsa-rdfc-2019: ECDSA over canonical RDF statements.

With P-384, SHA-384 takes the place of SHA-256 everywhere, inside RDFC-1.0 too.

Source: https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-rdfc-2019
"""

from __future__ import annotations

from wallet.crypto.keys import KeyType
from wallet.proofs.data_integrity import DataIntegritySuite
from wallet.proofs.options import DATA_INTEGRITY_PROOF
from wallet.proofs.rdfc import Rdfc

ECDSA_RDFC_2019 = DataIntegritySuite(
    name="ecdsa-rdfc-2019",
    proof_type=DATA_INTEGRITY_PROOF,
    cryptosuite="ecdsa-rdfc-2019",
    key_types=frozenset({KeyType.P256, KeyType.P384}),
    canonicalization=Rdfc(),
)
