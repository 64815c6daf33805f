"""Files attached to foreign PDF documents; found in a child process."""

from __future__ import annotations

from dataclasses import dataclass

from wallet.model.limits import Limits
from wallet.sandbox.frames import MOST_ATTACHMENTS, Opener, Task, unpack_pieces
from wallet.sandbox.process import Sandbox

_FRAMING_BYTES = MOST_ATTACHMENTS * 4096
"""Room for the names of attachments and the lengths between them."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a document, and what the document calls it."""

    name: str
    data: bytes


def attachments(document: bytes, limits: Limits) -> tuple[Attachment, ...] | None:
    """Return the files attached to a PDF.

    Args:
        document: The PDF.
        limits: Bounds on bytes, time and memory.

    Returns:
        The attachments; None for a document that is broken, locked, too large or too slow.

    Raises:
        SandboxUnavailableError: If no child process can be started.
    """
    with Sandbox(limits, Opener.DOCUMENTS) as sandbox:
        answer = sandbox.ask(Task.ATTACHMENTS, 0, document, limits.file_bytes + _FRAMING_BYTES)
    if answer is None or answer.second != 1:
        return None
    try:
        pieces = unpack_pieces(answer.body)
        return tuple(
            Attachment(name.decode(errors="replace"), data)
            for name, data in zip(pieces[::2], pieces[1::2], strict=True)
        )
    except ValueError:
        return None
