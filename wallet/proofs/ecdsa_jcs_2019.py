"""ecdsa-jcs-2019: ECDSA over canonical JSON.

With P-384, SHA-384 takes the place of SHA-256 everywhere.

Source: https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-jcs-2019
"""

from __future__ import annotations

from wallet.crypto.keys import KeyType
from wallet.proofs.data_integrity import DataIntegritySuite
from wallet.proofs.jcs import Jcs
from wallet.proofs.options import DATA_INTEGRITY_PROOF

ECDSA_JCS_2019 = DataIntegritySuite(
    name="ecdsa-jcs-2019",
    proof_type=DATA_INTEGRITY_PROOF,
    cryptosuite="ecdsa-jcs-2019",
    key_types=frozenset({KeyType.P256, KeyType.P384}),
    canonicalization=Jcs(),
)
