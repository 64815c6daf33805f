"""Kill, a full disk, a folder that can only be read: an earlier valid state or words, and it works again afterwards."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest

if sys.platform == "win32":
    pytest.skip("signals and file size limits are POSIX", allow_module_level=True)

import resource

from tests.vault.making import PASSPHRASE, make_badge, make_vault
from wallet.model.badge import BadgeQuery
from wallet.model.errors import VaultBusyError, VaultDamagedError, WalletError
from wallet.vault.database import PAGE_BYTES
from wallet.vault.files import disk_refusal, replace_file
from wallet.vault.unlocking import reencrypt
from wallet.vault.vault import Vault
from wallet.vault.whole_copies import put_in_place

ADDING = """
import sys
from pathlib import Path
from tests.vault.making import PASSPHRASE, make_badge
from wallet.vault.vault import Vault

vault = Vault.open(Path(sys.argv[1]), PASSPHRASE)
print("open", flush=True)
for number in range(int(sys.argv[2]), 10**6):
    vault.add(make_badge(f"Badge {number}", texts=f"word {number} " * 50))
    print(number, flush=True)
"""

REWRAPPING = """
import sys
from pathlib import Path
from tests.vault.making import PASSPHRASE
from wallet.vault.vault import Vault

vault = Vault.open(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
old = sys.argv[2]
for number in range(int(sys.argv[3]), 10**6):
    vault.change_passphrase(old, f"passphrase {number}")
    old = f"passphrase {number}"
    print(number, flush=True)
"""


def run_and_kill(script: str, *arguments: str) -> list[str]:
    """Run a script, kill it at a random moment after it said "open", and return what it had said."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": "."},
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "open\n"
        time.sleep(random.uniform(0.02, 0.2))  # noqa: S311 (when to kill is no secret)
        process.send_signal(signal.SIGKILL)
        return [line.strip() for line in process.stdout if line.endswith("\n")]


def test_kill_during_adds_keeps_what_was_acknowledged(folder: Path) -> None:
    make_vault(folder).close()
    acknowledged: set[str] = set()
    for _ in range(8):
        said = run_and_kill(ADDING, str(folder), str(len(acknowledged)))
        acknowledged |= {f"Badge {number}" for number in said}
        with Vault.open(folder, PASSPHRASE) as vault:
            kept = {card.name for card in vault.cards(BadgeQuery(), 0, 10**6)}
            assert acknowledged <= kept
            assert vault.count(BadgeQuery("word")) == len(kept)
            assert all(vault.get(make_badge(name).card.id).document for name in kept)
            with vault._database.writing() as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
                connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        acknowledged = kept
    assert len(acknowledged) > 8


def test_kill_during_a_change_of_passphrase_leaves_the_old_or_the_new_one(folder: Path) -> None:
    make_vault(folder, "passphrase 0").close()
    number = 0
    for _ in range(6):
        said = run_and_kill(REWRAPPING, str(folder), f"passphrase {number}", str(number + 1))
        number = int(said[-1]) if said else number
        number += not _opens(folder, f"passphrase {number}")
        assert _opens(folder, f"passphrase {number}")
    assert number > 0


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        Vault.open(folder, passphrase).close()
    except WalletError:
        return False
    return True


def test_the_lock_dies_with_its_process(folder: Path) -> None:
    make_vault(folder).close()
    process = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(folder), "0"], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": "."}
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(VaultBusyError):
            Vault.open(folder, PASSPHRASE)
        process.kill()
    Vault.open(folder, PASSPHRASE).close()


LIMITED = """
import resource, sys
from pathlib import Path
from tests.vault.making import PASSPHRASE, make_badge, make_vault
from wallet.model.badge import BadgeQuery
from wallet.model.errors import WalletError
from wallet.vault.vault import Vault

folder, limit = Path(sys.argv[1]), int(sys.argv[2])
vault = Vault.open(folder, PASSPHRASE)
vault.add(make_badge("Before"))
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
for attempt in range(3):
    try:
        vault.add_all([make_badge(f"Badge {number}", texts=f"word{number} " * 2000) for number in range(100)])
    except WalletError as error:
        print("refused:", error)
print("there:", vault.count(BadgeQuery()))
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
vault.add(make_badge("After"))
vault.close()
print("closed")
"""


def test_a_full_disk_is_said_in_words_and_keeps_what_was_there(folder: Path) -> None:
    make_vault(folder).close()
    limit = (folder / "vault.db").stat().st_size + 100_000
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder), str(limit)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": "."},
        timeout=60,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["refused"] * 3 + ["there", "closed"], done.stderr
    assert "disk" in lines[0]
    assert lines[3] == "there: 1"
    assert done.stderr == ""
    with Vault.open(folder, PASSPHRASE) as vault:
        assert {card.name for card in vault.cards(BadgeQuery(), 0, 10)} == {"Before", "After"}


def test_an_empty_copy_that_a_crash_left_is_never_taken_for_the_wallet(folder: Path) -> None:
    with make_vault(folder) as vault:
        vault.add(make_badge("Kept"))
    (folder / "vault.db.reencrypted").touch()
    with Vault.open(folder, PASSPHRASE) as vault:
        assert {card.name for card in vault.cards(BadgeQuery(), 0, 10)} == {"Kept"}
    assert not (folder / "vault.db.reencrypted").exists()


