"""The words of documents that leave: each language has all of them, with the same gaps to fill."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from string import Formatter

import pytest

from wallet import resources
from wallet.export.words import SOURCE_LANGUAGE, day_in, words_in
from wallet.model.report import Verdict

LANGUAGES = sorted(path.stem for path in resources.path("typst", "words").glob("*.json"))


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_with_its_gaps(language: str) -> None:
    source = words_in(SOURCE_LANGUAGE)[1]
    chosen, words = words_in(language)
    assert chosen == language
    assert {name: gaps(text) for name, text in words.items()} == {name: gaps(text) for name, text in source.items()}
    assert len(words["months"].split()) == 12


def test_a_language_that_nobody_translated_is_english() -> None:
    assert words_in("xx") == words_in(SOURCE_LANGUAGE)
    assert words_in("../../samples") == words_in(SOURCE_LANGUAGE)


def test_every_word_is_used_and_every_verdict_has_one() -> None:
    templates = "".join(path.read_text("utf-8") for path in resources.path("typst").glob("*.typ"))
    python = resources.path("typst").parents[1] / "wallet" / "export"
    program = "".join((python / name).read_text("utf-8") for name in ("presentation_pdf.py", "words.py"))
    words = words_in(SOURCE_LANGUAGE)[1]
    verdicts = {verdict.value for verdict in Verdict}
    used = {name for name in words if re.search(rf"words\.{name}\b", templates) or f'"{name}"' in program}
    assert set(words) == used | verdicts


def test_a_day_is_a_day_in_words() -> None:
    assert day_in(words_in("en")[1], datetime(2026, 3, 1, tzinfo=UTC)) == "1 Mar 2026"
