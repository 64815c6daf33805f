"""Badges baked into PNG pictures.

Source: https://www.imsglobal.org/spec/ob/v3p0/#png (OB 3.0 section 5.3.1), https://www.w3.org/TR/png/#11iTXt
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from wallet.model.checks import Code
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.limits import Limits

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
"""The keyword of Open Badges 3.0."""

_KEYWORD_OF_VERSION_2 = b"openbadges"
_KEYWORDS = frozenset({KEYWORD, _KEYWORD_OF_VERSION_2})
_HEADER = struct.Struct(">I4s")
_CHECKSUM = struct.Struct(">I")
_START = b"IHDR"
_END = b"IEND"


def baked_text(picture: bytes, limits: Limits) -> bytes:
    """Return the badge inside a PNG: JSON or a compact token, exactly as its chunk holds it.

    Compressed chunks and `tEXt` chunks are read too, though Open Badges 3.0 writes neither. Pixels are not touched.

    Args:
        picture: The whole file.
        limits: Bounds on the number of chunks and the size of the badge.

    Raises:
        UnreadableError: MALFORMED, TOO_COMPLEX, TOO_LARGE; NOT_A_BADGE where none is in it; MORE_THAN_ONE.
    """
    found = [(kind, body) for kind, body in _chunks(picture, limits) if kind in _READERS and _is_badge(body)]
    if not found:
        raise UnreadableError(Code.NOT_A_BADGE, "There is no badge in this picture.")
    if len(found) > 1:
        raise UnreadableError(Code.MORE_THAN_ONE, "There is more than one badge in this picture.")
    kind, body = found[0]
    return _READERS[kind](body, limits)


def bake(picture: bytes, document: bytes, limits: Limits) -> bytes:
    """Return the PNG with a badge in it; a badge that was there is replaced.

    Args:
        picture: A PNG.
        document: UTF-8 JSON with an embedded proof, or a compact token.
        limits: Bounds on the number of chunks.

    Raises:
        UnreadableError: If the picture is no sound PNG.
        RefusedError: If the document is not text.

    Source: OB 3.0 section 5.3.1.1: an uncompressed iTXt chunk with keyword ``openbadgecredential``.
    """
    if b"\x00" in document or not picture.startswith(SIGNATURE):
        raise RefusedError("Only text can be baked, and only into a PNG picture.")
    chunks = list(_chunks(picture, limits))
    kept = [_chunk(kind, body) for kind, body in chunks[1:] if not (kind in _READERS and _is_badge(body))]
    badge = _chunk(b"iTXt", KEYWORD + b"\x00\x00\x00\x00\x00" + document)
    return SIGNATURE + _chunk(*chunks[0]) + badge + b"".join(kept)


def _chunks(picture: bytes, limits: Limits) -> Iterator[tuple[bytes, bytes]]:
    """Walk the chunks in place, checksums verified, up to and with IEND; anything after it is not of the picture."""
    position = len(SIGNATURE)
    for _ in range(limits.png_chunks):
        is_first = position == len(SIGNATURE)
        kind, body, position = _chunk_at(picture, position)
        if is_first != (kind == _START):
            raise _malformed("its first part is not its header")
        yield kind, body
        if kind == _END:
            return
    raise UnreadableError(Code.TOO_COMPLEX, f"The picture has more than {limits.png_chunks} parts.")


def _chunk_at(picture: bytes, position: int) -> tuple[bytes, bytes, int]:
    start = position + _HEADER.size
    if start > len(picture):
        raise _malformed("it ends too early")
    length, kind = _HEADER.unpack_from(picture, position)
    end = start + length
    if end + _CHECKSUM.size > len(picture):
        raise _malformed("it ends too early")
    if zlib.crc32(picture[position + 4 : end]) != _CHECKSUM.unpack_from(picture, end)[0]:
        raise _malformed("a checksum in it is wrong")
    return kind, picture[start:end], end + _CHECKSUM.size


def _chunk(kind: bytes, body: bytes) -> bytes:
    return _HEADER.pack(len(body), kind) + body + _CHECKSUM.pack(zlib.crc32(kind + body))


def _is_badge(body: bytes) -> bool:
    return body.partition(b"\x00")[0] in _KEYWORDS


def _international_text(body: bytes, limits: Limits) -> bytes:
    """PNG section 11.3.3.4: keyword, compression flag and method, language tag, translated keyword, text."""
    rest = body.partition(b"\x00")[2]
    if len(rest) < 2 or rest[0] > 1 or rest[1] != 0:
        raise _malformed("its text is compressed in an unknown way")
    fields = rest[2:].split(b"\x00", 2)
    if len(fields) != 3:
        raise _malformed("its text is cut off")
    return _inflated(fields[2], limits) if rest[0] else fields[2]


def _plain_text(body: bytes, _limits: Limits) -> bytes:
    return body.partition(b"\x00")[2]


def _inflated(data: bytes, limits: Limits) -> bytes:
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(data, limits.document_bytes + 1)
    except zlib.error as error:
        raise _malformed("its compressed text is damaged") from error
    if len(text) > limits.document_bytes:
        raise UnreadableError(Code.TOO_LARGE, f"The badge is larger than {limits.document_bytes // 2**20} MiB.")
    if not inflater.eof:
        raise _malformed("its compressed text is cut off")
    return text


def _malformed(why: str) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "This PNG picture is damaged:", f"{why}.")


_READERS = {b"iTXt": _international_text, b"tEXt": _plain_text}
