"""What is around a wallet and goes wrong: its disk, folder, clock, keyring, second owner, header."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.mounts import make_read_only, mount_small_disk
from tests.faults.running import scratch
from tests.faults.scenarios import BACKUP_PASSPHRASE
from tests.faults.system_calls import forked
from tests.faults.wallets import LIMITS, cheap, make_wallet, names, opened, usable
from tests.vault.making import AT, PASSPHRASE, make_badge, make_vault
from wallet.model.backup import SnapshotReason
from wallet.model.errors import VaultBusyError, VaultDamagedError, WalletError
from wallet.operations.backing_up import back_up, backup_state
from wallet.operations.bin import binned, expire_bin, redo, undo
from wallet.operations.library import remove, restore, set_note
from wallet.operations.snapshots import keep, keep_if_due
from wallet.operations.wallet import Wallet
from wallet.vault.snapshots import list_snapshots
from wallet.vault.vault import Vault

KIB, MIB = 1024, 1024**2
LEFT_OUT = "left out: "

_DISK = 2 * MIB
_NOBODY = 65534
_NOT_PERMITTED = 5


def main(options: argparse.Namespace) -> int:
    """Look at each of the surroundings, and print how it went."""
    began, wrong, left_out = time.monotonic(), 0, 0
    for name, look in SURROUNDINGS.items():
        how = outcome_of(look)
        print(f"  {name:28} {how}", flush=True)
        wrong += how.startswith("wrong")
        left_out += how.startswith(LEFT_OUT)
    print(
        f"surroundings: {len(SURROUNDINGS)} looked at, {wrong} in which something was lost or said in no words, "
        f"{left_out} left out; {time.monotonic() - began:.0f} s"
    )
    return 1 if wrong else 0


def outcome_of(look: Callable[[Path], str]) -> str:
    """Return how one went, in words."""
    with scratch() as folder, cheap():
        try:
            return look(folder)
        except Exception as error:  # noqa: BLE001 (it is what is looked for)
            traceback.print_exc()
            return f"wrong: {error!r}"


def a_full_disk(folder: Path) -> str:
    """A disk with little room left, more and more of it: words, all that was said to be saved, and on it goes."""
    if _on_a_disk(folder, _fill):
        return "a tmpfs of 2 MiB, mounted for it: told in words, nothing lost, and usable once there was room again"
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    (folder / "wallet").mkdir()
    _fill(folder / "wallet", with_limit=True)
    return "no mount is permitted here: a limit on the size of files (RLIMIT_FSIZE) took its place; nothing lost"


def a_read_only_disk(folder: Path) -> str:
    """A disk that can only be read: words at every door, and all is there once it can be written."""
    if not _on_a_disk(folder, _read_only):
        return LEFT_OUT + "no mount is permitted here"
    return "a tmpfs remounted to be read alone (EROFS): told in words, and all there afterwards"


def a_read_only_folder(folder: Path) -> str:
    """A folder that its user may only read."""
    make_wallet(folder)
    with usable(folder):
        """All that opening it needs is loaded: whoever is nobody may not read this program."""
    if _ended(lambda: _without_permission(folder)):
        raise AssertionError("see the traceback")
    return "a folder of mode 0500, for a user who is not root: told in words, and all there afterwards"


def two_owners(folder: Path) -> str:
    """One who has it open, and others who want to; then several at once."""
    make_wallet(folder)
    with opened(folder), pytest.raises(VaultBusyError):
        Vault.open(folder / "vault", PASSPHRASE)
    rivals = [forked(lambda number=number: _add_when_free(folder, number)) for number in range(4)]  # type: ignore[misc] # its default is the number
    codes = [os.waitstatus_to_exitcode(os.waitpid(rival, 0)[1]) for rival in rivals]
    assert codes == [0] * len(rivals), codes
    with usable(folder) as vault:
        assert {f"Rival {number}/{turn}" for number in range(4) for turn in range(5)} <= names(vault)
    return "the second one is told that it is open; 4 at once took turns, and none of 20 badges was lost"


def a_clock_set_back(folder: Path) -> str:
    """Changes of every kind in the future, and then two years before they were made."""
    make_wallet(folder)
    future, past = AT + timedelta(days=30), AT - timedelta(days=730)
    ids = [make_badge(f"Badge {number}").card.id for number in range(3)]
    with _at(folder, future) as wallet:
        remove(wallet, ids[:2])
        set_note(wallet, ids[2], "from the future")
        keep(wallet, SnapshotReason.ASKED)
        _drain(back_up(wallet, folder / "wallet.age", BACKUP_PASSPHRASE))
    with _at(folder, past) as wallet:
        assert expire_bin(wallet) == 0
        assert len(binned(wallet)) == 2
        assert keep_if_due(wallet) in {True, False}
        undone = undo(wallet)
        assert undone is not None
        assert redo(wallet) is not None
        restore(wallet, ids[:2])
        remove(wallet, ids[2:])
        undo(wallet)
        wallet.vault.change_passphrase(PASSPHRASE, PASSPHRASE)
        assert backup_state(wallet).unsaved == 0
        _drain(back_up(wallet, folder / "wallet.age", BACKUP_PASSPHRASE, replace=True))
        assert wallet.vault.get(ids[2]).note == "from the future"
    assert any(snapshot.at == future for snapshot in list_snapshots(folder / "vault"))
    with usable(folder) as vault:
        assert {f"Badge {number}" for number in range(3)} <= names(vault)
    return "two years back: nothing expired, nothing lost, and each change was made and taken back"


def a_keyring(folder: Path) -> str:
    """A real Secret Service that is locked, holds another key, holds none, or is gone."""
    needed = ("dbus-run-session", "gnome-keyring-daemon")
    if missing := [name for name in needed if shutil.which(name) is None]:
        return f"{LEFT_OUT}{' and '.join(missing)} not installed"
    environment = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PATH": os.environ["PATH"]}
    session = (sys.executable, "tests.faults.keyring_session", str(folder))
    unlock = 'printf pw | gnome-keyring-daemon --unlock --components=secrets > "$2/daemon"'
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", f'{unlock}; exec "$0" -m "$1" "$2"', *session],
        env=environment | {"PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    answers = [line for line in done.stdout.splitlines() if "(" in line]
    assert len(answers) == 4, answers
    return f"{', '.join(answers)}: the passphrase opens it each time"


def a_hostile_header(folder: Path) -> str:
    """A header that asks for 1 TiB of memory for a guess at the passphrase."""
    make_wallet(folder)
    for name in ("vault.hdr", "vault.hdr2"):
        path = folder / "vault" / name
        members = json.loads(path.read_bytes())
        members["slots"][0]["argon2id"]["memory_kib"] = 1024**3
        path.write_bytes(json.dumps(members, separators=(",", ":"), sort_keys=True).encode())
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(VaultDamagedError) as caught:
        Vault.open(folder / "vault", PASSPHRASE)
    assert caught.value.remedy
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // KIB
    seconds = time.monotonic() - began
    assert grown < 64, grown
    assert seconds < 5, seconds
    return f"refused in words after {1000 * seconds:.0f} ms, for {grown} MiB more"


SURROUNDINGS: dict[str, Callable[[Path], str]] = {
    "a full disk": a_full_disk,
    "a disk that is read-only": a_read_only_disk,
    "a folder that is read-only": a_read_only_folder,
    "two owners": two_owners,
    "a clock set back": a_clock_set_back,
    "a keyring": a_keyring,
    "a header that asks for 1 TiB": a_hostile_header,
}


def _on_a_disk(folder: Path, act: Callable[[Path], None]) -> bool:
    """Do something on a small disk of its own; return whether there can be such a one."""

    def mounted() -> int:
        disk = folder / "disk"
        disk.mkdir()
        try:
            mount_small_disk(disk, _DISK)
        except OSError:
            return _NOT_PERMITTED
        act(disk)
        return 0

    code = _ended(mounted)
    assert code in {0, _NOT_PERMITTED}, "see the traceback"
    return code == 0


def _ended(act: Callable[[], int]) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(forked(act), 0)[1])


def _fill(root: Path, *, with_limit: bool = False) -> None:
    make_wallet(root)
    kept = set[str]()
    for left in range(0, 320 * KIB, 8 * KIB):
        with _limited(left) if with_limit else _filled(root, left):
            kept |= _add_until_full(root, left)
        with usable(root) as vault:
            assert kept <= names(vault), left
            vault.remove([make_badge(name).card.id for name in kept], AT)
            vault.empty_bin(AT + timedelta(days=1))
        kept.clear()


def _add_until_full(root: Path, left: int) -> set[str]:
    added = set[str]()
    with _in_words(), opened(root) as wallet:
        with _in_words():
            for number in range(100):
                wallet.vault.add(make_badge(f"{left}/{number}", texts=f"word{number} " * 900))
                added.add(f"{left}/{number}")
        assert added <= names(wallet.vault)
        with _in_words():
            wallet.vault.change_passphrase(PASSPHRASE, PASSPHRASE)
        with _in_words():
            keep(wallet, SnapshotReason.ASKED)
        with _in_words():
            _drain(back_up(wallet, root / f"{left}.age", BACKUP_PASSPHRASE))
    for path in (*root.glob("*.age"), *(root / "vault" / "snapshots").glob("*")):
        path.unlink()
    return added


@contextlib.contextmanager
def _filled(root: Path, left: int) -> Iterator[None]:
    """Leave so many bytes of a disk."""
    filler = root / "filler"
    free = os.statvfs(root)
    with filler.open("wb") as file:
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - left)))
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def _limited(left: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """Take a refusal that says why and what to do."""
    try:
        yield
    except WalletError as error:
        if not (error.why and error.remedy):
            raise


def _read_only(disk: Path) -> None:
    make_wallet(disk)
    make_vault(disk.parent / "elsewhere").close()
    make_read_only(disk, on=True)
    for attempt in (
        lambda: Vault.open(disk / "vault", PASSPHRASE),
        lambda: make_vault(disk / "second"),
        lambda: _back_up_to(disk.parent / "elsewhere", disk / "wallet.age"),
    ):
        _must_be_refused(attempt)
    make_read_only(disk, on=False)
    with usable(disk) as vault:
        assert "Badge 1" in names(vault)


def _back_up_to(vault: Path, path: Path) -> None:
    with Vault.open(vault, PASSPHRASE) as open_vault:
        wallet = Wallet(open_vault, vault.parent / "packs", _Clock(AT), LIMITS)
        _drain(back_up(wallet, path, BACKUP_PASSPHRASE))


def _without_permission(root: Path) -> int:
    if os.getuid() == 0:
        for path in (root, *root.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY)
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    vault = root / "vault"
    vault.chmod(0o500)
    for files in (0o600, 0o400):
        for path in vault.iterdir():
            path.chmod(files)
        _must_be_refused(lambda: Vault.open(vault, PASSPHRASE))
    vault.chmod(0o700)
    for path in vault.iterdir():
        path.chmod(0o600)
    with usable(root) as opened_again:
        assert "Badge 1" in names(opened_again)
    return 0


def _must_be_refused(attempt: Callable[[], object]) -> None:
    with pytest.raises(WalletError) as caught:
        attempt()
    assert caught.value.why
    assert caught.value.remedy


def _add_when_free(folder: Path, number: int) -> int:
    for turn in range(5):
        while True:
            with contextlib.suppress(VaultBusyError), opened(folder) as wallet:
                wallet.vault.add(make_badge(f"Rival {number}/{turn}"))
                break
            time.sleep(0.002)
    return 0


class _Clock:
    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at


@contextlib.contextmanager
def _at(root: Path, at: datetime) -> Iterator[Wallet]:
    with Vault.open(root / "vault", PASSPHRASE) as vault:
        yield Wallet(vault, root / "packs", _Clock(at), LIMITS)


def _drain(steps: Iterator[object]) -> None:
    for _ in steps:
        pass
