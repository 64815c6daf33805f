"""Files with files inside: zips, and PDF documents with attachments or QR codes.

They are read in memory, by content, never by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.operations.inputs import Input

_STARTS = {b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"%PDF-": "pdf"}


def is_container(item: Input) -> bool:
    """Return whether an input has files inside."""
    return isinstance(item.data, bytes) and bool(format_of(item))


def format_of(item: Input) -> str:
    """Return ``zip`` or ``pdf``; empty for what has no files inside."""
    data = item.data
    if not isinstance(data, bytes):
        return ""
    return next((name for start, name in _STARTS.items() if data.startswith(start)), "")


def members_of(item: Input, limits: Limits, depth: int = 0) -> Iterator[Input]:
    """Return the files inside a container, under their own names.

    Args:
        item: The container.
        limits: Bounds on number, sizes and nesting.
        depth: How many containers there are around it.

    Raises:
        UnreadableError: Where it cannot be opened, is nested too deeply, or a limit is passed on the way.
    """
    if depth > limits.archive_nesting:
        raise UnreadableError(Code.TOO_DEEP, "It is an archive in an archive in an archive.", "", "Unpack it first.")
    data = item.data if isinstance(item.data, bytes) else b""
    yield from _unpacked(data, limits) if format_of(item) == "zip" else _attached(data, limits)


def leaves(item: Input, limits: Limits, depth: int = 0) -> Iterator[Input]:
    """Return the files inside an input that have none inside themselves; the input itself where it is no container.

    One that cannot be opened comes with the reason in place of its bytes.
    """
    if not is_container(item):
        yield item
        return
    try:
        for member in members_of(item, limits, depth):
            yield from leaves(member, limits, depth + 1)
    except UnreadableError as error:
        yield Input(item.name, error)


def _unpacked(archive: bytes, limits: Limits) -> Iterator[Input]:
    from wallet.formats.archive import archive_members  # noqa: PLC0415 (start-up counts)

    yield from (Input(member.name, member.data) for member in archive_members(archive, limits))


def _attached(document: bytes, limits: Limits) -> Iterator[Input]:
    from wallet.sandbox.documents import attachments  # noqa: PLC0415 (start-up counts)

    found = attachments(document, limits)
    if found is None:
        raise UnreadableError(
            Code.MALFORMED, "The PDF document cannot be opened:", "it is damaged, locked or too large."
        )
    yield from (Input(attachment.name, attachment.data) for attachment in found)
    if not found:
        yield from _printed(document, limits)


def _printed(document: bytes, limits: Limits) -> Iterator[Input]:
    """Return the message in the QR codes on a document's pages, or why it cannot be read; nothing where there is none.

    So it is with a page that was scanned, and with one that was printed to a file, which keeps no attachments.
    """
    from wallet.operations.codes import read_codes  # noqa: PLC0415 (start-up counts)

    try:
        message: bytes | UnreadableError | None = read_codes([document], limits)
    except UnreadableError as error:
        message = error
    if message is not None:
        yield Input("QR code", message)
