"""Credentials under a JAdES seal on their way in: JWS in the JSON serialisation.

Source: https://www.rfc-editor.org/rfc/rfc7515#section-7.2 ; ETSI TS 119 182-1 V1.2.1
"""

from __future__ import annotations

from wallet.crypto.jws_json import parse_json_jws
from wallet.formats.kinds import is_european
from wallet.formats.strangers import not_a_badge
from wallet.model.credential import Carrier, SecuredDocument, Securing
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

_SPACE = b" \t\r\n"


def sealed_document(
    text: bytes, document: JsonObject, carrier: Carrier, container: bytes | None, limits: Limits
) -> SecuredDocument:
    """Take a sealed credential in.

    Args:
        text: The bytes as they came.
        document: The same, read: a JWS in the JSON serialisation.
        carrier: What it came in.
        container: The picture's bytes, where it came in one.
        limits: Bounds on signatures and JSON.

    Raises:
        UnreadableError: MALFORMED, TOO_LARGE, TOO_DEEP, TOO_COMPLEX; NOT_A_BADGE where it holds no European credential.
    """
    seals = parse_json_jws(document, limits)
    content = seals[0].payload
    payload = parse_object(content, limits) if content.strip(_SPACE).startswith(b"{") else {}
    if not is_european(payload):
        raise not_a_badge(document)
    return SecuredDocument(text, Securing.JADES, carrier, container, payload, seals[0].header, seals=seals)
