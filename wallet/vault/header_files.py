"""The header's two copies: the second stands in for a damaged first, which is then repaired (VAULT.md, "Keys")."""

from __future__ import annotations

from pathlib import Path

from wallet.model.errors import VaultDamagedError, VaultMissingError
from wallet.vault.files import DATABASE_NAME, HEADER_NAMES, disk_refusal, in_words, replace_file
from wallet.vault.header_json import HEADER_LIMITS, HeaderDamagedError, SealedHeader, read_header


def vault_exists(folder: Path) -> bool:
    """Whether a folder holds a vault, or what is left of one.

    Raises:
        WalletError: If the disk refuses to say.
    """
    with in_words("The wallet's folder could not be looked into.", reading=True):
        return any((folder / name).exists() for name in (*HEADER_NAMES, DATABASE_NAME))


def stored_headers(folder: Path) -> list[SealedHeader]:
    """Return the undamaged copies of a vault's header, the newest first; one where both are alike.

    Raises:
        VaultMissingError: If the folder holds no vault.
        VaultDamagedError: If no copy can be read, and why the first one cannot.
        VaultTooNewError: If only a newer Rosette can read it.
    """
    if not vault_exists(folder):
        raise VaultMissingError(
            "There is no wallet in this folder.", "", "Make a new wallet, restore a backup, or name another folder."
        )
    copies: list[SealedHeader] = []
    reasons: list[str] = []
    for name in HEADER_NAMES:
        try:
            copies.append(read_header(_content(folder / name)))
        except FileNotFoundError:
            reasons.append(f"“{name}” is missing.")
        except OSError as error:
            reasons.append(disk_refusal("", error).why)
        except HeaderDamagedError as error:
            reasons.append(str(error))
    if not copies:
        raise VaultDamagedError(
            "Neither the wallet's key file nor its second copy can be used.",
            reasons[0],
            "Restore a backup, or put “vault.hdr” back from a copy of the wallet's folder.",
        )
    newest_first = sorted(copies, key=lambda copy: copy.header.generation, reverse=True)
    return newest_first[:1] if copies[0] == copies[-1] else newest_first


def keyring_enabled(folder: Path) -> bool:
    """Whether the header in a folder has a slot for the system's keyring; nothing is unlocked.

    Raises:
        WalletError: As `stored_headers`.
    """
    return stored_headers(folder)[0].header.keyring is not None


def store_header(folder: Path, content: bytes) -> bool:
    """Write both copies, one after the other, where they differ from what is wanted.

    Returns:
        Whether one did.

    Raises:
        WalletError: If the disk refuses. Then at least one copy is whole, the old or the new one.
    """
    others = [name for name in HEADER_NAMES if not _holds(folder / name, content)]
    for name in others:
        replace_file(folder / name, content)
    return bool(others)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return _content(path) == content
    except OSError:
        return False


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEADER_LIMITS.document_bytes + 1)
