"""Tokens on their way in: compact JWS and SD-JWT, plain or wrapped in JSON.

Source: https://www.rfc-editor.org/rfc/rfc7515#section-7.1, https://www.rfc-editor.org/rfc/rfc9901#section-4,
https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials
"""

from __future__ import annotations

import re

from wallet.crypto.jws import parse_compact
from wallet.formats.elm import is_european
from wallet.formats.jwt import claims_of_payload
from wallet.formats.kinds import kind_of
from wallet.formats.members import string, types
from wallet.formats.sd_jwt_json import compact_of
from wallet.formats.sd_jwt_vc import is_sd_jwt_vc
from wallet.formats.status_token import is_status_token
from wallet.formats.strangers import not_a_badge
from wallet.model.credential import Carrier, SecuredDocument, Securing
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

_TOKEN_START = re.compile(rb"[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*\.")
_DATA_URL = re.compile(r"data:application/[a-z0-9.+-]*jwt(?:;[^,]*)?,", re.IGNORECASE)
_ENVELOPES = frozenset({"EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation"})


def is_token(text: bytes) -> bool:
    """Return whether text looks like a compact JWS or SD-JWT: two parts of base64url, each with a dot after it."""
    return _TOKEN_START.match(text) is not None


def secured_by_token(token: bytes, carrier: Carrier, container: bytes | None, limits: Limits) -> SecuredDocument:
    """Take a token in: what it holds, and that it is a badge.

    Args:
        token: A compact JWS or SD-JWT, without white space around.
        carrier: What it came in.
        container: The picture's bytes, where it came in one.
        limits: Bounds on size and JSON.

    Raises:
        UnreadableError: MALFORMED, TOO_LARGE, TOO_DEEP; NOT_A_BADGE where it holds something else.
    """
    issuer_token, separator, _ = token.partition(b"~")
    jws = parse_compact(issuer_token, limits)
    payload = parse_object(jws.payload, limits)
    securing = Securing.SD_JWT if separator else Securing.JADES if is_european(payload) else Securing.JWT
    if not _holds_badge(payload, jws.header, securing):
        raise _not_a_badge(payload)
    return SecuredDocument(token, securing, carrier, container, payload, jws.header, jws)


def enveloped_token(document: JsonObject) -> bytes | None:
    """Return the token inside JSON that only wraps it; None where the JSON is something of its own.

    Three wrappers are in use: the enveloped credential or presentation of VCDM 2.0, whose `id` is a data URL; an
    SD-JWT in the JSON form of RFC 9901; and an object whose one member is ``jwt``, as issuing software writes to files.
    """
    if document.keys() == {"jwt"}:
        return _encoded(string(document["jwt"]))
    if not _ENVELOPES.intersection(types(document)):
        return compact_of(document)
    address = string(document.get("id"))
    match = _DATA_URL.match(address)
    return _encoded(address[match.end() :] if match else "")


def _encoded(token: str) -> bytes:
    return token.encode("ascii", errors="replace")


def _holds_badge(payload: JsonObject, header: JsonObject, securing: Securing) -> bool:
    if securing is Securing.SD_JWT and is_sd_jwt_vc(payload, header):
        return True
    return is_status_token(payload) or kind_of(claims_of_payload(payload)) is not None


def _not_a_badge(payload: JsonObject) -> UnreadableError:
    return not_a_badge(payload, "a signed token that holds something else")
