"""Backups: all that was in the wallet comes back, or words say why not."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import tarfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tests.simulators.world import NOW, World
from tests.vault.making import make_badge
from wallet.crypto.keys import KeyType, PrivateKey
from wallet.crypto.wrapping import KdfCost
from wallet.model.backup import Contents, Merged, MergedRest, MergeResult, Stage
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.checks import Source
from wallet.model.disclosure import OwnPreset, Preset
from wallet.model.errors import (
    BackupError,
    LockedError,
    RefusedError,
    VaultTooNewError,
    WalletError,
    WrongPassphraseError,
)
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.model.sharing import Share
from wallet.operations import library
from wallet.operations.backing_up import BackupFile, back_up, backup_state, rehearse
from wallet.operations.importing import import_bytes
from wallet.operations.merging import merge
from wallet.operations.presets import find_preset
from wallet.operations.restoring import restore
from wallet.operations.trusting import adopt_pack, adopted_packs
from wallet.operations.wallet import Wallet, lock, own_badges, unlock, wallet_exists
from wallet.settings import Folders
from wallet.trust.packs import EvidencePack
from wallet.vault.vault import Vault

PASSPHRASE = "a passphrase for the backup"
LIMITS = Limits()


@dataclass
class Clock:
    """A clock that stands, until it is set."""

    at: datetime = field(default=NOW)

    def now(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.export.backup_file.WORK_FACTOR", 10)
    monkeypatch.setattr(KdfCost, "calibrated", KdfCost.dangerously_cheap)
    monkeypatch.setattr(KdfCost, "floor", KdfCost.dangerously_cheap)


def folders(root: Path) -> Folders:
    return Folders(root / "vault", root / "packs", root / "config")


def make(root: Path) -> Wallet:
    vault = Vault.create(folders(root).vault, "a passphrase", NOW, KdfCost.dangerously_cheap())
    return Wallet(vault, folders(root).packs, Clock(), LIMITS)


def reopened(root: Path) -> Wallet:
    return unlock(folders(root), "a passphrase", Clock(), LIMITS)


@pytest.fixture
def wallet(tmp_path: Path) -> Iterator[Wallet]:
    wallet = make(tmp_path / "one")
    fill(wallet)
    yield wallet
    lock(wallet)


def fill(wallet: Wallet) -> None:
    world = World()
    for data in (world.badge(), World(holder=world.holder).badge(), world.sd_jwt()):
        import_bytes(wallet, "badge", data, own_badges(wallet))
    first, second, _ = library.cards(wallet, BadgeQuery(), 0, 10)
    library.set_note(wallet, first.id, "a note \N{SNOWMAN}")
    library.remove(wallet, [second.id])
    wallet.vault.holder("a purpose", KeyType.ED25519, NOW)
    wallet.vault.change_presets((), [OwnPreset("mine", frozenset({"name"}))], NOW)
    wallet.vault.add_evidence([EvidenceDocument("did:web:a.example", EvidenceKind.JWKS, b"{}", NOW, Source.ONLINE)])


def made(wallet: Wallet, path: Path) -> Contents:
    *_, last = back_up(wallet, path, PASSPHRASE)
    assert last.contents is not None
    return last.contents


def backup(path: Path, passphrase: str = PASSPHRASE) -> BackupFile:
    return BackupFile(path, passphrase, LIMITS)


def everything(wallet: Wallet) -> dict[str, bytes]:
    """All that the wallet holds, but for what is another wallet's own: its id, its key, how often it was changed."""
    with wallet.vault.copying() as copy:
        return {member.name: member.data for member in copy.members() if "tables/backups" not in member.name}


def test_all_that_was_in_the_wallet_is_in_the_one_made_from_its_backup(wallet: Wallet, tmp_path: Path) -> None:
    path, there = tmp_path / "wallet.age", folders(tmp_path / "two")
    contents = made(wallet, path)
    steps = list(restore(there, backup(path), "another passphrase", Clock()))
    assert steps[-1].contents == contents
    restored = unlock(there, "another passphrase", Clock(), LIMITS)
    try:
        assert restored.vault.id != wallet.vault.id
        assert everything(restored) == everything(wallet)
        data = b"signed"
        signer = restored.vault.holder("a purpose", KeyType.ED25519, NOW)
        assert signer.sign(data) == wallet.vault.holder("a purpose", KeyType.ED25519, NOW).sign(data)
    finally:
        lock(restored)


