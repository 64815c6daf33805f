"""What a holder makes of a badge to show a part of it, as the Node libraries are asked for it too."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache

from tests.benchmarks.peers import SHARED
from wallet.crypto.encodings import b64url_decode
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey
from wallet.dids.did_key import did_key_method_of
from wallet.formats.sd_jwt import parse_sd_jwt
from wallet.formats.sd_jwt_selection import with_only
from wallet.jsonld.contexts import editions
from wallet.model.disclosure import PresentationRequest
from wallet.model.limits import Limits
from wallet.presentation.key_binding import bind
from wallet.proofs import bbs_derivation
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023

LIMITS = Limits()
SHOWN_AT = datetime.fromtimestamp(1_719_835_300, UTC)
REQUEST = PresentationRequest("n-0S6_WzA2Mj", "https://verifier.example")
SHOWN = frozenset(
    {
        "/name",
        "/credentialSubject/id",
        "/credentialSubject/result",
        "/credentialSubject/achievement/name",
        "/credentialSubject/achievement/description",
    }
)


def derive_ecdsa_sd(badge: bytes) -> bytes:
    document = json.loads(badge)
    proof = document.pop("proof")
    return json.dumps(ECDSA_SD_2023.derive(document, proof, _pointers(), editions(document)[0], LIMITS)).encode()


def derive_bbs(badge: bytes) -> bytes:
    document = json.loads(badge)
    proof = document.pop("proof")
    reading = (editions(document)[0], LIMITS)
    return json.dumps(bbs_derivation.derive(document, proof, _pointers(), b"", reading)).encode()


def present_sd_jwt(token: bytes) -> bytes:
    shown = with_only(parse_sd_jwt(token, LIMITS), SHOWN)
    return bind(shown, REQUEST, _holder(), SHOWN_AT, LIMITS)


@cache
def _pointers() -> tuple[str, ...]:
    return tuple(json.loads((SHARED / "sets/keys-public.json").read_bytes())["selectivePointers"])


@cache
def _holder() -> KeySigner:
    jwk = json.loads((SHARED / "sets/keys-TEST-ONLY-secret.json").read_bytes())["holderEcJwk"]
    private = PrivateKey.from_bytes(KeyType.P256, b64url_decode(jwk["d"]))
    return KeySigner(private, did_key_method_of(private.public_key))
