"""eddsa-rdfc-2022: Ed25519 over canonical RDF statements.

Source: https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022
"""

from __future__ import annotations

from wallet.crypto.keys import KeyType
from wallet.proofs.data_integrity import DataIntegritySuite
from wallet.proofs.options import DATA_INTEGRITY_PROOF
from wallet.proofs.rdfc import Rdfc

EDDSA_RDFC_2022 = DataIntegritySuite(
    name="eddsa-rdfc-2022",
    proof_type=DATA_INTEGRITY_PROOF,
    cryptosuite="eddsa-rdfc-2022",
    key_types=frozenset({KeyType.ED25519}),
    canonicalization=Rdfc(),
)
