"""The vault's files: made private and replaced whole; and what a disk's refusals mean in words."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from wallet.model.errors import NotSavedError, WalletError

HEADER_NAMES = ("vault.hdr", "vault.hdr2")
DATABASE_NAME = "vault.db"
MERGE_FOLDER = "merging"
"""Where a backup is read into, to be merged: under a passphrase that nobody knows, so that a crash leaves nothing."""
UNFINISHED_SUFFIX = ".new"
NEXT_SUFFIX = ".next"
"""Of a database that is to take the place of the vault's own."""

BESIDE_DATABASE = ("-wal", "-shm", "-journal")
"""What lies beside a database in use, or one whose program was killed."""

_NO_PERMISSION = ("This account may not do that there.", "Change the folder's permissions, or choose another folder.")
_REASONS = {
    errno.ENOSPC: ("The disk is full.", "Free some space and try again."),
    errno.EDQUOT: ("Your share of the disk is used up.", "Free some space and try again."),
    errno.EFBIG: ("The disk takes no larger file.", "Move the wallet to another disk."),
    errno.EROFS: ("The disk can only be read.", "Make it writable, or move the wallet to another folder."),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.ENOENT: ("The file or its folder is not there.", "Check its name, and that the disk is connected."),
    errno.ENOTDIR: ("Its name belongs to a file, not to a folder.", "Choose another folder."),
}


def disk_refusal(what: str, error: OSError, *, reading: bool = False) -> WalletError:
    """Return what to say where the disk refused.

    Args:
        what: What could not be done, as a sentence.
        error: How the system put it.
        reading: Whether something was only to be read.
    """
    kind = WalletError if reading else NotSavedError
    fallback = (f"The system says: {os.strerror(error.errno or 0)}.", "Check the disk, then try again.")
    return kind(what, *_REASONS.get(error.errno or 0, fallback))


@contextlib.contextmanager
def in_words(what: str, *, reading: bool = False) -> Iterator[None]:
    """Say in words what the disk refuses in a block.

    Args:
        what: What could not be done then, as a sentence.
        reading: Whether something is only read in it.

    Raises:
        WalletError: If the disk refuses.
    """
    try:
        yield
    except OSError as error:
        raise disk_refusal(what, error, reading=reading) from error


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may open; one that exists is left as it is.

    Raises:
        WalletError: If it cannot be made.
    """
    with in_words("The wallet's folder could not be made."):
        for parent in reversed(folder.parents):
            _make_lasting(parent, 0o777)
        _make_lasting(folder, 0o700)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def _make_lasting(folder: Path, mode: int) -> None:
    """Make a folder where there is none, so that its name survives a power cut."""
    if not folder.exists():
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode)
        sync_folder(folder.parent)


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner may open, in place of whatever had its name.

    Raises:
        OSError: If the disk refuses.
    """
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def make_database_file(path: Path) -> None:
    """Make an empty file for a database; no log that an interrupted one left may be taken for one of the new one's.

    Raises:
        OSError: If the disk refuses.
    """
    remove_database(path)
    make_private_file(path)


def remove_database(path: Path) -> None:
    """Remove a database that nobody uses, with what may lie beside it.

    Raises:
        OSError: If the disk refuses.
    """
    path.unlink(missing_ok=True)
    remove_logs(path)


def remove_logs(path: Path) -> None:
    """Remove what may lie beside a database that nobody uses.

    Raises:
        OSError: If the disk refuses.
    """
    for suffix in BESIDE_DATABASE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def keep_private(folder: Path, files: str) -> None:
    """Make a vault's files their owner's alone again, where a copy of the folder has let others in.

    Args:
        folder: Where they are.
        files: A pattern of their names.

    Raises:
        WalletError: If the disk refuses.
    """
    with in_words("The wallet's files could not be made private."):
        for path in folder.glob(files):
            path.chmod(0o600)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that after a power cut either the old or the new content is there, whole.

    Raises:
        WalletError: If the disk refuses; the old content is then still there.
    """
    unfinished = path.with_name(path.name + UNFINISHED_SUFFIX)
    try:
        make_private_file(unfinished)
        with unfinished.open("r+b") as file:
            file.write(content)
            file.flush()
            sync(file.fileno())
        finish_file(unfinished, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise disk_refusal("The wallet could not be saved.", error) from error


def sync_file(path: Path) -> None:
    """Bring a file that was written before onto the disk.

    Raises:
        OSError: If the disk refuses.
    """
    with path.open("r+b") as file:
        sync(file.fileno())


def finish_file(unfinished: Path, path: Path) -> None:
    """Give a file that is written and synced its name, so that the name survives a power cut.

    Raises:
        OSError: If the disk refuses.
    """
    unfinished.replace(path)
    sync_folder(path.parent)


if sys.platform == "darwin":  # pragma: no cover (runs on macOS alone)
    import fcntl

    def sync(descriptor: int) -> None:
        """Bring a file onto the disk."""
        # There, fsync leaves data in the disk's own cache.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)

else:

    def sync(descriptor: int) -> None:
        """Bring a file onto the disk."""
        os.fsync(descriptor)


if sys.platform == "win32":  # pragma: no cover (runs on Windows alone)

    def sync_folder(_folder: Path) -> None:
        """Leave it to NTFS, which journals the rename: Windows gives no handle on a folder to flush."""

else:

    def sync_folder(folder: Path) -> None:
        """Bring the names in a folder onto the disk."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            sync(descriptor)
        finally:
            os.close(descriptor)
