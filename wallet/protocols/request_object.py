"""A verifier's request as an OpenID4VP 1.0 request object, handed over as a file or a QR code instead of by a server.

A signed request names its verifier by a DID, which the signature proves; an unsigned one proves nobody, so that it may
bear a plain name only. The answer goes the way the request came: `response_uri` is an address that nobody can post to.

Source: https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5; RFC 9101 (request objects)
"""

from __future__ import annotations

import json
import re
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from wallet.crypto.encodings import b64url_decode
from wallet.crypto.jwe import ALGORITHM, KEY_BITS, recipient_key
from wallet.crypto.jws import parse_compact, sign_compact, verify_jws
from wallet.crypto.keys import PublicKey, jwk_thumbprint, public_key_to_jwk
from wallet.dids.methods import did_of, resolve
from wallet.model.checks import Code
from wallet.model.errors import ProofError, RefusedError, UnreadableError
from wallet.model.evidence import Evidence
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.jws import Jws
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.model.strict_json import parse_object

TYPE = "oauth-authz-req+jwt"
LIFE = timedelta(minutes=5)
"""How long our requests hold."""

BY_HAND = "https://by-hand.invalid/"
"""The `response_uri` of a request that is answered by hand; no wallet can post to it (RFC 6761 section 6.4)."""

_MARKS = (b'"dcql_query"', b'"response_type"', f'"{TYPE}"'.encode())
"""What stands in a request, or in the header of a signed one, and in no badge's."""

