"""`rosette shares`: what left the wallet, and what somebody knows about its owner."""

from __future__ import annotations

import argparse
from typing import Any

from wallet.cli.exits import Exit
from wallet.cli.library import ID_HELP
from wallet.cli.output import harmless, say, say_json
from wallet.model.json_types import JsonObject
from wallet.model.sharing import Share


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    history = commands.add_parser("shares", help="list what you have shown, and to whom")
    history.set_defaults(command=list_shares)
    history.add_argument("--to", default="", metavar="WHO", help="only what this one got")
    history.add_argument("--badge", default="", metavar="ID", help=f"only what shows a badge: {ID_HELP}")
    history.add_argument("--json", action="store_true", help="print one share a line")


def list_shares(options: argparse.Namespace) -> int:
    """List the sharing history, the newest first."""
    from wallet.cli.unlocking import open_wallet  # noqa: PLC0415 (start-up counts)
    from wallet.operations import sharing  # noqa: PLC0415

    with open_wallet(options) as wallet:
        found = sharing.shares(wallet, options.to, options.badge)
    for share in found:
        if options.json:
            say_json(_share_json(share))
        else:
            _say_share(share)
    return Exit.DONE


def _say_share(share: Share) -> None:
    receiver = harmless(share.receiver or share.audience) or "someone you did not name"
    kind = f"asked for by {harmless(share.audience)}" if share.nonce else "a copy to share"
    say(f"{share.at:%Y-%m-%d %H:%M} UTC  to {receiver}, {kind}")
    for badge in share.badges:
        shown = ", ".join(harmless(claim.label) for claim in badge.claims) or "nothing but itself"
        say(f"    {badge.badge[:12]}  {harmless(badge.name)}: {shown}")


def _share_json(share: Share) -> JsonObject:
    return {
        "to": share.receiver,
        "at": share.at.isoformat(),
        "nonce": share.nonce,
        "audience": share.audience,
        "sha256": share.digest,
        "media_type": share.media_type,
        "badges": [
            {
                "id": badge.badge,
                "name": badge.name,
                "claims": [{"pointer": claim.pointer, "label": claim.label} for claim in badge.claims],
            }
            for badge in share.badges
        ],
    }
