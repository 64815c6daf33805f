"""A presentation as a QR code, and what a QR code that was read holds.

Written: ``UR:BYTES/…`` in upper case (BCR-2020-005), around one version byte and raw DEFLATE of the message: `packing`.
Read: the same; and plain tokens and JSON, which are handed on as they are.

Source: CLI.md, "QR payloads"; ISO/IEC 18004 (capacities).
"""

from __future__ import annotations

import io
import re
from urllib.parse import urlsplit

from wallet.model.checks import Code
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.limits import Limits
from wallet.presentation import packing, ur

MOST_CHARACTERS = 2132
"""Alphanumeric characters of a code of version 27 with error correction L: the largest that cameras read well."""

_QUIET_ZONE = 4
_PIXELS_PER_MODULE = 8
_MASK = 2
_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]*(?:~[\w.~-]*)?", re.ASCII)
_LINK = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def encode_qr(content: bytes) -> str | None:
    """Return the payload of one QR code.

    Args:
        content: A presentation's bytes.

    Returns:
        At most `MOST_CHARACTERS` characters of the alphanumeric mode; None where they do not suffice.
    """
    # What fits in the plain form stays in it: every reader of CLI.md's payload understands that one.
    payloads = (ur.encode_bytes(packing.pack(content, version)).upper() for version in packing.VERSIONS)
    return next((payload for payload in payloads if len(payload) <= MOST_CHARACTERS), None)


def decode_qr(text: str, limits: Limits) -> bytes:
    """Return the document that the text of a QR code holds.

    Args:
        text: What was read.
        limits: `document_bytes` bounds the document once it is inflated.

    Returns:
        The document's bytes: what `encode_qr` was given, or a plain token or JSON as it is.

    Raises:
        UnreadableError: NOT_A_BADGE for links, other texts and codes that are not read; MALFORMED; TOO_LARGE.
    """
    trimmed = text.strip()
    if trimmed[:3].lower() == "ur:":
        return _unpack(_from_ur(trimmed), limits)
    if trimmed.startswith(("{", "[")) or _TOKEN.fullmatch(trimmed):
        return trimmed.encode("utf-8")
    if trimmed.startswith("VP1-"):
        raise UnreadableError(
            Code.NOT_A_BADGE,
            "This code holds a presentation in the VP1 form, which Rosette does not read.",
            remedy="Ask for a file instead.",
        )
    if _LINK.match(trimmed):
        raise _link(trimmed)
    raise UnreadableError(Code.NOT_A_BADGE, "This code holds a text, not a badge.")


def qr_modules(payload: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of a QR code, row by row, True for dark, without the quiet zone.

    Args:
        payload: Such as `encode_qr` returns; other texts are written in the mode that fits them.

    Raises:
        RefusedError: If it is too long for any QR code.
    """
    from qrcode import QRCode  # noqa: PLC0415 (it imports Pillow)
    from qrcode.constants import ERROR_CORRECT_L  # noqa: PLC0415
    from qrcode.exceptions import DataOverflowError  # noqa: PLC0415

    # Trying all eight masks costs five times the time, and cameras read each of them.
    code = QRCode(error_correction=ERROR_CORRECT_L, border=0, mask_pattern=_MASK)
    code.add_data(payload, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise RefusedError("This is too much for one QR code.", remedy="Save it as a file instead.") from error
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def qr_png(payload: str) -> bytes:
    """Return a QR code as a PNG, dark on white, with a quiet zone of four modules and eight pixels to a module.

    Raises:
        RefusedError: If it is too long for any QR code.
    """
    from PIL import Image  # noqa: PLC0415 (costs 30 ms)

    modules = qr_modules(payload)
    code = Image.frombytes(
        "L", (len(modules), len(modules)), bytes(0 if dark else 255 for row in modules for dark in row)
    )
    side = len(modules) + 2 * _QUIET_ZONE
    picture = Image.new("L", (side, side), 255)
    picture.paste(code, (_QUIET_ZONE, _QUIET_ZONE))
    pixels = side * _PIXELS_PER_MODULE
    out = io.BytesIO()
    picture.resize((pixels, pixels), Image.Resampling.NEAREST).convert("1").save(out, "PNG")
    return out.getvalue()


def _from_ur(text: str) -> bytes:
    try:
        return ur.decode_bytes(text)
    except ur.PartError as part:
        raise UnreadableError(
            Code.NOT_A_BADGE,
            f"This is part {part.number} of a moving code of {part.parts} parts, which Rosette does not read.",
            remedy="Ask for a file instead.",
        ) from part
    except ValueError as error:
        raise UnreadableError(Code.MALFORMED, "This code is damaged or holds something else:", f"{error}.") from error


def _unpack(packed: bytes, limits: Limits) -> bytes:
    try:
        message = packing.unpack(packed, limits)
    except packing.TooLargeError as error:
        raise UnreadableError(Code.TOO_LARGE, "This code cannot be unpacked:", f"{error}.") from error
    except ValueError as error:
        raise UnreadableError(Code.MALFORMED, "This code cannot be unpacked:", f"{error}.") from error
    if message is None:
        raise UnreadableError(Code.NOT_A_BADGE, "This code was made by another program, or by a newer Rosette.")
    return message


def _link(text: str) -> UnreadableError:
    try:
        parts = urlsplit(text)
        target = parts.hostname or f"{parts.scheme}:"
    except ValueError:
        target = "an address that cannot be read"
    return UnreadableError(
        Code.NOT_A_BADGE, f"This code holds a link to {target}, not a badge.", remedy="Nothing was opened."
    )
