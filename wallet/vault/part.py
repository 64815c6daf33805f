"""What the parts of an open vault have in common: each is a class in a page of its own, and `Vault` is all of them."""

from __future__ import annotations

from wallet.vault.database import Database
from wallet.vault.slots import Slots


class Part:
    """A part of what `wallet.vault.vault.Vault` does; what is said there of its methods holds for those of every part.

    Args:
        database: The vault's, open.
        slots: Its ways of unlocking, and its key.
    """

    def __init__(self, database: Database, slots: Slots) -> None:
        self._database = database
        self._slots = slots
