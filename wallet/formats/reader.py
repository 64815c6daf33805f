"""Reading a badge: from bytes of any kind to a secured document, and from that to a credential. Nothing is verified.

The bytes decide what they are, never a file's name.
"""

from __future__ import annotations

import codecs

from wallet.formats import png, svg
from wallet.formats.decoding import credential_of
from wallet.formats.envelopes import enveloped_token, is_json_jws, is_token
from wallet.formats.kinds import kind_of, securing_of
from wallet.formats.strangers import not_a_badge
from wallet.model.checks import Code
from wallet.model.credential import Carrier, Credential, SecuredDocument, Securing
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.limits import MIB, Limits
from wallet.model.strict_json import parse_json

_SPACE = b" \t\r\n"
_OTHER_FILES = (
    (b"\xff\xd8\xff", "a JPEG picture, which cannot hold a badge"),
    (b"GIF8", "a GIF picture, which cannot hold a badge"),
    (b"RIFF", "a picture or sound that cannot hold a badge"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"-----BEGIN", "a key or certificate"),
    (b"http://", "the address of a badge, not the badge"),
    (b"https://", "the address of a badge, not the badge"),
)


def extract(data: bytes, limits: Limits) -> SecuredDocument:
    """Find the badge in bytes: JSON, a compact JWS or SD-JWT, or a PNG or SVG picture with one of them inside.

    JSON keeps all its bytes. White space around a token is no part of it and is dropped, as is JSON that only wraps
    a token (`enveloped_token`): what is kept is exactly what is signed.

    Args:
        data: A whole file, or pasted text in UTF-8.
        limits: Bounds on size, depth and counts.

    Returns:
        The document. Its signature may be wrong and its content senseless.

    Raises:
        UnreadableError: MALFORMED, TOO_LARGE, TOO_DEEP, TOO_COMPLEX; NOT_A_BADGE with what it looks like instead;
            MORE_THAN_ONE for a picture with several.
    """
    if len(data) > limits.file_bytes:
        raise UnreadableError(Code.TOO_LARGE, f"The file is larger than {limits.file_bytes // MIB} MiB.")
    if data.startswith(png.SIGNATURE):
        return _secured(png.baked_text(data, limits), Carrier.PNG, data, limits)
    if data.removeprefix(codecs.BOM_UTF8).lstrip(_SPACE).startswith(b"<"):
        return _secured(svg.baked_text(data, limits), Carrier.SVG, data, limits)
    return _secured(data, Carrier.PLAIN, None, limits)


def parse(document: SecuredDocument, limits: Limits) -> Credential:
    """Decode what a document says, leniently: odd members are left out of the fields, never corrected.

    Raises:
        UnreadableError: NOT_A_BADGE where it is none; TOO_COMPLEX for too many proofs, status entries or credentials.
    """
    return credential_of(document, limits)


def _secured(text: bytes, carrier: Carrier, container: bytes | None, limits: Limits) -> SecuredDocument:
    stripped = text.strip(_SPACE)
    if stripped[:1] in {b"{", b"["}:
        return _secured_json(text, carrier, container, limits)
    if is_token(stripped):
        return _secured_by_token(stripped, carrier, container, limits)
    if carrier is Carrier.PNG and (pointer := _pointer(stripped)):
        return SecuredDocument(stripped, Securing.HOSTED, carrier, container, pointer, {})
    raise _unknown(stripped)


def _secured_by_token(token: bytes, carrier: Carrier, container: bytes | None, limits: Limits) -> SecuredDocument:
    from wallet.formats.tokens import secured_by_token  # noqa: PLC0415 (start-up counts)

    return secured_by_token(token, carrier, container, limits)


def _secured_json(text: bytes, carrier: Carrier, container: bytes | None, limits: Limits) -> SecuredDocument:
    document = parse_json(text, limits)
    if not isinstance(document, dict):
        raise not_a_badge(document)
    token = enveloped_token(document)
    if token is not None:
        return _secured_by_token(token, carrier, container, limits)
    if is_json_jws(document):
        from wallet.formats.sealed import sealed_document  # noqa: PLC0415 (start-up counts)

        return sealed_document(text, document, carrier, container, limits)
    if kind_of(document) is None:
        raise not_a_badge(document)
    return SecuredDocument(text, securing_of(document), carrier, container, document, {})


def _pointer(text: bytes) -> JsonObject | None:
    """Return what stands for a badge whose address a picture holds, as before Open Badges 1.0 ("Legacy PNGs")."""
    from wallet.formats.ob2 import is_web_address, pointer_to  # noqa: PLC0415 (start-up counts)

    address = text.decode("ascii", errors="replace")
    return pointer_to(address) if is_web_address(address) else None


def _unknown(text: bytes) -> UnreadableError:
    if not text:
        return UnreadableError(Code.MALFORMED, "There is nothing in it:", "it is empty.")
    if text.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        why = "it begins with a byte order mark, which JSON must not have."
        return UnreadableError(Code.MALFORMED, "This is not valid JSON:", why, "Save it as plain UTF-8.")
    what = next((what for start, what in _OTHER_FILES if text.startswith(start)), "")
    return UnreadableError(Code.NOT_A_BADGE, "This is no badge:", f"it looks like {what or 'something else'}.")
