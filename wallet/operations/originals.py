"""A badge's file as it came: its bytes, and a name to save it under."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wallet.model.badge import BadgeId, StoredBadge
from wallet.model.credential import Carrier
from wallet.model.errors import NotSavedError
from wallet.operations.wallet import Wallet

_UNSAFE = frozenset('<>:"/\\|?*')
"""What some file system takes for something else than a letter of a name."""
_RESERVED = frozenset({"aux", "con", "nul", "prn", *(f"{device}{n}" for device in ("com", "lpt") for n in range(10))})
"""Names that Windows takes for devices, whatever their ending."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """A badge as it came.

    Attributes:
        name: A name to save it under, which every system takes.
        data: Its bytes: those of the picture, where it was baked into one.
    """

    name: str
    data: bytes


def original_file(wallet: Wallet, badge_id: BadgeId) -> OriginalFile:
    """Return a badge's file as it came.

    Raises:
        RefusedError: Where there is no such badge.
    """
    stored = wallet.vault.get(badge_id)
    return OriginalFile(f"{_safe(stored.card.name)}{_ending(stored)}", stored.container or stored.document)


def save_original(wallet: Wallet, badge_id: BadgeId, path: Path) -> None:
    """Write a badge's file as it came, in the place of what may be there; the person was asked about that.

    Raises:
        RefusedError: Where there is no such badge.
        NotSavedError: Where it cannot be written.
    """
    original = original_file(wallet, badge_id)
    try:
        path.write_bytes(original.data)
    except OSError as error:
        raise NotSavedError.of_file(path.name, error) from error


def _ending(stored: StoredBadge) -> str:
    if stored.carrier is not Carrier.PLAIN:
        return f".{stored.carrier}"
    start = stored.document.lstrip()[:1]
    if start in (b"{", b"["):
        return ".json"
    return ".sd-jwt" if b"~" in stored.document else ".jwt"


def _safe(name: str) -> str:
    letters = ("_" if each in _UNSAFE or not each.isprintable() else each for each in name[: 2 * _LONGEST])
    safe = "".join(letters)[:_LONGEST].strip(" .")
    return f"_{safe}" if not safe or safe.partition(".")[0].strip().lower() in _RESERVED else safe
