"""What a token looks like, plain, wrapped in JSON or taken apart in JSON; nothing is decoded.

Source: https://www.rfc-editor.org/rfc/rfc7515#section-7.1, https://www.rfc-editor.org/rfc/rfc9901#section-4,
https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials
"""

from __future__ import annotations

import re

from wallet.formats.members import string, types
from wallet.formats.sd_jwt_json import compact_of
from wallet.model.json_types import JsonObject

_TOKEN_START = re.compile(rb"[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*\.")
_DATA_URL = re.compile(r"data:application/[a-z0-9.+-]*jwt(?:;[^,]*)?,", re.IGNORECASE)
_ENVELOPES = frozenset({"EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation"})


def is_token(text: bytes) -> bool:
    """Return whether text looks like a compact JWS or SD-JWT: two parts of base64url, each with a dot after it."""
    return _TOKEN_START.match(text) is not None


def is_json_jws(document: JsonObject) -> bool:
    """Return whether an object is a JWS: it has a payload, and one signature or several."""
    return "payload" in document and not document.keys().isdisjoint({"signature", "signatures"})


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
