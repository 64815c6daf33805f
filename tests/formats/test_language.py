"""Texts in several languages: the reader's comes first, and what is stated of a text's language is kept."""

from __future__ import annotations

from typing import Any

import pytest

from wallet.formats.language import Text, language_at, spoken, text_of

SEVERAL = {"nb": "Taushet", "de-CH": "Schweigen", "de": "Stille", "en": "Silence"}


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (("de",), Text("Stille", "de")),
        (("de-CH",), Text("Schweigen", "de-CH")),
        (("DE-at",), Text("Schweigen", "de-CH")),
        (("fr", "en-GB"), Text("Silence", "en")),
        (("fr",), Text("Taushet", "nb")),
        ((), Text("Taushet", "nb")),
    ],
)
def test_the_readers_language_comes_first_then_the_issuers(languages: tuple[str, ...], expected: Text) -> None:
    assert spoken(SEVERAL, languages) == expected
    assert spoken([{"@value": text, "@language": tag} for tag, text in SEVERAL.items()], languages) == expected


def test_without_languages_a_text_is_the_english_one() -> None:
    assert text_of(SEVERAL) == "Silence"
    assert text_of({"nb": "Taushet", "en": ""}) == "Taushet"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", Text("plain", "")),
        ({"@none": "none", "de": ""}, Text("none", "")),
        ({"@value": "x", "@language": 3}, Text("x", "")),
        ({"@value": 4, "@language": "de"}, Text("", "")),
        ({"name": "no map"}, Text("", "")),
        ([None, 3, "a"], Text("a", "")),
        (None, Text("", "")),
    ],
)
def test_what_is_no_text_in_several_languages(value: Any, expected: Text) -> None:
    assert spoken(value, ("de",)) == expected


BADGE: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", {"@language": "es"}],
    "name": "Silencio",
    "credentialSubject": [
        {
            "achievement": {
                "inLanguage": "nb-NO",
                "name": "Taushet",
                "criteria": {"@language": "da", "narrative": "Ti."},
            }
        },
        {"achievement": {"inLanguage": "not a tag", "name": "Otro"}},
    ],
}


@pytest.mark.parametrize(
    ("path", "language"),
    [
        (("name",), "es"),
        (("credentialSubject", 0, "achievement", "name"), "nb-NO"),
        (("credentialSubject", 0, "achievement", "criteria", "narrative"), "da"),
        (("credentialSubject", 1, "achievement", "name"), "es"),
        (("credentialSubject", 7, "achievement", "name"), "es"),
        (("name", "of", "nothing"), "es"),
    ],
)
def test_a_language_holds_for_what_is_inside(path: tuple[str | int, ...], language: str) -> None:
    assert language_at(BADGE, path) == language


def test_where_nothing_is_stated_nothing_is_said() -> None:
    assert language_at({"@context": "https://www.w3.org/ns/credentials/v2", "name": "x"}, ("name",)) == ""
    assert language_at([], ("name",)) == ""