def test_logs_that_could_not_be_removed_are_in_nobodys_way_under_a_new_key(folder: Path) -> None:
    with make_vault(folder) as vault:
        vault.add(make_badge("Kept"))
    real = put_in_place

    def leave_a_log(vault_folder: Path, following: Path) -> None:
        (vault_folder / "vault.db-wal").touch()
        real(vault_folder, following)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wallet.vault.rewriting.put_in_place", leave_a_log)
        with pytest.raises(VaultDamagedError, match="could not be closed"):
            reencrypt(folder, PASSPHRASE, "new one")
    with Vault.open(folder, "new one") as vault:
        assert {card.name for card in vault.cards(BadgeQuery(), 0, 10)} == {"Kept"}


def test_pages_that_were_torn_while_the_log_was_brought_in_are_no_damage(folder: Path, tmp_path: Path) -> None:
    make_vault(folder).close()
    with Vault.open(folder, PASSPHRASE) as vault:
        vault.add(make_badge("Kept"))
        shutil.copytree(folder, tmp_path / "crashed")
    database, log = (tmp_path / "crashed" / name for name in ("vault.db", "vault.db-wal"))
    content = bytearray(database.read_bytes())
    for number in _pages_in_log(log.read_bytes()):
        content[(number - 1) * PAGE_BYTES : (number - 1) * PAGE_BYTES + 512] = bytes(512)
    database.write_bytes(content)
    with Vault.open(tmp_path / "crashed", PASSPHRASE) as vault:
        assert list(vault.check()) == []
        assert {card.name for card in vault.cards(BadgeQuery(), 0, 10)} == {"Kept"}


def _pages_in_log(log: bytes) -> set[int]:
    """Return the numbers of the pages that a write-ahead log holds (https://www.sqlite.org/fileformat2.html#walformat)."""
    return {int.from_bytes(log[place : place + 4], "big") for place in range(32, len(log), 24 + PAGE_BYTES)}


def _refuse(number: int) -> object:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize("call", ["os.open", "os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_header_that_cannot_be_written_stays_as_it_was(
    folder: Path, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_vault(folder) as vault:
        before = (folder / "vault.hdr").read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(call, _refuse(number))
            with pytest.raises(WalletError, match="could not be saved") as caught:
                vault.change_passphrase(PASSPHRASE, "new one")
        assert caught.value.why
        assert caught.value.remedy
        assert (folder / "vault.hdr").read_bytes() == before
        assert not list(folder.glob("*.new"))
        vault.change_passphrase(PASSPHRASE, "new one")
    Vault.open(folder, "new one").close()


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_folder_that_can_only_be_read_is_said_in_words(
    folder: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_vault(folder).close()
    with monkeypatch.context() as patch:
        patch.setattr("os.open", _refuse(number))
        with pytest.raises(WalletError, match="could not be opened"):
            Vault.open(folder, PASSPHRASE)
        with pytest.raises(WalletError, match="folder could not be made"):
            make_vault(folder.parent / "second")
    Vault.open(folder, PASSPHRASE).close()


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.unlink"])
def test_a_making_that_the_disk_refuses_can_be_tried_again(
    folder: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(call, _refuse(errno.ENOSPC))
        with pytest.raises(WalletError, match="The disk is full"):
            make_vault(folder)
    make_vault(folder).close()
    assert _opens(folder, PASSPHRASE)


def test_a_making_whose_last_step_the_disk_refused_is_finished_by_opening(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("wallet.vault.founding.finish_file", _refuse(errno.EIO))
        with pytest.raises(WalletError, match="could not be opened"):
            make_vault(folder)
    assert _opens(folder, PASSPHRASE)


def test_what_cannot_be_read_is_said_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(folder).close()
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.exists", _refuse(errno.EACCES))
        with pytest.raises(WalletError, match="could not be looked into"):
            Vault.open(folder, PASSPHRASE)
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.chmod", _refuse(errno.EPERM))
        with pytest.raises(WalletError, match="could not be made private"):
            Vault.open(folder, PASSPHRASE)
    (folder / "vault.hdr").unlink()
    (folder / "vault.hdr").mkdir()
    with pytest.raises(WalletError, match="could not be saved"):
        Vault.open(folder, PASSPHRASE)


def test_a_first_copy_that_the_disk_cannot_read_gives_way_to_the_second(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_vault(folder).close()
    whole = (folder / "vault.hdr").read_bytes()
    read = Path.open

    def open_file(path: Path, mode: str) -> object:
        if path.name == "vault.hdr":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return read(path, mode)

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.open", open_file)
        Vault.open(folder, PASSPHRASE).close()
    assert (folder / "vault.hdr").read_bytes() == whole
    (folder / "vault.hdr2").unlink()
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.open", open_file)
        with pytest.raises(VaultDamagedError, match="The system says: Input/output error"):
            Vault.open(folder, PASSPHRASE)


def test_an_unknown_refusal_is_told_as_the_system_tells_it() -> None:
    assert "The system says: " in str(disk_refusal("It failed.", OSError(errno.EIO, "x")))
    assert disk_refusal("It failed.", OSError()).remedy


def test_a_file_is_replaced_in_a_folder_that_is_gone_with_words(tmp_path: Path) -> None:
    with pytest.raises(WalletError, match="folder is not there"):
        replace_file(tmp_path / "gone" / "file", b"x")


def test_too_large_a_file_is_refused_in_words(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(WalletError, match="takes no larger file"):
            replace_file(tmp_path / "file", b"x" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []
