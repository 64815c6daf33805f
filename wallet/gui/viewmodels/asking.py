"""A question to the open wallet that is asked again and again: only its last answer counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from wallet.gui.session import Session
from wallet.gui.tasks import Failed, Task
from wallet.operations.wallet import Wallet

T = TypeVar("T")


class LastQuestion:
    """Asks beside the wallet's own work, where one answer may overtake another.

    Args:
        session: The open wallet.
        owner: On whose behalf.
        failed: Told an error that is fit to show.
    """

    def __init__(self, session: Session, owner: QObject, failed: Failed) -> None:
        self._session, self._owner, self._failed = session, owner, failed
        self._task: Task | None = None

    def ask(self, work: Callable[[Wallet], T], done: Callable[[T], None]) -> None:
        """Ask; an earlier question is not answered any more.

        Args:
            work: What to do with the wallet, which changes nothing in it.
            done: Told the answer.
        """
        self.drop()
        self._task = self._session.run_beside(self._owner, work, done, self._failed)

    def drop(self) -> None:
        """Ask no more: nothing is answered from now on."""
        if self._task is not None:
            self._task.cancel()
