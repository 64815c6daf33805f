"""A backup merged into an open wallet: its badges are checked and kept as any that arrive, and nothing is replaced.

Whoever made the backup may be a stranger. So its reports are not believed but made anew, its issuer lists and gathered
evidence stay behind, and its signing keys sign for the badges bound to them, never for new ones.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

from wallet.crypto.wrapping import KdfCost
from wallet.formats.reader import extract
from wallet.model.backup import Merged, MergedRest, MergeResult, Progress, SnapshotReason, Stage
from wallet.model.badge import Added, BadgeCard, BadgeQuery, ImportResult, StoredBadge
from wallet.model.errors import UnreadableError, VaultDamagedError
from wallet.operations.backing_up import BackupFile
from wallet.operations.importing import Importer
from wallet.operations.inputs import Input
from wallet.operations.presets import take_presets
from wallet.operations.restoring import checked, fill
from wallet.operations.wallet import Wallet, evidence_of, own_badges
from wallet.vault.files import MERGE_FOLDER, in_words
from wallet.vault.founding import NewVault
from wallet.vault.vault import Vault

_PAGE = 200
_EVERYTHING = BadgeQuery(with_replaced=True)


def merge(wallet: Wallet, backup: BackupFile) -> Generator[Progress | MergeResult | MergedRest, None, None]:
    """Bring what a backup holds into an open wallet, step by step, with a word on each badge.

    Args:
        wallet: The open wallet; a snapshot of it is kept before anything is changed.
        backup: The backup.

    Yields:
        How far it has come; what became of each badge of the backup's library; last, what else came.

    Raises:
        WrongPassphraseError: If the passphrase is not the backup's.
        BackupError: If it is no backup, or not as it was written; then nothing was changed.
        VaultTooNewError: If a newer Rosette made it.
        WalletError: If the disk refuses.
    """
    contents = yield from checked(backup)
    folder, packs = wallet.vault.folder / MERGE_FOLDER, list[bytes]()
    _clear(folder)
    try:
        # Nobody knows its passphrase, and it goes at the end: a place to read the backup in, encrypted as all else.
        with NewVault.begin(folder, secrets.token_urlsafe(32), KdfCost.floor(), contents.schema) as new:
            yield from fill(new, backup, packs.append)
            source = Vault.finished(folder, new, wallet.clock.now())
        with source:
            yield from _merge(wallet, source, len(packs))
    finally:
        _clear(folder)


def _merge(wallet: Wallet, source: Vault, packs: int) -> Generator[Progress | MergeResult | MergedRest, None, None]:
    with wallet.vault.copying() as copy:
        copy.keep(wallet.clock.now(), SnapshotReason.RESTORE)
    importer = Importer(wallet, evidence_of(wallet), own_badges(wallet))
    total = source.count(_EVERYTHING)
    for done, card in enumerate(_cards(source)):
        yield Progress(Stage.MERGING, done, total)
        yield _merge_badge(wallet, importer, source, card)
    collections, tagged, favourites = wallet.vault.take_order_of(source, wallet.clock.now())
    yield MergedRest(
        keys=wallet.vault.take_keys_of(source),
        shares=_merge_shares(wallet.vault, source),
        presets=take_presets(wallet, source.presets()),
        in_bin=len(source.bin()),
        packs=packs,
        collections=collections,
        tagged=tagged,
        favourites=favourites,
    )


def _merge_badge(wallet: Wallet, importer: Importer, source: Vault, card: BadgeCard) -> MergeResult:
    try:
        stored = source.get(card.id)
        found = extract(stored.container or stored.document, wallet.limits)
    except (UnreadableError, VaultDamagedError) as error:
        return MergeResult(card.name, Merged.REFUSED, str(error))
    if found.content != stored.document:
        return MergeResult(card.name, Merged.REFUSED, "The picture around it holds another badge.")
    return _import(wallet, importer, stored)


def _import(wallet: Wallet, importer: Importer, stored: StoredBadge) -> MergeResult:
    results = importer.add(Input(stored.report.input, stored.container or stored.document))
    result = next((each for each in results if each.badge and each.badge.id == stored.card.id), None)
    if result is None or result.badge is None:
        reason = " ".join(each.reason for each in results if each.outcome is Added.REFUSED)
        return MergeResult(stored.card.name, Merged.REFUSED, reason or "It is not the badge that its id says.")
    return _merge_note(wallet, stored, result)


def _merge_note(wallet: Wallet, stored: StoredBadge, result: ImportResult) -> MergeResult:
    kept = wallet.vault.get(stored.card.id)
    card, own, is_new = kept.card, kept.note, result.outcome is not Added.DUPLICATE
    if stored.note and own and own != stored.note:
        reason = "The two notes on it differ: the wallet's own was kept, the other one is in the backup."
        return MergeResult(card.name, Merged.CONFLICT, reason, card)
    if stored.note and not own:
        wallet.vault.set_note(card.id, stored.note, wallet.clock.now())
    if is_new:
        return MergeResult(card.name, Merged.ADDED, badge=card)
    if stored.note and not own:
        return MergeResult(card.name, Merged.NOTED, "It was in the wallet already; its note was missing.", card)
    return MergeResult(card.name, Merged.KEPT, "It is in the wallet already.", card)


def _merge_shares(vault: Vault, source: Vault) -> int:
    there = set(vault.shares())
    new = [share for share in reversed(source.shares()) if share not in there]
    for share in new:
        vault.add_share(share)
    return len(new)


def _cards(source: Vault) -> Iterator[BadgeCard]:
    offset = 0
    while page := source.cards(_EVERYTHING, offset, _PAGE):
        yield from page
        offset += len(page)


def _clear(folder: Path) -> None:
    with in_words("What an earlier merge left could not be removed."):
        if folder.exists():
            shutil.rmtree(folder)
