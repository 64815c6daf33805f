"""The passphrase of a command: from a file, or asked on a terminal; never from an argument."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from wallet.cli.exits import Exit
from wallet.model.clock import SystemClock
from wallet.model.errors import KeyringUnavailableError, LockedError, VaultMissingError, WalletError
from wallet.model.limits import Limits
from wallet.operations.bin import expire_bin
from wallet.operations.integrity import older_files, remember
from wallet.operations.own_keys import asks_to_sign, signing
from wallet.operations.snapshots import keep_if_due
from wallet.operations.wallet import Wallet, keyring_opens, lock, unlock, unlock_with_keyring, wallet_exists
from wallet.settings import Folders

Opened = TypeVar("Opened")


def passphrase(options: argparse.Namespace, question: str = "Passphrase: ", option: str = "--passphrase-file") -> str:
    """Return the passphrase.

    Args:
        options: The command's arguments, with ``--passphrase-file``.
        question: What to ask on a terminal.
        option: The argument that would have named the file.

    Raises:
        LockedError: Where there is neither a file nor a terminal.
        WalletError: Where the file cannot be read.
    """
    source = options.passphrase_file
    if source == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if source is not None:
        return _from_file(Path(source))
    if not sys.stdin.isatty():
        raise LockedError("A passphrase is needed.", "There is no terminal to ask on.", f"Give {option} FILE.")
    return getpass.getpass(question)


def new_passphrase(options: argparse.Namespace) -> str:
    """Return a new passphrase: from the file of ``--new-passphrase-file``, or asked for twice on a terminal.

    Raises:
        LockedError: Where there is neither a file nor a terminal.
        SystemExit: Where the two that were typed differ.
    """
    named = argparse.Namespace(passphrase_file=options.new_passphrase_file)
    chosen = passphrase(named, "A new passphrase: ", "--new-passphrase-file")
    if options.new_passphrase_file is None and passphrase(named, "Once more: ") != chosen:
        sys.stderr.write("rosette: the two passphrases differ; nothing was changed.\n")
        raise SystemExit(Exit.USAGE)
    return chosen


def need_wallet(options: argparse.Namespace) -> None:
    """Return if there is a wallet; raise otherwise.

    Raises:
        VaultMissingError: Where there is none.
    """
    if not wallet_exists(options.folders):
        raise VaultMissingError(
            f"There is no wallet in {options.folders.vault}.", "", "Make one with: rosette vault create"
        )


@contextmanager
def open_wallet(options: argparse.Namespace, *, warn: bool = True) -> Iterator[Wallet]:
    """Open the wallet for one command, and close it again.

    Args:
        options: The command's arguments.
        warn: Whether to say on standard error which of its files were put back from an older copy.

    Raises:
        WalletError: Where it cannot be opened.
    """
    need_wallet(options)
    wallet = _unlocked(options)
    try:
        if warn:
            _warn(wallet, options.folders)
        yield wallet
        _tidy(wallet, options.folders)
    finally:
        lock(wallet)


def _warn(wallet: Wallet, folders: Folders) -> None:
    for finding in older_files(wallet, folders):
        sys.stderr.write(f"rosette: {finding}\n")


def _tidy(wallet: Wallet, folders: Folders) -> None:
    """Delete what was long in the bin, and keep a snapshot where one is due; what the command did is done anyway."""
    try:
        expire_bin(wallet)
        keep_if_due(wallet)
        remember(wallet, folders)
    except WalletError as error:
        sys.stderr.write(f"rosette: {error}\n")


def unlocked(options: argparse.Namespace, way: Callable[[str | None], Opened]) -> Opened:
    """Return what comes of unlocking the wallet: with the system's keyring, else with the passphrase.

    Args:
        options: The command's arguments.
        way: Unlocks it with a passphrase; with the keyring where that is None.

    Raises:
        WalletError: Where it cannot be opened.
    """
    if options.passphrase_file is None and keyring_opens(options.folders):
        try:
            return way(None)
        except KeyringUnavailableError as error:
            sys.stderr.write(f"rosette: {error}\n")
    options.typed = passphrase(options)
    return way(options.typed)


def own_passphrase(options: argparse.Namespace, question: str) -> str:
    """Return the passphrase that this command unlocked the wallet with, or ask for it where the keyring did."""
    typed: str | None = getattr(options, "typed", None)
    return passphrase(options, question) if typed is None else typed


@contextmanager
def may_sign(options: argparse.Namespace, wallet: Wallet) -> Iterator[None]:
    """Let the owner's keys sign in the block; where the owner has set it so, the passphrase is asked for first.

    Raises:
        LockedError: Where it is needed and not given, or another one.
    """
    if not asks_to_sign(wallet):
        yield
        return
    with signing(wallet, own_passphrase(options, "Your passphrase, to sign: ")):
        yield


def _unlocked(options: argparse.Namespace) -> Wallet:
    clock, limits = SystemClock(), Limits()

    def way(chosen: str | None) -> Wallet:
        if chosen is None:
            return unlock_with_keyring(options.folders, clock, limits)
        return unlock(options.folders, chosen, clock, limits)

    return unlocked(options, way)


def _from_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise WalletError(f"The passphrase file {path} cannot be read.") from error
