"""A new vault key for a passphrase that was seen: nothing lost, nothing of the old key left, whenever it is stopped."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.vault.making import AT, PASSPHRASE, make_badge, make_vault
from wallet.crypto.keys import KeyType
from wallet.model.backup import SnapshotReason
from wallet.model.badge import BadgeQuery
from wallet.model.errors import (
    RefusedError,
    VaultDamagedError,
    WalletError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from wallet.model.vault_state import SlotKind
from wallet.vault.header import UnknownSlot
from wallet.vault.header_files import stored_headers
from wallet.vault.recovery_code import RecoveryCode
from wallet.vault.snapshots import list_snapshots
from wallet.vault.unlocking import compact, recover, reencrypt
from wallet.vault.vault import Vault

NEW = "a passphrase that nobody saw"


@pytest.fixture
def filled(folder: Path) -> Path:
    """A vault with badges, a signing key, a snapshot and a recovery code."""
    with make_vault(folder) as vault:
        vault.add_all([make_badge(f"Badge {number}", note=f"note {number}") for number in range(20)])
        vault.holder("presentations", KeyType.ED25519, AT)
        with vault.copying() as copy:
            copy.keep(AT, SnapshotReason.ASKED)
    return folder


def state(vault: Vault) -> tuple[object, ...]:
    cards = vault.cards(BadgeQuery(), 0, 100)
    signature = vault.holder("presentations", KeyType.ED25519, AT).sign(b"x")
    return vault.id, [vault.get(card.id) for card in cards], vault.count(BadgeQuery("note")), signature


def opens(folder: Path, passphrase: str) -> bool:
    try:
        Vault.open(folder, passphrase).close()
    except WrongPassphraseError:
        return False
    return True


def test_all_is_there_under_a_new_key_and_the_old_passphrase_opens_nothing(filled: Path) -> None:
    with Vault.open(filled, PASSPHRASE) as vault:
        before, old_key, generation = state(vault), vault._slots.key.for_database(), vault.generation
    with reencrypt(filled, PASSPHRASE, NEW) as vault:
        assert state(vault) == before
        assert vault._slots.key.for_database() != old_key
        assert vault.generation > generation
        assert [*vault.compare_generations(generation), *vault.check()] == []
    assert not opens(filled, PASSPHRASE)
    with Vault.open(filled, NEW) as vault:
        assert state(vault) == before


def test_nothing_of_the_old_key_is_left(filled: Path) -> None:
    old = {name: (filled / name).read_bytes() for name in ("vault.hdr", "vault.hdr2")}
    reencrypt(filled, PASSPHRASE, NEW).close()
    there = {path.name for path in filled.rglob("*") if path.is_file()}
    assert there == {"vault.db", "vault.hdr", "vault.hdr2", "vault.lock"}
    assert list_snapshots(filled) == []
    for name, content in old.items():
        (filled / name).write_bytes(content)  # as whoever kept a copy of the old header would
    with pytest.raises(WalletError, match="damaged"):
        Vault.open(filled, PASSPHRASE)


def test_other_ways_in_end(filled: Path) -> None:
    code = RecoveryCode.new()
    with Vault.open(filled, PASSPHRASE) as vault, vault.slots() as slots:
        slots.set_recovery_code(code, AT)
    reencrypt(filled, PASSPHRASE, NEW).close()
    with pytest.raises(WrongRecoveryCodeError):
        recover(filled, code, PASSPHRASE)
    (copy,) = stored_headers(filled)
    assert (copy.header.recovery, copy.header.keyring) == (None, None)
    assert copy.header.generation == 2


def test_a_wrong_or_unfit_passphrase_changes_nothing(filled: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        reencrypt(filled, "another one", NEW)
    with pytest.raises(RefusedError):
        reencrypt(filled, PASSPHRASE, "")
    assert opens(filled, PASSPHRASE)
    assert len(list_snapshots(filled)) == 1


KILLED = """
import itertools, os, signal, sys
from pathlib import Path
from tests.vault.making import PASSPHRASE
from wallet.vault import unlocking

