"""Files with files inside: zips, and PDF documents with attachments. Read in memory, by content, never by name."""

from __future__ import annotations

from collections.abc import Iterator

from wallet.formats.archive import Member, archive_members, is_archive
from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.operations.inputs import Input
from wallet.sandbox.documents import attachments

_PDF = b"%PDF-"


def is_container(item: Input) -> bool:
    """Return whether an input has files inside."""
    return isinstance(item.data, bytes) and bool(format_of(item))


def format_of(item: Input) -> str:
    """Return ``zip`` or ``pdf``; empty for what has no files inside."""
    if not isinstance(item.data, bytes):
        return ""
    if is_archive(item.data):
        return "zip"
    return "pdf" if item.data.startswith(_PDF) else ""


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
    found = archive_members(data, limits) if is_archive(data) else _attached(data, limits)
    for member in found:
        yield Input(member.name, member.data)


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


def _attached(document: bytes, limits: Limits) -> Iterator[Member]:
    found = attachments(document, limits)
    if found is None:
        raise UnreadableError(
            Code.MALFORMED, "The PDF document cannot be opened:", "it is damaged, locked or too large."
        )
    yield from (Member(attachment.name, attachment.data) for attachment in found)
