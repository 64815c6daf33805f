"""Which passphrases may guard a wallet: the one rule of the window and the command line."""

from __future__ import annotations

from wallet.model.errors import RefusedError

SHORTEST = 8
"""Characters that a passphrase has at least."""


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that anybody could try out.

    Raises:
        RefusedError: Where it is too short.
    """
    if len(passphrase) < SHORTEST:
        raise RefusedError(
            "This passphrase is too short.",
            f"It has fewer than {SHORTEST} characters.",
            "Four or more words that do not belong together work well.",
        )