def test_a_rehearsal_says_what_is_in_it_and_how_far_it_is(wallet: Wallet, tmp_path: Path) -> None:
    contents = made(wallet, tmp_path / "wallet.age")
    steps = list(rehearse(backup(tmp_path / "wallet.age")))
    assert steps[-1].contents == contents
    assert (contents.badges, contents.rows["badges"], contents.made_at) == (2, 3, NOW)
    assert [step.stage for step in steps] == [Stage.CHECKING] * len(steps)
    assert steps[-1].done == steps[-1].total == (tmp_path / "wallet.age").stat().st_size


@pytest.mark.skipif(shutil.which("age") is None, reason="the standard age program is not installed")
def test_the_standard_programs_take_it_apart(wallet: Wallet, tmp_path: Path) -> None:
    made(wallet, tmp_path / "wallet.age")
    pid, terminal = pty.fork()
    if pid == 0:
        command = ["age", "-d", "-o", str(tmp_path / "out.tar"), str(tmp_path / "wallet.age")]
        os.execvp("age", command)  # noqa: S606 (it asks on a terminal alone)
    assert b"assphrase" in os.read(terminal, 1000)
    os.write(terminal, PASSPHRASE.encode() + b"\n")
    assert os.waitpid(pid, 0)[1] == 0
    with tarfile.open(tmp_path / "out.tar") as archive:
        documents = [archive.extractfile(name).read() for name in archive.getnames() if "credentials/" in name]  # type: ignore[union-attr] # all are files
    assert sorted(documents) == sorted(data for name, data in everything(wallet).items() if "credentials/" in name)
    assert subprocess.run(["tar", "tf", tmp_path / "out.tar"], capture_output=True, check=True).stdout


def test_a_backup_that_is_there_is_replaced_only_where_that_was_asked_for(wallet: Wallet, tmp_path: Path) -> None:
    path = tmp_path / "wallet.age"
    path.write_bytes(b"something else")
    with pytest.raises(RefusedError, match="of that name already"):
        made(wallet, path)
    assert path.read_bytes() == b"something else"
    *_, last = back_up(wallet, path, PASSPHRASE, replace=True)
    assert last.contents is not None
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_backup_lies_in_the_wallets_own_folder(wallet: Wallet) -> None:
    with pytest.raises(RefusedError, match="own folder"):
        list(back_up(wallet, wallet.vault.folder / "vault.db", PASSPHRASE, replace=True))


def test_an_empty_passphrase_makes_no_backup(wallet: Wallet, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="too short"):
        list(back_up(wallet, tmp_path / "wallet.age", ""))
    assert not list(tmp_path.glob("wallet.age*"))


def test_a_backup_that_is_not_finished_leaves_nothing_behind(wallet: Wallet, tmp_path: Path) -> None:
    steps = back_up(wallet, tmp_path / "wallet.age", PASSPHRASE)
    first = next(steps)
    assert (first.stage, first.done, first.total > 0) == (Stage.WRITING, 0, True)
    steps.close()
    assert not list(tmp_path.glob("wallet.age*"))
    assert backup_state(wallet).last is None


def test_a_wallet_that_is_locked_ends_its_backup(wallet: Wallet, tmp_path: Path) -> None:
    steps = back_up(wallet, tmp_path / "wallet.age", PASSPHRASE)
    next(steps)
    lock(wallet)
    with pytest.raises(LockedError):
        list(steps)
    assert not list(tmp_path.glob("wallet.age*"))
    assert not list(wallet.vault.folder.glob("vault.db-*"))


def test_the_wallet_is_used_on_while_it_is_backed_up_as_it_was(wallet: Wallet, tmp_path: Path) -> None:
    steps = back_up(wallet, tmp_path / "wallet.age", PASSPHRASE)
    next(steps)
    before = library.count(wallet, BadgeQuery())
    library.remove(wallet, [library.cards(wallet, BadgeQuery(), 0, 1)[0].id])
    *_, last = steps
    assert last.contents is not None
    assert (last.contents.badges, library.count(wallet, BadgeQuery())) == (before, before - 1)


