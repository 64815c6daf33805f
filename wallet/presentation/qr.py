"""A presentation as the texts of QR codes, and what the text of a code that was read holds.

Written: ``UR:BYTES/…`` in upper case (BCR-2020-005), around one version byte and raw DEFLATE of the message: `packing`;
as one code, or in parts for a moving code or a sheet of codes (BCR-2024-001).
Read: the same; and plain tokens and JSON, which are handed on as they are.

Source: CLI.md, "QR payloads"; ISO/IEC 18004 (capacities).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from wallet.model.checks import Code
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.limits import Limits
from wallet.presentation import packing, ur
from wallet.presentation.fountain import Fountain, Part

MOST_CHARACTERS = 1_600
"""Alphanumeric characters of one code (version 24 with error correction L): cameras read larger ones badly."""
PART_CHARACTERS = 758
"""Those of one part: version 15, which is read even while it moves."""

_PART_BYTES = 343
"""The fragment in a part: two letters a byte, less the longest head (19 letters), the CBOR (22 bytes) and checksums."""
_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]*(?:~[\w.~-]*)?", re.ASCII)
_LINK = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Codes:
    """The texts of the QR codes that hold a message.

    Attributes:
        count: How many codes it takes; 1 where one is enough.

    Args:
        content: A presentation's bytes.
        limits: `code_parts` bounds the codes.

    Raises:
        RefusedError: If it takes more.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._only = encode_qr(content)
        packed = min((packing.pack(content, version) for version in packing.VERSIONS), key=len)
        self._fountain = Fountain(ur.message_of(packed), _PART_BYTES)
        self.count = 1 if self._only is not None else self._fountain.count
        if self.count > limits.code_parts:
            raise RefusedError("This is too much for QR codes.", remedy="Save it as a file instead.")

    def text(self, number: int) -> str:
        """Return the text of one code.

        Args:
            number: From 1. Where there are several, there is no last one: those after the first `count` each make good
                for one that was lost.
        """
        return self._only or ur.encode_part(self._fountain.part(number)).upper()

    def together(self, spares: int) -> list[str]:
        """Return the texts of the codes that are to be seen at once, in print or on a screen.

        Args:
            spares: How many to have besides, in case that some are not read; none are needed of a single code.
        """
        numbers = [*range(1, self.count + 1), *(self._fountain.spares(spares) if self.count > 1 else ())]
        return [self.text(number) for number in numbers]


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


def decode_qr(text: str, limits: Limits) -> bytes | Part:
    """Return the document that the text of a QR code holds, or the part of one.

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
        return _from_ur(trimmed, limits)
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


def unpack(packed: bytes, limits: Limits) -> bytes:
    """Return the document in the bytes that a UR carries.

    Args:
        packed: The bytes.
        limits: `document_bytes` bounds the document.

    Raises:
        UnreadableError: NOT_A_BADGE for bytes of another program; MALFORMED; TOO_LARGE.
    """
    try:
        message = packing.unpack(packed, limits)
    except packing.TooLargeError as error:
        raise UnreadableError(Code.TOO_LARGE, "This code cannot be unpacked:", f"{error}.") from error
    except ValueError as error:
        raise UnreadableError(Code.MALFORMED, "This code cannot be unpacked:", f"{error}.") from error
    if message is None:
        raise UnreadableError(Code.NOT_A_BADGE, "This code was made by another program, or by a newer Rosette.")
    return message


def _from_ur(text: str, limits: Limits) -> bytes | Part:
    try:
        found = ur.decode(text)
    except ValueError as error:
        raise UnreadableError(Code.MALFORMED, "This code is damaged or holds something else:", f"{error}.") from error
    return found if isinstance(found, Part) else unpack(found, limits)


def _link(text: str) -> UnreadableError:
    try:
        parts = urlsplit(text)
        target = parts.hostname or f"{parts.scheme}:"
    except ValueError:
        target = "an address that cannot be read"
    return UnreadableError(
        Code.NOT_A_BADGE, f"This code holds a link to {target}, not a badge.", remedy="Nothing was opened."
    )
