"""The open wallet and its life: made, unlocked, locked; and the way from a view-model to an operation on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from wallet.gui.tasks import Failed, Stream, Task, Tasks
from wallet.model.clock import Clock
from wallet.model.errors import LockedError, WalletError, WrongPassphraseError
from wallet.model.limits import Limits
from wallet.operations import snapshots
from wallet.operations import wallet as life
from wallet.operations.integrity import lock_and_remember
from wallet.operations.wallet import Wallet
from wallet.settings import Folders

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
    """

    opened = Signal()
    closed = Signal()
    locked = Signal(str)
    changed = Signal()
    troubled = Signal(object)
    returned = Signal()

    def __init__(self, folders: Folders, clock: Clock, limits: Limits, tasks: Tasks) -> None:
        super().__init__()
        self.folders = folders
        self.clock = clock
        self.limits = limits
        self.tasks = tasks
        self._wallet: Wallet | None = None
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
    def keyring_opens(self) -> bool:
        """Whether this computer's sign-in opens the wallet; raises `WalletError` where its header cannot be read."""
        return life.keyring_opens(self.folders)

    @property
    def recovery_opens(self) -> bool:
        """Whether a recovery code opens the wallet; raises `WalletError` where its header cannot be read."""
        return life.recovery_opens(self.folders)

    def create(self, passphrase: str, failed: Failed) -> Task:
        """Make the wallet, and open it."""
        return self._open(lambda: life.create_wallet(self.folders, passphrase, self.clock, self.limits), failed)

    def unlock(self, passphrase: str, failed: Failed) -> Task:
        """Open the wallet with its passphrase."""
        return self._open(lambda: life.unlock(self.folders, passphrase, self.clock, self.limits), failed)

    def unlock_with_keyring(self, failed: Failed) -> Task:
        """Open the wallet with this computer's sign-in."""
        return self._open(lambda: life.unlock_with_keyring(self.folders, self.clock, self.limits), failed)

    def recover(self, code: str, new_passphrase: str, failed: Failed) -> Task:
        """Open the wallet with its recovery code, and give it another passphrase."""
        from wallet.operations import recovering  # noqa: PLC0415 (seldom needed)

        return self._open(
            lambda: recovering.recover(self.folders, code, new_passphrase, self.clock, self.limits), failed
        )

    def return_to(self, snapshot: str, passphrase: str, failed: Failed) -> Task:
        """Make the wallet what it was at a snapshot, and open it; it may be open now, locked or damaged.

        Args:
            snapshot: The snapshot's name.
            passphrase: Unlocks the wallet.
            failed: Told an error that is fit to show; where the wallet was open, it stays open then or is locked.
        """
        wallet = self._wallet
        if wallet is None:
            return self._open(lambda: self._returned(snapshot, passphrase), failed, self.returned)

        def refuse(error: WalletError) -> None:
            failed(error)
            if not isinstance(error, WrongPassphraseError):
                self.lock()

        def swap() -> Wallet:
            snapshots.check_owner(wallet, passphrase)
            self.tasks.wait_beside()
            lock_and_remember(wallet, self.folders)
            return self._returned(snapshot, passphrase)

        return self._open(swap, refuse, self.returned)

    def _returned(self, snapshot: str, passphrase: str) -> Wallet:
        snapshots.return_to(self.folders, passphrase, snapshot, self.clock)
        return life.unlock(self.folders, passphrase, self.clock, self.limits)

    def lock(self) -> None:
        """Close the wallet; what is under way is finished first."""
        wallet, self._wallet = self._wallet, None
        if wallet is None:
            return
        self._closing = self.tasks.run_after_all(
            self, lambda: lock_and_remember(wallet, self.folders), lambda _: None, self._keep_trouble
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

    def _open(self, opening: Callable[[], Wallet], failed: Failed, first: SignalInstance | None = None) -> Task:
        def opened(wallet: Wallet) -> None:
            self._wallet = wallet
            if first is not None:
                first.emit()
            self.opened.emit()

        # Behind the end of a wallet that is being locked: it has to be closed before it opens again.
        return self.tasks.run_after_all(self, opening, opened, failed)

    def _end_closing(self) -> None:
        if self._closing is not None:
            self._closing = None
            trouble, self._trouble = self._trouble, ""
            self.locked.emit(trouble)

    def _keep_trouble(self, error: WalletError) -> None:
        self._trouble = str(error)
        self.troubled.emit(error)

    def _with_wallet(self, work: Callable[[Wallet], T]) -> Callable[[], T]:
        """Bind work to the wallet that is open now: what was asked for before a lock is still done before it."""
        wallet = self._wallet

        def bound() -> T:
            if wallet is None:
                raise LockedError("The wallet is locked.")
            return work(wallet)

        return bound
