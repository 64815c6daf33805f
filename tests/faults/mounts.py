"""Disks of one's own: small ones, and such as can only be read, seen by nobody but the process that makes them.

Source: https://man7.org/linux/man-pages/man7/mount_namespaces.7.html, and user_namespaces(7) for whoever is not root.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_NEW_MOUNTS, _NEW_USERS = 0x00020000, 0x10000000
_READ_ONLY, _REMOUNT, _RECURSIVE, _PRIVATE = 1, 32, 16384, 1 << 18


def mount_small_disk(folder: Path, size: int) -> None:
    """Mount a file system of some bytes, in memory, that goes with this process; it must be a process of its own.

    Raises:
        OSError: If that is not permitted here.
    """
    if sys.platform != "linux":
        raise OSError("only Linux has mounts of one's own")
    user, group = os.getuid(), os.getgid()
    _call("unshare", _NEW_MOUNTS | (_NEW_USERS if user else 0))
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _call("mount", b"none", b"/", None, _RECURSIVE | _PRIVATE, None)
    _call("mount", b"tmpfs", os.fsencode(folder), b"tmpfs", 0, b"size=%d" % size)


def make_read_only(folder: Path, *, on: bool) -> None:
    """Let what is mounted be read alone, or be written again."""
    _call("mount", None, os.fsencode(folder), None, _REMOUNT | (_READ_ONLY if on else 0), None)


def _call(name: str, *arguments: int | bytes | None) -> None:
    system = ctypes.CDLL(None, use_errno=True)
    if getattr(system, name)(*arguments):
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
