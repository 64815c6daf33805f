"""The ways to unlock the wallet, when it locks, and what becomes of its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Task
from wallet.model.errors import WalletError
from wallet.model.vault_state import SlotKind, SlotState, VaultState
from wallet.operations import recovering, vault_life
from wallet.operations import wallet as life
from wallet.operations.recovering import RecoveryDraft
from wallet.operations.wallet import Wallet
from wallet.settings import load_settings, save_settings


class SecurityViewModel(QObject):
    """What the page of security shows, and what one does there.

    Signals:
        known: The ways to unlock are known; `state` is of now.
        busy: Something slow is under way, or is over.
        passphrase_changed: The wallet has another passphrase.
        drafted: A recovery code was made, as a `RecoveryDraft`; it opens nothing yet.
        kit_saved: The page to print was written; carries its name.
        confirmed: The recovery code opens the wallet from now on.
        lock_after_changed: The wallet locks after another time; carries the minutes.
        failed: It could not be done, as a `WalletError`.
    """

    known = Signal()
    busy = Signal(bool)
    passphrase_changed = Signal()
    drafted = Signal(object)
    kit_saved = Signal(str)
    confirmed = Signal()
    lock_after_changed = Signal(int)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.state: VaultState | None = None
        self.lock_after = load_settings(session.folders.config).lock_after_minutes

    def now(self) -> datetime:
        """Return the reader's time."""
        return self._session.clock.now()

    def slot(self, kind: SlotKind) -> SlotState | None:
        """Return a way to unlock the wallet; None where it is not set up."""
        slots = self.state.slots if self.state is not None else ()
        return next((slot for slot in slots if slot.kind is kind), None)

    def reload(self) -> None:
        """Find out what the ways to unlock are."""

        def show(state: VaultState) -> None:
            self.state = state
            self.known.emit()

        self._session.run(self, vault_life.vault_state, show, self.failed.emit)

    def change_passphrase(self, old: str, new: str) -> None:
        """Give the wallet another passphrase."""

        def done(_none: None) -> None:
            self.passphrase_changed.emit()
            self.reload()

        self._run(lambda wallet: life.change_passphrase(wallet, old, new), done)

    def use_keyring(self, *, on: bool) -> None:
        """Let this computer's sign-in open the wallet, or no longer."""
        self._run(life.enable_keyring if on else life.disable_keyring, lambda _none: self.reload())

    def draft_code(self, passphrase: str) -> None:
        """Make a recovery code, once the passphrase is right."""
        self._run(lambda wallet: recovering.draft_recovery_code(wallet, passphrase), self.drafted.emit)

    def save_kit(self, draft: RecoveryDraft, path: Path) -> None:
        """Write the page to print."""
        name = path.name
        self._run(lambda _wallet: recovering.save_recovery_kit(draft, path), lambda _none: self.kit_saved.emit(name))

    def confirm_code(self, draft: RecoveryDraft, typed: Mapping[int, str]) -> None:
        """Let the code open the wallet, where it was typed back right."""

        def done(_none: None) -> None:
            self.confirmed.emit()
            self.reload()

        self._run(lambda wallet: recovering.confirm_recovery_code(wallet, draft, typed), done)

    def remove_code(self) -> None:
        """Let no recovery code open the wallet."""
        self._run(recovering.remove_recovery_code, lambda _none: self.reload())

    def reencrypt(self, passphrase: str, new_passphrase: str) -> None:
        """Give the wallet another key and passphrase, because somebody saw the old one; it opens anew."""
        self._wait_for(self._session.reencrypt(passphrase, new_passphrase, self._refuse))

    def compact(self, passphrase: str) -> None:
        """Give back the room of what was deleted; the wallet opens anew."""
        self._wait_for(self._session.compact(passphrase, self._refuse))

    def delete(self, passphrase: str) -> None:
        """Delete the wallet for good."""
        self._wait_for(self._session.delete(passphrase, self._refuse))

    def set_lock_after(self, minutes: int) -> None:
        """Let the wallet lock when nobody touched it for so long."""
        config = self._session.folders.config

        def save() -> None:
            save_settings(config, replace(load_settings(config), lock_after_minutes=minutes))

        def done(_none: None) -> None:
            self.lock_after = minutes
            self.lock_after_changed.emit(minutes)

        self._session.tasks.run(self, save, done, self.failed.emit)

    def _run(self, work: Callable[[Wallet], object], done: Callable[..., None]) -> None:
        self._wait_for(self._session.run(self, work, done, self._refuse))

    def _wait_for(self, task: Task) -> None:
        self.busy.emit(True)
        task.ended.connect(self._rest)

    def _rest(self) -> None:
        self.busy.emit(False)

    def _refuse(self, error: WalletError) -> None:
        self.failed.emit(error)
