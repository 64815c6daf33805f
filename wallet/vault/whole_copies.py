"""Copies of a database: brought onto the disk, read back and compared, or not there at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from wallet.model.errors import VaultDamagedError
from wallet.vault.database import Copying
from wallet.vault.files import (
    BESIDE_DATABASE,
    DATABASE_NAME,
    NEXT_SUFFIX,
    finish_file,
    in_words,
    make_database_file,
    remove_database,
    sync_file,
    sync_folder,
)
from wallet.vault.fingerprint import Fingerprint, check_copy


def next_database(folder: Path) -> Path:
    """Return where a database is made ready that is to take the place of a vault's own, under the same key."""
    return folder / (DATABASE_NAME + NEXT_SUFFIX)


@contextlib.contextmanager
def making(path: Path, what: str) -> Iterator[None]:
    """Make or change a database's file in the block; where that ends with an error, nothing of it is left.

    Args:
        path: The file.
        what: What could not be done where the disk refuses, as a sentence.

    Raises:
        WalletError: If the disk refuses.
    """
    try:
        with in_words(what):
            yield
    except BaseException:
        # What cannot be removed is in nobody's way.
        with contextlib.suppress(OSError):
            remove_database(path)
        raise


def write_copy(copying: Copying, path: Path, key: bytes) -> None:
    """Write a copy of a database under a key, bring it onto the disk, and read it back.

    Raises:
        WalletError: If the disk refuses; nothing is left behind then.
    """
    with making(path, "The wallet could not be copied."):
        make_database_file(path)
        copying.write_to(path, key)
        sync_file(path)
        check_file(path, key)


def check_file(path: Path, key: bytes, before: Fingerprint | None = None) -> None:
    """Read a copy back.

    Args:
        path: The copy.
        key: Its key, 32 bytes.
        before: Of the database that it was made of and that it is to take the place of.

    Raises:
        VaultDamagedError: If the seal of one of its pages does not match, or it does not hold all that there was.
        WalletError: If the disk refuses.
    """
    with Copying.of_file(path, key) as copy:
        check_copy(copy)
        if before is not None and not before.kept_by(Fingerprint.of(copy)):
            raise VaultDamagedError(
                "The wallet could not be copied.",
                "Its copy would not have held all that the wallet holds.",
                "Nothing was changed; restore a backup if other things fail, too.",
            )


def holds_vault(path: Path, key: bytes) -> bool:
    """Whether a file is a vault's database under a key, and was finished: an empty one opens under any key.

    Raises:
        WalletError: If the disk refuses.
    """
    if not path.exists():
        return False
    try:
        with Copying.of_file(path, key) as copying:
            return next(copying.rows("SELECT 1 FROM sqlite_schema WHERE name = 'vault'"), None) is not None
    except VaultDamagedError:
        return False


def put_in_place(folder: Path, following: Path) -> None:
    """Put a database that is whole in the place of a vault's own, which is closed.

    Raises:
        WalletError: If the disk refuses.
        VaultDamagedError: If the vault's own left changes beside it that would be taken for changes of the other one.
    """
    path = folder / DATABASE_NAME
    if any(path.with_name(DATABASE_NAME + suffix).exists() for suffix in BESIDE_DATABASE):
        raise VaultDamagedError(
            "The wallet's database could not be closed.", "Another program may be reading it.", "Try again in a moment."
        )
    with in_words("The wallet could not be saved."):
        # First that nothing lies beside it: a log that came back after a power cut would be taken for the other one's.
        sync_folder(folder)
        finish_file(following, path)
