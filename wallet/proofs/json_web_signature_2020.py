"""JsonWebSignature2020: any JWS algorithm over canonical RDF statements, as a detached JWS.

Source: https://w3c-ccg.github.io/lds-jws2020/ , whose algorithms are those here; ES256K is not verified.
"""

from __future__ import annotations

from wallet.proofs.detached_jws import DetachedJwsSuite

JSON_WEB_SIGNATURE_2020 = DetachedJwsSuite("JsonWebSignature2020", frozenset({"EdDSA", "ES256", "ES384", "PS256"}))
