"""What needs the owner's attention: badges that end, were withdrawn or changed; backups; the wallet's own files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from wallet.model.attention import REMIND_DAYS, Matter, Notice, Trouble
from wallet.model.badge import BadgeCard
from wallet.operations.backing_up import backup_state
from wallet.operations.integrity import older_files
from wallet.operations.wallet import Wallet
from wallet.settings import Folders

_ORDER = {matter: place for place, matter in enumerate(Matter)}


def attention(wallet: Wallet, folders: Folders, *, with_dismissed: bool = False) -> list[Notice]:
    """Return what needs attention now, what weighs most first.

    Args:
        wallet: The open wallet.
        folders: Its own.
        with_dismissed: Whether also what the owner has dismissed.

    Raises:
        WalletError: If the wallet or what is remembered of it cannot be read.
    """
    dismissed = wallet.vault.dismissed()
    every = (*_of_files(wallet, folders), *_of_badges(wallet), *_of_backups(wallet), *_of_checks(wallet))
    told = [replace(each, is_dismissed=dismissed.get(each.subject) == each.state) for each in every]
    return sorted(
        (each for each in told if with_dismissed or not each.is_dismissed), key=lambda each: _ORDER[each.matter]
    )


def dismiss(wallet: Wallet, notice: Notice) -> None:
    """Show a notice no more until it says something else."""
    wallet.vault.dismiss(notice.subject, notice.state, wallet.clock.now())


def recall(wallet: Wallet, notice: Notice) -> None:
    """Show a notice again that was dismissed."""
    wallet.vault.recall(notice.subject)


def _of_files(wallet: Wallet, folders: Folders) -> Iterator[Notice]:
    for finding in older_files(wallet, folders):
        yield Notice(
            Matter.WALLET, f"wallet:{finding.kind}", finding.kind, finding.what, finding.why, finding.remedy, count=0
        )


def _of_badges(wallet: Wallet) -> Iterator[Notice]:
    now = wallet.clock.now()
    for trouble in wallet.vault.troubles(now):
        yield _NOTICES[trouble.matter](trouble, now)


def _of_backups(wallet: Wallet) -> Iterator[Notice]:
    state = backup_state(wallet)
    if not state.overdue:
        return
    last = state.last.made_at if state.last else None
    what = "There is no backup of your wallet." if last is None else "Your backup is out of date."
    why = f"{_number(state.unsaved)} in no backup." if state.unsaved else "Files and sticks do not last for ever."
    yield Notice(
        matter=Matter.BACKUP,
        subject="backup",
        state=f"{'' if last is None else last.isoformat()} {state.unsaved}",
        what=what,
        why=why,
        remedy="Make one, best on another disk.",
        at=last,
        count=state.unsaved,
    )


def _of_checks(wallet: Wallet) -> Iterator[Notice]:
    count, first = wallet.vault.unchecked(wallet.clock.now())
    if first is None:
        return
    yield Notice(
        matter=Matter.UNCHECKED,
        subject="unchecked",
        state=first.isoformat(),
        what="1 badge was not checked for long." if count == 1 else f"{count} badges were not checked for long.",
        why="An issuer may have withdrawn one since then.",
        remedy="Check them again.",
        at=first,
        count=count,
    )


def _expiring(trouble: Trouble, now: datetime) -> Notice:
    end = trouble.card.valid_until or now
    left = (end - now).days
    stage = next(days for days in REMIND_DAYS if left < days or days == REMIND_DAYS[-1])
    what = f"It ends in {left} days." if left > 1 else "It ends tomorrow." if left else "It ends today."
    remedy = _ask_for_new(trouble)
    return _of_card(trouble, f"{stage} days before {end.isoformat()}", (what, "", remedy), end)


def _expired(trouble: Trouble, now: datetime) -> Notice:
    end = trouble.card.valid_until or now
    return _of_card(
        trouble, f"ended {end.isoformat()}", (f"It ended on {end:%Y-%m-%d}.", "", _ask_for_new(trouble)), end
    )


def _withdrawn(trouble: Trouble, _now: datetime) -> Notice:
    said = ("Its issuer has withdrawn it.", "", "Ask the issuer why; others see that it was withdrawn.")
    return _of_card(trouble, trouble.card.verdict, said)


def _on_hold(trouble: Trouble, _now: datetime) -> Notice:
    return _of_card(trouble, trouble.card.verdict, ("Its issuer has put it on hold.", "", "Ask the issuer why."))


def _changed(trouble: Trouble, _now: datetime) -> Notice:
    said = (
        "It was changed after it was signed, or is not from this issuer.",
        "What it says does not match its signature.",
        "Ask the issuer for a new copy.",
    )
    return _of_card(trouble, trouble.card.verdict, said)


def _newer(trouble: Trouble, _now: datetime) -> Notice:
    return _of_card(trouble, "newer", ("Its issuer has a newer version of it.", "", "Ask the issuer for that one."))


def _of_card(trouble: Trouble, state: str, said: tuple[str, str, str], at: datetime | None = None) -> Notice:
    card: BadgeCard = trouble.card
    return Notice(trouble.matter, f"badge:{card.id}", state, *said, card=card, at=at)


def _ask_for_new(trouble: Trouble) -> str:
    return "The issuer offers a newer one: ask for it." if trouble.refreshes else "Ask the issuer how to renew it."


def _number(count: int) -> str:
    return "1 badge is" if count == 1 else f"{count} badges are"


_NOTICES: dict[Matter, Callable[[Trouble, datetime], Notice]] = {
    Matter.CHANGED: _changed,
    Matter.WITHDRAWN: _withdrawn,
    Matter.ON_HOLD: _on_hold,
    Matter.EXPIRED: _expired,
    Matter.EXPIRING: _expiring,
    Matter.NEWER_VERSION: _newer,
}
"""What is said of a badge, by what it is about."""
