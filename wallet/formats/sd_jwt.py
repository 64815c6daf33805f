"""Selective Disclosure for JWTs: taking a token apart, and the processed payload.

Source: https://www.rfc-editor.org/rfc/rfc9901
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from wallet.crypto.encodings import b64url_decode_each, b64url_encode
from wallet.crypto.jws import parse_compact
from wallet.formats.disclosures import DIGESTS, Disclosure, Landing, Placement, Walk, placements_of, refused
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.jws import Jws
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_each, parse_object

_SEPARATOR = b"~"
_HASHES = {"sha-256": hashlib.sha256, "sha-384": hashlib.sha384, "sha-512": hashlib.sha512}
_BROKEN_HASHES = frozenset({"md2", "md4", "md5", "sha-1"})
"""For which two inputs with one digest are known (RFC 9901 section 9.8)."""
_DEFAULT_HASH = "sha-256"


class SdJwt(NamedTuple):
    """An SD-JWT, taken apart and not yet verified.

    Attributes:
        issuer_jws: The issuer-signed JWT.
        payload: Its payload, digests included.
        disclosures: The disclosures, in the order of the token.
        key_binding: The key binding JWT; None where the token has none.
        sd_hash_input: The bytes that `sd_hash` is over: all up to and including the last tilde (section 4.3.1).
        deepest: Deepest nesting of the processed payload that is worked on.
    """

    issuer_jws: Jws
    payload: JsonObject
    disclosures: tuple[Disclosure, ...]
    key_binding: Jws | None
    sd_hash_input: bytes
    deepest: int


class Disclosed(NamedTuple):
    """What an SD-JWT says, and where each disclosure landed.

    Attributes:
        payload: The processed payload.
        landings: One for each disclosure, in the order in which the payload names them.
        keeps_back: Whether digests of the payload's own members, or of those of the credential it wraps (`vc`), stand
            for nothing that is shown: there may be more members.
    """

    payload: JsonObject
    landings: list[Landing]
    keeps_back: bool

    @property
    def placements(self) -> tuple[Placement, ...]:
        """Where each disclosure landed, in the same order."""
        return placements_of(self.landings)


def parse_sd_jwt(token: bytes, limits: Limits) -> SdJwt:
    """Take a compact SD-JWT or SD-JWT+KB apart.

    Args:
        token: ``<issuer-signed JWT>~<disclosure>~…~<key binding JWT, or nothing>``, without white space around.
        limits: Bounds on size, JSON and the number of disclosures.

    Raises:
        UnreadableError: MALFORMED, TOO_LARGE, TOO_DEEP; TOO_COMPLEX for too many disclosures.
        ProofError: DISCLOSURE_INTEGRITY, where a disclosure is not what section 4.2 says.

    Source: RFC 9901 section 4; section 7.1, step 1.
    """
    issuer_jws = parse_compact(token.partition(_SEPARATOR)[0], limits)
    return with_disclosures(issuer_jws, parse_object(issuer_jws.payload, limits), token, limits)


def with_disclosures(issuer_jws: Jws, payload: JsonObject, token: bytes, limits: Limits) -> SdJwt:
    """Take the rest of a token apart whose issuer-signed JWT has been read, as `parse_sd_jwt` does.

    Raises:
        UnreadableError: As `parse_sd_jwt`.
        ProofError: As `parse_sd_jwt`.
    """
    if _SEPARATOR not in token:
        raise UnreadableError(Code.MALFORMED, "This is no SD-JWT:", "no tilde follows its signed token.")
    disclosures = token.split(_SEPARATOR)[1:-1]
    if len(disclosures) > limits.disclosures:
        raise UnreadableError(Code.TOO_COMPLEX, f"The SD-JWT has more than {limits.disclosures} disclosures.")
    return SdJwt(
        issuer_jws=issuer_jws,
        payload=payload,
        disclosures=_disclosures(disclosures, limits),
        key_binding=key_binding_of(token, limits),
        sd_hash_input=without_key_binding(token),
        deepest=limits.json_depth,
    )


def key_binding_of(token: bytes, limits: Limits) -> Jws | None:
    """Return what follows the last tilde, the key binding JWT; None where nothing does.

    Raises:
        UnreadableError: MALFORMED, TOO_LARGE, TOO_DEEP.
    """
    key_binding = token.rpartition(_SEPARATOR)[2]
    return parse_compact(key_binding, limits) if key_binding else None


def without_key_binding(token: bytes) -> bytes:
    """Return a token up to and including its last tilde."""
    return token[: token.rindex(_SEPARATOR) + 1]


def without_disclosures(token: bytes) -> bytes:
    """Return a token's issuer-signed JWT with no disclosures and no key binding."""
    return token.split(_SEPARATOR)[0] + _SEPARATOR


