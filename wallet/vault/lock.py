"""One owner at a time: an operating system's file lock, which dies with the process however that ends (VAULT.md)."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from wallet.model.errors import VaultBusyError
from wallet.vault.files import disk_refusal

LOCK_NAME = "vault.lock"

_PROCESSES = Path("/proc")
_LOCKS = _PROCESSES / "locks"

if sys.platform == "win32":  # pragma: no cover (runs on Windows alone)
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        # flock, not lockf: a lock of lockf ends as soon as any descriptor of the file is closed in this process.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Owner:
    """A program that has a vault open.

    Attributes:
        process: Its number; 0 where the system does not tell.
        name: Its name; empty likewise.
    """

    process: int = 0
    name: str = ""


def owner_of(folder: Path) -> Owner | None:
    """Return which program has a vault open; None where none has.

    Raises:
        WalletError: If the folder cannot be written to.
    """
    path = folder / LOCK_NAME
    if not path.exists():
        return None
    try:
        OwnerLock.take(folder).release()
    except VaultBusyError:
        return _holder(path) if sys.platform == "linux" else Owner()
    return None


def _holder(path: Path) -> Owner:
    """Return who holds the lock of a file (proc_locks(5)); a process of another container is not told."""
    inode = str(path.stat().st_ino)
    for line in _LOCKS.read_text(encoding="ascii").splitlines():
        _number, kind, *_mode, process, place, _start, _end = line.replace("-> ", "").split()
        if kind == "FLOCK" and place.rsplit(":", 1)[1] == inode and int(process) > 0:
            return Owner(int(process), _name_of(process))
    return Owner()


def _name_of(process: str) -> str:
    """Return a process's name, which ends after 15 bytes, also within a character (proc_pid_comm(5))."""
    try:
        return (_PROCESSES / process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except (FileNotFoundError, ProcessLookupError):
        # It ended meanwhile.
        return ""


class OwnerLock:
    """The right to use a vault.

    The lock file stays behind: were it removed, two programs could hold locks on two files of one name.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Path) -> OwnerLock:
        """Take the lock of a folder.

        Raises:
            VaultBusyError: If another program, or another part of this one, has it.
            WalletError: If the folder cannot be written to.
        """
        try:
            descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise disk_refusal("The wallet could not be opened.", error) from error
        try:
            _try_lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise VaultBusyError(
                "This wallet is already open.",
                "Another Rosette window or command is using it.",
                "Close that one, then try again.",
            ) from error
        return cls(descriptor)

    @property
    def is_held(self) -> bool:
        """Whether the right was not given back yet."""
        return self._descriptor >= 0

    def release(self) -> None:
        """Give the right back; a second time does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
