"""Tokens on their way in: compact JWS and SD-JWT.

Source: https://www.rfc-editor.org/rfc/rfc7515#section-7.1, https://www.rfc-editor.org/rfc/rfc9901#section-4
"""

from __future__ import annotations

from wallet.crypto.jws import parse_compact
from wallet.formats.jwt import claims_of_payload
from wallet.formats.kinds import is_european, is_status_token, kind_of
from wallet.formats.sd_jwt_vc import is_sd_jwt_vc
from wallet.formats.strangers import not_a_badge
from wallet.model.credential import Carrier, SecuredDocument, Securing
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object


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
    seals = (jws,) if securing is Securing.JADES else ()
    return SecuredDocument(token, securing, carrier, container, payload, jws.header, jws, seals)


def _holds_badge(payload: JsonObject, header: JsonObject, securing: Securing) -> bool:
    if securing is Securing.SD_JWT and is_sd_jwt_vc(payload, header):
        return True
    return is_status_token(payload) or kind_of(claims_of_payload(payload)) is not None


def _not_a_badge(payload: JsonObject) -> UnreadableError:
    return not_a_badge(payload, "a signed token that holds something else")
