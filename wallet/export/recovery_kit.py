"""The recovery kit: one page to print, with the code that opens a wallet whose passphrase is forgotten.

It exists as these bytes alone: whoever asks for it writes it where the owner says, and nothing keeps a copy. What a
program shows of a document without opening it, its title and its other metadata, holds nothing of the code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from wallet.export.typesetting import Data, typeset
from wallet.formats.wording import one_line
from wallet.words import Words

_COMMAND = "rosette vault passphrase --recovery"


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


def recovery_kit_pdf(kit: RecoveryKit, words: Words) -> bytes:
    """Return the page as a tagged PDF/A-3a and PDF/UA-1.

    Args:
        kit: What it says.
        words: Those of the owner's language.
    """
    made, name = kit.made_at.astimezone(UTC), one_line(kit.name)
    day = words.day(made)
    said = {
        "kit_overline": words.say("kit_overline", day=day),
        "kit_use_text": words.say("kit_use_text", command=_COMMAND),
        "kit_foot": words.say("kit_foot", name=name, number=kit.vault_id[:8], day=day, time=f"{made:%H:%M}"),
    }
    data: dict[str, Data] = {
        "words": {**words.texts, **said},
        "language": words.language,
        "runs_left": words.runs_left,
        "title": name,
        "day": [made.year, made.month, made.day],
        "groups": [(words.say("kit_group", number=str(number)), group) for number, group in enumerate(kit.groups, 1)],
        "code": kit.code,
    }
    return typeset("recovery-kit", data, kit.made_at)
