"""The wallet's files in words: what they take, what would be lost with them, what became of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.backup_words import badges
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.viewmodels.words import Words
from wallet.model.limits import MIB
from wallet.model.vault_state import SlotKind, VaultState
from wallet.operations.vault_life import Compacted, Reencrypted


def rewritten_words(done: Reencrypted | Compacted) -> Words:
    """Return what became of a wallet's files."""
    if isinstance(done, Compacted):
        text = tr("It took {before}, and takes {after} now.").format(before=size(done.before), after=size(done.after))
        return Words("circle-check", Tone.INFO, tr("The wallet was made smaller"), text)
    ended = [_ended(kind) for kind in done.ended]
    if done.snapshots:
        ended.append(_deleted_snapshots(done.snapshots))
    ended.append(tr("Copies of its folder from before, and backups, still open with what opened them."))
    return Words(
        "circle-check", Tone.INFO, tr("The wallet is encrypted anew: only the new passphrase opens it"), " ".join(ended)
    )


def ending_words(state: VaultState) -> str:
    """Return what encrypting a wallet anew would end."""
    kinds = [slot.kind for slot in state.slots if slot.kind is not SlotKind.PASSPHRASE]
    ended = [_would_end(kind) for kind in kinds]
    if state.snapshots:
        one, many = (
            tr("1 snapshot is deleted, since the old passphrase opens it."),
            tr("{n} snapshots are deleted, since the old passphrase opens them."),
        )
        ended.append((one if state.snapshots == 1 else many).format(n=state.snapshots))
    return " ".join(ended)


def loss_words(state: VaultState) -> list[str]:
    """Return what would be lost with a wallet, a line each; nothing of what there is none of but badges."""
    lost = (
        (state.notes, _notes),
        (state.keys, _keys),
        (state.shares, _shares),
        (state.snapshots, _snapshots),
    )
    return [badges(state.badges + state.in_bin), *(words(count) for count, words in lost if count)]


def safety_words(state: VaultState) -> Words:
    """Return what of a wallet would be left if it were deleted: its last backup."""
    last = state.last_backup
    if last is None:
        none = tr("There never was a backup: nothing of it would be left.")
        return Words("triangle-alert", Tone.BAD, tr("No backup"), none)
    title = tr("Last backup: {date}").format(date=long_date(last.made_at))
    held = tr("{badges} in {file}.").format(badges=badges(last.badges), file=last.name)
    if state.unsaved == 0:
        return Words("hard-drive", Tone.NEUTRAL, title, held)
    one, many = tr("1 badge came since, and would be lost."), tr("{n} badges came since, and would be lost.")
    return Words(
        "triangle-alert", Tone.WARN, title, f"{held} {(one if state.unsaved == 1 else many).format(n=state.unsaved)}"
    )


def size(of_bytes: int) -> str:
    """Return a number of bytes such as ``1.2 MiB``."""
    return QLocale().formattedDataSize(of_bytes, 1 if of_bytes > MIB else 0)


def _ended(kind: SlotKind) -> str:
    return {
        SlotKind.KEYRING: tr("This computer's sign-in opens it no longer; turn it on again if you want it."),
        SlotKind.RECOVERY: tr("The recovery code opens it no longer; make a new one if you want it."),
    }.get(kind, tr("A way of unlocking of a newer Rosette opens it no longer."))


def _would_end(kind: SlotKind) -> str:
    return {
        SlotKind.KEYRING: tr("This computer's sign-in opens it no longer."),
        SlotKind.RECOVERY: tr("The recovery code on your kit opens it no longer."),
    }.get(kind, tr("A way of unlocking of a newer Rosette opens it no longer."))


def _deleted_snapshots(count: int) -> str:
    one, many = (
        tr("1 snapshot was deleted, since the old passphrase opened it."),
        tr("{n} snapshots were deleted, since the old passphrase opened them."),
    )
    return (one if count == 1 else many).format(n=count)


def _notes(count: int) -> str:
    return tr("1 note of yours") if count == 1 else tr("{n} notes of yours").format(n=count)


def _keys(count: int) -> str:
    return tr("1 signing key") if count == 1 else tr("{n} signing keys").format(n=count)


def _shares(count: int) -> str:
    one, many = tr("1 line of the sharing history"), tr("{n} lines of the sharing history")
    return (one if count == 1 else many).format(n=count)


def _snapshots(count: int) -> str:
    return tr("1 snapshot beside it") if count == 1 else tr("{n} snapshots beside it").format(n=count)


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("WalletFiles", text)
