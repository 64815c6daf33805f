"""The program's own window in a process of its own, with hands until it locks."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO

from wallet.settings import Folders

PATIENCE_SECONDS = 30
HANDS = "tests.simulators.hands_at_the_window"


class RealWindow:
    """A window over a wallet, as its owner sees it. Use it in a ``with`` block.

    Args:
        root: Where everything lies; the wallet in ``vault``.
        environment: Variables besides the usual ones.
        errors: Where its standard error goes; None for that of the test.
    """

    def __init__(
        self,
        root: Path,
        environment: Mapping[str, str],
        errors: IO[bytes] | None = None,
    ) -> None:
        runtime = root / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        self.folders = Folders(root / "vault", root / "vault-packs", root / "config")
        self.environment = {**os.environ, "XDG_RUNTIME_DIR": str(runtime), "HOME": str(root), **environment}
        self._process = subprocess.Popen(
            [sys.executable, "-m", HANDS, str(self.folders.vault), str(self.folders.config)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=self.environment,
        )
        self.pid = self._process.pid

    def __enter__(self) -> RealWindow:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:
            self._process.kill()

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def do(self, line: str, heard: str) -> None:
        """Have something done, and wait until the hands say so."""
        assert self.ask(line) == heard

    def ask(self, line: str) -> str:
        """Have something done, and return what the hands say of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        assert select.select([self._process.stdout], [], [], PATIENCE_SECONDS)[0], f"No answer to “{line}”."
        return self._process.stdout.readline().strip()

    def press_lock(self) -> None:
        """Press Ctrl+L."""
        self.do("lock", "locking")

    def wait_for_the_next(self) -> None:
        """Wait until the fresh process has taken this one's place, and answers."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while HANDS in self.arguments():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert self.call() == 0

    def call(self, *paths: str) -> int:
        """Start the program once more, for the same wallet, and return its exit code."""
        places = ("--vault", str(self.folders.vault), "--config", str(self.folders.config))
        command = [sys.executable, "-m", "wallet", *places, "open", *paths]
        done = subprocess.run(command, env=self.environment, check=False, capture_output=True, timeout=PATIENCE_SECONDS)
        return done.returncode

    def wait(self) -> None:
        """Wait until it has ended."""
        self._process.wait(PATIENCE_SECONDS)

    def arguments(self) -> list[str]:
        return Path(f"/proc/{self.pid}/cmdline").read_text().split("\0")

    def surroundings(self) -> str:
        return Path(f"/proc/{self.pid}/environ").read_text()

    def files(self) -> list[str]:
        """Return what its descriptors lead to."""
        return [str(link.readlink()) for link in Path(f"/proc/{self.pid}/fd").iterdir()]