def test_the_owner_is_reminded_of_what_is_in_no_backup(wallet: Wallet, tmp_path: Path) -> None:
    clock = wallet.clock
    assert isinstance(clock, Clock)
    state = backup_state(wallet)
    assert (state.last, state.unsaved, state.age, state.overdue) == (None, 2, None, False)
    clock.at = NOW + timedelta(days=8)
    assert backup_state(wallet).overdue
    made(wallet, tmp_path / "wallet.age")
    state = backup_state(wallet)
    assert state.last is not None
    assert (state.last.name, state.last.badges, state.unsaved, state.overdue) == ("wallet.age", 2, 0, False)
    clock.at += timedelta(days=1)
    import_bytes(wallet, "badge", World().badge(), own_badges(wallet))
    state = backup_state(wallet)
    assert (state.unsaved, state.age, state.overdue) == (1, timedelta(days=1), False)
    clock.at += timedelta(days=8)
    assert backup_state(wallet).overdue


def test_a_backup_grows_old_though_nothing_came(wallet: Wallet, tmp_path: Path) -> None:
    made(wallet, tmp_path / "wallet.age")
    assert isinstance(wallet.clock, Clock)
    wallet.clock.at = NOW + timedelta(days=200)
    assert backup_state(wallet).overdue


def test_nothing_is_restored_over_a_wallet(wallet: Wallet, tmp_path: Path) -> None:
    made(wallet, tmp_path / "wallet.age")
    make(tmp_path / "two").vault.close()
    before = (tmp_path / "two/vault/vault.db").read_bytes()
    with pytest.raises(RefusedError, match="a wallet in this folder already"):
        list(restore(folders(tmp_path / "two"), backup(tmp_path / "wallet.age"), "another one", Clock()))
    assert (tmp_path / "two/vault/vault.db").read_bytes() == before


def test_a_restore_that_is_not_finished_leaves_no_wallet(wallet: Wallet, tmp_path: Path) -> None:
    made(wallet, tmp_path / "wallet.age")
    three = folders(tmp_path / "three")
    steps = restore(three, backup(tmp_path / "wallet.age"), "another one", Clock())
    next(step for step in steps if step.stage is Stage.RESTORING)
    steps.close()
    assert not wallet_exists(three)
    assert [path.name for path in three.vault.iterdir()] == ["vault.lock"]
    list(restore(three, backup(tmp_path / "wallet.age"), "another one", Clock()))
    assert wallet_exists(three)


def test_a_wrong_passphrase_is_one_and_nothing_else(wallet: Wallet, tmp_path: Path) -> None:
    made(wallet, tmp_path / "wallet.age")
    with pytest.raises(WrongPassphraseError):
        list(rehearse(backup(tmp_path / "wallet.age", "another one")))


