"""`rosette shares`: what left the wallet, and what somebody knows about its owner."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wallet.cli.exits import Exit
from wallet.cli.library import ID_HELP
from wallet.cli.output import harmless, json_time, note, say, say_json
from wallet.model.json_types import JsonObject
from wallet.model.sharing import Known, KnownBadge, Link, Share, SharedClaim, Way

if TYPE_CHECKING:
    from wallet.operations.wallet import Wallet

_WAYS = {
    Way.FILE: "as a file",
    Way.CODES: "as QR codes in files",
    Way.SCREEN: "shown on the screen",
    Way.PRINT: "printed",
    Way.CLIPBOARD: "copied",
    Way.OUTPUT: "as text",
    Way.ANSWER: "sent as an answer",
}
_NOBODY = "someone you did not name"


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    history = commands.add_parser("shares", help="list what you have shown, or what somebody knows about you")
    history.set_defaults(command=list_shares)
    history.add_argument("--to", default="", metavar="WHO", help="what this one knows about you")
    history.add_argument("--badge", default="", metavar="ID", help=f"only what shows a badge: {ID_HELP}")
    history.add_argument("--json", action="store_true", help="print one share a line; with --to, one object")


def list_shares(options: argparse.Namespace) -> int:
    """List the sharing history, the newest first; or sum up what one receiver knows."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import sharing  # noqa: PLC0415

    with open_wallet(options) as wallet:
        if options.to and not options.badge:
            return _sum_up(wallet, options)
        found = sharing.shares(wallet, options.to, options.badge)
    for share in found:
        if options.json:
            say_json(_share_json(share))
        else:
            _say_share(share)
    return Exit.DONE


def _sum_up(wallet: Wallet, options: argparse.Namespace) -> int:
    from wallet.operations import sharing  # noqa: PLC0415 (start-up counts)
    from wallet.operations.remarks import in_words  # noqa: PLC0415

    known = sharing.known_by(wallet, options.to)
    links = sharing.linked_with(wallet, options.to)
    if known is None:
        note(f"You have shown nothing to {harmless(options.to)}.")
    elif options.json:
        say_json(_known_json(known, links))
    else:
        _say_known(known)
        for sentence in in_words(links):
            say(harmless(sentence))
    return Exit.DONE


def _say_known(known: Known) -> None:
    times = "once" if len(known.shares) == 1 else f"{len(known.shares)} times"
    say(f"{harmless(known.to)}: shown to {times}, {_period(known)}.")
    for name in known.audiences:
        say(f"    asked as {harmless(name)}")
    for purpose in known.purposes:
        say(f"    for: {harmless(purpose)}")
    for badge in known.badges:
        say(f"    {badge.badge[:12]}  {harmless(badge.name)} ({_period(badge)}): {_labels(badge.claims)}")


def _say_share(share: Share) -> None:
    kind = f"asked for by {harmless(share.audience)}" if share.nonce else "a copy to share"
    ways = "".join(f", {_WAYS[way]}" for way in share.ways)
    ends = f", until {share.until:%Y-%m-%d}" if share.until is not None else ""
    say(f"{share.at:%Y-%m-%d %H:%M} UTC  to {harmless(share.to) or _NOBODY}, {kind}{ends}{ways}")
    if share.purpose:
        say(f"    for: {harmless(share.purpose)}")
    for badge in share.badges:
        say(f"    {badge.badge[:12]}  {harmless(badge.name)}: {_labels(badge.claims)}")


def _labels(claims: Sequence[SharedClaim]) -> str:
    return ", ".join(harmless(claim.label) for claim in claims) or "nothing but itself"


def _period(known: Known | KnownBadge) -> str:
    first, last = f"{known.first:%Y-%m-%d}", f"{known.last:%Y-%m-%d}"
    return f"on {last}" if first == last else f"from {first} to {last}"


def _share_json(share: Share) -> JsonObject:
    return {
        "to": share.receiver,
        "at": json_time(share.at),
        "nonce": share.nonce,
        "audience": share.audience,
        "purpose": share.purpose,
        "until": json_time(share.until),
        "ways": list(share.ways),
        "sha256": share.digest,
        "media_type": share.media_type,
        "badges": [
            {"id": badge.badge, "name": badge.name, "claims": _claims_json(badge.claims)} for badge in share.badges
        ],
    }


def _known_json(known: Known, links: Sequence[Link]) -> JsonObject:
    return {
        "to": known.to,
        "first": json_time(known.first),
        "last": json_time(known.last),
        "audiences": list(known.audiences),
        "purposes": list(known.purposes),
        "badges": [
            {
                "id": badge.badge,
                "name": badge.name,
                "first": json_time(badge.first),
                "last": json_time(badge.last),
                "claims": _claims_json(badge.claims),
            }
            for badge in known.badges
        ],
        "linked": [
            {"to": link.to, "badge": link.badge, "same_badge": link.is_same_badge, "by": list(link.by)}
            for link in links
        ],
        "shares": [_share_json(share) for share in known.shares],
    }


def _claims_json(claims: Sequence[SharedClaim]) -> list[JsonObject]:
    return [{"pointer": claim.pointer, "label": claim.label} for claim in claims]
