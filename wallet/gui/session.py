"""The open wallet and its life: made, unlocked, locked; and the way from a view-model to an operation on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from wallet.gui.tasks import Failed, Stream, Task, Tasks
from wallet.model.clock import Clock
from wallet.model.errors import LockedError, WalletError
from wallet.model.limits import Limits
from wallet.operations import door, snapshots
from wallet.operations import wallet as life
from wallet.operations.integrity import lock_and_remember
from wallet.operations.wallet import Wallet
from wallet.settings import Folders

if TYPE_CHECKING:
    from wallet.operations.vault_life import Compacted, Reencrypted

T = TypeVar("T")


class Session(QObject):
    """One wallet, open or locked.

    Args:
        folders: Where the wallet lies, or will lie.
        clock: Where the time comes from.
        limits: Bounds on foreign input.
        tasks: Where work is done.

    Signals:
        opened: The wallet is open.
        closed: The wallet is being locked; everything shown of it must go.
        locked: What was under way is finished, and its files are closed; carries what went wrong, empty if nothing did.
        changed: Badges came, went or were checked anew.
        troubled: Something went wrong that nobody waited for, as a `WalletError`.
        returned: The wallet is what it was at a snapshot; it is open next.
        rewritten: The wallet's files were written anew, as a `Reencrypted` or a `Compacted`; it is open next.
    """

    opened = Signal()
    closed = Signal()
    locked = Signal(str)
    changed = Signal()
    troubled = Signal(object)
    returned = Signal()
    rewritten = Signal(object)

    def __init__(self, folders: Folders, clock: Clock, limits: Limits, tasks: Tasks) -> None:
        super().__init__()
        self.folders = folders
        self.clock = clock
        self.limits = limits
        self.tasks = tasks
        self._wallet: Wallet | None = None
        self._late: Wallet | None = None
        self._closing: Task | None = None
        self._trouble = ""

    @property
    def exists(self) -> bool:
        """Whether there is a wallet to unlock."""
        return life.wallet_exists(self.folders)

    @property
    def is_open(self) -> bool:
        """Whether the wallet is unlocked."""
        return self._wallet is not None

    @property
    def is_closing(self) -> bool:
        """Whether the wallet is being locked: what was under way is not finished yet."""
        return self._closing is not None

    @property
    def last_used(self) -> datetime | None:
        """When the wallet was written last; None where its files do not say."""
        return door.last_used(self.folders)

    @property
    def badges_at_door(self) -> int | None:
        """How many badges the locked wallet holds; None where its owner lets nobody see that."""
        return door.badges_at_door(self.folders)

    def follow_languages(self) -> None:
        """Go on in the languages that the owner reads now."""
        if self._wallet is not None:
            self._wallet = life.in_languages_now(self._wallet, self.folders)

    @property
    def keyring_opens(self) -> bool:
        """Whether this computer's sign-in opens the wallet; raises `WalletError` where its header cannot be read."""
        return life.keyring_opens(self.folders)

    @property
    def recovery_opens(self) -> bool:
        """Whether a recovery code opens the wallet; raises `WalletError` where its header cannot be read."""
        return life.recovery_opens(self.folders)

    def create(self, passphrase: str, failed: Failed) -> Task:
        """Make the wallet, and open it."""
        return self._open(
            lambda: life.create_wallet(self.folders, passphrase, self.clock, self.limits), _itself, failed
        )

    def unlock(self, passphrase: str, failed: Failed) -> Task:
        """Open the wallet with its passphrase."""
        return self._open(lambda: life.unlock(self.folders, passphrase, self.clock, self.limits), _itself, failed)

    def unlock_with_keyring(self, failed: Failed) -> Task:
        """Open the wallet with this computer's sign-in."""
        return self._open(lambda: life.unlock_with_keyring(self.folders, self.clock, self.limits), _itself, failed)

    def recover(self, code: str, new_passphrase: str, failed: Failed) -> Task:
        """Open the wallet with its recovery code, and give it another passphrase."""
        from wallet.operations import recovering  # noqa: PLC0415 (seldom needed)

        return self._open(
            lambda: recovering.recover(self.folders, code, new_passphrase, self.clock, self.limits), _itself, failed
        )

    def return_to(self, snapshot: str, passphrase: str, failed: Failed) -> Task:
        """Make the wallet what it was at a snapshot, and open it; it may be open now, locked or damaged.

        Args:
            snapshot: The snapshot's name.
            passphrase: Unlocks the wallet.
            failed: Told an error that is fit to show; where the wallet was open, it stays open then or is locked.
        """

        def change() -> Wallet:
            return self._returned(snapshot, passphrase)

        if self._wallet is None:
            return self._open(change, self._say_returned, failed)
        return self._reopen(partial(snapshots.check_owner, passphrase=passphrase), change, self._say_returned, failed)

    def reencrypt(self, passphrase: str, new_passphrase: str, failed: Failed) -> Task:
        """Give the open wallet another vault key and passphrase, because somebody saw the old one, and open it again.

        Args:
            passphrase: The one that was seen.
            new_passphrase: What alone opens the wallet from then on.
            failed: Told an error that is fit to show; the wallet stays open then, or is locked and says why.
        """
        from wallet.operations import vault_life  # noqa: PLC0415 (seldom needed)
        from wallet.operations.passphrases import check_passphrase  # noqa: PLC0415 (as above)

        def change() -> Reencrypted:
            return vault_life.reencrypt(self.folders, passphrase, new_passphrase, self.clock, self.limits)

        def check(wallet: Wallet) -> None:
            snapshots.check_owner(wallet, passphrase)
            check_passphrase(new_passphrase)

        return self._reopen(check, change, self._say_rewritten, failed)

    def compact(self, passphrase: str, failed: Failed) -> Task:
        """Give back the room of what was deleted from the open wallet, and open it again.

        Args:
            passphrase: Unlocks it.
            failed: Told an error that is fit to show; the wallet stays open then, or is locked and says why.
        """
        from wallet.operations import vault_life  # noqa: PLC0415 (seldom needed)

        def change() -> Compacted:
            return vault_life.compact(self.folders, passphrase, self.clock, self.limits)

        return self._reopen(partial(snapshots.check_owner, passphrase=passphrase), change, self._say_rewritten, failed)

    def delete(self, passphrase: str, failed: Failed) -> Task:
        """Delete the open wallet for good; it is said to be locked once nothing is left of it.

        Args:
            passphrase: The owner's, so that nobody else who finds the wallet open deletes it.
            failed: Told that the passphrase is another one; the wallet stays open then.
        """
        from wallet.operations.vault_life import delete_wallet  # noqa: PLC0415 (seldom needed)

        def end(wallet: Wallet) -> None:
            life.lock(wallet)
            delete_wallet(self.folders)
            door.forget(self.folders)

        return self.run(
            self, partial(snapshots.check_owner, passphrase=passphrase), lambda _none: self._close(end), failed
        )

    def _returned(self, snapshot: str, passphrase: str) -> Wallet:
        snapshots.return_to(self.folders, passphrase, snapshot, self.clock)
        return life.unlock(self.folders, passphrase, self.clock, self.limits)

    def delete_locked(self, failed: Failed) -> Task:
        """Delete the wallet for good, which is locked and whose passphrase was forgotten; no key is needed for that."""
        from wallet.operations.vault_life import delete_wallet  # noqa: PLC0415 (seldom needed)

        def done(_none: None) -> None:
            self.locked.emit("")

        return self.tasks.run_after_all(self, lambda: delete_wallet(self.folders), done, failed)

    def lock(self) -> None:
        """Close the wallet; what is under way is finished first."""
        self._close(lambda wallet: door.close(wallet, self.folders))

    def _close(self, end: Callable[[Wallet], None]) -> None:
        wallet, self._wallet = self._wallet, None
        if wallet is None:
            return
        self._closing = self.tasks.run_after_all(
            self, lambda: end(self._late or wallet), lambda _: None, self._keep_trouble
        )
        self._closing.ended.connect(self._end_closing)
        self.closed.emit()

    def close(self) -> None:
        """Close the wallet because the program ends, and wait for it; it is not said to be locked any more."""
        self.lock()
        self._closing = None
        self.tasks.finish()

    def run(self, owner: QObject, work: Callable[[Wallet], T], done: Callable[[T], None], failed: Failed) -> Task:
        """Do something with the open wallet, off the window's thread.

        Args:
            owner: On whose behalf; nobody is told anything once it is gone.
            work: What to do with the wallet.
            done: Told the answer.
            failed: Told an error that is fit to show; also where the wallet is locked.
        """
        return self.tasks.run(owner, self._with_wallet(work), done, failed)

    def run_beside(
        self, owner: QObject, work: Callable[[Wallet], T], done: Callable[[T], None], failed: Failed
    ) -> Task:
        """Do something that changes nothing in the wallet, such as drawing a picture, beside other work."""
        return self.tasks.run_beside(owner, self._with_wallet(work), done, failed)

    def stream(
        self, owner: QObject, items: Callable[[Wallet], Iterator[T]], each: Callable[[T], None], failed: Failed
    ) -> Stream[T]:
        """Do something with the open wallet item by item, behind everything else."""
        begin = self._with_wallet(items)

        def lazily() -> Iterator[T]:
            yield from begin()

        return self.tasks.stream(owner, lazily(), each, failed)

    def _open(self, opening: Callable[[], T], wallet_of: Callable[[T], Wallet], failed: Failed) -> Task:
        def opened(answer: T) -> None:
            wallet = wallet_of(answer)
            if self._closing is not None:
                self._late = wallet  # it was to be locked while its files were changed: that comes next
                return
            self._wallet = wallet
            self.opened.emit()

        # Behind the end of a wallet that is being locked: it has to be closed before it opens again.
        return self.tasks.run_after_all(self, opening, opened, failed)

    def _reopen(
        self,
        check: Callable[[Wallet], None],
        change: Callable[[], T],
        wallet_of: Callable[[T], Wallet],
        failed: Failed,
    ) -> Task:
        """Close the wallet, change its files, and open it again.

        Args:
            check: Raises where this is not to be; the wallet stays open then.
            change: Changes the files; where it fails, the wallet is locked, and what went wrong is said there.
            wallet_of: Returns the wallet that it left open.
            failed: Told why the wallet stays open as it is.
        """
        wallet = self._wallet
        is_closed = Event()

        def swap() -> T:
            if wallet is None:
                raise LockedError("The wallet is locked.")
            check(wallet)
            self.tasks.wait_beside()
            is_closed.set()
            lock_and_remember(wallet, self.folders)
            return change()

        def refuse(error: WalletError) -> None:
            if not is_closed.is_set():
                failed(error)
            elif self._closing is not None:
                self._keep_trouble(error)
            else:
                self._say_closed(error)

        return self._open(swap, wallet_of, refuse)

    def _say_returned(self, wallet: Wallet) -> Wallet:
        self.returned.emit()
        return wallet

    def _say_rewritten(self, rewritten: Reencrypted | Compacted) -> Wallet:
        self.rewritten.emit(rewritten)
        return rewritten.wallet

    def _say_closed(self, error: WalletError) -> None:
        """Say that the wallet's files are closed already, and what went wrong with them then."""
        self._wallet = None
        self.closed.emit()
        self.troubled.emit(error)
        self.locked.emit(str(error))

    def _end_closing(self) -> None:
        if self._closing is not None:
            self._closing = self._late = None
            trouble, self._trouble = self._trouble, ""
            self.locked.emit(trouble)

    def _keep_trouble(self, error: WalletError) -> None:
        self._trouble = self._trouble or str(error)
        self.troubled.emit(error)

    def _with_wallet(self, work: Callable[[Wallet], T]) -> Callable[[], T]:
        """Bind work to the wallet that is open now: what was asked for before a lock is still done before it."""
        wallet = self._wallet

        def bound() -> T:
            if wallet is None:
                raise LockedError("The wallet is locked.")
            return work(wallet)

        return bound


def _itself(wallet: Wallet) -> Wallet:
    return wallet
