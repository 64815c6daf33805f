"""QR codes on the pages of foreign PDF documents; found in a child process."""

from __future__ import annotations

from collections.abc import Iterator

from wallet.model.limits import Limits
from wallet.sandbox.frames import TEXTS_BYTES, Opener, Task, texts_of
from wallet.sandbox.process import Sandbox

PDF = b"%PDF-"
"""How a PDF document begins."""


def page_qr_texts(document: bytes, limits: Limits) -> Iterator[str]:
    """Read the QR codes on the pages of a PDF, one page after the other.

    Args:
        document: The PDF.
        limits: Bounds on bytes, pages, pixels, time and memory; pages beyond `document_pages` are not looked at.

    Yields:
        The texts of the codes; nothing more from where the document is broken, locked or too slow.

    Raises:
        SandboxUnavailableError: If no child process can be started.
    """
    number, pages = 0, 1
    with Sandbox(limits, Opener.PAGES) as sandbox:
        while number < min(pages, limits.document_pages):
            answer = sandbox.ask(Task.PAGE_QR_TEXTS, number, document, TEXTS_BYTES)
            if answer is None or not answer.second:
                return
            yield from texts_of(answer)
            number, pages = number + 1, answer.second
