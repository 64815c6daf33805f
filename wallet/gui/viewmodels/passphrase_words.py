"""How good a passphrase is, in words. A rough guess from length and variety; it never leaves the computer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from wallet.gui.tone import Tone
from wallet.operations.passphrases import SHORTEST

CHARACTERS = {"lower": 26, "upper": 26, "digit": 10, "other": 33}
COMMON = frozenset({"password", "passphrase", "letmein", "qwerty", "qwertyui", "iloveyou", "welcome", "rosette"})
BITS_PER_WORD = 11.0  # a word that is guessed from a list of 2,048
FAIR_BITS = 40
GOOD_BITS = 52
STRONG_BITS = 75


@dataclass(frozen=True, slots=True)
class Strength:
    """A guess at how long a passphrase holds.

    Attributes:
        share: From 0 to 1, for a bar.
        tone: What the bar's colour says.
        words: The same in words.
        enough: Whether it may be used.
    """

    share: float
    tone: Tone
    words: str
    enough: bool


def strength(passphrase: str) -> Strength:
    """Return how good a passphrase is."""
    if not passphrase:
        return Strength(0.0, Tone.NEUTRAL, tr("Four or more words that do not belong together work well."), False)
    if len(passphrase) < SHORTEST:
        return Strength(0.1, Tone.BAD, tr("Too short. Use at least 8 characters."), False)
    bits = guessed_bits(passphrase)
    share = min(1.0, bits / STRONG_BITS)
    if bits < FAIR_BITS:
        return Strength(share, Tone.WARN, tr("Weak. Add another word or two."), True)
    if bits < GOOD_BITS:
        return Strength(share, Tone.WARN, tr("Fair. One more word makes it good."), True)
    if bits < STRONG_BITS:
        return Strength(share, Tone.OK, tr("Good."), True)
    return Strength(share, Tone.OK, tr("Strong."), True)


def guessed_bits(passphrase: str) -> float:
    """Return a cautious guess at a passphrase's entropy, in bits: the lesser of two ways to attack it."""
    if passphrase.casefold().strip("0123456789!") in COMMON:
        return 0.0
    distinct = len(set(passphrase.casefold()))
    by_characters = min(len(passphrase), 2 * distinct) * math.log2(_alphabet(passphrase))
    words = passphrase.replace("-", " ").split()
    if len(words) < 2:
        return by_characters
    return min(by_characters, len(set(words)) * BITS_PER_WORD + 8 * sum(not word.isalpha() for word in words))


def _alphabet(passphrase: str) -> int:
    kinds = {_kind(character) for character in passphrase}
    return sum(CHARACTERS[kind] for kind in kinds)


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    if not character.isalpha():
        return "other"
    return "upper" if character.isupper() else "lower"


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("Passphrase", text)
