"""The tree of errors.

`WalletError`: something in the world is wrong, and its text is fit to show. `ProofError`: what a primitive
raises when it refuses a document; only the verifier catches it. Anything else is a bug of ours.
"""

from __future__ import annotations

from typing import Self

from wallet.model.checks import CheckId, Code, Outcome


class WalletError(Exception):
    """Something in the world is wrong.

    Args:
        what: What happened, as a sentence.
        why: Why, as a sentence; may be empty.
        remedy: What to do about it, as a sentence; may be empty.
    """

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        super().__init__(" ".join(part for part in (what, why, remedy) if part))
        self.what = what
        self.why = why
        self.remedy = remedy


class UnreadableError(WalletError):
    """The bytes are no badge that Rosette reads; the code says in which way."""

    def __init__(self, code: Code, what: str, why: str = "", remedy: str = "") -> None:
        super().__init__(what, why, remedy)
        self.code = code


class RefusedError(WalletError):
    """A rule of ours forbids it."""


class NotSavedError(WalletError):
    """Something cannot be written where it should be."""

    @classmethod
    def of_file(cls, name: str, error: OSError) -> Self:
        """Return what to say of a file that a person named.

        Args:
            name: Its name.
            error: How the system put it.
        """
        return cls(f"{name} was not saved.", f"{error.strerror}.", "Choose another place.")


class LockedError(WalletError):
    """The wallet is locked."""


class WrongPassphraseError(LockedError):
    """No key slot opens with the passphrase given."""


class PassphraseNeededError(LockedError):
    """The owner has set it so that the passphrase is typed before one of the owner's keys signs."""


class WrongRecoveryCodeError(LockedError):
    """What was typed is no recovery code, or another wallet's, or one that a newer one has replaced."""


class VaultMissingError(WalletError):
    """There is no wallet in the folder named."""


class VaultDamagedError(WalletError):
    """The wallet's files are not what was written."""


class VaultBusyError(RefusedError):
    """Another program has the wallet open."""


class VaultTooNewError(RefusedError):
    """The wallet was written by a newer Rosette."""


class KeyringUnavailableError(WalletError):
    """The system's keyring cannot be used; the reason is in the text."""


class SandboxUnavailableError(WalletError):
    """The separate process that opens foreign pictures cannot be started."""


class EvidenceError(WalletError):
    """An evidence pack or issuer list is malformed; such a pack is refused whole."""


class BackupError(WalletError):
    """The file is no backup, or not as it was written; nothing of it is used."""


class ProofError(Exception):
    """A primitive refuses a document.

    Args:
        check: The check the refusal belongs to.
        code: The reason, as a stable word.
        detail: The reason, as a plain sentence without any claim of the badge.
        outcome: FAILED where the document is at fault, UNKNOWN where it could not be checked.
    """

    def __init__(self, check: CheckId, code: Code, detail: str, outcome: Outcome = Outcome.FAILED) -> None:
        super().__init__(detail)
        self.check = check
        self.code = code
        self.detail = detail
        self.outcome = outcome