_AHEAD = timedelta(minutes=2)
_NONCE_BYTES = 16
_BY_DID = "decentralized_identifier:"
_PREFIX = re.compile(r"(redirect_uri|openid_federation|decentralized_identifier|verifier_attestation|x509_\w+|origin):")
_RESPONSE_MODES = ("direct_post.jwt", "dc_api.jwt")
_SIGNED = ("EdDSA", "ES256", "ES384")
_SUITES = (
    *("eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019"),
    *("ecdsa-sd-2023", "bbs-2023"),
)
_FORMATS: JsonObject = {
    "dc+sd-jwt": {"sd-jwt_alg_values": _SIGNED, "kb-jwt_alg_values": _SIGNED},
    "ldp_vc": {"proof_type_values": ("DataIntegrityProof", "Ed25519Signature2020"), "cryptosuite_values": _SUITES},
    "jwt_vc_json": {"alg_values": _SIGNED},
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a verifier wants to know.

    Attributes:
        query: The DCQL query.
        purpose: What for, in the verifier's words; may be empty.
        name: What the verifier calls itself; may be empty.
    """

    query: JsonObject
    purpose: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was read.

    Attributes:
        client_id: Who the verifier is: the audience of the answer.
        name: What it calls itself, which nobody proved; may be empty.
        nonce: Its fresh value.
        query: Its DCQL query.
        purpose: What it wants the answer for; may be empty.
        key: The key the answer is encrypted to.
        key_id: That key's `kid`; may be empty.
        encryption: How the answer is encrypted, a name in `KEY_BITS`.
        state: What goes back with the answer as it is; may be empty.
        expires: When it ends.
        proved_by: The DID whose key signed it; empty where nobody did.
    """

    client_id: str
    name: str
    nonce: str
    query: JsonObject
    purpose: str
    key: PublicKey
    key_id: str
    encryption: str
    state: str
    expires: datetime
    proved_by: str


def make_request(question: Question, key: PublicKey, at: datetime, signer: Signer | None = None) -> bytes:
    """Write a request.

    Args:
        question: What to ask.
        key: The fresh key that answers are encrypted to.
        at: When it is made.
        signer: The verifier's key, named by a DID URL; None for a request that nobody signs.

    Returns:
        A compact JWS where somebody signs, otherwise JSON.

    Raises:
        RefusedError: If an unsigned request bears a name that only a signature could prove.
    """
    if signer is None:
        client_id = question.name or str(uuid.uuid4())
        if _needs_proof(client_id):
            raise RefusedError(
                "This name cannot be used in an unsigned request.", "Nothing would prove it.", "Sign the request."
            )
        return _json(_body(client_id, question, key, at))
    client_id = _BY_DID + did_of(signer.verification_method)
    header = {"typ": TYPE, "kid": signer.verification_method}
    return sign_compact(header, _json(_body(client_id, question, key, at)), signer).encode()


def read_request(data: bytes, at: datetime, evidence: Evidence, limits: Limits) -> Request:
    """Read a request, and check everything about it that can be checked before anything is chosen.

    Args:
        data: A compact JWS, or JSON.
        at: Now.
        evidence: Where a verifier's key may be found.
        limits: Bounds on foreign input.

    Raises:
        UnreadableError: If it is no request or malformed.
        RefusedError: If it has expired, is not yet to be answered, or bears a name that it does not prove.
    """
    text = data.strip()
    if text.startswith(b"{"):
        body, proved_by = parse_object(text, limits), ""
    else:
        jws = parse_compact(text, limits)
        body, proved_by = parse_object(jws.payload, limits), _signer_of(jws, evidence, limits)
    request = _request(body, proved_by)
    _check_name(request)
    _check_time(request, body, at)
    return request


def reread_request(data: bytes, limits: Limits) -> Request:
    """Read a request of one's own again, whose time may be over and whose signature is nobody's question.

    Args:
        data: What `make_request` returned.
        limits: Bounds on foreign input.

    Raises:
        UnreadableError: If it is no request or malformed.
    """
    text = data.strip()
    return _request(parse_object(text if text.startswith(b"{") else parse_compact(text, limits).payload, limits), "")


def looks_like_request(data: bytes) -> bool:
    """Return whether some bytes are meant as a request, whatever is wrong with them.

    Args:
        data: Any bytes.
    """
    text = data.strip()
    head = text if text.startswith(b"{") else _head(text)
    return head is not None and any(mark in head for mark in _MARKS)


def _head(token: bytes) -> bytes | None:
    """Return the header of a compact JWS; None where it is none."""
    try:
        return b64url_decode(token.partition(b".")[0])
    except ValueError:
        return None


def _body(client_id: str, question: Question, key: PublicKey, at: datetime) -> JsonObject:
    jwk = public_key_to_jwk(key)
    metadata: JsonObject = {
        "jwks": {"keys": [{**jwk, "use": "enc", "alg": ALGORITHM, "kid": jwk_thumbprint(jwk)}]},
        "encrypted_response_enc_values_supported": ["A256GCM"],
        "vp_formats_supported": _FORMATS,
    }
    body: JsonObject = {
        "client_id": client_id,
        "response_type": "vp_token",
        "response_mode": "direct_post.jwt",
        "response_uri": BY_HAND,
        "aud": "https://self-issued.me/v2",
        "nonce": secrets.token_urlsafe(_NONCE_BYTES),
        "iat": int(at.timestamp()),
        "exp": int((at + LIFE).timestamp()),
        "dcql_query": question.query,
        "client_metadata": {**metadata, "client_name": question.name} if question.name else metadata,
    }
    return {**body, "purpose": question.purpose} if question.purpose else body


def _signer_of(jws: Jws, evidence: Evidence, limits: Limits) -> str:
    """Return the DID whose key signed a request.

    Source: OpenID4VP 1.0 section 5.9.3, `decentralized_identifier`; RFC 9101 section 10.8 (typ).
    """
    method_id = jws.header.get("kid")
    if jws.header.get("typ") != TYPE or not isinstance(method_id, str):
        raise _malformed("it is signed as something else than a request, or names no key")
    try:
        method = resolve(method_id, evidence, limits)
        verify_jws(jws, method.key)
    except ProofError as error:
        raise _unproved(error.detail) from error
    if method.retired:
        raise _unproved("It was signed with a key that its owner no longer uses.")
    return did_of(method_id)


def _request(body: JsonObject, proved_by: str) -> Request:
    if body.get("response_type") != "vp_token" or body.get("response_mode") not in _RESPONSE_MODES:
        raise _malformed("it does not ask for an encrypted presentation")
    query, metadata = body.get("dcql_query"), body.get("client_metadata")
    if not isinstance(query, Mapping) or not isinstance(metadata, Mapping):
        raise _malformed("it does not say what it asks for, or how the answer is encrypted")
    jwk = _response_jwk(metadata)
    return Request(
        client_id=_text(body, "client_id", needed=True),
        name=_text(metadata, "client_name"),
        nonce=_text(body, "nonce", needed=True),
        query=query,
        purpose=_text(body, "purpose"),
        key=recipient_key(jwk),
        key_id=_text(jwk, "kid"),
        encryption=_encryption(metadata),
        state=_text(body, "state"),
        expires=_moment(body.get("exp")),
        proved_by=proved_by,
    )


def _response_jwk(metadata: JsonObject) -> JsonObject:
    """Return the first key that Rosette can encrypt to (section 8.3)."""
    jwks = metadata.get("jwks")
    keys = jwks.get("keys") if isinstance(jwks, Mapping) else None
    for jwk in keys if isinstance(keys, list) else ():
        if isinstance(jwk, Mapping) and jwk.get("crv") == "P-256" and jwk.get("alg", ALGORITHM) == ALGORITHM:
            return jwk
    raise _malformed("it names no key that Rosette can encrypt an answer to")


def _encryption(metadata: JsonObject) -> str:
    named = metadata.get("encrypted_response_enc_values_supported", ["A128GCM"])
    for encryption in KEY_BITS:
        if isinstance(named, list) and encryption in named:
            return encryption
    raise _malformed("it asks for an encryption that Rosette does not write")


def _check_name(request: Request) -> None:
    if not request.proved_by and _needs_proof(request.client_id):
        raise _unproved("It bears a name that only a signature can prove, and nobody signed it.")
    if request.proved_by and request.client_id != _BY_DID + request.proved_by:
        raise _unproved("It was signed by somebody else than it says.")


def _check_time(request: Request, body: JsonObject, at: datetime) -> None:
    if at >= request.expires:
        raise RefusedError("This request has expired.", "It holds for a few minutes only.", "Ask for a new one.")
    issued = body.get("iat")
    if issued is not None and _moment(issued) > at + _AHEAD:
        raise RefusedError("This request is from the future.", "One of the two clocks is wrong.", "Set the clock.")


def _moment(value: JsonValue) -> datetime:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _malformed("it does not say when it ends")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError) as error:
        raise _malformed("a time in it is out of range") from error


def _text(members: JsonObject, name: str, *, needed: bool = False) -> str:
    value = members.get(name, "")
    if not isinstance(value, str) or (needed and not value):
        raise _malformed(f"its {name} is missing or no text")
    return value


def _needs_proof(client_id: str) -> bool:
    return _PREFIX.match(client_id) is not None or client_id.startswith("did:")


def _json(value: JsonObject) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _malformed(why: str) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "This is no request that can be answered:", f"{why}.")


def _unproved(why: str) -> RefusedError:
    return RefusedError("This request does not prove who it is from.", why, "Do not answer it; ask for another.")
