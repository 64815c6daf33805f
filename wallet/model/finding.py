"""What a check of the wallet's own files finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What is wrong with a wallet's files."""

    DAMAGED = "damaged"
    MIXED = "mixed"
    INDEX = "index"
    OLDER_DATABASE = "older_database"
    OLDER_KEY_FILE = "older_key_file"
    OLDER_WALLET = "older_wallet"
    REPAIRED_KEY_FILE = "repaired_key_file"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; its texts are fit to show.

    Attributes:
        kind: What it is, for programs.
        what: What was found, as a sentence.
        why: Why that is so, or may be, as a sentence.
        remedy: What to do about it, as a sentence.
    """

    kind: FindingKind
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        """Return the three sentences."""
        return f"{self.what} {self.why} {self.remedy}"