def test_a_backup_of_a_newer_rosette_is_refused(
    wallet: Wallet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = made(wallet, tmp_path / "wallet.age")
    monkeypatch.setattr("wallet.operations.restoring.STEPS", ((),) * (contents.schema - 1))
    with pytest.raises(VaultTooNewError, match="newer Rosette"):
        list(restore(folders(tmp_path / "two"), backup(tmp_path / "wallet.age"), "another one", Clock()))


def test_what_is_cut_off_or_changed_anywhere_is_refused_in_words(wallet: Wallet, tmp_path: Path) -> None:
    path, other = tmp_path / "wallet.age", tmp_path / "other.age"
    made(wallet, path)
    whole = path.read_bytes()
    places = [*range(200), *range(200, len(whole), len(whole) // 40), len(whole) - 1]
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        for spoilt in (whole[:place], bytes(flipped)):
            other.write_bytes(spoilt)
            with pytest.raises((BackupError, WrongPassphraseError)):
                list(rehearse(backup(other)))
    other.write_bytes(whole + b"more")
    with pytest.raises(BackupError):
        list(rehearse(backup(other)))


def test_a_merge_brings_what_is_missing_and_says_so(wallet: Wallet, tmp_path: Path) -> None:
    made(wallet, tmp_path / "wallet.age")
    other = make(tmp_path / "two")
    kept, gone = library.cards(wallet, BadgeQuery(), 0, 10)
    stored = wallet.vault.get(kept.id)
    import_bytes(other, "mine", stored.container or stored.document, own_badges(other))
    results = list(merge(other, backup(tmp_path / "wallet.age")))
    outcomes = {
        result.badge.id: result.outcome for result in results if isinstance(result, MergeResult) and result.badge
    }
    assert outcomes == {kept.id: Merged.NOTED if stored.note else Merged.KEPT, gone.id: Merged.ADDED}
    assert results[-1] == MergedRest(keys=1, shares=0, presets=1, in_bin=1, packs=0)
    assert {other.vault.get(card.id).note for card in (kept, gone)} == {"", "a note \N{SNOWMAN}"}
    assert other.vault.evidence() == []
    again = list(merge(other, backup(tmp_path / "wallet.age")))
    assert {result.outcome for result in again if isinstance(result, MergeResult)} == {Merged.KEPT}
    assert again[-1] == MergedRest(keys=0, shares=0, presets=0, in_bin=1, packs=0)
    theirs = wallet.vault.holder("a purpose", KeyType.ED25519, NOW)
    own = other.vault.holder("a purpose", KeyType.ED25519, NOW)
    assert own.did != theirs.did
    assert other.vault.signer_for(theirs.public_key) is not None
    assert not (other.vault.folder / "merging").exists()
    lock(other)


def test_two_notes_on_one_badge_are_both_kept(wallet: Wallet, tmp_path: Path) -> None:
    made(wallet, tmp_path / "wallet.age")
    noted = next(card for card in library.cards(wallet, BadgeQuery(), 0, 10) if wallet.vault.get(card.id).note)
    library.set_note(wallet, noted.id, "another note")
    results = [each for each in merge(wallet, backup(tmp_path / "wallet.age")) if isinstance(each, MergeResult)]
    (conflict,) = [result for result in results if result.outcome is Merged.CONFLICT]
    assert conflict.badge is not None
    assert conflict.badge.id == noted.id
    assert "in the backup" in conflict.reason
    assert wallet.vault.get(noted.id).note == "another note"


def test_a_merge_of_what_is_no_backup_changes_nothing(wallet: Wallet, tmp_path: Path) -> None:
    before = everything(wallet)
    (tmp_path / "wallet.age").write_bytes(b"age-encryption.org/v1\nno")
    with pytest.raises(BackupError):
        list(merge(wallet, backup(tmp_path / "wallet.age")))
    assert everything(wallet) == before


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_what_cannot_be_read_is_said_in_words(tmp_path: Path, kind: str) -> None:
    if kind == "folder":
        (tmp_path / "wallet.age").mkdir()
    with pytest.raises(WalletError, match="could not be read"):
        list(rehearse(backup(tmp_path / "wallet.age")))


def pack(version: int = 1) -> EvidencePack:
    document = EvidenceDocument("did:web:a.example", EvidenceKind.DID_DOCUMENT, b"{}", NOW, Source.PACK, "A pack")
    return EvidencePack("A pack", NOW, NOW + timedelta(days=90), version, (document,), ())


def test_issuer_lists_come_back_with_a_wallet_and_stay_behind_in_a_merge(wallet: Wallet, tmp_path: Path) -> None:
    adopt_pack(wallet.packs, pack())
    made(wallet, tmp_path / "wallet.age")
    there = folders(tmp_path / "two")
    list(restore(there, backup(tmp_path / "wallet.age"), "a passphrase", Clock()))
    (restored,) = adopted_packs(there.packs, LIMITS)
    assert (restored.name, restored.documents[0].content) == ("A pack", b"{}")
    other = make(tmp_path / "three")
    *_, rest = merge(other, backup(tmp_path / "wallet.age"))
    assert isinstance(rest, MergedRest)
    assert rest.packs == 1
    assert adopted_packs(other.packs, LIMITS) == []
    lock(other)


def test_a_newer_issuer_list_that_is_there_is_not_replaced(wallet: Wallet, tmp_path: Path) -> None:
    adopt_pack(wallet.packs, pack())
    made(wallet, tmp_path / "wallet.age")
    there = folders(tmp_path / "two")
    adopt_pack(there.packs, pack(version=2))
    list(restore(there, backup(tmp_path / "wallet.age"), "a passphrase", Clock()))
    assert [each.version for each in adopted_packs(there.packs, LIMITS)] == [2]


def test_the_sharing_history_is_merged_once(wallet: Wallet, tmp_path: Path) -> None:
    wallet.vault.add_share(Share("Somebody", NOW, "", "", "ab" * 32, "application/json", ()))
    made(wallet, tmp_path / "wallet.age")
    other = make(tmp_path / "two")
    for shares in (1, 0):
        *_, rest = merge(other, backup(tmp_path / "wallet.age"))
        assert isinstance(rest, MergedRest)
        assert rest.shares == shares
    assert other.vault.shares() == wallet.vault.shares()
    lock(other)


def test_a_preset_that_is_merged_takes_no_name_that_is_taken_in_any_case(wallet: Wallet, tmp_path: Path) -> None:
    for name in ("Minimum", "Evening", "EVENING"):
        wallet.vault.change_presets((), [OwnPreset(name, frozenset({"Date of birth"}))], NOW)
    made(wallet, tmp_path / "wallet.age")
    other = make(tmp_path / "two")
    other.vault.change_presets((), [OwnPreset("Mine", frozenset({"Result"}))], NOW)
    for presets in (1, 0):
        *_, rest = merge(other, backup(tmp_path / "wallet.age"))
        assert isinstance(rest, MergedRest)
        assert rest.presets == presets
    assert {preset.name.casefold(): preset.kinds for preset in other.vault.presets()} == {
        "mine": {"Result"},
        "evening": {"Date of birth"},
    }
    assert find_preset(wallet, "minimum") is Preset.MINIMUM
    lock(other)


def test_what_is_no_badge_is_refused_in_a_merge_with_the_reason(wallet: Wallet, tmp_path: Path) -> None:
    wallet.vault.add(make_badge("No badge"))
    badge = World().badge()
    hidden = replace(make_badge("Another"), document=badge, container=World().sd_jwt())
    wallet.vault.add(replace(hidden, card=replace(hidden.card, id=BadgeId(sha256(badge).hexdigest()))))
    made(wallet, tmp_path / "wallet.age")
    other = make(tmp_path / "two")
    results = [each for each in merge(other, backup(tmp_path / "wallet.age")) if isinstance(each, MergeResult)]
    refused = {result.name: result.reason for result in results if result.outcome is Merged.REFUSED}
    assert set(refused) == {"No badge", "Another"}
    assert all(refused.values())
    assert other.vault.count(BadgeQuery()) == len(results) - 2
    lock(other)


def test_no_key_claim_or_passphrase_is_on_the_disk_in_the_clear(wallet: Wallet, tmp_path: Path) -> None:
    signer = wallet.vault.holder("a purpose", KeyType.ED25519, NOW)
    with wallet.vault.copying() as copy:
        rows = next(member.data for member in copy.members() if "holder_keys" in member.name)
    secret = b64decode(json.loads(rows)["secret"]["base64"])
    assert PrivateKey.from_bytes(KeyType.ED25519, secret).public_key == signer.public_key
    needles = [secret, secret.hex().encode(), b64encode(secret)[:40], PASSPHRASE.encode(), b"Lockpicking", b"a note"]
    for step in back_up(wallet, tmp_path / "wallet.age", PASSPHRASE):
        assert step.total
        assert hits(tmp_path, needles) == []
    for _ in restore(folders(tmp_path / "two"), backup(tmp_path / "wallet.age"), "another one", Clock()):
        assert hits(tmp_path, needles) == []
    for _ in merge(wallet, backup(tmp_path / "wallet.age")):
        assert hits(tmp_path, needles) == []


def hits(folder: Path, needles: list[bytes]) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files for needle in needles if needle in path.read_bytes()]
