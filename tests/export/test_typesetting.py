"""Foreign text is data to typst: it stands on the page as it is, and reaches no file and no network."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typst import TypstError, TypstWarning

from wallet import resources
from wallet.export import typesetting
from wallet.export.typesetting import MISSING, typeset

AT = datetime(2026, 11, 24, 9, 0, 7, 123456, tzinfo=UTC)
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: datetime(year: 2026, month: 11, day: 24))
#set text(font: "Inter", lang: "en")
= #data.title
#if data.missing [SOME ARE MISSING]
"""
MARKUP = (
    '#read("/etc/passwd")',
    '#image("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    '#panic() #eval("1+1") *bold* _slanted_ $x^2$ `raw` <label> @reference',
    "= Heading",
    "\\u{41} // comment /* and this */",
)


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates in place of ours, with one that shows a title."""
    folder = tmp_path / "resources" / "typst"
    folder.mkdir(parents=True)
    (folder / "title.typ").write_text(TEMPLATE)
    (tmp_path / "secret.txt").write_text("secret")
    ours = resources.path

    def path(*parts: str) -> Path:
        return folder.parent.joinpath(*parts) if parts[0] == "typst" else ours(*parts)

    monkeypatch.setattr(resources, "path", path)
    return folder


def written_on(document: bytes) -> str:
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(document))
    return " ".join(unicodedata.normalize("NFKC", text).split())


def fonts_in(document: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(document)) as pdf:
        fonts = (thing for thing in pdf.objects if _is(thing, "/FontDescriptor"))
        return {str(font.FontName).partition("+")[2] for font in fonts}


def _is(thing: Any, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_foreign_text_is_printed_literally(templates: Path, text: str) -> None:
    assert " ".join(text.split()) in written_on(typeset("title", {"title": text}, AT))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('#read("/etc/passwd")', "not found"),
        ('#read("../../secret.txt")', "escape"),
        ('#read("/../../secret.txt")', "escape"),
        ('#image("../../secret.txt")', "escape"),
        ('#plugin("/usr/lib/x.wasm")', "not found"),
    ],
)
def test_not_even_a_template_reads_outside_its_folder(templates: Path, line: str, why: str) -> None:
    (templates / "title.typ").write_text(f"{TEMPLATE}\n{line}\n")
    with pytest.raises(TypstError, match=why):
        typeset("title", {"title": "A"}, AT)


def our_templates() -> Iterator[str]:
    yield from (path.read_text("utf-8") for path in resources.path("typst").glob("*.typ"))


def test_our_templates_evaluate_nothing_and_import_only_each_other() -> None:
    whole = "\n".join(our_templates())
    assert set(re.findall(r'#?import\s+"([^"]+)"', whole)) == {"look.typ"}
    assert not re.search(r"\b(eval|read|plugin|include|csv|yaml|toml|xml|cbor|bibliography)\(|#include|@", whole)
    assert set(re.findall(r"\b(?:json|image)\((\w+)", whole)) == {"bytes"}


def test_a_warning_sets_nothing(templates: Path) -> None:
    (templates / "title.typ").write_text(f'{TEMPLATE}\n#text(font: "Nobody Has This")[x]\n')
    with pytest.raises(TypstWarning, match="unknown font"):
        typeset("title", {"title": "A"}, AT)


def test_latin_text_needs_none_of_the_computers_fonts(templates: Path) -> None:
    document = typeset("title", {"title": "Ärzte, Ελληνικά, Кириллица, Tiếng Việt"}, AT)
    assert {name.partition("-")[0] for name in fonts_in(document)} == {"Inter"}
    assert "SOME ARE MISSING" not in written_on(document)


def test_arabic_needs_none_of_the_computers_fonts_either(templates: Path) -> None:
    document = typeset("title", {"title": "السلامة في العمل"}, AT)
    assert "SOME ARE MISSING" not in written_on(document)
    assert {name.partition("-")[0] for name in fonts_in(document)} <= {"Inter", "NotoSansArabic"}


@pytest.mark.parametrize(
    "character", ["\U0010ffff", "\ue000", "\U000f0001", "\ufdd0"], ids=["last", "private", "private plane", "never"]
)
def test_a_character_that_no_font_has_is_seen_to_be_missing(templates: Path, character: str) -> None:
    shown = written_on(typeset("title", {"title": f"before{character}after"}, AT))
    assert f"before{MISSING}after" in shown
    assert "SOME ARE MISSING" in shown
    assert character not in shown


def test_every_other_script_is_set_one_way_or_the_other(templates: Path) -> None:
    names = [
        "王小明 日本語 한국어",
        "नमस्ते ไทย தமிழ்",
        "עברית שָׁלוֹם",
        "🎉👩‍🚀🏳️‍🌈",
        'quo"te \\ back\\u{41}slash',
        "e\u0301\u0302\u0303",
    ]
    for name in names:
        shown = written_on(typeset("title", {"title": f"{name} end"}, AT))
        assert "end" in shown
        assert ("SOME ARE MISSING" in shown) == (MISSING in shown)


def test_what_is_no_character_at_all_is_set_too(templates: Path) -> None:
    shown = written_on(typeset("title", {"title": "a\x00b\x07c\ud800d\u202ee"}, AT))
    assert shown.startswith("a")


def test_bytes_reach_the_template_as_they_are(templates: Path) -> None:
    (templates / "title.typ").write_text(
        f'{TEMPLATE}\n#pdf.attach("a.bin", bytes(data.inner.first()), mime-type: "application/octet-stream", '
        'description: "bytes", relationship: "data")\n'
    )
    every = bytes(range(256)) * 3
    document = typeset("title", {"title": "A", "inner": [every]}, AT)
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert pdf.attachments["a.bin"].get_file().read_bytes() == every


def test_the_same_document_comes_out_the_same(templates: Path) -> None:
    assert typesetting.typeset("title", {"title": "A"}, AT) == typesetting.typeset("title", {"title": "A"}, AT)


def test_whatever_a_badge_is_called_it_is_set(templates: Path) -> None:
    @settings(max_examples=30, deadline=None)
    @given(st.text(min_size=1, max_size=60))
    def check(text: str) -> None:
        assert typeset("title", {"title": text}, AT).startswith(b"%PDF-1.7")

    check()
