"""The header: sealed, written twice, read with suspicion."""

from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vault.making import AT, CHEAP, PASSPHRASE, make_badge, make_vault
from wallet.crypto.wrapping import WrappedKey
from wallet.model.errors import VaultDamagedError, VaultTooNewError, WrongPassphraseError
from wallet.model.finding import FindingKind
from wallet.vault.header import Header, KeyringSlot, PassphraseSlot, RecoverySlot, UnknownSlot
from wallet.vault.header_files import stored_headers
from wallet.vault.header_json import HeaderDamagedError, read_header, write_header
from wallet.vault.vault import Vault

KEY = b"k" * 32
WRAPPED = WrappedKey(bytes(12), bytes(48))
PLAIN = Header(
    "ab" * 16,
    7,
    PassphraseSlot(bytes(16), CHEAP, WRAPPED),
    KeyringSlot(WRAPPED),
    RecoverySlot(AT, WRAPPED),
    asks_to_sign=True,
)


def members_of(header: Header = PLAIN) -> dict[str, Any]:
    members: dict[str, Any] = json.loads(write_header(header, KEY))
    return members


def resealed(members: dict[str, Any], key: bytes = KEY) -> bytes:
    bare = {name: value for name, value in members.items() if name not in {"mac", "sha256"}}
    with_mac = {**bare, "mac": hmac.new(key, rfc8785.dumps(bare), hashlib.sha256).hexdigest()}
    return rfc8785.dumps({**with_mac, "sha256": hashlib.sha256(rfc8785.dumps(with_mac)).hexdigest()})


def test_a_header_comes_back_and_is_genuine_for_its_key_alone() -> None:
    sealed = read_header(write_header(PLAIN, KEY))
    assert sealed.header == PLAIN
    assert sealed.is_genuine(KEY)
    assert not sealed.is_genuine(b"x" * 32)


def test_it_is_canonical_json_with_the_documented_members() -> None:
    content = write_header(PLAIN, KEY)
    assert rfc8785.dumps(json.loads(content)) == content
    assert {"format", "version", "min_reader", "vault", "generation", "slots", "mac"} <= set(json.loads(content))
    assert resealed(json.loads(content)) == content


def test_slots_and_members_of_newer_versions_are_kept_and_sealed() -> None:
    newer = {"kind": "hardware", "salt": "AAAA", "levels": [1, 2.5, None]}
    members = members_of() | {"version": 2, "colour": {"shade": "blue"}}
    members["slots"].append(newer)
    sealed = read_header(resealed(members))
    assert sealed.is_genuine(KEY)
    assert sealed.header.unknown == (UnknownSlot(newer),)
    written = json.loads(write_header(sealed.header, KEY))
    assert written["colour"] == {"shade": "blue"}
    assert newer in written["slots"]
    assert written["version"] == 2


def test_a_forged_member_is_not_genuine() -> None:
    members = members_of() | {"colour": "red"}
    bare = {name: value for name, value in members.items() if name != "sha256"}
    forged = read_header(rfc8785.dumps({**bare, "sha256": hashlib.sha256(rfc8785.dumps(bare)).hexdigest()}))
    assert not forged.is_genuine(KEY)


def test_a_seal_that_is_no_ascii_is_not_genuine() -> None:
    bare = {**members_of(), "mac": "é" * 32}
    del bare["sha256"]
    odd = rfc8785.dumps({**bare, "sha256": hashlib.sha256(rfc8785.dumps(bare)).hexdigest()})
    assert not read_header(odd).is_genuine(KEY)


def test_every_truncation_is_damaged() -> None:
    content = write_header(PLAIN, KEY)
    for length in range(len(content)):
        with pytest.raises(HeaderDamagedError):
            read_header(content[:length])


def test_every_changed_byte_is_damaged() -> None:
    content = write_header(PLAIN, KEY)
    for offset in range(len(content)):
        for flip in (0x01, 0x20, 0x80):
            changed = bytearray(content)
            changed[offset] ^= flip
            with pytest.raises(HeaderDamagedError):
                read_header(bytes(changed))


def _set(path: tuple[str | int, ...], value: object) -> Callable[[dict[str, Any]], None]:
    def change(members: dict[str, Any]) -> None:
        target: Any = members
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value

    return change


