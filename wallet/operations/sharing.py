"""The sharing history: what left, to whom, what somebody knows about the owner, and what two of them could compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wallet.model.badge import BadgeId
from wallet.model.disclosure import DisclosedBadge, Presentation, TraceKind
from wallet.model.sharing import Known, KnownBadge, Link, Share, SharedBadge, SharedClaim, Sighting
from wallet.operations.wallet import Wallet


def shares(wallet: Wallet, receiver: str = "", badge: str = "") -> list[Share]:
    """Return the history, the newest line first.

    Args:
        wallet: The open wallet.
        receiver: Only what this one got or asked for, in any case of letters; empty for everyone.
        badge: Only what shows a badge whose id begins so; empty for all. It may have left the library.
    """
    return [share for share in wallet.vault.shares() if _is_to(share, receiver) and _shows(share, badge)]


def receivers(wallet: Wallet) -> list[Known]:
    """Return everyone who was shown something, and what each knows; who was shown something last comes first.

    All that the owner did not name are one entry, whose `to` is empty.
    """
    of_each: dict[str, list[Share]] = {}
    for share in wallet.vault.shares():
        of_each.setdefault(share.to.casefold(), []).append(share)
    return [_known(lines) for lines in of_each.values()]


def known_by(wallet: Wallet, receiver: str) -> Known | None:
    """Return what a receiver knows about the owner; None where nothing was shown to them.

    Args:
        wallet: The open wallet.
        receiver: Who, in the owner's words or as they asked, in any case of letters; empty for those without a name.
    """
    lines = [share for share in wallet.vault.shares() if receiver.casefold() in _names(share)]
    return _known(lines) if lines else None


def links(wallet: Wallet, presentation: Presentation, receiver: str = "") -> list[Link]:
    """Return who could recognise what a presentation shows, from what they were shown before.

    Args:
        wallet: The open wallet.
        presentation: What is about to leave, or has left.
        receiver: Who gets it, and needs no one else to compare with; empty where that is not said.
    """
    badges = [shared(badge) for badge in presentation.badges]
    seen = [sighting for sighting in wallet.vault.sightings(badges) if not _is_itself(sighting, presentation)]
    return _links(badges, seen, receiver)


def linked_with(wallet: Wallet, receiver: str) -> list[Link]:
    """Return who could recognise, together with a receiver, badges that this receiver was shown or their owner."""
    lines = [share for share in wallet.vault.shares() if receiver.casefold() in _names(share)]
    badges = [badge for share in lines for badge in share.badges]
    seen = wallet.vault.sightings(badges)
    return _links(badges, seen if receiver else [sighting for sighting in seen if sighting.to], receiver)


def shared(badge: DisclosedBadge) -> SharedBadge:
    """Return what the history keeps of a badge that is shown: names of claims and never their values."""
    claims = tuple(SharedClaim(claim.pointer, claim.label) for claim in badge.shown)
    return SharedBadge(BadgeId(badge.badge), badge.name, claims, badge.traces)


def _links(badges: Sequence[SharedBadge], seen: Iterable[Sighting], receiver: str) -> list[Link]:
    newest = {badge.badge: badge for badge in reversed(badges)}
    by_others = [sighting for sighting in seen if not _same(sighting.to, receiver)]
    found = [link for badge in newest.values() for link in _links_of(badge, badges, by_others)]
    # Whoever has one of these badges knows whose the others are, too.
    having = {link.to.casefold() for link in found if link.is_same_badge}
    return [link for link in found if link.is_same_badge or link.to.casefold() not in having]


def _links_of(badge: SharedBadge, badges: Sequence[SharedBadge], seen: Iterable[Sighting]) -> Iterator[Link]:
    """Yield the links of one badge: by the badge itself where they have it, else by what shows its owner."""
    traces = {trace for other in badges if other.badge == badge.badge for trace in other.traces or ()}
    by_receiver: dict[str, list[Sighting]] = {}
    for sighting in seen:
        if sighting.trace in traces or (sighting.trace is None and sighting.badge == badge.badge):
            by_receiver.setdefault(sighting.to.casefold(), []).append(sighting)
    for found in by_receiver.values():
        same = [sighting for sighting in found if sighting.badge == badge.badge]
        yield _link(badge, same or found, is_same_badge=bool(same))


def _link(badge: SharedBadge, found: Sequence[Sighting], *, is_same_badge: bool) -> Link:
    kinds = {sighting.trace.kind for sighting in found if sighting.trace is not None}
    newest = max(found, key=lambda sighting: sighting.at)
    by = tuple(kind for kind in TraceKind if kind in kinds)
    return Link(newest.to, newest.at, badge.badge, badge.name, is_same_badge, by)


def _known(lines: Sequence[Share]) -> Known:
    """Return what the receiver of some lines knows.

    Args:
        lines: At least one, the newest first.
    """
    ids = dict.fromkeys(badge.badge for share in lines for badge in share.badges)
    return Known(
        to=lines[0].to,
        first=lines[-1].at,
        last=lines[0].at,
        badges=tuple(_known_badge(badge, lines) for badge in ids),
        purposes=tuple(dict.fromkeys(share.purpose for share in lines if share.purpose)),
        audiences=tuple(dict.fromkeys(share.audience for share in lines if share.audience)),
        shares=tuple(lines),
    )


def _known_badge(badge_id: BadgeId, lines: Sequence[Share]) -> KnownBadge:
    shown = [(share.at, badge) for share in lines for badge in share.badges if badge.badge == badge_id]
    claims = {claim.pointer: claim for _, badge in reversed(shown) for claim in badge.claims}
    return KnownBadge(badge_id, shown[0][1].name, tuple(claims.values()), first=shown[-1][0], last=shown[0][0])


def _names(share: Share) -> set[str]:
    """Return under which names a line's receiver is known."""
    return {name.casefold() for name in (share.receiver, share.audience) if name} or {""}


def _same(one: str, other: str) -> bool:
    """Return whether two names are one receiver's; those without a name may be anybody."""
    return bool(one) and one.casefold() == other.casefold()


def _is_itself(sighting: Sighting, presentation: Presentation) -> bool:
    """Return whether it is this very presentation that was seen, by somebody whom the owner did not name."""
    return not sighting.to and sighting.made == presentation.created


def _is_to(share: Share, receiver: str) -> bool:
    return not receiver or receiver.casefold() in _names(share)


def _shows(share: Share, badge: str) -> bool:
    return any(shared_badge.badge.startswith(badge) for shared_badge in share.badges)
