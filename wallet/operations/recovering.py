"""The recovery code: made, printed, typed back, and used by who has forgotten the passphrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from wallet.export.recovery_kit import RecoveryKit, recovery_kit_pdf
from wallet.model.clock import Clock
from wallet.model.errors import RefusedError
from wallet.model.limits import Limits
from wallet.operations.passphrases import check_passphrase
from wallet.operations.wallet import Wallet
from wallet.presentation.qr_drawing import png, qr_modules
from wallet.settings import Folders
from wallet.vault.files import replace_file
from wallet.vault.recovery_code import RecoveryCode, asked_back
from wallet.vault.unlocking import recover as unlock_and_reset
from wallet.words import words_in


@dataclass(frozen=True, slots=True)
class RecoveryDraft:
    """A code that opens nothing before it was typed back; until then an older one does.

    Attributes:
        code: The code; `groups` and `text` are for showing.
        made_at: When it was made.
        asked: The numbers, from 1, of the two groups to type back.
        name: The wallet's name.
        vault_id: The wallet's id.
        languages: Those that the owner reads, as tags of BCP 47, in order.
    """

    code: RecoveryCode = field(repr=False)
    made_at: datetime
    asked: tuple[int, ...]
    name: str
    vault_id: str
    languages: tuple[str, ...] = ()


def draft_recovery_code(wallet: Wallet, passphrase: str) -> RecoveryDraft:
    """Make a recovery code; nothing is kept of it.

    Raises:
        WrongPassphraseError: If the passphrase is another one: who finds an open wallet shall not get a lasting key.
    """
    with wallet.vault.slots() as slots:
        slots.check_passphrase(passphrase)
    name = wallet.vault.folder.resolve().name
    code, now = RecoveryCode.new(), wallet.clock.now()
    return RecoveryDraft(code, now, asked_back(), name, wallet.vault.id, wallet.languages)


def recovery_kit(draft: RecoveryDraft) -> bytes:
    """Return the page to print, as PDF, in the owner's language."""
    picture = png(qr_modules(draft.code.text))
    kit = RecoveryKit(draft.name, draft.vault_id, draft.made_at, draft.code.groups, picture)
    return recovery_kit_pdf(kit, words_in(draft.languages))


def save_recovery_kit(draft: RecoveryDraft, path: Path) -> None:
    """Write the page where the owner says, readable for the owner alone.

    Raises:
        RefusedError: If there is something of that name.
        WalletError: If the disk refuses.
    """
    if path.exists():
        raise RefusedError(f"{path.name} is there already.", "Nothing was written over it.", "Choose another name.")
    replace_file(path, recovery_kit(draft))


def confirm_recovery_code(wallet: Wallet, draft: RecoveryDraft, typed: Mapping[int, str]) -> None:
    """Let the code open the wallet from now on, and an older one no more.

    Args:
        wallet: The open wallet.
        draft: The code.
        typed: What was typed for the groups that `draft.asked` names, by their numbers.

    Raises:
        RefusedError: If a group is missing or another one, and which.
    """
    draft.code.check_groups({number: typed.get(number, "") for number in draft.asked})
    enforce_recovery_code(wallet, draft)


def enforce_recovery_code(wallet: Wallet, draft: RecoveryDraft) -> None:
    """Let the code open the wallet from now on though nobody typed it back."""
    with wallet.vault.slots() as slots:
        slots.set_recovery_code(draft.code, draft.made_at)


def remove_recovery_code(wallet: Wallet) -> None:
    """Let no recovery code open the wallet."""
    with wallet.vault.slots() as slots:
        slots.remove_recovery_code()


def check_recovery_code(typed: str) -> None:
    """Refuse what cannot be a recovery code, before a new passphrase is asked for.

    Raises:
        WrongRecoveryCodeError: If it is none, and what is wrong with it.
    """
    RecoveryCode.typed(typed)


def recover(folders: Folders, typed: str, new_passphrase: str, clock: Clock, limits: Limits) -> Wallet:
    """Open a wallet with its recovery code, and give it another passphrase; the code stays what it is.

    Raises:
        WrongRecoveryCodeError: If it is no recovery code, or not this wallet's, or not any more.
        RefusedError: If the new passphrase is too short.
        WalletError: As `unlock`.
    """
    code = RecoveryCode.typed(typed)
    check_passphrase(new_passphrase)
    return Wallet(unlock_and_reset(folders.vault, code, new_passphrase), folders.packs, clock, limits)
