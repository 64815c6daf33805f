"""QR codes on the pages of PDF documents: found by a child that can open nothing, and that may die over a document."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from PIL import Image

from wallet.model.limits import Limits
from wallet.presentation.qr_drawing import png, qr_modules
from wallet.sandbox.images import qr_texts
from wallet.sandbox.pages import page_qr_texts

LIMITS = Limits()


def printed(*texts: str) -> bytes:
    """A PDF with a page for each code, as a scanner writes it."""
    pictures = [Image.open(io.BytesIO(png(qr_modules(text)))).convert("L") for text in texts]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def pdf(pages: Sequence[tuple[float, float, bytes]]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for width, height, drawing in pages:
            page = document.add_blank_page(page_size=(width, height))
            page.Contents = document.make_stream(drawing)
        document.save(out)
    return out.getvalue()


def test_codes_are_read_page_by_page() -> None:
    assert list(page_qr_texts(printed("ONE", "TWO", "THREE"), LIMITS)) == ["ONE", "TWO", "THREE"]
    assert qr_texts([printed("ONE", "TWO"), png(qr_modules("THREE"))], LIMITS) == [("ONE", "TWO"), ("THREE",)]


def test_no_more_pages_are_looked_at_than_the_limit() -> None:
    assert list(page_qr_texts(printed("ONE", "TWO", "THREE"), LIMITS._replace(document_pages=2))) == ["ONE", "TWO"]


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7\njunk",
        printed("ONE")[:500],
        pdf([(200, 200, b"")]),
        pdf([(3, 14_000, b"")]),
        pdf([(200, 200, b"BT /F1 12 Tf (no font) Tj ET")]),
        pdf([(200, 200, b"q " * 200_000)]),
    ],
    ids=["empty", "header", "junk", "cut", "blank", "strip", "no font", "nested"],
)
def test_a_document_without_codes_or_a_broken_one_says_nothing(document: bytes) -> None:
    assert list(page_qr_texts(document, LIMITS)) == []


def test_a_page_that_takes_too_long_is_given_up() -> None:
    slow = b"0 0 1 rg " + b"0 0 200 200 re 10 10 m 190 10 190 190 10 190 c 50 50 l h f* " * 400_000
    assert list(page_qr_texts(pdf([(200, 200, slow)]), LIMITS._replace(sandbox_cpu_seconds=1))) == []


def test_a_locked_document_says_nothing() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed("ONE"))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert list(page_qr_texts(out.getvalue(), LIMITS)) == []
