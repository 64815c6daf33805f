"""The computer's sign-in opens the wallet, by a real Secret Service; where it does not, the passphrase does.

Real processes: the commands, and the window.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the Secret Service is Linux's", allow_module_level=True)

import pty
import termios
import time

from tests.simulators import secret_service
from tests.simulators.real_window import RealWindow
from tests.simulators.secret_service import SecretService
from tests.simulators.world import World
from tests.vault.making import CHEAP
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations.importing import import_bytes
from wallet.operations.wallet import Wallet, own_badges
from wallet.vault.vault import Vault

PASSPHRASE = "four words and more"
STRANGER = """
from keyring.backend import KeyringBackend


class PlaintextKeyring(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        raise AssertionError("a stranger was asked")

    def set_password(self, service, username, password):
        raise AssertionError("a stranger was told a key")
"""


@dataclass(frozen=True)
class Desk:
    """A computer with a keyring, and a wallet that its sign-in opens."""

    root: Path
    service: SecretService

    @property
    def environment(self) -> dict[str, str]:
        own = {"HOME": str(self.root), "XDG_RUNTIME_DIR": str(self.root / "run"), "PYTHONPATH": str(self.root / "lib")}
        checkout = str(Path.cwd())
        return {**os.environ, **own, "PYTHONPATH": f"{self.root / 'lib'}:{checkout}", **self.service.environment}

    def command(self, *arguments: object) -> list[str]:
        places = ["--vault", self.root / "vault", "--config", self.root / "config"]
        return [sys.executable, "-m", "wallet", *map(str, (*arguments, *places))]

    def rosette(self, *arguments: object, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """Give a command where there is no terminal."""
        environment = {**self.environment, **variables}
        return subprocess.run(
            self.command(*arguments), env=environment, input=typed, capture_output=True, text=True, check=False
        )

    def type(self, *arguments: object, typed: str) -> str:
        """Give a command on a terminal, type the passphrase when asked, and return all that stands there then."""
        terminal, end = pty.openpty()
        process = subprocess.Popen(
            self.command(*arguments), env=self.environment, stdin=end, stdout=end, stderr=end, start_new_session=True
        )
        while termios.tcgetattr(terminal)[3] & termios.ECHO and process.poll() is None:
            time.sleep(0.01)
        os.write(terminal, f"{typed}\n".encode())
        assert process.wait(30) == 0
        os.close(end)
        said = b"".join(iter(lambda: _read(terminal), b""))
        os.close(terminal)
        return said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:
        # So Linux says that nobody is at the other end.
        return b""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wallet with one badge, to be copied."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    with Vault.create(folder, PASSPHRASE, SystemClock().now(), CHEAP) as vault:
        wallet = Wallet(vault, folder.with_name("packs"), SystemClock(), Limits())
        assert list(import_bytes(wallet, "badge.json", World().badge(), own_badges(wallet)))
    return folder


@pytest.fixture
def desk(tmp_path: Path, made: Path) -> Iterator[Desk]:
    if lacking := secret_service.missing():
        reason = f"{' and '.join(lacking)} not installed: apt-get install dbus gnome-keyring"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    for name in ("run", "lib"):
        (tmp_path / name).mkdir(mode=0o700)
    shutil.copytree(made, tmp_path / "vault")
    with SecretService(tmp_path / "run") as service:
        desk = Desk(tmp_path, service)
        done = desk.rosette("vault", "keyring", "on", "--passphrase-file", "-", typed=f"{PASSPHRASE}\n")
        assert done.returncode == 0, done.stderr
        yield desk


def other_key(service: SecretService) -> None:
    service.change(vault_entry(service), "A" * 43 + "=")


def no_key(service: SecretService) -> None:
    service.change(vault_entry(service), "Maya's telephone number")


def entry_gone(service: SecretService) -> None:
    service.change(vault_entry(service), None)


def vault_entry(service: SecretService) -> str:
    (name,) = (name for name in service.entries() if not name.endswith("generation"))
    return name


Trouble = Callable[[SecretService], None]
TROUBLES: dict[str, tuple[Trouble, str]] = {
    "locked": (SecretService.lock, "It is locked."),
    "another key": (other_key, "The key that it holds for this wallet is another one."),
    "no key": (no_key, "What it holds for this wallet is no key."),
    "entry gone": (entry_gone, "It no longer holds the key of this wallet."),
    "service gone": (SecretService.end, "This system runs none."),
}
SAYS = "The system's keyring cannot be used. {} Unlock with your passphrase."


def test_it_opens_the_wallet_for_commands_and_for_the_window(desk: Desk) -> None:
    assert len(desk.service.entries()[vault_entry(desk.service)]) == 44
    listed = desk.rosette("list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "Lockpicking" in listed.stdout
    assert "SecretService.Keyring" in desk.rosette("doctor").stdout
    with RealWindow(desk.root, desk.environment) as window:
        assert window.ask("signin") == "open"


@pytest.mark.parametrize("trouble", TROUBLES)
def test_commands_say_why_not_and_ask_for_the_passphrase(desk: Desk, trouble: str) -> None:
    cause, why = TROUBLES[trouble]
    cause(desk.service)
    refused = desk.rosette("list")
    assert refused.returncode == 6
    assert refused.stderr.splitlines()[0] == f"rosette: {SAYS.format(why)}"
    assert "Traceback" not in refused.stderr
    said = desk.type("list", typed=PASSPHRASE)
    assert f"rosette: {SAYS.format(why)}\r\nPassphrase: " in said
    assert "Lockpicking" in said
    assert PASSPHRASE not in said


@pytest.mark.parametrize("trouble", ["locked", "another key", "service gone"])
def test_the_window_says_why_not_and_the_passphrase_opens_it(desk: Desk, trouble: str) -> None:
    cause, why = TROUBLES[trouble]
    with RealWindow(desk.root, desk.environment) as window:
        cause(desk.service)
        assert window.ask("signin") == SAYS.format(why)
        assert window.ask(f"unlock {PASSPHRASE}") == "open"


@pytest.mark.parametrize(
    ("backend", "why"),
    [
        ("keyring.backends.fail.Keyring", "This system runs none."),
        ("keyring.backends.null.Keyring", "Keyrings are switched off for this account."),
        ("keyrings.alt.file.PlaintextKeyring", "Python is set to use “keyrings.alt.file.PlaintextKeyring”, which is"),
    ],
)
def test_what_only_looks_like_a_keyring_is_refused(desk: Desk, backend: str, why: str) -> None:
    package = desk.root / "lib" / "keyrings" / "alt"
    package.mkdir(parents=True)
    (package / "file.py").write_text(STRANGER)
    listed = desk.rosette("list", PYTHON_KEYRING_BACKEND=backend)
    assert listed.returncode == 6
    assert listed.stderr.startswith(f"rosette: The system's keyring cannot be used. {why}")
    looked = desk.rosette("doctor", PYTHON_KEYRING_BACKEND=backend)
    assert f"! keyring             This computer's sign-in cannot open the wallet. {why}" in looked.stdout
    # Nothing was changed about the slot by that.
    assert desk.rosette("list").returncode == 0


def test_a_chain_over_a_stranger_is_refused(desk: Desk) -> None:
    """Where a second keyring is installed beside the real one, the library puts a chain before both."""
    package = desk.root / "lib" / "keyrings_stranger-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: keyrings-stranger\nVersion: 1\n")
    (package / "entry_points.txt").write_text("[keyring.backends]\nstranger = stranger\n")
    (desk.root / "lib" / "stranger.py").write_text(STRANGER)
    listed = desk.rosette("list")
    assert listed.returncode == 6
    assert "Python is set to use “stranger.PlaintextKeyring”" in listed.stderr
