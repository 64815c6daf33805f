"""The sharing history: what is written is read back, and outlives the badge."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

from tests.vault.making import AT, PASSPHRASE, make_badge
from wallet.model.badge import BadgeId
from wallet.model.sharing import Share, SharedBadge, SharedClaim
from wallet.vault.vault import Vault


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
