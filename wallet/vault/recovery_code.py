"""Recovery codes: 26 characters by chance, and two that tell what was mistyped (VAULT.md, "Keys").

The characters are those of Crockford's base 32, each worth five bits, so that a code has 130 bits by chance and needs
no slow derivation. The two check characters make the whole a word of a Reed-Solomon code over the field of 32
elements (x⁵ + x² + 1, roots 1 and x): any one or two wrong characters are noticed, and with them every two that
changed places. Crockford's own check, modulo 37, has one character that misses one in 37, and signs that are no letter.

Sources: https://www.crockford.com/base32.html; I. S. Reed, G. Solomon, "Polynomial Codes over Certain Finite Fields"
(1960); RFC 5869 (HKDF).
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wallet.crypto.wrapping import derive_key
from wallet.model.errors import RefusedError, WrongRecoveryCodeError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BY_CHANCE = 26
LENGTH = BY_CHANCE + 2
IN_A_GROUP = 4
GROUPS = LENGTH // IN_A_GROUP
ASKED_BACK = 2
"""How many groups whoever wrote the code down types back."""

_FIELD = 0b100101
_GENERATOR = (3, 2)
"""The coefficients after the first of (y + 1)(y + 2) = y² + 3y + 2, where 2 stands for x."""
_BETWEEN = frozenset({"Cf", "Pd", "Po"})
"""The categories of Unicode of dashes, dots and marks that nobody sees."""
_MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A recovery code.

    Attributes:
        characters: All 28, as they are printed, without spaces.
    """

    characters: str = field(repr=False)

    @classmethod
    def new(cls) -> RecoveryCode:
        """Make a code by chance."""
        return cls.of([secrets.randbelow(len(ALPHABET)) for _ in range(BY_CHANCE)])

    @classmethod
    def of(cls, values: Sequence[int]) -> RecoveryCode:
        """Return the code of 26 numbers below 32, with its check characters."""
        return cls("".join(ALPHABET[value] for value in (*values, *_checks(values))))

    @classmethod
    def typed(cls, text: str) -> RecoveryCode:
        """Read a code as people write: in any case, with any spaces, O for 0, I and L for 1.

        Raises:
            WrongRecoveryCodeError: If it is none, and what is wrong with it.
        """
        characters = _cleaned(text)
        strange = next((char for char in characters if char not in ALPHABET), None)
        if strange is not None:
            raise _mistyped(f"“{strange}” is in no recovery code." if strange.isprintable() else "It holds odd signs.")
        if len(characters) != LENGTH:
            raise _mistyped(f"It has {len(characters)} characters; a recovery code has {LENGTH}.")
        values = [ALPHABET.index(char) for char in characters]
        if _checks(values[:BY_CHANCE]) != tuple(values[BY_CHANCE:]):
            raise _mistyped("Its last two characters, which check the others, do not fit.")
        return cls(characters)

    @property
    def groups(self) -> tuple[str, ...]:
        """The code in seven groups of four, for reading."""
        return tuple(self.characters[start : start + IN_A_GROUP] for start in range(0, LENGTH, IN_A_GROUP))

    @property
    def text(self) -> str:
        """The code as it is printed."""
        return "-".join(self.groups)

    def check_groups(self, typed: Mapping[int, str]) -> None:
        """Refuse groups that are not those of the code, as whoever wrote it down types them back.

        Args:
            typed: What was typed, by the number of the group, from 1.

        Raises:
            RefusedError: If one is another one, and which.
        """
        wrong = [str(number) for number, text in sorted(typed.items()) if _cleaned(text) != self.groups[number - 1]]
        if wrong:
            raise RefusedError(
                f"Group {' and group '.join(wrong)} is not that of the code.",
                "It may have been written down with a mistake.",
                "Compare what you have with the code, then type it again.",
            )

    def wrapping_key(self, vault_id: str) -> bytes:
        """Return the key that wraps a vault's, 32 bytes."""
        secret = self.characters[:BY_CHANCE].encode()
        return derive_key(secret, bytes.fromhex(vault_id), "rosette-vault/1 recovery")


def asked_back() -> tuple[int, ...]:
    """Return the numbers, from 1, of the groups to type back: two by chance, in order."""
    return tuple(sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), ASKED_BACK)))


def _cleaned(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper().translate(_MISREAD)
    return "".join(char for char in plain if not char.isspace() and unicodedata.category(char) not in _BETWEEN)


def _mistyped(why: str) -> WrongRecoveryCodeError:
    return WrongRecoveryCodeError("This is not a recovery code.", why, "Compare it with your kit, then type it again.")


def _checks(values: Sequence[int]) -> tuple[int, int]:
    """Return what remains of a polynomial, shifted by two places, when it is divided by the generator."""
    first, second = 0, 0
    for value in values:
        factor = value ^ first
        first, second = second ^ _times(factor, _GENERATOR[0]), _times(factor, _GENERATOR[1])
    return first, second


def _times(left: int, right: int) -> int:
    product = 0
    for bit in range(5):
        if right >> bit & 1:
            product ^= left << bit
    for bit in range(9, 4, -1):
        if product >> bit & 1:
            product ^= _FIELD << (bit - 5)
    return product
