"""What a vault keeps comes back: badges, reports, notes, pictures, evidence; and its life from creation to close."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.vault.making import AT, CHEAP, PASSPHRASE, make_badge, make_report, make_vault
from wallet.model.backup import SnapshotReason
from wallet.model.badge import Added, BadgeId, BadgeQuery
from wallet.model.checks import Source
from wallet.model.credential import Carrier
from wallet.model.errors import (
    LockedError,
    RefusedError,
    VaultBusyError,
    VaultDamagedError,
    VaultMissingError,
    WalletError,
    WrongPassphraseError,
)
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.report import Verdict
from wallet.model.vault_state import SlotKind
from wallet.sandbox.images import RawImage
from wallet.vault.header_files import keyring_enabled, vault_exists
from wallet.vault.recovery_code import RecoveryCode
from wallet.vault.vault import Vault

POSIX_MODES = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
EVERY_BYTE = bytes(range(256)) * 40


def test_a_badge_comes_back_byte_for_byte(vault: Vault) -> None:
    badge = make_badge(texts="some text", note="my note")
    odd = replace(
        badge,
        card=replace(badge.card, id=BadgeId(hashlib.sha256(EVERY_BYTE).hexdigest()), valid_until=AT, has_art=True),
        document=EVERY_BYTE,
        container=EVERY_BYTE[::-1],
        carrier=Carrier.PNG,
    )
    assert vault.add(odd) is Added.ADDED
    assert vault.get(odd.card.id) == odd


def test_everything_is_there_after_closing_and_opening(folder: Path) -> None:
    badge = make_badge(texts="some text", note="my note")
    with make_vault(folder) as vault:
        vault_id = vault.id
        vault.add(badge)
    with Vault.open(folder, PASSPHRASE) as vault:
        assert vault.id == vault_id
        assert vault.get(badge.card.id) == badge


def test_the_same_bytes_are_one_badge(vault: Vault) -> None:
    badge = make_badge()
    assert vault.add_all([badge, badge]) == [Added.ADDED, Added.DUPLICATE]
    assert vault.add(replace(badge, note="another")) is Added.DUPLICATE
    assert vault.get(badge.card.id).note == ""
    assert vault.count(BadgeQuery()) == 1


def test_an_id_that_is_not_the_hash_is_our_mistake_and_keeps_nothing(vault: Vault) -> None:
    wrong = replace(make_badge("Second"), document=b"other bytes")
    with pytest.raises(ValueError, match="SHA-256"):
        vault.add_all([make_badge("First"), wrong])
    assert vault.count(BadgeQuery()) == 0
    assert vault.add(make_badge("First")) is Added.ADDED


def test_a_badge_that_is_not_there_is_refused_in_words(vault: Vault) -> None:
    absent = make_badge().card
    for verb in (
        lambda: vault.get(absent.id),
        lambda: vault.set_note(absent.id, "x", AT),
        lambda: vault.update_report(absent, make_report()),
        lambda: vault.remove([absent.id], AT),
    ):
        with pytest.raises(RefusedError, match="no such badge"):
            verb()


def test_an_id_is_found_by_its_beginning(vault: Vault) -> None:
    badges = [make_badge(f"Badge {number}") for number in range(50)]
    vault.add_all(badges)
    wanted = badges[7].card.id
    assert vault.find_id(wanted[:8]) == wanted
    assert vault.find_id(wanted.upper()) == wanted
    for prefix, reason in ((wanted[:7], "no badge's id"), ("%" * 8, "no badge's id"), ("0" * 64, "no such badge")):
        with pytest.raises(RefusedError, match=reason):
            vault.find_id(prefix)


def test_an_ambiguous_beginning_is_refused(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.vault.badges.SHORTEST_PREFIX", 1)
    badges = [make_badge(f"Badge {number}") for number in range(17)]
    vault.add_all(badges)
    first_digits = [badge.card.id[0] for badge in badges]
    shared = next(digit for digit in first_digits if first_digits.count(digit) > 1)
    with pytest.raises(RefusedError, match="More than one"):
        vault.find_id(shared)


def test_a_new_check_changes_the_report_and_the_card(vault: Vault) -> None:
    badge = make_badge(texts="some text", note="kept")
    vault.add(badge)
    later = AT + timedelta(days=3)
    card = replace(badge.card, verdict=Verdict.REVOKED, checked_at=later, added_at=later, issuer_name="New name")
    vault.update_report(card, make_report(Verdict.REVOKED))
    kept = vault.get(badge.card.id)
    assert kept.report == make_report(Verdict.REVOKED)
    assert kept.card == replace(card, added_at=badge.card.added_at)
    assert (kept.note, kept.document) == ("kept", badge.document)
    assert vault.count(BadgeQuery(text="new name")) == 1
    assert vault.count(BadgeQuery(text="university")) == 0


def test_removed_badges_wait_in_the_bin(vault: Vault) -> None:
    badge, other = make_badge("First", note="kept"), make_badge("Second")
    vault.add_all([badge, other])
    vault.remove([badge.card.id], AT)
    assert [card.name for card in vault.cards(BadgeQuery(), 0, 10)] == ["Second"]
    assert vault.count(BadgeQuery(text="first")) == 0
    with pytest.raises(RefusedError):
        vault.get(badge.card.id)
    vault.restore([vault.find_id(badge.card.id[:12]), other.card.id], AT)
    assert vault.get(badge.card.id) == badge


def test_removing_is_all_or_nothing(vault: Vault) -> None:
    badge = make_badge()
    vault.add(badge)
    with pytest.raises(RefusedError):
        vault.remove([badge.card.id, make_badge("Other").card.id], AT)
    assert vault.count(BadgeQuery()) == 1


def test_importing_a_badge_again_takes_it_out_of_the_bin(vault: Vault) -> None:
    badge = make_badge(note="kept")
    vault.add(badge)
    vault.remove([badge.card.id], AT)
    fresh = replace(make_badge(verdict=Verdict.EXPIRED), note="")
    assert vault.add(fresh) is Added.ADDED
    assert vault.get(badge.card.id).report.verdict is Verdict.EXPIRED
    assert vault.get(badge.card.id).note == "kept"
    assert vault.count(BadgeQuery(verdict=Verdict.EXPIRED)) == 1


def test_emptying_the_bin_deletes_what_is_old_enough(vault: Vault) -> None:
    old, young, kept = make_badge("Old", note="n"), make_badge("Young"), make_badge("Kept")
    vault.add_all([old, young, kept])
    vault.set_thumbnail(old.card.id, 1, RawImage(1, 1, b"abcd"))
    vault.remove([old.card.id], AT)
    vault.remove([young.card.id], AT + timedelta(days=2))
    assert vault.empty_bin(AT + timedelta(days=1)) == 1
    vault.restore([old.card.id, young.card.id], AT)
    assert {card.name for card in vault.cards(BadgeQuery(), 0, 10)} == {"Kept", "Young"}
    with vault._database.reading() as connection:
        for table in ("bodies", "reports", "texts", "notes", "thumbnails"):
            rows = connection.execute(f"SELECT count(*) FROM {table} WHERE badge NOT IN (SELECT key FROM badges)")  # noqa: S608
            assert rows.fetchone() == (0,)


def test_pictures_are_kept_by_size(vault: Vault) -> None:
    badge = make_badge()
    vault.add(badge)
    image = RawImage(2, 3, bytes(range(24)))
    assert vault.thumbnail(badge.card.id, 64) is None
    vault.set_thumbnail(badge.card.id, 64, image)
    assert vault.thumbnail(badge.card.id, 64) == image
    assert vault.thumbnail(badge.card.id, 128) is None
    vault.set_thumbnail(badge.card.id, 64, RawImage(1, 1, b"abcd"))
    assert vault.thumbnail(badge.card.id, 64) == RawImage(1, 1, b"abcd")
    with pytest.raises(ValueError, match="four bytes"):
        vault.set_thumbnail(badge.card.id, 64, RawImage(2, 2, b"abcd"))


def test_a_picture_of_a_badge_that_has_left_is_not_kept(vault: Vault) -> None:
    badge = make_badge()
    vault.set_thumbnail(badge.card.id, 64, RawImage(1, 1, b"abcd"))
    vault.add(badge)
    assert vault.thumbnail(badge.card.id, 64) is None


def test_evidence_is_kept_in_every_copy_that_differs(vault: Vault) -> None:
    first = EvidenceDocument("did:web:a.example", EvidenceKind.DID_DOCUMENT, b"{1}", AT, Source.ONLINE)
    second = replace(first, content=b"{2}", fetched=AT + timedelta(days=1))
    again = replace(first, fetched=AT + timedelta(hours=1))
    packed = replace(first, pack="Fair pack", source=Source.PACK)
    vault.add_evidence([first, second])
    vault.add_evidence([again, packed])
    assert vault.evidence() == [second, again, packed]


def test_a_vault_is_made_where_none_is(folder: Path) -> None:
    assert not vault_exists(folder)
    with pytest.raises(VaultMissingError, match="no wallet in this folder"):
        Vault.open(folder, PASSPHRASE)
    with make_vault(folder):
        assert vault_exists(folder)
        assert not keyring_enabled(folder)
    with pytest.raises(RefusedError, match="already"):
        make_vault(folder)


def test_a_wrong_passphrase_says_so_and_leaves_the_vault_free(folder: Path) -> None:
    make_vault(folder).close()
    for wrong in ("correct horse", "", "\x00"):
        with pytest.raises(WrongPassphraseError, match="not the passphrase"):
            Vault.open(folder, wrong)
    Vault.open(folder, PASSPHRASE).close()


def test_an_empty_passphrase_makes_no_vault(folder: Path) -> None:
    with pytest.raises(RefusedError, match="empty"):
        make_vault(folder, "")
    assert not vault_exists(folder)
    make_vault(folder).close()


def test_changing_the_passphrase_rewraps(folder: Path) -> None:
    with make_vault(folder) as vault:
        vault.add(make_badge())
        with pytest.raises(WrongPassphraseError):
            vault.change_passphrase("another", "new one")
        vault.change_passphrase(PASSPHRASE, "new one")
        with pytest.raises(WrongPassphraseError):
            vault.change_passphrase(PASSPHRASE, "newer one")
    with pytest.raises(WrongPassphraseError):
        Vault.open(folder, PASSPHRASE)
    with Vault.open(folder, "new one") as vault:
        assert vault.count(BadgeQuery()) == 1


def test_one_owner_at_a_time(folder: Path) -> None:
    with make_vault(folder):
        with pytest.raises(VaultBusyError, match="already open"):
            Vault.open(folder, PASSPHRASE)
        with pytest.raises(VaultBusyError):
            make_vault(folder)
    Vault.open(folder, PASSPHRASE).close()


@POSIX_MODES
def test_files_are_their_owners_alone_whatever_the_umask(folder: Path) -> None:
    umask = os.umask(0)
    try:
        with make_vault(folder) as vault:
            vault.add(make_badge())
            names = {path.name for path in folder.iterdir()}
            assert {"vault.hdr", "vault.hdr2", "vault.db", "vault.db-wal", "vault.lock"} <= names
            assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
    finally:
        os.umask(umask)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@POSIX_MODES
def test_files_that_a_copy_opened_to_others_are_private_again(folder: Path) -> None:
    make_vault(folder).close()
    for path in folder.iterdir():
        path.chmod(0o644)
    Vault.open(folder, PASSPHRASE).close()
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())


@POSIX_MODES
def test_snapshots_that_a_copy_opened_to_others_are_private_again(folder: Path) -> None:
    with make_vault(folder) as vault, vault.copying() as copy:
        copy.keep(AT, SnapshotReason.ASKED)
    (snapshot,) = (folder / "snapshots").iterdir()
    snapshot.chmod(0o644)
    snapshot.parent.chmod(0o755)
    Vault.open(folder, PASSPHRASE).close()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (snapshot, snapshot.parent)] == [0o600, 0o700]


def test_broken_text_is_kept_as_far_as_it_can_be(vault: Vault) -> None:
    badge = make_badge()
    vault.add(replace(badge, report=badge.report.named("caf\udce9.json")))
    assert vault.get(badge.card.id).report.input == "caf\udce9.json"
    vault.set_note(badge.card.id, "half \ud800, nul \x00, whole \U0001f393", AT)
    assert vault.get(badge.card.id).note == "half \ufffd, nul \x00, whole \U0001f393"


def test_a_closed_vault_is_one_database_file(folder: Path) -> None:
    vault = make_vault(folder)
    vault.add(make_badge())
    vault.close()
    vault.close()
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["vault.db", "vault.hdr", "vault.hdr2", "vault.lock"]
    for verb in (lambda: vault.count(BadgeQuery()), lambda: vault.add(make_badge())):
        with pytest.raises(LockedError, match="wallet is locked"):
            verb()


def test_a_vault_whose_making_was_cut_short_is_finished(folder: Path) -> None:
    make_vault(folder).close()
    (folder / "vault.db").rename(folder / "vault.db.new")
    with Vault.open(folder, PASSPHRASE) as vault:
        assert vault.count(BadgeQuery()) == 0


def test_a_leftover_of_a_making_that_failed_is_no_vault(folder: Path) -> None:
    folder.mkdir()
    (folder / "vault.db.new").write_bytes(b"half of a database")
    assert not vault_exists(folder)
    make_vault(folder).close()
    assert not (folder / "vault.db.new").exists()


def test_the_folder_may_not_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(WalletError, match="folder could not be made"):
            make_vault(folder)


def test_a_database_that_is_missing_foreign_or_cut_off_is_said_to_be(folder: Path, tmp_path: Path) -> None:
    make_vault(folder).close()
    make_vault(tmp_path / "other").close()
    path = folder / "vault.db"
    whole = path.read_bytes()
    foreign = (tmp_path / "other" / "vault.db").read_bytes()
    path.unlink()
    with pytest.raises(VaultDamagedError, match="missing"):
        Vault.open(folder, PASSPHRASE)
    for content in (foreign, b"", b"x", whole[:4096], b"SQLite format 3\x00" + bytes(8000), bytes(len(whole))):
        path.write_bytes(content)
        with pytest.raises(VaultDamagedError, match="estore a backup"):
            Vault.open(folder, PASSPHRASE)
    path.write_bytes(whole)
    Vault.open(folder, PASSPHRASE).close()


def test_a_changed_document_is_noticed(vault: Vault) -> None:
    badge = make_badge()
    vault.add(badge)
    with vault._database.writing() as connection:
        connection.execute("UPDATE bodies SET document = ?", (b"other bytes",))
    with pytest.raises(VaultDamagedError, match="A badge in the wallet is damaged"):
        vault.get(badge.card.id)


def test_a_report_of_another_shape_is_noticed(vault: Vault) -> None:
    badge = make_badge()
    vault.add(badge)
    with vault._database.writing() as connection:
        connection.execute("UPDATE reports SET report = '{'")
    with pytest.raises(VaultDamagedError):
        vault.get(badge.card.id)


def test_the_real_cost_is_calibrated(folder: Path) -> None:
    Vault.create(folder, PASSPHRASE, AT).close()
    cost = Vault.open(folder, PASSPHRASE)._slots.header.passphrase.cost
    assert not cost.is_below_floor
    assert CHEAP.is_below_floor


def test_the_badges_that_may_be_bound_to_a_key_are_told_the_newest_first(vault: Vault) -> None:
    bound, token, other = (make_badge(name, minutes=minutes) for minutes, name in enumerate(("Bound", "Token", "Web")))
    token = replace(token, report=replace(token.report, subject_id=None))
    other = replace(other, report=replace(other.report, subject_id="did:web:learner.example"))
    vault.add_all([bound, token, other])
    assert vault.subjects() == [(token.card.id, None), (bound.card.id, "did:key:z6MkSubject")]
    vault.remove([token.card.id], AT)
    assert vault.subjects() == [(bound.card.id, "did:key:z6MkSubject")]


def test_the_state_names_each_way_of_unlocking(vault: Vault) -> None:
    with vault.slots() as slots:
        slots.set_recovery_code(RecoveryCode.new(), AT)
    passphrase, recovery = vault.state().slots
    assert (passphrase.kind, passphrase.memory_kib) == (SlotKind.PASSPHRASE, CHEAP.memory_kib)
    assert (recovery.kind, recovery.made_at) == (SlotKind.RECOVERY, AT)


def test_an_empty_bin_is_not_emptied(vault: Vault) -> None:
    vault.add(make_badge())
    generation = vault.generation
    assert (vault.empty_bin(AT + timedelta(days=1)), vault.generation) == (0, generation)
