"""Files attached to a PDF: runs in the sandbox child alone, never in the program itself.

Attachments are found where PDF keeps them: the tree of embedded files, the associated files of the document (PDF/A-3),
and attachment annotations of its pages. Nothing is rendered and no script runs.

Source: ISO 32000-2 sections 7.7.4, 7.11.4, 12.5.6.15 and 14.13; https://pikepdf.readthedocs.io/
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from wallet.sandbox.frames import MOST_ATTACHMENTS, Answer, Task, pack_pieces

REFUSALS = (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, MemoryError)
"""What a broken, locked or oversized document raises. Anything else ends the child, and the document with it."""


def answer(task: Task, data: bytes, _size: int, most_bytes: int) -> Answer:
    """Do one task; raises one of `REFUSALS` where the document is refused."""
    if task is not Task.ATTACHMENTS:
        raise ValueError("no task for documents")
    found = attachments(data, most_bytes)
    return Answer(len(found), 1, pack_pieces(piece for name, content in found for piece in (name.encode(), content)))


def attachments(data: bytes, most_bytes: int) -> list[tuple[str, bytes]]:
    """Return name and content of each attached file, each content once.

    Raises:
        PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, MemoryError: See `REFUSALS`.
    """
    found: dict[bytes, str] = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        for specification in _specifications(document):
            content = specification.EF.F.read_bytes()
            found.setdefault(content, _name(specification))
            if len(found) > MOST_ATTACHMENTS or sum(map(len, found)) > most_bytes:
                raise ValueError("too many attachments, or too large")
    return [(name, content) for content, name in found.items()]


def _specifications(document: pikepdf.Pdf) -> Iterator[Any]:
    names = document.Root.get("/Names", pikepdf.Dictionary())
    if "/EmbeddedFiles" in names:
        yield from (value for _, value in pikepdf.NameTree(names.EmbeddedFiles).items())
    yield from _items(document.Root.get("/AF"))
    for page in document.pages:
        for annotation in _items(page.obj.get("/Annots")):
            if annotation.get("/Subtype") == pikepdf.Name.FileAttachment:
                yield annotation.FS


def _items(array: Any) -> Iterable[Any]:
    return array if isinstance(array, pikepdf.Array) else ()


def _name(specification: Any) -> str:
    return str(specification.get("/UF", specification.get("/F", "attachment")))