HOSTILE = {
    "a tebibyte of memory": _set(("slots", 0, "argon2id", "memory_kib"), 2**30),
    "one KiB above two GiB": _set(("slots", 0, "argon2id", "memory_kib"), 2**21 + 1),
    "65 passes": _set(("slots", 0, "argon2id", "passes"), 65),
    "no pass": _set(("slots", 0, "argon2id", "passes"), 0),
    "a thousand lanes": _set(("slots", 0, "argon2id", "lanes"), 1000),
    "too little memory for its lanes": _set(("slots", 0, "argon2id", "memory_kib"), 8),
    "memory as text": _set(("slots", 0, "argon2id", "memory_kib"), "64"),
    "memory as truth": _set(("slots", 0, "argon2id", "passes"), True),
    "half a pass": _set(("slots", 0, "argon2id", "passes"), 1.5),
    "no cost": _set(("slots", 0, "argon2id"), None),
    "another cost": _set(("slots", 0, "argon2id", "secret"), 1),
    "a short salt": _set(("slots", 0, "salt"), base64.b64encode(bytes(15)).decode()),
    "a long salt": _set(("slots", 0, "salt"), base64.b64encode(bytes(65)).decode()),
    "a salt that is no base64": _set(("slots", 0, "salt"), "*" * 24),
    "a short nonce": _set(("slots", 0, "nonce"), base64.b64encode(bytes(11)).decode()),
    "a long key": _set(("slots", 1, "key"), base64.b64encode(bytes(49)).decode()),
    "a known slot with more members": _set(("slots", 1, "more"), 1),
    "a slot without a kind": _set(("slots", 0, "kind"), None),
    "two passphrases": _set(("slots", 1), members_of()["slots"][0]),
    "no passphrase": _set(("slots",), []),
    "a recovery code of no day": _set(("slots", 2, "made"), "2026-02-30T00:00:00Z"),
    "a recovery code of another spelling": _set(("slots", 2, "made"), "2026-2-3T00:00:00Z"),
    "two recovery codes": _set(("slots",), [*members_of()["slots"], members_of()["slots"][2]]),
    "a question that is neither asked nor not": _set(("ask_to_sign",), 1),
    "two keyrings": _set(("slots",), [*members_of()["slots"], members_of()["slots"][1]]),
    "a slot that is no object": _set(("slots", 1), "keyring"),
    "slots that are no list": _set(("slots",), {"kind": "passphrase"}),
    "seventeen slots": _set(("slots",), [members_of()["slots"][0], *[{"kind": "x"}] * 16]),
    "another format": _set(("format",), "other-vault"),
    "no id": _set(("vault",), None),
    "an id of another alphabet": _set(("vault",), "g" * 32),
    "a long id": _set(("vault",), "a" * 33),
    "a negative generation": _set(("generation",), -1),
    "no version": _set(("version",), None),
    "a reader of version nought": _set(("min_reader",), 0),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_rosette_writes_is_refused_before_any_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.vault.slots.key_from_passphrase", lambda *_: pytest.fail("work was done"))
    members = copy.deepcopy(members_of())
    HOSTILE[name](members)
    with pytest.raises(HeaderDamagedError):
        read_header(resealed(members))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"\xff" * 500,
        b"[" * 60_000,
        b'{"a":' * 60_000,
        b" " * 70_000,
        b'{"format":"rosette-vault"}',
    ],
    ids=["empty", "null", "array", "no text", "deep array", "deep object", "too long", "bare"],
)
def test_what_is_no_header_at_all_is_refused(content: bytes) -> None:
    with pytest.raises(HeaderDamagedError):
        read_header(content)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(["format", "version", "min_reader", "vault", "generation", "slots", "kind", "argon2id", "more"])


@settings(max_examples=300, deadline=None)
@given(
    changes=st.dictionaries(NAMES, JSON, max_size=3),
    slots=st.lists(st.dictionaries(NAMES, JSON, max_size=4), max_size=3),
)
def test_whatever_it_holds_it_is_read_or_refused(changes: dict[str, Any], slots: list[Any]) -> None:
    members = members_of()
    members["slots"] = members["slots"] + slots
    content = resealed(members | changes)
    try:
        sealed = read_header(content)
    except (HeaderDamagedError, VaultTooNewError):
        return
    assert sealed.is_genuine(KEY)
    again = read_header(write_header(sealed.header, KEY))
    assert again.header == sealed.header


@given(content=st.binary(max_size=400))
def test_no_bytes_are_mistaken_for_one(content: bytes) -> None:
    with pytest.raises(HeaderDamagedError):
        read_header(content)


def test_the_same_members_in_another_spelling_are_damaged() -> None:
    with pytest.raises(HeaderDamagedError, match="bytes have changed"):
        read_header(json.dumps(members_of(), indent=1).encode())


def test_a_newer_header_is_refused_in_words(folder: Path) -> None:
    make_vault(folder).close()
    members = json.loads((folder / "vault.hdr").read_bytes()) | {"version": 9, "min_reader": 2, "slots": "otherwise"}
    for name in ("vault.hdr", "vault.hdr2"):
        (folder / name).write_bytes(resealed(members))
    with pytest.raises(VaultTooNewError, match="Update Rosette"):
        Vault.open(folder, PASSPHRASE)


@pytest.mark.parametrize("name", ["vault.hdr", "vault.hdr2"])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "flipped", "hostile"])
def test_one_damaged_copy_is_repaired_from_the_other(folder: Path, name: str, damage: str) -> None:
    make_vault(folder).close()
    path = folder / name
    whole = path.read_bytes()
    members = json.loads(whole)
    members["slots"][0]["argon2id"]["memory_kib"] = 2**30
    broken = {"empty": b"", "cut": whole[:100], "flipped": whole.replace(b"A", b"B", 1), "hostile": resealed(members)}
    path.unlink() if damage == "missing" else path.write_bytes(broken[damage])
    Vault.open(folder, PASSPHRASE).close()
    assert path.read_bytes() == whole


