"""The owner's signing keys: which there are, where each is used, one more, a newer one, and asking before they sign."""

from __future__ import annotations

from datetime import datetime
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Task
from wallet.gui.viewmodels.dates import long_date
from wallet.model.errors import LockedError
from wallet.model.vault_state import HolderKey, KeyUse
from wallet.operations import own_keys
from wallet.operations.own_keys import KEY_TYPES
from wallet.operations.wallet import Wallet

TYPES = tuple(KEY_TYPES)
"""The types of key that the owner can have, by the names that issuers know."""


class OwnKeysViewModel(QObject):
    """What the page of security shows of the owner's keys.

    Signals:
        known: Which there are is known; `uses` and `asks` are of now.
        busy: The passphrase is being tried, or that is over.
        made: A key was made, as a `HolderKey`.
        asking_changed: The passphrase is asked for before a key signs, or no longer.
        failed: It could not be done, as a `WalletError`.
    """

    known = Signal()
    busy = Signal(bool)
    made = Signal(object)
    asking_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stop = Event()
        self._task: Task | None = None
        self.uses: tuple[KeyUse, ...] = ()
        self.asks = False
        session.closed.connect(self.cancel)

    def now(self) -> datetime:
        """Return the reader's time."""
        return self._session.clock.now()

    def reload(self) -> None:
        """Find out which keys there are, and where each is used; nobody waits for it."""
        self.cancel()
        stop = self._stop = Event()

        def go_on() -> None:
            if stop.is_set():
                raise LockedError("Nobody wants to know any more.")

        def look(wallet: Wallet) -> tuple[tuple[KeyUse, ...], bool]:
            return tuple(own_keys.key_uses(wallet, go_on)), own_keys.asks_to_sign(wallet)

        def show(found: tuple[tuple[KeyUse, ...], bool]) -> None:
            self.uses, self.asks = found
            self.known.emit()

        self._task = self._session.run_beside(self, look, show, self.failed.emit)

    def cancel(self) -> None:
        """Stop looking: the wallet is locked, say, which waits for all that is under way."""
        self._stop.set()
        if self._task is not None:
            self._task.cancel()

    def make(self, purpose: str, type_name: str) -> None:
        """Make the key for a purpose, of one of `TYPES`."""
        self._session.run(
            self,
            lambda wallet: own_keys.new_key(wallet, purpose, KEY_TYPES[type_name]),
            self._show_made,
            self.failed.emit,
        )

    def replace(self, key: HolderKey) -> None:
        """Make a newer key for the purpose of one."""
        self._session.run(self, lambda wallet: own_keys.rotate_key(wallet, key.did), self._show_made, self.failed.emit)

    def set_asking(self, passphrase: str, *, on: bool) -> None:
        """Have the passphrase asked for before a key signs, or no longer."""

        def done(_none: None) -> None:
            self.asks = on
            self.asking_changed.emit(on)
            self.reload()

        self.busy.emit(True)
        task = self._session.run(
            self, lambda wallet: own_keys.ask_to_sign(wallet, passphrase, on=on), done, self.failed.emit
        )
        task.ended.connect(self._rest)

    def _show_made(self, key: HolderKey) -> None:
        self.made.emit(key)
        self.reload()

    def _rest(self) -> None:
        self.busy.emit(False)


def use_words(use: KeyUse) -> str:
    """Return when a key was made, whether it is in use, and where it was used."""
    made = tr("Made on {date}.").format(date=long_date(use.key.made_at))
    older = "" if use.key.is_newest else tr("A newer one took its place; it stays for what is bound to it.")
    return " ".join(part for part in (made, older, _used(len(use.badges), use.shares)) if part)


def _used(badges: int, shares: int) -> str:
    if not badges:
        return tr("No badge is bound to it.")
    one, many = tr("1 badge is bound to it"), tr("{n} badges are bound to it")
    bound = (one if badges == 1 else many).format(n=badges)
    if not shares:
        return tr("{bound}; none was ever shown.").format(bound=bound)
    once, often = tr("{bound}; shown once."), tr("{bound}; shown {n} times.")
    return (once if shares == 1 else often).format(bound=bound, n=shares)


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("OwnKeys", text)
