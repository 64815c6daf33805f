"""The computer sleeps, or is locked, in the middle of something: nothing is lost, and nothing half done stays.

The real window hears it from a real message bus; the computer waits with its sleep until the wallet is closed.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.simulators.real_window import RealWindow
from tests.simulators.world import COURSE, TERM, World
from tests.vault.making import CHEAP
from wallet.model.badge import BadgeQuery
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations.backing_up import BackupFile, back_up, rehearse
from wallet.operations.importing import import_bytes
from wallet.operations.wallet import Wallet, own_badges
from wallet.vault.lock import owner_of
from wallet.vault.vault import Vault

if TYPE_CHECKING:
    from tests.simulators.logind import Logind

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="logind is Linux's"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon"),
]
PASSPHRASE = "four words and more"
BACKUP_PASSPHRASE = "what-opens-the-backup"
MANY = 80


@pytest.fixture
def badges(tmp_path: Path) -> Path:
    """A folder of badges to bring in."""
    world, folder = World(), tmp_path / "badges"
    folder.mkdir()
    for number in range(MANY):
        badge = world.issuer.badge(replace(COURSE, name=f"Course {number}"), world.holder.did, TERM)
        (folder / f"{number}.json").write_bytes(world.issuer.sign_embedded(badge, TERM.signed))
    return folder


@pytest.fixture
def logind(tmp_path: Path) -> Iterator[Logind]:
    from tests.simulators.logind import Logind  # noqa: PLC0415 (what it is made of is on Linux alone)

    with Logind(tmp_path) as logind:
        yield logind


@pytest.fixture
def wallet(tmp_path: Path) -> Path:
    """A wallet with one badge, and a backup of it on a stick."""
    with Vault.create(tmp_path / "vault", PASSPHRASE, SystemClock().now(), CHEAP) as vault:
        wallet = Wallet(vault, tmp_path / "packs", SystemClock(), Limits())
        assert list(import_bytes(wallet, "badge.json", World().badge(), own_badges(wallet)))
        (tmp_path / "stick").mkdir()
        assert list(back_up(wallet, tmp_path / "stick" / "wallet.age", BACKUP_PASSPHRASE))
    return tmp_path / "vault"


@pytest.fixture
def window(tmp_path: Path, wallet: Path, logind: Logind) -> Iterator[RealWindow]:
    with RealWindow(tmp_path, logind.environment) as window:
        window.do(f"unlock {PASSPHRASE}", "open")
        logind.serve("Inhibit", "GetSession")
        yield window


def lock(window: RealWindow, logind: Logind, said: str) -> None:
    """Let the system say so, and wait until the computer may sleep: then the wallet is closed already."""
    logind.say(said)
    assert not logind.is_delayed(20)
    assert owner_of(window.folders.vault) is None
    window.wait_for_the_next()
    assert window.runs


@pytest.mark.parametrize("said", ["sleep", "screen locked"])
def test_in_the_middle_of_an_import(window: RealWindow, logind: Logind, badges: Path, said: str) -> None:
    window.do(f"bring {badges}", "bringing")
    lock(window, logind, said)
    files = {path.read_bytes() for path in badges.iterdir()}
    with Vault.open(window.folders.vault, PASSPHRASE) as vault:
        cards = vault.cards(BadgeQuery(), 0, 2 * MANY)
        assert 1 < len(cards) < MANY
        brought = {vault.get(card.id).document for card in cards} & files
        assert len(brought) == len(cards) - 1
        assert list(vault.check()) == []


@pytest.mark.parametrize("said", ["sleep", "session locked"])
def test_in_the_middle_of_a_backup(window: RealWindow, logind: Logind, tmp_path: Path, said: str) -> None:
    stick = tmp_path / "stick"
    before = (stick / "wallet.age").read_bytes()
    window.do(f"backup {stick / 'wallet.age'} {BACKUP_PASSPHRASE}", "backing up")
    lock(window, logind, said)
    assert [path.name for path in stick.iterdir()] == ["wallet.age"]
    assert (stick / "wallet.age").read_bytes() == before
    *_, last = rehearse(BackupFile(stick / "wallet.age", BACKUP_PASSPHRASE, Limits()))
    assert last.contents is not None
    assert last.contents.badges == 1


def test_in_the_middle_of_a_presentation(window: RealWindow, logind: Logind) -> None:
    window.do("present", "presenting")
    lock(window, logind, "screen locked in GNOME")
    with Vault.open(window.folders.vault, PASSPHRASE) as vault:
        # Nothing left, so nothing is said to have left.
        assert vault.shares() == []
        assert list(vault.check()) == []


def test_it_opens_again_after_the_sleep(tmp_path: Path, window: RealWindow, logind: Logind) -> None:
    lock(window, logind, "sleep")
    logind.say("awake")
    # The process is the program's own now; another one of the same wallet finds it there.
    assert window.call() == 0
    with Vault.open(window.folders.vault, PASSPHRASE) as vault:
        assert vault.count(BadgeQuery()) == 1
