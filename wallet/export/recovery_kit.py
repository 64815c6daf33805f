"""The recovery kit: one page to print, with the code that opens a wallet whose passphrase is forgotten.

It exists as these bytes alone: whoever asks for it writes it where the owner says, and nothing keeps a copy. What a
program shows of a document without opening it, its title and its other metadata, holds nothing of the code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from wallet.export.typesetting import Data, typeset

_ALT_GROUP = "Group {number}"
_TEXTS = {
    "overline": "Recovery kit · {day}",
    "what": "What this is",
    "what_text": "This code opens your wallet when you have forgotten its passphrase. "
    "It is kept nowhere else: nobody can send it to you again.",
    "keep": "Where to keep it",
    "keep_text": "Print it, and keep the page where you keep papers that matter, away from the computer. "
    "Then delete the file. A photograph of it ends up where your photographs go.",
    "finds": "Who has this page and your wallet's files can open them. "
    "If it is lost or was seen, make a new code: this one opens nothing from then on.",
    "use": "How to use it",
    "use_text": "In Rosette's window, choose “I forgot my passphrase” and type the code. "
    "At the command line: rosette vault passphrase --recovery. You then choose a new passphrase.",
    "typing": "Small letters and missing dashes do no harm. O counts as 0, and I and L count as 1. "
    "The last two characters check the others, so a mistyped code is noticed.",
    "foot": "Wallet {name}, number {number}. Code made on {moment} UTC.",
    "code": "The code once more, to scan",
    "code_alt": "A QR code that holds the recovery code",
    "missing": "Some characters of the wallet's name could not be printed.",
}


@dataclass(frozen=True, slots=True)
class RecoveryKit:
    """What the page says.

    Attributes:
        name: The wallet's name.
        vault_id: Its id, 32 hex digits; the page shows the first 8.
        made_at: When the code was made.
        groups: The code, in groups of characters.
        code: It as a QR code, as PNG.
    """

    name: str
    vault_id: str
    made_at: datetime
    groups: Sequence[str] = field(repr=False)
    code: bytes = field(repr=False)


def recovery_kit_pdf(kit: RecoveryKit) -> bytes:
    """Return the page as a tagged PDF/A-3a and PDF/UA-1."""
    made = kit.made_at.astimezone(UTC)
    gaps = {
        "name": kit.name,
        "number": kit.vault_id[:8],
        "day": f"{made.day} {made:%B %Y}",
        "moment": f"{made:%Y-%m-%d %H:%M}",
    }
    groups = [(_ALT_GROUP.format(number=number), group) for number, group in enumerate(kit.groups, 1)]
    data: dict[str, Data] = {
        "words": {name: text.format(**gaps) for name, text in _TEXTS.items()},
        "title": kit.name,
        "day": [made.year, made.month, made.day],
        "groups": groups,
        "code": kit.code,
    }
    return typeset("recovery-kit", data, kit.made_at)
