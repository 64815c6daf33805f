"""The disk of the power cuts keeps what was synced, and of all else now this and now that."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("calls of the system are looked at on Linux alone", allow_module_level=True)

from tests.faults.disks import Recorder, cut
from tests.faults.system_calls import asked, can_ask
from wallet.vault.files import finish_file, replace_file, sync_file, sync_folder

pytestmark = pytest.mark.skipif(not can_ask(), reason="this system lets no process give up its calls (seccomp)")


def disks_after(root: Path, act: Callable[[Path], object], cuts: int = 200) -> list[dict[str, bytes]]:
    """Return what disks hold where the power was cut after all was done."""
    recorder = Recorder(root)
    assert asked(lambda: int(act(root) is NotImplemented), root, recorder.ask) == 0
    chance = random.Random(1)  # noqa: S311 (what a disk keeps is no secret)
    disks = [cut(recorder, len(recorder.events), chance) for _ in range(cuts)]
    return [{path.name: content for path, content in disk.files.items()} for disk in disks]


def write(path: Path, content: bytes) -> None:
    with path.open("wb", buffering=0) as file:
        file.write(content)


def test_a_file_is_there_for_certain_once_it_and_its_folder_are_synced(tmp_path: Path) -> None:
    def act(root: Path) -> None:
        write(root / "a", b"x" * 2_000)
        sync_file(root / "a")
        sync_folder(root)

    assert all(disk == {"a": b"x" * 2_000} for disk in disks_after(tmp_path, act))


def test_a_file_that_was_not_synced_is_there_in_parts(tmp_path: Path) -> None:
    def act(root: Path) -> None:
        write(root / "a", b"x" * 2_000)
        sync_folder(root)

    contents = {disk["a"] for disk in disks_after(tmp_path, act)}
    assert {b"", b"x" * 2_000} <= contents
    assert any(b"x" * 512 in content and b"\0" * 512 in content for content in contents)
    assert len({content.replace(b"x", b"").replace(b"\0", b"") for content in contents}) > 3  # what lay there before


def test_a_name_whose_folder_was_not_synced_is_there_or_not(tmp_path: Path) -> None:
    def act(root: Path) -> None:
        write(root / "a", b"x")
        sync_file(root / "a")

    found = [set(disk) for disk in disks_after(tmp_path, act)]
    assert {"a"} in found
    assert set() in found


def test_a_rename_is_done_or_not_and_its_bytes_are_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def act(root: Path) -> None:
        write(root / "new", b"new")
        (root / "new").replace(root / "a")

    found = [disk.get("a") for disk in disks_after(tmp_path, act)]
    assert {b"old", b"new", b""} <= set(found)


def test_a_file_that_was_replaced_as_ours_are_is_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    assert all(disk == {"a": b"new"} for disk in disks_after(tmp_path, lambda root: replace_file(root / "a", b"new")))


def test_a_removal_and_a_cut_may_come_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").write_bytes(b"long")

    def act(root: Path) -> None:
        (root / "a").unlink()
        os.truncate(root / "b", 1)

    found = disks_after(tmp_path, act)
    assert {"a", "b"} in [set(disk) for disk in found]
    assert {"b"} in [set(disk) for disk in found]
    assert {disk["b"] for disk in found} == {b"l", b"long"}


def test_a_folder_is_there_once_the_one_above_it_is_synced(tmp_path: Path) -> None:
    def act(root: Path) -> None:
        (root / "inner").mkdir()
        write(root / "new", b"x")
        sync_file(root / "new")
        finish_file(root / "new", root / "inner" / "a")

    found = [set(disk) for disk in disks_after(tmp_path, act)]
    assert {"a"} in found
    assert set() in found
