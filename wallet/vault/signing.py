"""Signing only after the passphrase was typed, where the owner has set it so (VAULT.md, "Keys")."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from wallet.model.errors import PassphraseNeededError
from wallet.vault.slots import Slots


class SigningGuard:
    """Whether the owner's keys may sign now."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._here = threading.local()

    @property
    def asks(self) -> bool:
        """Whether the owner has set it so that the passphrase is typed first."""
        return self._slots.header.asks_to_sign

    def check(self) -> None:
        """Refuse to sign outside an `allowing` block of the same thread, where the owner has set it so.

        Raises:
            PassphraseNeededError: If the passphrase has to be typed first.
        """
        if self.asks and not getattr(self._here, "is_allowed", False):
            raise PassphraseNeededError(
                "Your passphrase is needed to sign.", "You have set it so.", "Type it, then try again."
            )

    @contextmanager
    def allowing(self, passphrase: str) -> Iterator[None]:
        """Let the owner's keys sign in the block, in this thread.

        Raises:
            WrongPassphraseError: If the passphrase is another one.
        """
        self._slots.check_passphrase(passphrase)
        self._here.is_allowed = True
        try:
            yield
        finally:
            self._here.is_allowed = False
