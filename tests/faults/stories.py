"""Stories: steps that are taken in an open wallet one after the other, each of them acknowledged.

What must be there afterwards is not written down a second time: it is what was there, after as many steps as were
acknowledged or one more, when the same story was told without a fault.
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.faults.wallets import acknowledge, acknowledged, cheap, make_wallet, opened, seen, usable
from tests.vault.making import AT, make_badge, make_report
from wallet.crypto.keys import KeyType, PrivateKey, public_key_to_multikey
from wallet.model.badge import BadgeId
from wallet.model.checks import Source
from wallet.model.disclosure import OwnPreset
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.report import Verdict
from wallet.model.sharing import Share, SharedBadge, Way
from wallet.operations.bin import empty_bin, redo, undo
from wallet.operations.importing import import_bytes
from wallet.operations.library import remove, restore, set_note
from wallet.operations.samples import Holder, make_samples
from wallet.operations.wallet import Wallet, own_badges
from wallet.sandbox.images import RawImage

Step = Callable[[Wallet], object]


def importing() -> list[Step]:
    """Badges of several formats, verified and kept."""
    return [partial(_import, name, data) for name, data in _documents()]


def adding() -> list[Step]:
    """Badges with many words, one by one and several at once."""
    steps: list[Step] = [partial(_add, [f"Added {number}"]) for number in range(6)]
    return [*steps, partial(_add, [f"More {number}" for number in range(5)])]


def editing() -> list[Step]:
    """A change of each kind."""
    return [
        lambda wallet: set_note(wallet, _id(0), "A first note"),
        lambda wallet: wallet.vault.update_report(make_badge("Badge 1").card, make_report(Verdict.EXPIRED)),
        lambda wallet: set_note(wallet, _id(0), "Another note " * 300),
        undo,
        undo,
        redo,
        lambda wallet: wallet.vault.set_thumbnail(_id(2), 8, RawImage(8, 8, bytes(256))),
        lambda wallet: wallet.vault.add_share(_share()),
        lambda wallet: wallet.vault.change_presets((), [OwnPreset("A preset", frozenset({"name"}))], AT),
        lambda wallet: wallet.vault.holder("a purpose", KeyType.P256, AT),
        lambda wallet: wallet.vault.add_evidence([_evidence()]),
        lambda wallet: wallet.vault.change_presets(["A preset"], (), AT),
    ]


def deleting() -> list[Step]:
    """Badges put into the bin, taken out of it, and deleted for good."""
    return [
        lambda wallet: remove(wallet, [_id(number) for number in range(5)]),
        lambda wallet: restore(wallet, [_id(0), _id(1)]),
        undo,
        redo,
        empty_bin,
        lambda wallet: remove(wallet, [_id(10)]),
        undo,
        lambda wallet: remove(wallet, [_id(11)]),
        lambda wallet: wallet.vault.empty_bin(AT + timedelta(days=9)),
    ]


STORIES: dict[str, Callable[[], list[Step]]] = {
    "import": importing,
    "add": adding,
    "edit": editing,
    "delete": deleting,
}


def prepare(name: str, root: Path) -> None:
    """Make the wallet that a story begins with; it has been told without a fault then."""
    _without_a_fault(name)
    make_wallet(root)


def tell(name: str, root: Path) -> None:
    """Take each step of a story, and acknowledge it."""
    with opened(root) as wallet:
        for step in STORIES[name]():
            step(wallet)
            acknowledge(root)


def was_told(name: str, root: Path) -> bool:
    """Whether a wallet is what it was after the steps that were acknowledged, or after one more."""
    told, said = _without_a_fault(name), acknowledged(root)
    with usable(root) as vault:
        return seen(vault) in told[said : said + 2]


@functools.cache
def _without_a_fault(name: str) -> list[tuple[object, ...]]:
    with tempfile.TemporaryDirectory(prefix="rosette-story-") as folder, cheap():
        root = Path(folder)
        make_wallet(root)
        with opened(root) as wallet:
            found = [seen(wallet.vault)]
            for step in STORIES[name]():
                step(wallet)
                found.append(seen(wallet.vault))
    return found


@functools.cache
def _documents() -> list[tuple[str, bytes]]:
    key = PrivateKey.generate(KeyType.ED25519).public_key
    samples = make_samples(Holder(f"did:key:{public_key_to_multikey(key)}", key), AT).samples
    return [(sample.file_name, sample.data) for sample in samples[:5]]


def _import(name: str, data: bytes, wallet: Wallet) -> None:
    (result,) = import_bytes(wallet, name, data, own_badges(wallet))
    assert result.badge is not None


def _add(wanted: list[str], wallet: Wallet) -> None:
    wallet.vault.add_all([make_badge(name, texts="word " * 400) for name in wanted])


def _id(number: int) -> BadgeId:
    return make_badge(f"Badge {number}").card.id


def _share() -> Share:
    shown = SharedBadge(_id(3), "Badge 3", (), ())
    return Share("A receiver", AT, "nonce", "audience", "ab" * 32, "application/json", (shown,), ways=(Way.FILE,))


def _evidence() -> EvidenceDocument:
    return EvidenceDocument("did:web:a.example", EvidenceKind.JWKS, b"{}", AT, Source.ONLINE)
