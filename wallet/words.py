"""What we say to people, in the owner's language: one catalogue for each in `resources/words`.

Texts of badges are foreign and never translated; `wallet.formats.language` picks among those that an issuer wrote.

Source: https://www.unicode.org/reports/tr35/ (CLDR: months, order of a day, plural rules),
https://www.unicode.org/reports/tr9/ (isolates around text that runs the other way)
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypedDict

from wallet import resources
from wallet.model.language import SOURCE_LANGUAGE, primary

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_NUMBERED = re.compile(r"(?P<name>.+?)(?P<number> \d+)?", re.DOTALL)
_PLAIN_NUMBER = re.compile(r"-?\d+\.\d+", re.ASCII)
_ZERO_IS_ONE = frozenset({"fr"})
_FEW = range(3, 11)


class Catalogue(TypedDict):
    """A file of `resources/words`; what its sections are is said with `Words`."""

    texts: Mapping[str, str]
    counts: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Our words in one language.

    Attributes:
        language: Which, as a primary subtag of BCP 47.
        languages: Those that the owner reads, in order.
        texts: Sentences and parts of them, by name, with gaps to fill.
        counts: Texts about a number of things, by name and then by the plural category of CLDR.
        labels: Names of claims, by their English ones.
    """

    language: str
    languages: tuple[str, ...]
    texts: Mapping[str, str]
    counts: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, str]

    @property
    def runs_left(self) -> bool:
        """Whether it is written from right to left."""
        return self.language in _RIGHT_TO_LEFT

    def say(self, name: str, /, **gaps: str) -> str:
        """Return a text with its gaps filled; what runs the other way is kept apart from what is around it."""
        return self.texts[name].format(**{gap: self._isolated(text) for gap, text in gaps.items()})

    def count(self, name: str, number: int) -> str:
        """Return a text about a number of things."""
        forms = self.counts[name]
        return forms.get(plural_of(self.language, number), forms["other"]).format(count=number)

    def day(self, at: date) -> str:
        """Return a day for people."""
        return self.texts["day"].format(day=at.day, month=self.texts["months"].split()[at.month - 1], year=at.year)

    def number(self, number: float) -> str:
        """Return a number, every digit of it."""
        text = str(number)
        return text.replace(".", self.texts["decimal"]) if _PLAIN_NUMBER.fullmatch(text) else text

    def label(self, english: str) -> str:
        """Return a claim's name, such as ``Nationality 2`` or ``Address: locality``, from its English one.

        A name that an issuer made up is in no catalogue, and stays as it is.
        """
        match = _NUMBERED.fullmatch(english)
        if match is None:
            return english
        name, number = match["name"], match["number"] or ""
        around, colon, own = name.partition(": ")
        whole = self.labels.get(name)
        if whole is None and colon:
            whole = self.texts["label_inside"].format(around=self._part(around), own=self._part(own))
        return f"{whole or name}{number}"

    def _part(self, english: str) -> str:
        return self.labels.get(english[:1].upper() + english[1:], english)

    def _isolated(self, text: str) -> str:
        runs_left = text_runs_left(text)
        return text if runs_left in (None, self.runs_left) else f"{_FIRST_STRONG}{text}{_POP}"


def words_in(languages: Sequence[str] = ()) -> Words:
    """Return our words in the first language that there is a catalogue for, else in English.

    What a catalogue lacks is English.

    Args:
        languages: Tags of the languages that the owner reads, such as ``de-AT``, in order.
    """
    there = frozenset(catalogues())
    chosen = next(filter(there.__contains__, map(primary, languages)), SOURCE_LANGUAGE)
    ours, english = catalogue(chosen), catalogue(SOURCE_LANGUAGE)
    return Words(
        language=chosen,
        languages=tuple(languages) or (SOURCE_LANGUAGE,),
        texts={**english["texts"], **ours["texts"]},
        counts={**english["counts"], **ours["counts"]},
        labels={**english["labels"], **ours["labels"]},
    )


def catalogues() -> Iterator[str]:
    """Yield the languages that there are catalogues for."""
    return (path.stem for path in sorted(resources.path("words").glob("*.json")))


@cache
def catalogue(language: str) -> Catalogue:
    """Return a language's catalogue, as it is written."""
    sections: Catalogue = json.loads(resources.read_bytes("words", f"{language}.json"))
    return sections


def text_runs_left(text: str) -> bool | None:
    """Return whether a text runs from right to left, by its first letter; None where it has none.

    Source: UAX 9, rules P2 and P3.
    """
    kinds = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), None)
    return None if first is None else first != "L"


def plural_of(language: str, number: int) -> str:
    """Return the plural category of a whole number; of the smaller ones alone, as nobody has a million badges.

    Source: https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html
    """
    if language == "ar":
        return _arabic_plural(number)
    return "one" if number == 1 or (number == 0 and language in _ZERO_IS_ONE) else "other"


def _arabic_plural(number: int) -> str:
    exact = ("zero", "one", "two")
    if number < len(exact):
        return exact[number]
    last = number % 100
    if last < len(exact):
        return "other"
    return "few" if last in _FEW else "many"
