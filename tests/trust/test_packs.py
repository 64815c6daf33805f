"""Evidence packs: written and read back, by folder and zip; anything wrong refuses the whole pack."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wallet.model.checks import Source
from wallet.model.errors import EvidenceError
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.limits import Limits
from wallet.model.report import Level
from wallet.trust.evidence import EvidenceAsOf, EvidenceSet
from wallet.trust.packs import EvidencePack, read_pack, write_pack

CREATED = datetime(2026, 5, 31, tzinfo=UTC)
EXPIRES = datetime(2026, 7, 1, tzinfo=UTC)
KIND = EvidenceKind.STATUS_LIST
ADDRESS = "https://university.example/status/1"


def document(content: bytes = b"{}", fetched: datetime = CREATED) -> EvidenceDocument:
    return EvidenceDocument(ADDRESS, KIND, content, fetched, Source.PACK, "Careers fair", EXPIRES)


PACK = EvidencePack(
    name="Careers fair",
    created=CREATED,
    expires=EXPIRES,
    version=3,
    documents=(document(),),
    issuers=(
        ListedIssuer(
            "did:web:university.example",
            "University",
            Level.PRODUCTION,
            "Careers fair",
            EXPIRES,
            Source.PACK,
            ("did:key:z6Mk",),
        ),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pack(tmp_path / "pack", PACK)
    return tmp_path / "pack"


def test_a_pack_comes_back_as_it_was_written(folder: Path) -> None:
    assert read_pack(folder, Limits()) == PACK
    assert read_pack(folder / "pack.json", Limits()) == PACK


def test_a_zip_reads_as_the_folder_does(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(folder))
    assert read_pack(path, Limits()) == PACK


def edited(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    manifest = json.loads((folder / "pack.json").read_text())
    change(manifest)
    (folder / "pack.json").write_text(json.dumps(manifest))
    return folder


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda pack: pack.update(format="something/1"), "format"),
        (lambda pack: pack.update(expires="2026-07-01T00:00:00"), "time zone"),
        (lambda pack: pack.update(created="0001-01-01T00:00:00+10:00"), "between the years"),
        (lambda pack: pack.update(expires="2020-01-01T00:00:00Z"), "before it was made"),
        (lambda pack: pack.update(version="3"), "version"),
        (lambda pack: pack.update(issuers={"id": "x"}), "issuers"),
        (lambda pack: pack["documents"][0].update(sha256="0" * 64), "hash differs"),
        (lambda pack: pack["documents"][0].update(kind="rumour"), "rumour"),
        (lambda pack: pack["documents"][0].update(file="../secret"), "outside itself"),
        (lambda pack: pack["documents"][0].update(file="documents/9.json"), "missing"),
        (lambda pack: pack["issuers"][0].pop("name"), "name"),
    ],
)
def test_a_pack_with_anything_wrong_is_refused_whole(
    folder: Path, change: Callable[[dict[str, Any]], object], why: str
) -> None:
    with pytest.raises(EvidenceError, match=why):
        read_pack(edited(folder, change), Limits())


def test_a_hash_may_be_absent(folder: Path) -> None:
    assert read_pack(edited(folder, lambda pack: pack["documents"][0].pop("sha256")), Limits()) == PACK


def test_an_unknown_level_claims_no_more_than_a_test(folder: Path) -> None:
    pack = read_pack(edited(folder, lambda pack: pack["issuers"][0].update(level="galactic")), Limits())
    assert pack.issuers[0].level is Level.TEST


def test_a_pack_beyond_the_limits_is_refused(folder: Path) -> None:
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    assert read_pack(folder, Limits(pack_bytes=size)) == PACK
    with pytest.raises(EvidenceError, match="larger"):
        read_pack(folder, Limits(pack_bytes=size - 1))
    with pytest.raises(EvidenceError, match="too many"):
        read_pack(folder, Limits(pack_documents=0))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 but no zip", b"\x00" * 100])
def test_a_file_that_is_no_pack_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(content)
    with pytest.raises(EvidenceError, match=r"pack\.zip cannot be used"):
        read_pack(path, Limits())


def test_the_newest_copy_comes_first_and_later_copies_do_not_speak_of_the_past() -> None:
    old, new = document(b"old", CREATED), document(b"new", CREATED + timedelta(days=2))
    evidence = EvidenceSet([old, new])
    assert evidence.find(KIND, ADDRESS) == (new, old)
    assert EvidenceAsOf(evidence, CREATED + timedelta(days=1)).find(KIND, ADDRESS) == (old,)
    before = EvidenceAsOf(evidence, CREATED - timedelta(days=1))
    assert before.find(KIND, ADDRESS) == ()
    assert before.only_later(KIND, ADDRESS)
    assert not before.only_later(KIND, "https://elsewhere.example")


def damaged(path: Path, *, deflated: bool, places: dict[bytes, dict[int, int]]) -> Path:
    """Write a zip, then change bytes of it: each counted from where some bytes of it first stand."""
    kind = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", kind) as archive:
        archive.writestr("pack.json", json.dumps({"format": "rosette-evidence-pack/1"}) + " " * 500)
    data = bytearray(path.read_bytes())
    for start, changes in places.items():
        for offset, value in changes.items():
            data[data.index(start) + offset] = value
    path.write_bytes(data)
    return path


LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


@pytest.mark.parametrize(
    ("deflated", "places", "why"),
    [
        (False, {CENTRAL: {8: 1}, LOCAL: {6: 1}}, "encrypted"),
        (False, {CENTRAL: {10: 99}, LOCAL: {8: 99}}, "not read"),
        (False, {CENTRAL: {6: 250}}, "not read"),
        (True, {LOCAL: {40: 255, 41: 255, 42: 255}}, "damaged"),
    ],
)
def test_a_damaged_zip_is_refused_in_words(
    tmp_path: Path, deflated: bool, places: dict[bytes, dict[int, int]], why: str
) -> None:
    with pytest.raises(EvidenceError, match=why):
        read_pack(damaged(tmp_path / "pack.zip", deflated=deflated, places=places), Limits())


def test_a_zip_with_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("pack.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("pack.json", "{}")
    with pytest.raises(EvidenceError, match="two files of one name"):
        read_pack(tmp_path / "pack.zip", Limits())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_devices_pipes_and_files_elsewhere_are_not_read(folder: Path, tmp_path: Path) -> None:
    file = folder / "documents" / "1.json"
    (tmp_path / "elsewhere").write_bytes(file.read_bytes())
    file.unlink()
    for target in (Path("/dev/zero"), tmp_path / "elsewhere"):
        file.symlink_to(target)
        with pytest.raises(EvidenceError, match="outside itself"):
            read_pack(folder, Limits())
        file.unlink()
    for pipe, path in ((file, folder), (tmp_path / "pipe", tmp_path / "pipe")):
        os.mkfifo(pipe)
        with pytest.raises(EvidenceError, match="no file"):
            read_pack(path, Limits())
