"""Backups put back: into a new wallet, never over one that is there."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from wallet.model.backup import PACKS, Contents, Member, Progress, Stage
from wallet.model.clock import Clock
from wallet.model.errors import BackupError, EvidenceError, RefusedError, VaultTooNewError
from wallet.model.limits import Limits
from wallet.operations.backing_up import BackupFile, read_through, rehearse
from wallet.operations.passphrases import check_passphrase
from wallet.operations.trusting import adopt_pack
from wallet.settings import Folders
from wallet.trust.packs import read_pack
from wallet.vault.files import in_words
from wallet.vault.founding import NewVault
from wallet.vault.schema import STEPS
from wallet.vault.vault import Vault


def restore(folders: Folders, backup: BackupFile, new_passphrase: str, clock: Clock) -> Generator[Progress, None, None]:
    """Make a new wallet from a backup, step by step; it can be unlocked once the last step was drawn.

    Everything is as it was, issuer lists and reports too: the backup is the owner's own. Nothing of it is used before
    it was read through and every hash compared.

    Args:
        folders: Where the new wallet goes; there must be none yet.
        backup: The backup.
        new_passphrase: What unlocks the new wallet.
        clock: Tells the time.

    Raises:
        RefusedError: If there is a wallet already, or the new passphrase is too short.
        WrongPassphraseError: If the passphrase is not the backup's.
        BackupError: If it is no backup, or not as it was written.
        VaultTooNewError: If a newer Rosette made it.
        WalletError: If the disk refuses. In each case, and where no further step is drawn, nothing is left behind.
    """
    check_passphrase(new_passphrase)
    packs: list[bytes] = []
    contents = yield from checked(backup)
    with NewVault.begin(folders.vault, new_passphrase, schema=contents.schema) as new:
        yield from fill(new, backup, packs.append)
        Vault.finished(folders.vault, new, clock.now()).close()
    for pack in packs:
        _adopt(folders.packs, pack, backup.limits)
    size = backup.path.stat().st_size
    yield Progress(Stage.RESTORING, size, size, contents)


def checked(backup: BackupFile) -> Generator[Progress, None, Contents]:
    """Read a backup through before anything of it is used, step by step.

    Returns:
        What it says of itself.

    Raises:
        VaultTooNewError: If a newer Rosette made it.
        WalletError: As `rehearse`.
    """
    contents = None
    for progress in rehearse(backup):
        contents = progress.contents
        if contents is None:
            yield progress
    if contents is None or contents.schema == 0:
        raise BackupError("This is no backup of a wallet.", "It says nothing of itself.", "Choose a backup.")
    if contents.schema > len(STEPS):
        raise VaultTooNewError(
            "This backup was made by a newer Rosette.",
            "This version cannot read it.",
            "Update Rosette, then try again.",
        )
    return contents


def fill(new: NewVault, backup: BackupFile, take_pack: Callable[[bytes], None]) -> Generator[Progress, None, None]:
    """Fill a vault in the making from a backup, step by step.

    Args:
        new: The vault, with the schema that the backup was made with.
        backup: The backup.
        take_pack: Given each issuer list that the owner had adopted.

    Raises:
        WalletError: As `restore`.
    """
    with in_words("The backup could not be read.", reading=True):
        contents = yield from read_through(backup, partial(_take, new, take_pack), Stage.RESTORING)
    new.loader.check(contents.rows)


def _take(new: NewVault, take_pack: Callable[[bytes], None], member: Member) -> None:
    if member.name.startswith(PACKS):
        take_pack(member.data)
    else:
        new.loader.take(member)


def _adopt(packs: Path, pack: bytes, limits: Limits) -> None:
    with tempfile.TemporaryDirectory(prefix="rosette-pack-") as folder:
        path = Path(folder) / "pack.zip"
        path.write_bytes(pack)
        # One that is there already in a newer version stays, and one that is damaged cannot have been in use.
        with contextlib.suppress(RefusedError, EvidenceError):
            adopt_pack(packs, read_pack(path, limits))
