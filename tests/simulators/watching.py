"""What others of this computer can see of programs while they run: arguments, environment, open files, temporary ones.

A thread looks through /proc (proc(5)) again and again, at every process that was started with a variable of ours, and
so at every one that such a process started.
"""

from __future__ import annotations

import contextlib
import stat
import threading
from collections import defaultdict
from pathlib import Path
from types import TracebackType

VARIABLE = "ROSETTE_WATCHED"
_EVERY_SECONDS = 0.004
_MOST_BYTES = 32 * 1024 * 1024
PROC = Path("/proc")


class Watcher:
    """Watches processes and a folder for temporary files. Use it in a ``with`` block.

    Args:
        mark: The variable's value in the environment of who is watched.
        temporary: The folder that these use for temporary files.

    Attributes:
        arguments: The command lines that were seen.
        environments: The environments that were seen.
        temporary_files: The names and contents of files in the folder, of files without a name and of those in memory.
        looks: How often it looked.
        processes: The processes that were seen.
    """

    def __init__(self, mark: str, temporary: Path) -> None:
        self.arguments: set[bytes] = set()
        self.environments: set[bytes] = set()
        self.temporary_files: set[bytes] = set()
        self.processes: set[int] = set()
        self.looks = 0
        self._mark = f"{VARIABLE}={mark}".encode()
        self._temporary = temporary
        self._sizes: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watcher:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            self.looks += 1
            self._look_at_files()
            for place in PROC.glob("[0-9]*"):
                # Processes end, and files go, while they are looked at.
                with contextlib.suppress(OSError):
                    self._look_at(place)

    def _look_at(self, place: Path) -> None:
        environment = (place / "environ").read_bytes()
        if self._mark not in environment.split(b"\0"):
            return
        self.processes.add(int(place.name))
        self.environments.add(environment)
        self.arguments.add((place / "cmdline").read_bytes())
        for link in (place / "fd").iterdir():
            with contextlib.suppress(OSError):
                self._look_into(link)

    def _look_into(self, link: Path) -> None:
        """Read an open file that has no name any more, never had one on a disk, or is a temporary one."""
        target = str(link.readlink())
        is_temporary = target.endswith(" (deleted)") or target.startswith(("/memfd:", f"{self._temporary}/"))
        if is_temporary and stat.S_ISREG(link.stat().st_mode):
            self.temporary_files.add(target.encode())
            self._read(link)

    def _look_at_files(self) -> None:
        for path in self._temporary.rglob("*"):
            self.temporary_files.add(str(path).encode())
            with contextlib.suppress(OSError):
                if path.is_file():
                    self._read(path)

    def _read(self, path: Path) -> None:
        status = path.stat()
        version = (status.st_size, status.st_mtime_ns)
        seen = self._sizes[status.st_dev, status.st_ino]
        if version not in seen:
            seen.add(version)
            with path.open("rb") as file:
                self.temporary_files.add(file.read(_MOST_BYTES))
