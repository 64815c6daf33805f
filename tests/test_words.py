"""Our words: each language has all of them, with the same gaps to fill, and counts and dates as its readers do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QLocale

from wallet import resources, words
from wallet.formats import wording
from wallet.model.language import SOURCE_LANGUAGE
from wallet.model.report import Verdict
from wallet.presentation import labels
from wallet.words import catalogue, catalogues, plural_of, text_runs_left, words_in

LANGUAGES = ("ar", "de", "en", "es", "fr")
ENGLISH = words_in()
CATEGORIES = {"ar": {"zero", "one", "two", "few", "many", "other"}}
CHECKOUT = resources.path("words").parents[1]


def gaps(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


def labels_of_ours() -> set[str]:
    """Every name of a claim that we give, and not the issuer."""
    return {*labels._LABELS.values(), *wording._REGISTERED.values(), wording.NAMELESS, "Badge, issuer and dates"}


def test_these_are_the_languages() -> None:
    assert tuple(catalogues()) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_in_a_language(language: str) -> None:
    ours = catalogue(language)
    assert {name: gaps(text) for name, text in ours["texts"].items()} == {
        name: gaps(text) for name, text in catalogue(SOURCE_LANGUAGE)["texts"].items()
    }
    assert ours["counts"].keys() == catalogue(SOURCE_LANGUAGE)["counts"].keys()
    assert all(forms.keys() == CATEGORIES.get(language, {"one", "other"}) for forms in ours["counts"].values())
    assert all(gaps(forms["other"]) == ["count"] for forms in ours["counts"].values())
    assert not labels_of_ours() - (ours["labels"].keys() | (labels_of_ours() if language == SOURCE_LANGUAGE else set()))
    assert all(text.strip() for section in (ours["texts"], ours["labels"]) for text in section.values())


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {SOURCE_LANGUAGE}))
def test_languages_name_the_same_claims_and_leave_no_sentence_in_english(language: str) -> None:
    assert catalogue(language)["labels"].keys() == catalogue("de")["labels"].keys()
    same = {name for name, text in catalogue(language)["texts"].items() if text == ENGLISH.texts[name]}
    assert same <= {"decimal", "label_inside", "no", "day"}


def test_a_language_without_words_is_english_and_so_is_what_a_catalogue_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert words_in(("xx", "../../samples", "")).language == SOURCE_LANGUAGE
    assert words_in(("nb-NO", "de-AT", "fr")).language == "de"
    assert words_in(("nb-NO", "de-AT")).languages == ("nb-NO", "de-AT")
    whole = words.catalogue

    def without_yes(language: str) -> words.Catalogue:
        texts = {name: text for name, text in whole(language)["texts"].items() if language == "en" or name != "yes"}
        return {**whole(language), "texts": texts}

    monkeypatch.setattr(words, "catalogue", without_yes)
    german = words_in(("de",))
    assert (german.say("yes"), german.say("no")) == ("yes", "nein")


def test_every_word_is_used_and_every_verdict_has_one() -> None:
    templates = "".join(path.read_text("utf-8") for path in resources.path("typst").glob("*.typ"))
    rooms = [CHECKOUT / "wallet" / room for room in ("export", "presentation")]
    program = "".join(path.read_text("utf-8") for path in program_files(rooms))
    used = {name for name in ENGLISH.texts if re.search(rf"words\.{name}\b", templates) or f'"{name}"' in program}
    assert set(ENGLISH.texts) == used | {verdict.value for verdict in Verdict}
    assert all(f'"{name}"' in program for name in ENGLISH.counts)


def program_files(rooms: list[Path]) -> Iterator[Path]:
    yield CHECKOUT / "wallet" / "words.py"
    for room in rooms:
        yield from room.glob("*.py")


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_and_marks_are_those_that_others_know(language: str) -> None:
    """Qt has the same tables of CLDR, from another hand."""
    known = QLocale(language)
    form = QLocale.FormatType.ShortFormat if language == "en" else QLocale.FormatType.LongFormat
    ours = words_in((language,))
    assert ours.texts["months"].split() == [known.monthName(month, form) for month in range(1, 13)]
    assert language == "ar" or ours.texts["decimal"] == known.decimalPoint()
    assert ours.runs_left == (known.textDirection().name == "RightToLeft")


def test_a_day_is_a_day_in_words() -> None:
    day = date(2026, 3, 1)
    assert [words_in((language,)).day(day) for language in LANGUAGES] == [
        "1 مارس 2026",
        "1. März 2026",
        "1 Mar 2026",
        "1 de marzo de 2026",
        "1 mars 2026",
    ]


def test_a_number_has_every_digit_and_its_languages_mark() -> None:
    german = words_in(("de",))
    assert [german.number(number) for number in (4.5, -0.125, 2024, 1234567, 1e30, 1e-7)] == [
        *("4,5", "-0,125", "2024", "1234567", "1e+30", "1e-07")
    ]
    assert ENGLISH.number(4.5) == words_in(("ar",)).number(4.5) == "4.5"


@pytest.mark.parametrize(
    ("language", "categories"),
    [
        ("en", {0: "other", 1: "one", 2: "other", 11: "other", 101: "other"}),
        ("de", {0: "other", 1: "one", 2: "other"}),
        ("es", {0: "other", 1: "one", 2: "other"}),
        ("fr", {0: "one", 1: "one", 2: "other"}),
        (
            "ar",
            {
                0: "zero",
                1: "one",
                2: "two",
                3: "few",
                10: "few",
                11: "many",
                99: "many",
                100: "other",
                101: "other",
                102: "other",
                103: "few",
                110: "few",
                111: "many",
                203: "few",
                1000: "other",
            },
        ),
    ],
)
def test_plurals(language: str, categories: dict[int, str]) -> None:
    assert {number: plural_of(language, number) for number in categories} == categories


def test_counts_are_worded() -> None:
    assert [words_in((language,)).count("badges", 3) for language in ("de", "fr", "es")] == [
        *("3 Badges", "3 badges", "3 insignias")
    ]
    arabic = words_in(("ar",))
    assert [arabic.count("badges", number) for number in (2, 3, 11)] == ["شارتان", "3 شارات", "11 شارة"]


def test_labels_have_their_numbers_and_what_is_around_them() -> None:
    german, french = words_in(("de",)), words_in(("fr",))
    assert german.label("Nationality 3") == "Staatsangehörigkeit 3"
    assert german.label("Address: street address") == "Adresse: Straße und Hausnummer"
    assert french.label("Address: locality 2") == "Adresse\N{NO-BREAK SPACE}: Localité 2"
    assert german.label("Hours per week") == "Hours per week"
    assert german.label("Address: hut number") == "Adresse: hut number"
    assert german.label("名前") == "名前"
    assert german.label("") == ""
    assert all(ENGLISH.label(label) == label for label in labels_of_ours())


def test_what_runs_the_other_way_is_kept_apart() -> None:
    said = words_in(("ar",)).say("issued_by", issuer="Nordlys (Oslo)")
    assert "\N{FIRST STRONG ISOLATE}Nordlys (Oslo)\N{POP DIRECTIONAL ISOLATE}" in said
    assert "\N{FIRST STRONG ISOLATE}" not in words_in(("ar",)).say("issued_by", issuer="أكاديمية")
    assert ENGLISH.say("issued_by", issuer="Nordlys {x} 3") == "Issued by Nordlys {x} 3"


def test_the_first_letter_says_which_way_a_text_runs() -> None:
    assert [text_runs_left(text) for text in ("3 שלום a", "(a) ש", "87 %", "")] == [True, False, None, None]
