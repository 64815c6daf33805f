"""Locking the real window: nothing of the wallet is left in the process, and nothing else has changed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.simulators.memory import found_in
from tests.simulators.real_window import HANDS, RealWindow
from tests.simulators.world import TERM, World
from tests.vault.making import CHEAP
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations.importing import import_bytes
from wallet.operations.library import set_note
from wallet.operations.sample_issuer import Course
from wallet.operations.wallet import Wallet, own_badges
from wallet.vault.vault import Vault

PASSPHRASE = "Ocelot-7147 keeps the night"
MARK = "-714"
NOTE = "Narwhal-7146"
SKILLS = tuple((f"Kumquat-{number}-7144", f"Wombat-{number}-7145") for number in range(22))
COURSE = Course("Zanzibar-7141", "Quetzalcoatl-7142", "Xylophone-7143", "Badge", 1, 80, 50, SKILLS)

if TYPE_CHECKING:
    from tests.simulators.logind import Logind

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon")


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
def logind(tmp_path: Path) -> Iterator[Logind]:
    from tests.simulators.logind import Logind  # noqa: PLC0415 (what it is made of is on Linux alone)

    with Logind(tmp_path) as logind:
        yield logind


@pytest.fixture
def window(tmp_path: Path, secrets: dict[str, bytes | str]) -> Iterator[RealWindow]:
    with RealWindow(tmp_path, {}) as window:
        window.do(f"unlock {PASSPHRASE}", "open")
        yield window


def test_nothing_is_left_of_a_wallet_that_was_deleted(window: RealWindow, secrets: dict[str, bytes | str]) -> None:
    assert window.folders.vault.joinpath("vault.db").is_file()
    window.do(f"delete {PASSPHRASE}", "deleting")
    window.wait_for_the_next()
    assert window.runs
    after = found_in(window.pid, secrets, MARK)
    assert {name: count for name, count in after.items() if count} == {}
    assert [path.name for path in window.folders.vault.iterdir()] == ["vault.lock"]


def test_nothing_stays_in_memory(window: RealWindow, secrets: dict[str, bytes | str]) -> None:
    before = found_in(window.pid, secrets, MARK)
    assert [name for name, count in before.items() if not count] == []
    window.press_lock()
    window.wait_for_the_next()
    assert window.runs
    after = found_in(window.pid, secrets, MARK)
    assert {name: count for name, count in after.items() if count} == {}
    told = "".join(window.arguments()) + window.surroundings()
    assert [secret for secret in secrets.values() if isinstance(secret, str) and secret in told] == []
    assert not [path for path in window.files() if str(window.folders.vault) in path]
    Vault.open(window.folders.vault, PASSPHRASE).close()


def test_calls_of_others_are_answered_whoever_is_there(window: RealWindow) -> None:
    assert window.call() == 0
    window.press_lock()
    assert [window.call() for _ in range(3)] == [0, 0, 0]
    window.wait_for_the_next()
    assert window.runs


@needs_bus
@pytest.mark.parametrize("said", ["sleep", "session locked", "screen locked", "screen locked in GNOME"])
def test_the_system_locks(tmp_path: Path, secrets: dict[str, bytes | str], logind: Logind, said: str) -> None:
    with RealWindow(tmp_path, logind.environment) as window:
        window.do(f"unlock {PASSPHRASE}", "open")
        logind.serve("Inhibit", "GetSession")
        for harmless in ("awake", "screen in use", "another's session locked"):
            logind.say(harmless)
        assert logind.is_delayed(0.5)
        assert HANDS in window.arguments()
        logind.say(said)
        window.wait_for_the_next()
        assert not logind.is_delayed(10)
        assert window.runs
        assert not sum(found_in(window.pid, secrets, MARK).values())


def test_the_check_window_stays(window: RealWindow) -> None:
    window.do("check", "opened")
    check = _process_in(window.environment["XDG_RUNTIME_DIR"], "wallet", "check")
    window.press_lock()
    window.wait_for_the_next()
    assert _process_in(window.environment["XDG_RUNTIME_DIR"], "wallet", "check") == check
    os.kill(check, signal.SIGTERM)


def _process_in(runtime: str, *arguments: str) -> int:
    """Return the process of one window of a test that was started with these arguments last."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        for place in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                given = (place / "cmdline").read_text().split("\0")[:-1]
                if tuple(given[-len(arguments) :]) == arguments and runtime in (place / "environ").read_text():
                    return int(place.name)
        time.sleep(0.05)
    raise AssertionError("No such process.")