def _disclosures(encoded: Sequence[bytes], limits: Limits) -> tuple[Disclosure, ...]:
    if not encoded:
        return ()
    try:
        texts = b64url_decode_each(encoded)
        arrays = parse_each(texts, limits)
    except (ValueError, UnreadableError) as error:
        raise refused("A disclosure cannot be read.") from error
    return tuple(map(_disclosure, encoded, texts, arrays))


def _disclosure(encoded: bytes, text: bytes, array: JsonValue) -> Disclosure:
    """Sections 4.2.1 and 4.2.2: ``[salt, name, value]`` for a member, ``[salt, value]`` for an array element."""
    if not isinstance(array, list) or not 2 <= len(array) <= 3:
        raise refused("A disclosure is not a salt, a name and a value.")
    salt, name, value = array[0], array[1] if len(array) == 3 else None, array[-1]
    if not isinstance(salt, str) or not (len(array) == 2 or isinstance(name, str)):
        raise refused("A disclosure's salt or name is not a text.")
    return Disclosure(encoded, text, salt, name, value)


def process(sd_jwt: SdJwt) -> JsonObject:
    """Return the processed payload: disclosed claims in their places, every digest removed.

    The signature is the caller's to verify, and so are the times in the payload (steps 2 and 6).

    Raises:
        ProofError: DISCLOSURE_INTEGRITY with DISCLOSURE_INVALID; SUITE_UNSUPPORTED (unknown) for another hash.

    Source: RFC 9901 section 7.1, steps 3 to 5.
    """
    return disclose(sd_jwt).payload


def disclose(sd_jwt: SdJwt) -> Disclosed:
    """Return the processed payload, as `process` does, and the place of each disclosure.

    Raises:
        ProofError: As `process`.
    """
    by_digest = _by_digest(sd_jwt)  # step 3.a
    walk = Walk(by_digest, sd_jwt.deepest)
    payload = walk.payload(sd_jwt.payload)  # steps 3.b to 3.f, and 4
    if len(walk.landings) != len(sd_jwt.disclosures):  # step 5
        raise refused("A disclosure does not belong to this badge.")
    holders = [holder for holder in (sd_jwt.payload, sd_jwt.payload.get("vc")) if isinstance(holder, dict)]
    keeps_back = any(digest not in by_digest for holder in holders for digest in holder.get(DIGESTS, ()))
    return Disclosed(payload, walk.landings, keeps_back)


def sd_hash(bound: bytes, payload: JsonObject) -> str:
    """Return the hash that a key binding JWT must carry (section 4.3.1).

    Args:
        bound: The SD-JWT up to and including its last tilde.
        payload: Its payload, which names the hash.

    Raises:
        ProofError: As `process`, where the payload names another hash.
    """
    return b64url_encode(_HASHES[_hash_name(payload)](bound).digest())


def _by_digest(sd_jwt: SdJwt) -> dict[str, tuple[int, Disclosure]]:
    """Return each disclosure by its digest, with its number in the token."""
    new_hash = _HASHES[_hash_name(sd_jwt.payload)]
    by_digest = {b64url_encode(new_hash(found[1].encoded).digest()): found for found in enumerate(sd_jwt.disclosures)}
    if len(by_digest) != len(sd_jwt.disclosures):
        raise refused("A disclosure is there twice.")
    return by_digest


def _hash_name(payload: JsonObject) -> str:
    """Section 4.1.1."""
    name = payload.get("_sd_alg", _DEFAULT_HASH)
    if not isinstance(name, str):
        raise refused("The hash of the disclosures is not named by a text.")
    if name in _BROKEN_HASHES:
        raise refused("The hash of the disclosures is one that can be forged.")
    if name not in _HASHES:
        raise ProofError(
            CheckId.DISCLOSURE_INTEGRITY,
            Code.SUITE_UNSUPPORTED,
            "The disclosures use a hash that Rosette does not know.",
            Outcome.UNKNOWN,
        )
    return name
