"""Pages of a foreign PDF, drawn by PDFium and searched for QR codes: runs in the sandbox child alone.

PDFium is used without its JavaScript and form filling; what a page would load from elsewhere it cannot open here.

Source: https://pypdfium2.readthedocs.io/, ISO 32000-2
"""

from __future__ import annotations

import pypdfium2

from wallet.sandbox.codes import codes_in
from wallet.sandbox.frames import Answer, Task, pack_texts

_LONGEST_SIDE = 3000
"""Pixels; about 250 to the inch on A4, so that a module of the smallest code in print has five."""

REFUSALS = (pypdfium2.PdfiumError, ValueError, MemoryError)
"""What a broken or locked document raises. Anything else ends the child, and the document with it."""


def answer(task: Task, data: bytes, number: int, most_pixels: int) -> Answer:
    """Do one task; raises one of `REFUSALS` where the document is refused.

    Args:
        task: `Task.PAGE_QR_TEXTS` alone.
        data: The document.
        number: The page, from 0.
        most_pixels: Most pixels a page may be drawn with.
    """
    if task is not Task.PAGE_QR_TEXTS:
        raise ValueError("no task for pages")
    with pypdfium2.PdfDocument(data) as document:
        texts = _qr_texts(document[number], most_pixels) if number < len(document) else []
        return Answer(len(texts), len(document), pack_texts(texts))


def _qr_texts(page: pypdfium2.PdfPage, most_pixels: int) -> list[str]:
    width, height = page.get_size()
    scale = _LONGEST_SIDE / max(width, height)
    if not 0 < width * height * scale**2 <= most_pixels:
        raise ValueError("a page of no size, or too large")
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    pixels = memoryview(bitmap.buffer).cast("B", (bitmap.height, bitmap.stride))
    return codes_in(pixels)