folder, spare, new, renews = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4] == "another key"
STEPS = {(os, "fsync"), (os, "open"), (Path, "replace"), (Path, "unlink")}


def die_at(number):
    count = itertools.count(1)

    def dying(call):
        def step(*arguments, **named):
            if next(count) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return step

    for owner, name in STEPS:
        setattr(owner, name, dying(getattr(owner, name)))


def copy(number):
    target = spare / str(number)
    target.mkdir(mode=0o700)
    for path in folder.rglob("*"):
        place = target / path.relative_to(folder)
        place.mkdir() if path.is_dir() else place.write_bytes(path.read_bytes())
    return target


for number in itertools.count(1):
    target, child = copy(number), os.fork()
    if child == 0:
        die_at(number)
        (unlocking.reencrypt(target, PASSPHRASE, new) if renews else unlocking.compact(target, PASSPHRASE)).close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status == 0:
        break
    print(number, os.WTERMSIG(status), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
@pytest.mark.parametrize("rewriting", ["another key", "smaller"])
def test_whenever_it_is_killed_one_passphrase_opens_all_of_it(filled: Path, tmp_path: Path, rewriting: str) -> None:
    with Vault.open(filled, PASSPHRASE) as vault:
        before = state(vault)
    (tmp_path / "spare").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(filled), str(tmp_path / "spare"), NEW, rewriting],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": "."},
        timeout=120,
        check=True,
    )
    killed = [line.split() for line in done.stdout.splitlines()]
    assert len(killed) > (15 if rewriting == "another key" else 4)
    assert {signal for _, signal in killed} == {"9"}
    opened_by = []
    for number, _ in killed:
        folder = tmp_path / "spare" / number
        passphrases = [each for each in (PASSPHRASE, NEW) if opens(folder, each)]
        assert len(passphrases) == 1, number
        opened_by += passphrases
        with Vault.open(folder, passphrases[0]) as vault:
            assert state(vault) == before
            assert list(vault.check()) == []
        assert not [*folder.glob("*.reencrypted*"), *folder.glob("*.next*")]
        assert len(list_snapshots(folder)) == (passphrases[0] == PASSPHRASE)
    assert opened_by == sorted(opened_by, key=[PASSPHRASE, NEW].index)
    assert set(opened_by) == ({PASSPHRASE, NEW} if rewriting == "another key" else {PASSPHRASE})


