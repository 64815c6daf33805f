"""What badges are found by, read out of those of which it is not kept: kept by an older Rosette, or just restored."""

from __future__ import annotations

from collections.abc import Iterator

from wallet.formats.facts import facts_of
from wallet.model.badge import BadgeId
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.facts import BadgeFacts
from wallet.operations.library import credential_of
from wallet.operations.wallet import Wallet

_AT_ONCE = 50


def index(wallet: Wallet) -> Iterator[int]:
    """Read what badges are found by where it is not kept, step by step; nothing is to be done for most wallets.

    Until it is done, those badges are in no choice of skills, and none of them stands in for another one.

    Yields:
        How many badges were read so far.

    Raises:
        LockedError: If the wallet was locked on the way; the next time goes on from there.
        WalletError: If the disk refuses.
    """
    done = 0
    while pending := wallet.vault.without_facts(_AT_ONCE):
        wallet.vault.set_facts({badge_id: _read(wallet, badge_id) for badge_id in pending})
        done += len(pending)
        yield done


def _read(wallet: Wallet, badge_id: BadgeId) -> BadgeFacts:
    try:
        return facts_of(credential_of(wallet, wallet.vault.get(badge_id)))
    except (UnreadableError, RefusedError):
        # It was read once, by another version, which found nothing more; or it left the library meanwhile.
        return BadgeFacts()
