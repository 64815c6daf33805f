"""The recovery kit: read by people and cameras, and nothing of its code where the page is not opened."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest

from wallet.export.recovery_kit import RecoveryKit, recovery_kit_pdf
from wallet.model.limits import Limits
from wallet.presentation.qr_drawing import png, qr_modules
from wallet.sandbox.images import qr_texts
from wallet.vault.recovery_code import RecoveryCode
from wallet.words import catalogues, words_in

AT = datetime(2026, 11, 24, 9, 5, 7, tzinfo=UTC)
CODE = RecoveryCode.of(list(range(26)))
HOSTILE = '#read("/etc/passwd") *bold* $x$ \N{RIGHT-TO-LEFT OVERRIDE}'


def kit(name: str = "My badges") -> RecoveryKit:
    return RecoveryKit(name, "ab12cd34" * 4, AT, CODE.groups, png(qr_modules(CODE.text)))


@pytest.fixture(scope="module")
def document() -> bytes:
    return recovery_kit_pdf(kit(), words_in())


def written_on(document: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(document)[0].get_textpage().get_text_range().split())


def test_the_page_says_which_wallet_which_day_and_what_to_do(document: bytes) -> None:
    assert len(pypdfium2.PdfDocument(document)) == 1
    text = written_on(document)
    for part in (
        "My badges",
        "24 Nov 2026",
        "Wallet My badges, number ab12cd34. Code made on 24 Nov 2026 at 09:05 UTC.",
        "What this is",
        "Where to keep it",
        "rosette vault passphrase --recovery",
        *CODE.groups,
    ):
        assert part in text


def scanned_from(document: bytes) -> RecoveryCode:
    picture = io.BytesIO()
    pypdfium2.PdfDocument(document)[0].render(scale=2).to_pil().save(picture, "PNG")
    ((text,),) = qr_texts([picture.getvalue()], Limits())
    return RecoveryCode.typed(text)


def test_nothing_of_the_code_is_in_its_metadata(document: bytes) -> None:
    with pikepdf.open(io.BytesIO(document)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode() + str(pdf.docinfo)
        assert "<pdfaid:part>3</pdfaid:part>" in metadata
        assert "My badges" in metadata
        assert not [group for group in CODE.groups if group in metadata]
        assert "/EmbeddedFiles" not in str(pdf.Root.keys())


def test_the_name_of_a_wallet_is_text() -> None:
    text = written_on(recovery_kit_pdf(kit(HOSTILE), words_in()))
    assert 'Wallet #read("/etc/passwd") *bold* $x$, number ab12cd34. Code made on' in text


@pytest.mark.parametrize("language", sorted(catalogues()))
def test_it_is_in_the_owners_language_and_the_code_is_the_same(language: str) -> None:
    words = words_in((language,))
    document = recovery_kit_pdf(kit(), words)
    assert len(pypdfium2.PdfDocument(document)) == 1
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert str(pdf.Root.Lang) == language
    assert scanned_from(document) == CODE
    text = written_on(document)
    # Of a page that runs to the left, pdfium returns the letters in another order.
    assert words.runs_left or all(part in text for part in (words.texts["kit_what"], *CODE.groups))


def test_a_kit_shows_its_code_to_nobody_who_prints_it() -> None:
    assert not [group for group in CODE.groups if group in repr(kit())]
