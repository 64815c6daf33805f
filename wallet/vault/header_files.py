"""The header's two copies: the second stands in for a damaged first, which is then repaired (VAULT.md, "Keys")."""

from __future__ import annotations

from pathlib import Path

from wallet.model.errors import VaultDamagedError, VaultMissingError
from wallet.vault.files import DATABASE_NAME, HEADER_NAMES, disk_refusal, replace_file
from wallet.vault.header_json import HEADER_LIMITS, HeaderDamagedError, SealedHeader, read_header


def vault_exists(folder: Path) -> bool:
    """Whether a folder holds a vault, or what is left of one."""
    return any((folder / name).exists() for name in (*HEADER_NAMES, DATABASE_NAME))


def stored_headers(folder: Path) -> list[SealedHeader]:
    """Return the undamaged copies of a vault's header, the first one first; one where both are alike.

    Raises:
        VaultMissingError: If the folder holds no vault.
        VaultDamagedError: If no copy is undamaged.
        VaultTooNewError: If only a newer Rosette can read it.
        WalletError: If the disk refuses.
    """
    if not vault_exists(folder):
        raise VaultMissingError(
            "There is no wallet in this folder.", "", "Make a new wallet, restore a backup, or name another folder."
        )
    copies: list[SealedHeader] = []
    reasons: list[str] = []
    for content in dict.fromkeys(_contents(folder)):
        try:
            copies.append(read_header(content))
        except HeaderDamagedError as error:
            reasons.append(str(error))
    if not copies:
        raise VaultDamagedError(
            "The wallet's key file is damaged, and so is its second copy.",
            f"{reasons[0]}" if reasons else "Both are missing.",
            "Restore a backup, or put “vault.hdr” back from a copy of the wallet's folder.",
        )
    return copies


def store_header(folder: Path, content: bytes) -> None:
    """Write both copies, one after the other, where they differ from what is wanted.

    Raises:
        WalletError: If the disk refuses. Then at least one copy is whole, the old or the new one.
    """
    for name in HEADER_NAMES:
        if _content(folder / name) != content:
            replace_file(folder / name, content)


def _contents(folder: Path) -> list[bytes]:
    found = (_content(folder / name) for name in HEADER_NAMES)
    return [content for content in found if content is not None]


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(HEADER_LIMITS.document_bytes + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise disk_refusal("The wallet's key file could not be read.", error) from error
