"""Tags and favourites; `operations.bin.undo` takes every change of them back."""

from __future__ import annotations

from collections.abc import Sequence

from wallet.model.badge import BadgeId
from wallet.model.collection import Belongings, Tag
from wallet.operations.wallet import Wallet


def tags(wallet: Wallet) -> list[Tag]:
    """Return every tag with how many badges have it, by name."""
    return wallet.vault.tags()


def tag(wallet: Wallet, ids: Sequence[BadgeId], name: str) -> int:
    """Put a tag on badges, and return how many of them had it not; one that differs in case alone is the same.

    Raises:
        RefusedError: If it is no name, or there is no such badge.
    """
    return wallet.vault.tag(ids, name, wallet.clock.now())


def untag(wallet: Wallet, ids: Sequence[BadgeId], name: str) -> int:
    """Take a tag off badges, and return how many of them had it.

    Raises:
        RefusedError: If there is no such badge.
    """
    return wallet.vault.untag(ids, name, wallet.clock.now())


def rename_tag(wallet: Wallet, old: str, new: str) -> int:
    """Call a tag otherwise, and return on how many badges; where there is one of that name, the two become one.

    Raises:
        RefusedError: If there is no such tag, or the new name is none.
    """
    return wallet.vault.rename_tag(old, new, wallet.clock.now())


def remove_tag(wallet: Wallet, name: str) -> int:
    """Take a tag off all badges, and return off how many.

    Raises:
        RefusedError: If there is no such tag.
    """
    return wallet.vault.remove_tag(name, wallet.clock.now())


def set_favourites(wallet: Wallet, ids: Sequence[BadgeId], *, are: bool) -> int:
    """Make badges favourites, or such no more, and return how many that changed.

    Raises:
        RefusedError: If there is no such badge.
    """
    return wallet.vault.set_favourites(ids, wallet.clock.now(), are=are)


def belongings(wallet: Wallet, badge_id: BadgeId) -> Belongings:
    """Return how the owner put one badge in order: its collections, its tags, whether it is a favourite.

    Raises:
        RefusedError: If there is no such badge.
    """
    return wallet.vault.belongings(badge_id)
