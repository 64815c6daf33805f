"""What the owner should know before a presentation leaves, in words: nothing here keeps it from leaving."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from wallet.formats.wording import one_line
from wallet.model.badge import StoredBadge
from wallet.model.disclosure import DisclosedBadge, Presentation, TraceKind
from wallet.model.report import Verdict
from wallet.model.sharing import Link, Receiver
from wallet.operations import sharing
from wallet.operations.wallet import Wallet
from wallet.verification.words import day

_DOUBTS = {
    Verdict.FAILED: "did not pass its last check",
    Verdict.REVOKED: "was withdrawn by its issuer",
    Verdict.SUSPENDED: "is on hold by its issuer",
    Verdict.EXPIRED: "has expired",
    Verdict.NOT_YET_VALID: "is not valid yet",
}
_BY = {
    TraceKind.SIGNATURE: "its signature",
    TraceKind.NUMBER: "its number",
    TraceKind.STATUS: "its entry in the withdrawal list",
    TraceKind.KEY: "your key",
    TraceKind.IDENTIFIER: "how it names you",
}
_NOBODY = "someone you did not name"
_NAMED = 3
"""How many receivers are named who could all compare the same notes."""
_UNBOUND = "This is a copy to share: it answers no request, and proves what was issued, not who shows it."


def remarks(wallet: Wallet, presentation: Presentation, receiver: Receiver) -> tuple[str, ...]:
    """Return what the owner should know before a presentation leaves, as sentences, what weighs most first.

    They say which badges whoever checks them will not accept, when a copy ends, what can be told from the bytes besides
    what is shown, and who could compare notes.

    Args:
        wallet: The open wallet.
        presentation: What is about to leave.
        receiver: Who gets it.
    """
    badges = presentation.badges
    now = wallet.clock.now()
    doubts = [_doubt(badge, wallet.vault.get(badge.badge), now) for badge in badges]
    linked = sharing.links(wallet, presentation, receiver.name or _asked_by(presentation))
    found = (*doubts, *_end(presentation), *map(linkable, badges), *map(_kept_back, badges), *in_words(linked))
    return tuple(dict.fromkeys(remark for remark in found if remark))


def in_words(links: Iterable[Link]) -> list[str]:
    """Return what receivers could tell by comparing notes with another one, those that could tell the same at once."""
    alike: dict[tuple[str, bool, tuple[TraceKind, ...]], list[Link]] = {}
    for link in sorted(links, key=lambda link: link.last, reverse=True):
        alike.setdefault((link.name if link.is_same_badge else "", link.is_same_badge, link.by), []).append(link)
    return [_comparing(found) for found in alike.values()]


def linkable(badge: DisclosedBadge) -> str:
    """Return by what a badge can be recognised when it is shown again, as a sentence."""
    by = [kind for kind in TraceKind if kind in {trace.kind for trace in badge.traces}]
    name = one_line(badge.name)
    if not by:
        return f"“{name}” can be recognised when it is shown again only by what it says, such as its dates."
    return f"“{name}” can be recognised when it is shown again, by {_by(by)}."


def _comparing(links: Sequence[Link]) -> str:
    """Return the sentences about links that differ in nothing but whose they are."""
    first = links[0]
    names = list(dict.fromkeys(one_line(link.to) or _NOBODY for link in links))
    has, both = ("has", "The two") if len(names) == 1 else ("have", "Any two of them")
    who = _listed([*names[:_NAMED], *([f"{len(names) - _NAMED} others"] if len(names) > _NAMED else [])])
    who = who.replace(_NOBODY, _NOBODY.capitalize(), 1) if names[0] == _NOBODY else who
    if not first.is_same_badge:
        return f"{who} {has} another badge of yours. {both} could tell that both are yours, by {_by(first.by)}."
    already = f"{who} {has} “{one_line(first.name)}” already."
    if not first.by:
        return f"{already} By what it could be recognised was not noted then."
    return f"{already} {both} could tell that it is the same badge, by {_by(first.by)}."


def _asked_by(presentation: Presentation) -> str:
    return presentation.request.audience if presentation.request is not None else ""


def _doubt(badge: DisclosedBadge, stored: StoredBadge, now: datetime) -> str:
    ends = stored.card.valid_until
    has_ended = ends is not None and ends < now
    doubt = _DOUBTS.get(stored.card.verdict) or (_DOUBTS[Verdict.EXPIRED] if has_ended else "")
    return f"“{one_line(badge.name)}” {doubt}: whoever checks it will be told so." if doubt else ""


def _end(presentation: Presentation) -> Iterator[str]:
    if presentation.bound:
        return
    yield _UNBOUND
    if presentation.until is None:
        yield "It has no end."
    elif presentation.until_is_signed:
        yield f"Its signature ends on {day(presentation.until)}: whoever checks it later will be told so."
    else:
        yield f"You mean it to be used until {day(presentation.until)}: your history says so, the copy does not."


def _kept_back(badge: DisclosedBadge) -> str:
    if not badge.countable:
        return ""
    details = "1 detail is" if badge.countable == 1 else f"{badge.countable} details are"
    return f"It can be told of “{one_line(badge.name)}” that {details} kept back."


def _by(kinds: Iterable[TraceKind]) -> str:
    return _listed([_BY[kind] for kind in kinds])


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
