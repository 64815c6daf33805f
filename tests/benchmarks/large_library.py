"""A large library: badges of a realistic size, with words as frequent as in language, made cheaply."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, islice
from pathlib import Path

from tests.vault.making import AT, make_badge
from wallet.crypto.wrapping import KdfCost
from wallet.model.badge import BadgeId, StoredBadge
from wallet.model.report import Verdict
from wallet.vault.vault import Vault

PASSPHRASE = "a passphrase for the benchmark"

SYLLABLES = ("ba", "co", "de", "fi", "gra", "ho", "in", "ka", "lo", "me", "no", "per", "ri", "sta", "tu", "ver", "wo")
COMMON = ("learner", "course", "assessment", "university", "open", "badge", "criteria", "completed", "skills", "of")
RARE_WORD = "quicksilver"
"""In one badge of a thousand."""
VERDICTS = (Verdict.VERIFIED, Verdict.VERIFIED, Verdict.VERIFIED, Verdict.ISSUER_UNKNOWN, Verdict.EXPIRED)

_AT_ONCE = 500
_WORDS = 160
_DOCUMENT_BYTES = 4_000


def vocabulary(random_source: random.Random) -> list[str]:
    """Return words whose use falls off as it does in language: the k-th is used 1/k as often as the first."""
    rare = {"".join(random_source.choices(SYLLABLES, k=random_source.randint(2, 4))) for _ in range(8_000)}
    return [*COMMON, *sorted(rare)]


def stored_badges(count: int) -> Iterator[StoredBadge]:
    """Yield badges with 150 words each, some 1 kB of text, and documents of 4 kB."""
    random_source = random.Random(7)  # noqa: S311 (the same badges in every run)
    words = vocabulary(random_source)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for number in range(count):
        chosen = random_source.choices(words, cum_weights=weights, k=_WORDS)
        yield _badge(number, chosen, random_source.randbytes(_DOCUMENT_BYTES))


def _badge(number: int, words: list[str], filling: bytes) -> StoredBadge:
    badge = make_badge(
        f"{' '.join(words[:4]).title()} {number}",
        issuer=f"{words[4].title()} University",
        texts=" ".join([*words[10:], RARE_WORD] if number % 1_000 == 0 else words[10:]),
        verdict=VERDICTS[number % len(VERDICTS)],
        minutes=number,
    )
    document = badge.document + filling
    card = replace(badge.card, id=BadgeId(hashlib.sha256(document).hexdigest()))
    return replace(badge, card=card, document=document)


def make_library(folder: Path, count: int, cost: KdfCost | None = None) -> None:
    """Make a vault with so many badges; they need not survive a power cut before it is closed."""
    badges = stored_badges(count)
    with Vault.create(folder, PASSPHRASE, AT, cost) as vault:
        vault._database._writer.execute("PRAGMA synchronous = OFF").fetchall()
        while some := list(islice(badges, _AT_ONCE)):
            vault.add_all(some)
