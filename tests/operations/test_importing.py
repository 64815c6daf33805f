"""Collecting badges: one result for each badge, whatever is around it or beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.simulators.world import NOW, World
from wallet.crypto.wrapping import KdfCost
from wallet.model.badge import Added, BadgeQuery
from wallet.model.limits import Limits
from wallet.model.report import Verdict
from wallet.operations.importing import import_bytes, import_files
from wallet.operations.library import cards, original
from wallet.operations.sample_issuer import altered
from wallet.operations.wallet import Wallet, lock, own_badges
from wallet.vault.vault import Vault


class Noon:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def wallet(tmp_path: Path) -> Iterator[Wallet]:
    vault = Vault.create(tmp_path / "vault", "a passphrase", NOW, KdfCost.dangerously_cheap())
    wallet = Wallet(vault, tmp_path / "packs", Noon(), Limits())
    yield wallet
    lock(wallet)


def outcomes(wallet: Wallet, data: bytes) -> list[Added]:
    return [result.outcome for result in import_bytes(wallet, "input", data, own_badges(wallet))]


def test_a_badge_that_fails_is_kept_with_its_report(wallet: Wallet) -> None:
    data = altered(World().badge())
    assert outcomes(wallet, data) == [Added.ADDED]
    (card,) = cards(wallet, BadgeQuery(), 0, 10)
    assert card.verdict is Verdict.FAILED
    assert original(wallet, card.id).document == data


def test_a_presentation_brings_in_each_badge_inside(wallet: Wallet) -> None:
    world = World()
    badge = world.badge()
    other = json.loads(World(holder=world.holder).badge())
    shown = world.presentation(badge, verifiableCredential=[json.loads(badge), other])
    assert outcomes(wallet, shown) == [Added.ADDED, Added.ADDED]
    assert outcomes(wallet, shown) == [Added.DUPLICATE, Added.DUPLICATE]


def test_one_unreadable_badge_inside_does_not_take_the_others_along(wallet: Wallet) -> None:
    world = World()
    bundle = json.loads(world.presentation(world.badge()))
    bundle["verifiableCredential"] = ["no badge", *bundle["verifiableCredential"]]
    assert sorted(outcomes(wallet, json.dumps(bundle).encode())) == [Added.ADDED, Added.REFUSED]


def test_what_holds_no_badge_is_said(wallet: Wallet) -> None:
    world = World()
    world.add_list()
    empty = world.presentation(world.badge(), verifiableCredential=[])
    for data in (empty, world.documents[0].content, b"", b"{}"):
        assert outcomes(wallet, data) == [Added.REFUSED]
    assert cards(wallet, BadgeQuery(), 0, 10) == []


def test_a_folder_is_walked_in_order(wallet: Wallet, tmp_path: Path) -> None:
    folder = tmp_path / "badges"
    (folder / "inner").mkdir(parents=True)
    for name in ("b.json", "a.json", "inner/c.json"):
        (folder / name).write_bytes(World().badge())
    (folder / "inner" / "d.txt").write_text("no badge")
    results = list(import_files(wallet, [folder, tmp_path / "missing"], own_badges(wallet)))
    assert [Path(result.input).name for result in results] == ["a.json", "b.json", "c.json", "d.txt", "missing"]
    assert [result.outcome for result in results] == [Added.ADDED] * 3 + [Added.REFUSED] * 2
