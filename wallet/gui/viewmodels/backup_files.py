"""Files that are, or are to be, backups."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

SUFFIX = ".age"
_BEGINS = b"age-encryption.org/v1\n"


def is_backup(path: Path) -> bool:
    """Return whether a file looks like a backup: named like one, or begun like one."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINS)) == _BEGINS
    except OSError:
        return path.suffix.lower() == SUFFIX


def file_name(at: datetime) -> str:
    """Return how a backup may be named."""
    return f"rosette-{at.astimezone():%Y-%m-%d}{SUFFIX}"
