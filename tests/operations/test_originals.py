"""A badge's file as it came, and the name it is saved under."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.making import AT, CHEAP, PASSPHRASE, make_badge
from wallet.model.badge import BadgeId, StoredBadge
from wallet.model.clock import SystemClock
from wallet.model.credential import Carrier
from wallet.model.errors import NotSavedError, RefusedError
from wallet.model.limits import Limits
from wallet.operations.originals import original_file, save_original
from wallet.operations.wallet import Wallet, lock
from wallet.vault.vault import Vault


@pytest.fixture
def wallet(tmp_path: Path) -> Iterator[Wallet]:
    vault = Vault.create(tmp_path / "vault", PASSPHRASE, AT, CHEAP)
    wallet = Wallet(vault, tmp_path / "packs", SystemClock(), Limits())
    yield wallet
    lock(wallet)


def keep(wallet: Wallet, badge: StoredBadge, document: bytes) -> BadgeId:
    badge_id = BadgeId(hashlib.sha256(document).hexdigest())
    wallet.vault.add(replace(badge, card=replace(badge.card, id=badge_id), document=document))
    return badge_id


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("First Aid at Work", "First Aid at Work"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\u202egpj.exe", "a_gpj.exe"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("  . ", "_"),
        ("", "_"),
        ("x" * 100_000, "x" * 80),
    ],
)
def test_a_name_is_one_that_every_system_takes(wallet, name, safe):
    assert original_file(wallet, keep(wallet, make_badge(name), b"{}")).name == f"{safe}.json"


@pytest.mark.parametrize(
    ("document", "ending"),
    [(b' {"a": 1}', ".json"), (b"eyJhbGciOiJFZERTQSJ9.e30.c2ln", ".jwt"), (b"eyJ.e30.c2ln~WyJzIl0~", ".sd-jwt")],
)
def test_the_ending_is_that_of_what_it_is(wallet, document, ending):
    original = original_file(wallet, keep(wallet, make_badge("Badge"), document))
    assert (original.name, original.data) == (f"Badge{ending}", document)


def test_a_baked_badge_is_its_picture(wallet, tmp_path):
    badge = replace(make_badge("Badge"), container=b"the picture", carrier=Carrier.PNG)
    badge_id = keep(wallet, badge, b"{}")
    assert original_file(wallet, badge_id).name == "Badge.png"
    save_original(wallet, badge_id, tmp_path / "saved.png")
    assert (tmp_path / "saved.png").read_bytes() == b"the picture"


def test_a_place_that_cannot_be_written_is_said(wallet, tmp_path):
    badge_id = keep(wallet, make_badge("Badge"), b"{}")
    with pytest.raises(NotSavedError, match="was not saved"):
        save_original(wallet, badge_id, tmp_path / "nowhere" / "saved.json")


def test_a_badge_that_is_not_there_is_refused(wallet):
    with pytest.raises(RefusedError):
        original_file(wallet, BadgeId("0" * 64))
