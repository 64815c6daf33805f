"""Makes the golden vault of this release, and its backup: `python -m tests.vault.make_golden`.

A golden vault is kept for ever, and every later release must open it with all that is in it. It holds nothing real, so
its passphrase stands here. One is made whenever a release changes the schema; those that are there are never made anew.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from unittest import mock

from tests.vault.making import AT, make_badge, make_vault
from wallet.crypto.keys import KeyType
from wallet.export.backup_file import backup_pieces
from wallet.model.backup import BackupRecord
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.checks import Source
from wallet.model.collection import Collection, CollectionId, Colour
from wallet.model.disclosure import OwnPreset, Trace, TraceKind
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.sharing import Share, SharedBadge, SharedClaim, Way
from wallet.sandbox.images import RawImage
from wallet.vault.schema import STEPS
from wallet.vault.vault import Vault

FOLDER = Path(__file__).parent / "golden"
GOLDEN_PASSPHRASE = "a golden vault holds nothing real"
BADGES = 6


def main() -> None:
    """Make the vault of this release's schema, where there is none yet."""
    folder = FOLDER / f"schema-{len(STEPS):04}"
    if folder.exists():
        sys.exit(f"{folder} is there already, and is never made anew.")
    fill(folder)
    back_up_golden(folder, folder.with_suffix(".age"))
    (folder / "vault.lock").unlink()


def back_up_golden(folder: Path, path: Path) -> None:
    """Make a backup of such a vault, at a cost that only tests may have."""
    with (
        mock.patch("wallet.export.backup_file.WORK_FACTOR", 10),
        Vault.open(folder, GOLDEN_PASSPHRASE) as vault,
        vault.copying() as copy,
    ):
        path.write_bytes(b"".join(backup_pieces(copy.members(), copy.contents(AT), GOLDEN_PASSPHRASE)))


def fill(folder: Path) -> None:
    """Make a vault with something in each of its tables."""
    with make_vault(folder, GOLDEN_PASSPHRASE) as vault:
        kept = [make_badge(f"Badge {number}", texts=f"text {number}", minutes=number) for number in range(BADGES)]
        vault.add_all([*kept, replace(make_badge("Baked"), container=b"a picture around it")])
        vault.set_note(kept[0].card.id, "A note on the first one", AT)
        vault.remove([kept[-1].card.id], AT)
        vault.set_thumbnail(kept[1].card.id, 1, RawImage(1, 1, b"rgba"))
        for key_type in (KeyType.ED25519, KeyType.P256):
            vault.holder("a golden purpose", key_type, AT)
        vault.add_evidence([EvidenceDocument("did:web:a.example", EvidenceKind.JWKS, b"{}", AT, Source.ONLINE)])
        vault.add_share(_share(kept[0].card.id))
        vault.change_presets((), [OwnPreset("A golden preset", frozenset({"name"}))], AT)
        _organise(vault, [badge.card.id for badge in kept])
        vault.add_backup(BackupRecord(AT, "golden.age", BADGES, vault.generation))


def _organise(vault: Vault, ids: list[BadgeId]) -> None:
    around = Collection(CollectionId("a" * 32), "A golden collection", Colour.TEAL)
    inside = Collection(CollectionId("b" * 32), "Inside it", parent=around.id)
    search = Collection(CollectionId("c" * 32), "A golden search", query=BadgeQuery("text", tags=("golden",)))
    for collection in (around, inside, search):
        vault.add_collection(collection, AT)
    vault.collect(inside.id, ids[:2], AT)
    vault.tag(ids[:3], "Golden", AT)
    vault.set_favourites(ids[:1], AT, are=True)
    vault.dismiss("backup", "overdue", AT)


def _share(badge: BadgeId) -> Share:
    claims, traces = (SharedClaim("/name", "Name"),), (Trace(TraceKind.SIGNATURE, "cd" * 32),)
    shown = SharedBadge(badge, "Badge 0", claims, traces)
    return Share(
        "A golden receiver", AT, "nonce", "audience", "ab" * 32, "application/json", (shown,), ways=(Way.FILE,)
    )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    main()