def test_both_copies_damaged_or_missing_is_said_in_words(folder: Path) -> None:
    make_vault(folder).close()
    for name in ("vault.hdr", "vault.hdr2"):
        (folder / name).write_bytes(b"{}")
    with pytest.raises(VaultDamagedError, match="Neither the wallet's key file") as caught:
        Vault.open(folder, PASSPHRASE)
    assert caught.value.why
    assert "backup" in caught.value.remedy
    for name in ("vault.hdr", "vault.hdr2"):
        (folder / name).unlink()
    with pytest.raises(VaultDamagedError, match="missing"):
        Vault.open(folder, PASSPHRASE)


def test_a_forged_first_copy_gives_way_to_the_genuine_second(folder: Path) -> None:
    make_vault(folder).close()
    path = folder / "vault.hdr"
    whole = path.read_bytes()
    path.write_bytes(resealed(json.loads(whole) | {"generation": 99}, b"another key"))
    Vault.open(folder, PASSPHRASE).close()
    assert path.read_bytes() == whole
    for name in ("vault.hdr", "vault.hdr2"):
        (folder / name).write_bytes(resealed(json.loads(whole) | {"generation": 99}, b"another key"))
    with pytest.raises(VaultDamagedError, match="changed by something other than Rosette"):
        Vault.open(folder, PASSPHRASE)


def test_an_older_second_copy_does_not_bring_an_old_passphrase_back(folder: Path) -> None:
    vault = make_vault(folder)
    old = (folder / "vault.hdr2").read_bytes()
    vault.change_passphrase(PASSPHRASE, "new one")
    vault.close()
    (folder / "vault.hdr2").write_bytes(old)  # as a crash between the two copies leaves it
    with pytest.raises(WrongPassphraseError):
        Vault.open(folder, PASSPHRASE)
    Vault.open(folder, "new one").close()
    assert (folder / "vault.hdr2").read_bytes() == (folder / "vault.hdr").read_bytes() != old


def test_the_header_of_another_vault_opens_nothing(folder: Path, tmp_path: Path) -> None:
    make_vault(folder).close()
    make_vault(tmp_path / "other").close()
    for name in ("vault.hdr", "vault.hdr2"):
        (folder / name).write_bytes((tmp_path / "other" / name).read_bytes())
    with pytest.raises(VaultDamagedError, match="database is damaged"):
        Vault.open(folder, PASSPHRASE)


@pytest.mark.parametrize("theirs", [PASSPHRASE, "another one"])
@pytest.mark.parametrize("name", ["vault.hdr", "vault.hdr2"])
@pytest.mark.parametrize("is_newer", [True, False])
def test_a_copy_of_another_wallet_never_takes_the_place_of_the_only_one_of_this_wallet(
    folder: Path, tmp_path: Path, name: str, theirs: str, *, is_newer: bool
) -> None:
    with make_vault(folder) as vault:
        badge = make_badge()
        vault.add(badge)
    with make_vault(tmp_path / "other", theirs) as other:
        if is_newer:
            other.change_passphrase(theirs, theirs)
    ours, foreign = (folder / name).read_bytes(), (tmp_path / "other" / name).read_bytes()
    (folder / name).write_bytes(foreign)
    with pytest.raises(WrongPassphraseError):
        Vault.open(folder, "a third one")
    assert (folder / name).read_bytes() == foreign
    with Vault.open(folder, PASSPHRASE) as vault:
        assert vault.get(badge.card.id) == badge
        assert [each.kind for each in vault.compare_generations()] == [FindingKind.REPAIRED_KEY_FILE]
    assert (folder / name).read_bytes() == ours


def test_no_copy_is_mended_before_the_database_has_opened(folder: Path, tmp_path: Path) -> None:
    make_vault(folder).close()
    with make_vault(tmp_path / "other") as other:
        other.change_passphrase(PASSPHRASE, PASSPHRASE)
    shutil.copyfile(tmp_path / "other" / "vault.hdr", folder / "vault.hdr")
    database = (folder / "vault.db").read_bytes()
    (folder / "vault.db").write_bytes(bytes(len(database)))
    before = (folder / "vault.hdr2").read_bytes()
    with pytest.raises(VaultDamagedError):
        Vault.open(folder, PASSPHRASE)
    assert (folder / "vault.hdr2").read_bytes() == before
    (folder / "vault.db").write_bytes(database)
    Vault.open(folder, PASSPHRASE).close()


def test_every_writing_is_a_new_generation(folder: Path) -> None:
    with make_vault(folder) as vault:
        vault.change_passphrase(PASSPHRASE, "new one")
        vault.change_passphrase("new one", "newer one")
    (copy_read,) = stored_headers(folder)
    assert copy_read.header.generation == 2
