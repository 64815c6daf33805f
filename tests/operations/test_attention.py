"""What needs the owner's attention, in which words, and until when it stays dismissed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.operations.conftest import Clock
from tests.vault.making import AT, make_badge, make_report
from wallet.model.attention import Matter, Notice
from wallet.model.backup import BackupRecord
from wallet.model.badge import StoredBadge
from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.facts import BadgeFacts
from wallet.model.report import Verdict
from wallet.operations.attention import attention, dismiss, recall
from wallet.operations.wallet import Wallet
from wallet.settings import Folders

DAY = timedelta(days=1)


def ending(days: float, name: str = "First aid", verdict: Verdict = Verdict.VERIFIED) -> StoredBadge:
    badge = make_badge(name, verdict=verdict)
    return replace(badge, card=replace(badge.card, valid_until=AT + days * DAY))


def told(wallet: Wallet, folders: Folders) -> list[tuple[Matter, str]]:
    return [(notice.matter, notice.card.name if notice.card else "") for notice in attention(wallet, folders)]


def the_one(wallet: Wallet, folders: Folders) -> Notice:
    (notice,) = attention(wallet, folders)
    return notice


def test_a_new_wallet_needs_nothing(wallet: Wallet, folders: Folders) -> None:
    assert attention(wallet, folders) == []


def test_what_weighs_most_comes_first_and_a_badge_is_named_once(wallet: Wallet, folders: Folders) -> None:
    wallet.vault.add_all(
        [
            ending(20, "Ends soon"),
            ending(5, "Ends first"),
            ending(61, "Ends late"),
            ending(-3, "Ended"),
            ending(-3, "Withdrawn and ended", Verdict.REVOKED),
            make_badge("On hold", verdict=Verdict.SUSPENDED),
            make_badge("Changed", verdict=Verdict.FAILED),
        ]
    )
    assert told(wallet, folders) == [
        (Matter.CHANGED, "Changed"),
        (Matter.WITHDRAWN, "Withdrawn and ended"),
        (Matter.ON_HOLD, "On hold"),
        (Matter.EXPIRED, "Ended"),
        (Matter.EXPIRING, "Ends first"),
        (Matter.EXPIRING, "Ends soon"),
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [(59, "It ends in 59 days."), (2.5, "It ends in 2 days."), (1.5, "It ends tomorrow."), (0.5, "It ends today.")],
)
def test_an_end_is_said_in_days(wallet: Wallet, folders: Folders, days: float, words: str) -> None:
    wallet.vault.add(ending(days))
    assert the_one(wallet, folders).what == words


def test_a_dismissed_reminder_comes_again_thirty_and_seven_days_before_the_end(
    wallet: Wallet, folders: Folders, clock: Clock
) -> None:
    wallet.vault.add(ending(59))
    wallet.vault.add_backup(BackupRecord(AT, "backup.age", 1, 1))
    seen = []
    for day in range(60):
        clock.at = AT + day * DAY
        for notice in attention(wallet, folders):
            seen.append((59 - day, notice.matter))
            dismiss(wallet, notice)
    assert seen == [(59, Matter.EXPIRING), (29, Matter.EXPIRING), (6, Matter.EXPIRING), (0, Matter.EXPIRED)]


def test_a_notice_stays_dismissed_until_it_changes_and_can_be_recalled(wallet: Wallet, folders: Folders) -> None:
    badge = make_badge("On hold", verdict=Verdict.SUSPENDED)
    wallet.vault.add(badge)
    notice = the_one(wallet, folders)
    dismiss(wallet, notice)
    assert attention(wallet, folders) == []
    assert attention(wallet, folders, with_dismissed=True) == [replace(notice, is_dismissed=True)]
    recall(wallet, notice)
    assert attention(wallet, folders) == [notice]
    dismiss(wallet, notice)
    wallet.vault.update_report(replace(badge.card, verdict=Verdict.REVOKED), make_report(Verdict.REVOKED))
    assert told(wallet, folders) == [(Matter.WITHDRAWN, "On hold")]


def test_an_issuer_that_has_a_newer_version_is_asked_for_it(wallet: Wallet, folders: Folders) -> None:
    renewed = Check(CheckId.STATUS, Outcome.PASSED, Code.STATUS_RENEWED, "The issuer has a newer version.")
    badge = make_badge("First aid")
    wallet.vault.add(replace(badge, report=replace(badge.report, checks=(renewed,))))
    assert told(wallet, folders) == [(Matter.NEWER_VERSION, "First aid")]
    wallet.vault.update_report(badge.card, badge.report)
    assert attention(wallet, folders) == []


def test_a_badge_that_names_where_a_newer_one_is_says_so(wallet: Wallet, folders: Folders) -> None:
    wallet.vault.add(replace(ending(-1), facts=BadgeFacts(refreshes=True)))
    assert "offers a newer one" in the_one(wallet, folders).remedy


def test_a_renewed_badge_needs_no_attention(wallet: Wallet, folders: Folders) -> None:
    facts = BadgeFacts("", "urn:first-aid", "did:key:me")
    old = replace(ending(-1, "Old"), facts=facts)
    new = replace(ending(800, "New"), facts=facts)
    wallet.vault.add_all([old, replace(new, card=replace(new.card, valid_from=AT))])
    assert attention(wallet, folders) == []


def test_badges_that_nobody_checked_for_long_and_a_backup_are_one_notice_each(
    wallet: Wallet, folders: Folders, clock: Clock
) -> None:
    wallet.vault.add_all([make_badge("One"), make_badge("Two")])
    clock.at = AT + 100 * DAY
    backup, unchecked = attention(wallet, folders)
    assert (backup.matter, backup.count, backup.what) == (Matter.BACKUP, 2, "There is no backup of your wallet.")
    assert (unchecked.matter, unchecked.count, unchecked.at) == (Matter.UNCHECKED, 2, AT)
    dismiss(wallet, backup)
    dismiss(wallet, unchecked)
    assert attention(wallet, folders) == []
    wallet.vault.add(make_badge("Three"))
    assert told(wallet, folders) == [(Matter.BACKUP, "")]
    wallet.vault.add_backup(BackupRecord(clock.at, "backup.age", 3, 9))
    assert attention(wallet, folders) == []


def test_files_put_back_from_an_older_copy_come_first(
    wallet: Wallet, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folders.config / "generations").mkdir(parents=True)
    (folders.config / "generations" / wallet.vault.id).write_text("999\n")
    notice = the_one(wallet, folders)
    assert (notice.matter, notice.count) == (Matter.WALLET, 0)
    assert notice.what.startswith("This wallet is older")
