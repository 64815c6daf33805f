"""Making a wallet and unlocking it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Task, Tasks
from wallet.gui.tone import Tone
from wallet.gui.viewmodels.dates import when
from wallet.gui.viewmodels.words import Words
from wallet.model.backup import Contents
from wallet.model.errors import VaultDamagedError, WalletError, WrongPassphraseError

if TYPE_CHECKING:
    from wallet.operations.vault_life import Compacted, Reencrypted

if TYPE_CHECKING:
    from wallet.operations.scanning import KitScan


class OpeningViewModel(QObject):
    """The way into a wallet.

    Signals:
        busy: A key is being derived, or that is over.
        refused: It did not open; carries a sentence.
        damaged: It did not open because its files are damaged, and a snapshot may help; carries a sentence.
        troubled: It did not close as it should have; carries a sentence.
        closed: It is closed, and may be opened again.
        code_read: A recovery code was read from a file; carries it.
        code_unread: There is none in a file, as a `WalletError`.
    """

    code_read = Signal(str)
    code_unread = Signal(object)

    busy = Signal(bool)
    refused = Signal(str)
    damaged = Signal(str)
    troubled = Signal(str)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.wants_samples = False
        self.waiting_paths: tuple[Path, ...] = ()
        self._report: Words | None = None
        self._is_new = False
        session.returned.connect(self._keep_returned)
        session.rewritten.connect(self._keep_rewritten)
        session.troubled.connect(lambda error: self.troubled.emit(str(error)))
        session.locked.connect(lambda _trouble: self.closed.emit())

    def bring(self, paths: Sequence[Path]) -> None:
        """Keep files to be added once the wallet is open."""
        self.waiting_paths = (*self.waiting_paths, *paths)

    def take_waiting(self) -> tuple[Path, ...]:
        """Return the files to be added now, and forget them."""
        waiting, self.waiting_paths = self.waiting_paths, ()
        return waiting

    def keep_report(self, contents: Contents) -> None:
        """Keep what was restored, to be said once the wallet is open."""
        from wallet.gui.viewmodels.backup_words import restored_words  # noqa: PLC0415 (seldom needed)

        self._report = Words("circle-check", Tone.INFO, self.tr("The wallet was restored"), restored_words(contents))

    def take_report(self) -> Words | None:
        """Return what is to be said of how the wallet came to be what it is, and forget it."""
        report, self._report = self._report, None
        return report

    def take_kit_offer(self) -> Words | None:
        """Return, once after a wallet was made, what is to be said of a recovery kit."""
        is_new, self._is_new = self._is_new, False
        text = self.tr("A code on paper opens the wallet when the passphrase is forgotten. It takes two minutes.")
        return Words("printer", Tone.INFO, self.tr("Print a recovery kit, now or later"), text) if is_new else None

    def create(self, passphrase: str) -> None:
        """Make the wallet."""
        self._is_new = True
        self._wait_for(self._session.create(passphrase, self._refuse))

    def unlock(self, passphrase: str) -> None:
        """Open the wallet with its passphrase."""
        self._wait_for(self._session.unlock(passphrase, self._refuse))

    def unlock_with_keyring(self) -> None:
        """Open the wallet with this computer's sign-in."""
        self._wait_for(self._session.unlock_with_keyring(self._refuse))

    @property
    def is_closing(self) -> bool:
        """Whether what was under way when it was locked is not finished yet."""
        return self._session.is_closing

    def recover(self, code: str, new_passphrase: str) -> None:
        """Open the wallet with its recovery code, and give it another passphrase."""
        self._wait_for(self._session.recover(code, new_passphrase, self._refuse))

    def delete(self) -> None:
        """Delete the wallet for good, whose passphrase was forgotten."""
        self._wait_for(self._session.delete_locked(self._refuse))

    @property
    def wallet_name(self) -> str:
        """What the wallet's folder is called."""
        return self._session.folders.vault.resolve().name

    @property
    def tasks(self) -> Tasks:
        """Where work is done."""
        return self._session.tasks

    def new_kit_scan(self) -> KitScan:
        """Return what looks for the code of a recovery kit."""
        from wallet.operations.scanning import KitScan  # noqa: PLC0415 (seldom needed)

        return KitScan(self._session.limits)

    def read_kit(self, path: Path) -> None:
        """Read the recovery code in a picture or the PDF of a kit."""
        from wallet.operations.scanning import recovery_code_in  # noqa: PLC0415 (seldom needed)

        limits = self._session.limits
        self.tasks.run_beside(self, lambda: recovery_code_in(path, limits), self.code_read.emit, self.code_unread.emit)

    @property
    def keyring_opens(self) -> bool:
        """Whether this computer's sign-in opens the wallet."""
        try:
            return self._session.keyring_opens
        except WalletError:
            return False  # what is wrong with the wallet is said when the passphrase is tried

    def facts(self) -> str:
        """Return what may be known of the locked wallet: when it was used last, and what is in it where allowed."""
        used, badges = self._session.last_used, self._session.badges_at_door
        ago = self.tr("last used {when}").format(when=when(used, self._session.clock.now())) if used is not None else ""
        one, many = self.tr("1 badge"), self.tr("{n} badges")
        count = "" if badges is None else one if badges == 1 else many.format(n=badges)
        said = ", ".join(filter(None, (count, ago)))
        return said[:1].upper() + said[1:]

    @property
    def recovery_opens(self) -> bool:
        """Whether a recovery code opens the wallet."""
        try:
            return self._session.recovery_opens
        except WalletError:
            return False  # as above

    def _keep_returned(self) -> None:
        text = self.tr("What it was before is kept, too: among the snapshots, or set aside where it was damaged.")
        self._report = Words("history", Tone.INFO, self.tr("The wallet went back to the snapshot"), text)

    def _keep_rewritten(self, done: Reencrypted | Compacted) -> None:
        from wallet.gui.viewmodels.wallet_words import rewritten_words  # noqa: PLC0415 (seldom needed)

        self._report = rewritten_words(done)

    def _wait_for(self, task: Task) -> None:
        self.busy.emit(True)
        task.ended.connect(lambda: self.busy.emit(False))

    def _refuse(self, error: WalletError) -> None:
        wrong = self.tr("That passphrase does not open this wallet. Check capital letters and the keyboard's language.")
        self.refused.emit(wrong if isinstance(error, WrongPassphraseError) else str(error))
        if isinstance(error, VaultDamagedError):
            self.damaged.emit(str(error))