def failing_at(call: Callable[..., Any], number: int) -> Callable[..., Any]:
    left = [number]

    def step(*arguments: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return call(*arguments, **named)

    return step


@pytest.mark.parametrize(
    ("call", "number"),
    [*(("os.fsync", number) for number in range(1, 9)), *(("pathlib.Path.replace", number) for number in range(1, 4))],
)
def test_whatever_the_disk_refuses_one_passphrase_opens_all_of_it(
    filled: Path, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Vault.open(filled, PASSPHRASE) as vault:
        before = state(vault)
    owner = os if call == "os.fsync" else Path
    with monkeypatch.context() as patch:
        patch.setattr(call, failing_at(getattr(owner, call.rpartition(".")[2]), number))
        with pytest.raises(WalletError, match="The disk is full"):
            reencrypt(filled, PASSPHRASE, NEW).close()
    passphrase = NEW if opens(filled, NEW) else PASSPHRASE
    with Vault.open(filled, passphrase) as vault:
        assert state(vault) == before


def test_compacting_gives_room_back_and_keeps_all(filled: Path) -> None:
    with Vault.open(filled, PASSPHRASE) as vault:
        before = state(vault)
        more = [make_badge(f"More {number}", texts="many words " * 2000) for number in range(50)]
        vault.add_all(more)
        vault.remove([badge.card.id for badge in more], AT)
        vault.empty_bin(AT.replace(year=2027))
    size = (filled / "vault.db").stat().st_size
    with compact(filled, PASSPHRASE) as vault:
        assert state(vault) == before
        assert [*vault.compare_generations(vault.generation), *vault.check()] == []
    assert (filled / "vault.db").stat().st_size < size / 3
    assert len(list_snapshots(filled)) == 1
    assert not list(filled.glob("*.next*"))


def test_compacting_that_the_disk_refuses_changes_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Vault.open(filled, PASSPHRASE) as vault:
        before = state(vault)
    with monkeypatch.context() as patch:
        patch.setattr("wallet.vault.rewriting.sync_file", failing_at(lambda path: None, 1))
        with pytest.raises(WalletError, match="could not be made smaller"):
            compact(filled, PASSPHRASE)
    assert not list(filled.glob("*.next*"))
    with Vault.open(filled, PASSPHRASE) as vault:
        assert state(vault) == before


@pytest.mark.parametrize(
    "rewrite",
    [lambda folder: reencrypt(folder, PASSPHRASE, NEW), lambda folder: compact(folder, PASSPHRASE)],
    ids=["another key", "smaller"],
)
def test_a_copy_that_lacks_something_takes_no_place(
    filled: Path, rewrite: Callable[[Path], Vault], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("wallet.vault.fingerprint.Fingerprint.kept_by", lambda ours, other: False)
        with pytest.raises(VaultDamagedError, match="Its copy would not have held all"):
            rewrite(filled)
    assert {path.name for path in filled.glob("vault.*")} == {"vault.db", "vault.hdr", "vault.hdr2", "vault.lock"}
    assert opens(filled, PASSPHRASE)


def test_a_copy_that_something_put_back_takes_the_place_of_nothing(filled: Path) -> None:
    reencrypt(filled, PASSPHRASE, NEW).close()
    older = (filled / "vault.db").read_bytes()
    with Vault.open(filled, NEW) as vault:
        vault.add(make_badge("Newer"))
        with vault.copying() as copy:
            copy.keep(AT, SnapshotReason.ASKED)
    (filled / "vault.db.reencrypted").write_bytes(older)
    with Vault.open(filled, NEW) as vault:
        assert vault.get(make_badge("Newer").card.id) == make_badge("Newer")
    assert len(list_snapshots(filled)) == 1
    assert not (filled / "vault.db.reencrypted").exists()


def test_what_a_newer_rosette_opens_it_with_is_kept_until_the_key_is_another(filled: Path) -> None:
    newer = UnknownSlot({"kind": "hardware", "wrapped": "AAAA"})
    with Vault.open(filled, PASSPHRASE) as vault, vault.slots() as slots:
        slots.header = replace(slots.header, unknown=(newer,))
        slots.set_recovery_code(RecoveryCode.new(), AT)
        slots.change_passphrase(PASSPHRASE, "another one")
        slots.remove_recovery_code()
    with Vault.open(filled, "another one") as vault:
        assert [slot.kind for slot in vault.state().slots] == [SlotKind.PASSPHRASE, SlotKind.UNKNOWN]
    with reencrypt(filled, "another one", NEW) as vault:
        assert [slot.kind for slot in vault.state().slots] == [SlotKind.PASSPHRASE]


def test_a_vault_whose_files_cannot_be_looked_at_says_so(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Vault.open(filled, PASSPHRASE) as vault, monkeypatch.context() as patch:
        patch.setattr("wallet.vault.state.DATABASE_NAME", "gone.db")
        with pytest.raises(WalletError, match="could not be looked into"):
            vault.state()


def test_a_vault_that_is_not_opened_after_all_is_left_to_others(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("wallet.vault.rewriting.note_header", failing_at(lambda *_: None, 1))
        with pytest.raises(OSError, match="No space"):
            Vault.open(filled, PASSPHRASE)
    assert opens(filled, PASSPHRASE)
