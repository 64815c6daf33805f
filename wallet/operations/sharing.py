"""The sharing history: what left, to whom, and what somebody knows about the owner."""

from __future__ import annotations

import hashlib

from wallet.model.badge import BadgeId
from wallet.model.disclosure import DisclosedBadge, Presentation
from wallet.model.sharing import Share, SharedBadge, SharedClaim
from wallet.operations.wallet import Wallet


def record(wallet: Wallet, presentation: Presentation, receiver: str = "") -> Share:
    """Write the line of a presentation that is about to leave: one line too many is better than one too few.

    Args:
        wallet: The open wallet.
        presentation: What leaves.
        receiver: Who gets it, in the owner's words.

    Raises:
        WalletError: Where the line cannot be kept; then nothing may leave.
    """
    request = presentation.request
    share = Share(
        receiver=receiver,
        at=wallet.clock.now(),
        nonce=request.nonce if request is not None else "",
        audience=request.audience if request is not None else "",
        digest=hashlib.sha256(presentation.content).hexdigest(),
        media_type=presentation.media_type,
        badges=tuple(_shared(badge) for badge in presentation.badges),
    )
    wallet.vault.add_share(share)
    return share


def shares(wallet: Wallet, receiver: str = "", badge: str = "") -> list[Share]:
    """Return the history, the newest line first.

    Args:
        wallet: The open wallet.
        receiver: Only what this one got or asked for, in any case of letters; empty for everyone.
        badge: Only what shows a badge whose id begins so; empty for all. It may have left the library.
    """
    return [share for share in wallet.vault.shares() if _is_to(share, receiver) and _shows(share, badge)]


def _shared(badge: DisclosedBadge) -> SharedBadge:
    claims = tuple(SharedClaim(claim.pointer, claim.label) for claim in badge.shown)
    return SharedBadge(BadgeId(badge.badge), badge.name, claims)


def _is_to(share: Share, receiver: str) -> bool:
    return not receiver or receiver.casefold() in (share.receiver.casefold(), share.audience.casefold())


def _shows(share: Share, badge: str) -> bool:
    return any(shared.badge.startswith(badge) for shared in share.badges)
