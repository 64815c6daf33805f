"""What can be found in the memory of another process, by whoever may look (ptrace(2), proc(5))."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
"""What Python, Qt and Python again keep texts in."""


def memory(pid: int) -> Iterator[bytes]:
    """Yield what stands in each region that can be read, except in unchanged parts of files."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as content:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, _offset, _device, inode, *name = line.split()
            is_file = inode != "0" and "w" not in rights
            if "r" in rights and not is_file and not "".join(name).startswith(("[vvar", "[vsyscall")):
                start, end = (int(part, 16) for part in span.split("-"))
                yield _read(content, start, end)


def found_in(pid: int, secrets: Mapping[str, bytes | str], mark: str = "") -> dict[str, int]:
    """Return how often each secret stands in a process's memory, in any spelling.

    Args:
        pid: The process.
        secrets: What to look for, by names of them.
        mark: What stands in every text among them; saves looking for each where that is not.
    """
    spellings = {name: _spellings(secret) for name, secret in secrets.items()}
    marked = {name for name, secret in secrets.items() if isinstance(secret, str)}
    counts = dict.fromkeys(secrets, 0)
    for region in memory(pid):
        skipped = set() if any(way in region for way in _spellings(mark)) else marked
        for name in spellings.keys() - skipped:
            counts[name] += sum(region.count(way) for way in spellings[name])
    return counts


def _spellings(secret: bytes | str) -> list[bytes]:
    if isinstance(secret, str):
        return [secret.encode(encoding) for encoding in ENCODINGS]
    return [secret, secret.hex().encode(), secret.hex().upper().encode()]


def _read(content, start: int, end: int) -> bytes:
    content.seek(start)
    parts = []
    while start < end:
        try:
            part = content.read(end - start)
        except OSError as error:
            # A process that runs gives regions back while they are read.
            if error.errno != errno.EIO:
                raise
            break
        if not part:
            break
        parts.append(part)
        start += len(part)
    return b"".join(parts)
