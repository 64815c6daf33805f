"""Locking the real window: nothing of the wallet is left in the process, and nothing else has changed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulators.memory import found_in
from tests.simulators.world import TERM, World
from tests.vault.making import CHEAP
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations.importing import import_bytes
from wallet.operations.library import set_note
from wallet.operations.sample_issuer import Course
from wallet.operations.wallet import Wallet, own_badges
from wallet.settings import Folders
from wallet.vault.vault import Vault

PASSPHRASE = "Ocelot-7147 keeps the night"
MARK = "-714"
NOTE = "Narwhal-7146"
SKILLS = tuple((f"Kumquat-{number}-7144", f"Wombat-{number}-7145") for number in range(22))
COURSE = Course("Zanzibar-7141", "Quetzalcoatl-7142", "Xylophone-7143", "Badge", 1, 80, 50, SKILLS)
PATIENCE_SECONDS = 60

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


class Window:
    """The program, with hands until it locks."""

    def __init__(self, root: Path) -> None:
        runtime = root / "run"
        runtime.mkdir(mode=0o700)
        self.folders = Folders(root / "vault", root / "vault-packs", root / "config")
        self.environment = {**os.environ, "XDG_RUNTIME_DIR": str(runtime), "HOME": str(root)}
        command = [sys.executable, "-m", "tests.simulators.hands_at_the_window", str(self.folders.vault)]
        self.process = subprocess.Popen(
            [*command, str(self.folders.config)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self.environment,
        )

    def do(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def arguments(self) -> bytes:
        return Path(f"/proc/{self.process.pid}/cmdline").read_bytes()

    def surroundings(self) -> bytes:
        return Path(f"/proc/{self.process.pid}/environ").read_bytes()

    def call(self, *paths: str) -> int:
        """Start the program once more, for the same wallet."""
        places = ("--vault", str(self.folders.vault), "--config", str(self.folders.config))
        command = [sys.executable, "-m", "wallet", *places, "open", *paths]
        return subprocess.run(command, env=self.environment, check=False, timeout=PATIENCE_SECONDS).returncode

    def lock(self) -> None:
        """Press Ctrl+L, and wait until the fresh process answers."""
        self.do("lock")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while b"hands_at_the_window" in self.arguments():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert self.call() == 0


@pytest.fixture
def secrets(tmp_path: Path) -> dict[str, bytes | str]:
    """What is in a wallet that is made here, and closed again."""
    world = World()
    badge = world.issuer.sign_embedded(world.issuer.badge(COURSE, world.holder.did, TERM), TERM.signed)
    with Vault.create(tmp_path / "vault", PASSPHRASE, SystemClock().now(), CHEAP) as vault:
        wallet = Wallet(vault, tmp_path / "vault-packs", SystemClock(), Limits())
        (added,) = import_bytes(wallet, "badge.json", badge, own_badges(wallet))
        assert added.badge is not None
        set_note(wallet, added.badge.id, NOTE)
        keys = {"database key": vault._slots.key.for_database(), "vault key": vault._slots.key._secret}
    claims = (COURSE.name, COURSE.summary, COURSE.criteria, NOTE, *(text for skill in SKILLS for text in skill))
    return {"passphrase": PASSPHRASE, **keys, **{claim: claim for claim in claims}}


@pytest.fixture
def window(tmp_path: Path, secrets: dict[str, bytes | str]) -> Iterator[Window]:
    window = Window(tmp_path)
    with window.process:  # closes what it is spoken to through
        window.do(f"unlock {PASSPHRASE}")
        assert window.hear() == "open"
        yield window
        window.process.kill()


def test_nothing_stays_in_memory(window: Window, secrets: dict[str, bytes | str]) -> None:
    pid = window.process.pid
    before = found_in(pid, secrets, MARK)
    assert [name for name, count in before.items() if not count] == []
    window.lock()
    assert window.process.poll() is None
    assert f"wallet\0--vault\0{window.folders.vault}".encode() in window.arguments()
    after = found_in(pid, secrets, MARK)
    assert {name: count for name, count in after.items() if count} == {}
    spoken = window.arguments() + window.surroundings()
    assert [name for name, secret in secrets.items() if isinstance(secret, str) and secret.encode() in spoken] == []
    Vault.open(window.folders.vault, PASSPHRASE).close()
