"""`rosette vault recovery`, and a new passphrase by the recovery code: never on a command line, nor in a log."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.cli.exits import Exit
from wallet.cli.output import note, say
from wallet.model.errors import LockedError, RefusedError

if TYPE_CHECKING:
    from wallet.operations.recovering import RecoveryDraft
    from wallet.operations.wallet import Wallet


def add_verb(verbs: Any) -> None:
    """Add the verb to the parser of `rosette vault`."""
    recovery = verbs.add_parser("recovery", help="make a code that opens the wallet when the passphrase is forgotten")
    recovery.set_defaults(command=make_recovery)
    recovery.add_argument("--kit", type=Path, metavar="FILE.pdf", help="write a page to print, instead of showing it")
    which = recovery.add_mutually_exclusive_group()
    which.add_argument("--unconfirmed", action="store_true", help="do not ask for two groups of it; needs --kit")
    which.add_argument("--remove", action="store_true", help="let no recovery code open the wallet any more")


def add_options(change: Any) -> None:
    """Add what `rosette vault passphrase` can be told of the recovery code."""
    change.add_argument("--recovery", action="store_true", help="unlock with the recovery code, which is asked for")
    change.add_argument("--recovery-file", metavar="FILE", help="unlock with the recovery code in a file, or -")


def make_recovery(options: argparse.Namespace) -> int:
    """Make a recovery code in place of an older one, or remove it."""
    from wallet.cli.unlocking import open_wallet, own_passphrase  # noqa: PLC0415 (start-up counts)
    from wallet.operations import recovering  # noqa: PLC0415

    if options.remove:
        with open_wallet(options) as wallet:
            recovering.remove_recovery_code(wallet)
        say("No recovery code opens the wallet any more.")
        return Exit.DONE
    if fault := _usage_fault(options):
        note(f"rosette vault recovery: {fault}")
        return Exit.USAGE
    with open_wallet(options) as wallet:
        draft = recovering.draft_recovery_code(wallet, own_passphrase(options, "Your passphrase: "))
        _hand_over(draft, options.kit)
        _put_in_force(wallet, draft, options)
    say(
        f"This code opens the wallet from now on, made on {draft.made_at:%Y-%m-%d at %H:%M} UTC. An older one does not."
    )
    return Exit.DONE


def recover(options: argparse.Namespace, code: str, new_passphrase: str) -> None:
    """Give the wallet another passphrase by its recovery code.

    Raises:
        WalletError: Where that is not the code, or the passphrase too short.
    """
    from wallet.model.clock import SystemClock  # noqa: PLC0415 (start-up counts)
    from wallet.model.limits import Limits  # noqa: PLC0415
    from wallet.operations.recovering import recover as unlock  # noqa: PLC0415
    from wallet.operations.wallet import lock  # noqa: PLC0415

    lock(unlock(options.folders, code, new_passphrase, SystemClock(), Limits()))


def typed_code(options: argparse.Namespace) -> str:
    """Return the recovery code, from a file or asked for on a terminal; one that cannot be one is refused at once.

    Raises:
        LockedError: Where it is none, or there is neither a file nor a terminal.
    """
    from wallet.cli.unlocking import passphrase  # noqa: PLC0415 (start-up counts)
    from wallet.operations.recovering import check_recovery_code  # noqa: PLC0415

    named = argparse.Namespace(passphrase_file=options.recovery_file)
    code = passphrase(named, "The recovery code: ", "--recovery-file")
    check_recovery_code(code)
    return code


def _usage_fault(options: argparse.Namespace) -> str:
    if options.unconfirmed and options.kit is None:
        return "--unconfirmed needs --kit"
    if not options.unconfirmed and not sys.stdin.isatty():
        return "there is no terminal to ask for two groups of the code on; see --unconfirmed"
    if options.kit is None and not sys.stdout.isatty():
        return "the code is shown on a terminal alone; see --kit"
    return ""


def _hand_over(draft: RecoveryDraft, kit: Path | None) -> None:
    from wallet.operations.recovering import save_recovery_kit  # noqa: PLC0415 (start-up counts)

    if kit is not None:
        save_recovery_kit(draft, kit)
        note(f"Wrote {kit}. Print it, keep the page away from this computer, and delete the file.")
        return
    say(f"\n    {'  '.join(draft.code.groups)}\n")
    note("Write it down: it is shown this once. It is not in force yet.")


def _put_in_force(wallet: Wallet, draft: RecoveryDraft, options: argparse.Namespace) -> None:
    from wallet.operations import recovering  # noqa: PLC0415 (start-up counts)

    if options.unconfirmed:
        recovering.enforce_recovery_code(wallet, draft)
        return
    while True:
        typed = {number: _asked(f"Group {number} of the code: ") for number in draft.asked}
        try:
            recovering.confirm_recovery_code(wallet, draft, typed)
        except RefusedError as error:
            note(f"{error}")
        else:
            return


def _asked(question: str) -> str:
    try:
        return input(question)
    except EOFError as error:
        raise LockedError(
            "The code is not in force.", "Its groups were not typed back.", "Make another one."
        ) from error
