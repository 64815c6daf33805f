"""The passphrase of a command: from a file, or asked on a terminal; never from an argument."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wallet.model.clock import SystemClock
from wallet.model.errors import KeyringUnavailableError, LockedError, VaultMissingError, WalletError
from wallet.model.limits import Limits
from wallet.operations.bin import expire_bin
from wallet.operations.snapshots import keep_if_due
from wallet.operations.wallet import Wallet, keyring_opens, lock, unlock, unlock_with_keyring, wallet_exists


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


@contextmanager
def open_wallet(options: argparse.Namespace) -> Iterator[Wallet]:
    """Open the wallet for one command, and close it again.

    Raises:
        WalletError: Where it cannot be opened.
    """
    if not wallet_exists(options.folders):
        raise VaultMissingError(
            f"There is no wallet in {options.folders.vault}.", "", "Make one with: rosette vault create"
        )
    wallet = _unlocked(options)
    try:
        yield wallet
        _tidy(wallet)
    finally:
        lock(wallet)


def _tidy(wallet: Wallet) -> None:
    """Delete what was long in the bin, and keep a snapshot where one is due; what the command did is done anyway."""
    try:
        expire_bin(wallet)
        keep_if_due(wallet)
    except WalletError as error:
        sys.stderr.write(f"rosette: {error}\n")


def _unlocked(options: argparse.Namespace) -> Wallet:
    clock, limits = SystemClock(), Limits()
    if options.passphrase_file is None and keyring_opens(options.folders):
        try:
            return unlock_with_keyring(options.folders, clock, limits)
        except KeyringUnavailableError as error:
            sys.stderr.write(f"rosette: {error}\n")
    return unlock(options.folders, passphrase(options), clock, limits)


def _from_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise WalletError(f"The passphrase file {path} cannot be read.") from error
