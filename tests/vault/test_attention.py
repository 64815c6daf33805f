"""What needs its owner's attention: the worst of each badge, and notices that come back in another state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.vault.making import AT, make_badge, make_report
from wallet.model.attention import REMIND_DAYS, UNCHECKED_FOR, Matter
from wallet.model.badge import StoredBadge
from wallet.model.facts import BadgeFacts
from wallet.model.report import Verdict
from wallet.vault.vault import Vault


def made(name: str, verdict: Verdict = Verdict.VERIFIED, ends_in: int | None = None) -> StoredBadge:
    badge = make_badge(name, verdict=verdict)
    ends = None if ends_in is None else AT + timedelta(days=ends_in)
    return replace(badge, card=replace(badge.card, valid_until=ends), report=make_report(verdict, name))


def test_each_badge_is_named_once_with_its_worst_trouble(vault: Vault) -> None:
    sooner = replace(made("Sooner", ends_in=1), facts=BadgeFacts(refreshes=True))
    badges = [
        made("Well"),
        made("Much later", ends_in=REMIND_DAYS[-1] + 1),
        made("Later", ends_in=REMIND_DAYS[-1]),
        sooner,
        made("Over", ends_in=-1),
        made("On hold", Verdict.SUSPENDED, ends_in=-1),
        made("Withdrawn", Verdict.REVOKED),
        made("Changed", Verdict.FAILED, ends_in=1),
        made("In the bin", Verdict.FAILED),
    ]
    vault.add_all(badges)
    vault.remove([badges[-1].card.id], AT)
    assert [(each.matter, each.card.name, each.refreshes) for each in vault.troubles(AT)] == [
        (Matter.CHANGED, "Changed", False),
        (Matter.WITHDRAWN, "Withdrawn", False),
        (Matter.ON_HOLD, "On hold", False),
        (Matter.EXPIRED, "Over", False),
        (Matter.EXPIRING, "Sooner", True),
        (Matter.EXPIRING, "Later", False),
    ]


def test_checks_of_too_long_ago_are_counted_from_the_first(vault: Vault) -> None:
    assert vault.unchecked(AT + UNCHECKED_FOR) == (0, None)
    later = make_badge("Later")
    vault.add_all([make_badge("First"), replace(later, card=replace(later.card, checked_at=AT + timedelta(days=1)))])
    assert vault.unchecked(AT + UNCHECKED_FOR) == (0, None)
    assert vault.unchecked(AT + UNCHECKED_FOR + timedelta(hours=1)) == (1, AT)
    assert vault.unchecked(AT + UNCHECKED_FOR + timedelta(days=2)) == (2, AT)


def test_a_notice_is_dismissed_in_the_state_that_it_was_in_until_it_is_recalled(vault: Vault) -> None:
    vault.dismiss("expiring a", "60", AT)
    vault.dismiss("backup", "never", AT)
    vault.dismiss("expiring a", "30", AT + timedelta(days=30))
    assert vault.dismissed() == {"expiring a": "30", "backup": "never"}
    vault.recall("backup")
    vault.recall("backup")
    assert vault.dismissed() == {"expiring a": "30"}


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_moment_of_an_end_is_past(vault: Vault, days: int) -> None:
    vault.add(made("Ends", ends_in=0))
    matter = Matter.EXPIRING if days < 0 else Matter.EXPIRED
    assert [each.matter for each in vault.troubles(AT + timedelta(days=days))] == [matter]
