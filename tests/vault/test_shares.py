"""The sharing history: what is written is read back, and outlives the badge."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.vault.making import AT, PASSPHRASE, make_badge
from wallet.model.badge import BadgeId
from wallet.model.disclosure import Trace, TraceKind
from wallet.model.sharing import Share, SharedBadge, SharedClaim, Sighting, Way
from wallet.vault.database import Database
from wallet.vault.schema import STEPS, update_schema
from wallet.vault.shares import add_share, list_shares, sightings
from wallet.vault.vault import Vault

SIGNATURE, KEY = Trace(TraceKind.SIGNATURE, "01" * 32), Trace(TraceKind.KEY, "02" * 32)


def make_share(badge: BadgeId, receiver: str, days: int = 0) -> Share:
    claims = (SharedClaim("/result/0/value", "Result"), SharedClaim("/name", "Name"))
    shown = (SharedBadge(badge, "Pottery", claims), SharedBadge(badge, "Weaving", ()))
    digest = hashlib.sha256(receiver.encode()).hexdigest()
    return Share(receiver, AT + timedelta(days=days), "n1", "https://check.example", digest, "application/vp", shown)


def test_the_newest_line_comes_first(vault: Vault) -> None:
    badge = make_badge("Pottery").card.id
    older, newer = make_share(badge, "Glazing Works"), make_share(badge, "Clay & Co", days=1)
    vault.add_share(newer)
    vault.add_share(older)
    assert vault.shares() == [newer, older]


def test_a_wallet_that_shared_nothing_has_no_lines(vault: Vault) -> None:
    assert vault.shares() == []


def test_a_line_outlives_its_badge_and_the_session(vault: Vault, folder: Path) -> None:
    stored = make_badge("Pottery")
    vault.add(stored)
    share = make_share(stored.card.id, "Glazing Works")
    vault.add_share(share)
    vault.remove([stored.card.id], AT)
    assert vault.empty_bin(AT + timedelta(days=1)) == 1
    vault.close()
    with Vault.open(folder, PASSPHRASE) as again:
        assert again.shares() == [share]


def full_share(badge: BadgeId, receiver: str = "Glazing Works", *ways: Way) -> Share:
    shown = (SharedBadge(badge, "Pottery", (SharedClaim("/name", "Name"),), (SIGNATURE, KEY)),)
    line = replace(make_share(badge, receiver), badges=shown, purpose="The job", made=AT, ways=ways)
    return replace(line, until=AT + timedelta(days=30))


def test_every_part_of_a_line_is_read_back(vault: Vault) -> None:
    badge = make_badge("Pottery").card.id
    share = full_share(badge, "Glazing Works", Way.SCREEN, Way.FILE)
    untraced = replace(share, badges=(replace(share.badges[0], traces=None),), made=None, until=None)
    unlinkable = replace(share, badges=(replace(share.badges[0], traces=()),), digest="ab" * 32)
    for line in (share, untraced, unlinkable):
        vault.add_share(line)
    assert vault.shares() == [unlinkable, untraced, share]


def test_another_way_of_the_same_bytes_is_no_other_line(vault: Vault) -> None:
    badge = make_badge("Pottery").card.id
    for way in (Way.SCREEN, Way.FILE, Way.SCREEN):
        vault.add_share(full_share(badge, "Glazing Works", way))
    (share,) = vault.shares()
    assert share == full_share(badge, "Glazing Works", Way.SCREEN, Way.FILE)
    others = (
        replace(share, receiver="Clay & Co"),
        replace(share, purpose="Another job"),
        replace(share, digest="ab" * 32),
        replace(share, made=AT + timedelta(seconds=1)),
    )
    for number, line in enumerate(others, 2):
        vault.add_share(line)
        assert len(vault.shares()) == number


def test_traces_are_found_wherever_they_were_left(vault: Vault) -> None:
    one, other = make_badge("Pottery").card.id, make_badge("Weaving").card.id
    share = full_share(one)
    vault.add_share(share)
    wanted = SharedBadge(other, "Weaving", (), (KEY,))
    assert vault.sightings([wanted]) == [Sighting("Glazing Works", AT, one, KEY, AT)]
    assert vault.sightings([replace(wanted, traces=())]) == []
    vault.add_share(replace(share, receiver="", badges=(replace(wanted, traces=None),), made=None))
    assert vault.sightings([replace(wanted, traces=())]) == [Sighting("https://check.example", AT, other, None, None)]


def test_lines_of_an_older_rosette_stay_and_can_be_compared(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    path.touch()
    database = Database.open(path, b"k" * 32)
    badge = make_badge("Pottery").card.id
    with database.changing_schema() as connection:
        for statement in (statement for step in STEPS[:6] for statement in step):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 6")
        connection.execute("INSERT INTO shares VALUES (1, 'Vestavind', 0, '', '', x'ab', 'application/vp')")
        connection.execute("INSERT INTO shared_badges VALUES (1, 1, ?, 'Pottery')", (badge,))
        connection.execute("INSERT INTO shared_claims VALUES (1, '/name', 'Name')")
    update_schema(database)
    with database.changing_schema() as connection:
        (line,) = list_shares(connection)
        assert (line.to, line.purpose, line.until, line.made, line.ways) == ("Vestavind", "", None, None, ())
        assert line.badges == (SharedBadge(badge, "Pottery", (SharedClaim("/name", "Name"),), None),)
        (seen,) = sightings(connection, [SharedBadge(badge, "Pottery", (), (KEY,))])
        assert (seen.to, seen.badge, seen.trace) == ("Vestavind", badge, None)
        add_share(connection, full_share(badge))
        assert len(list_shares(connection)) == 2
    database.close()
