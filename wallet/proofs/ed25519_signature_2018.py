"""Ed25519Signature2018: Ed25519 over canonical RDF statements, as a detached JWS.

Source: https://w3c-ccg.github.io/lds-ed25519-2018/
"""

from __future__ import annotations

from wallet.proofs.detached_jws import DetachedJwsSuite

ED25519_SIGNATURE_2018 = DetachedJwsSuite("Ed25519Signature2018", frozenset({"EdDSA"}))
