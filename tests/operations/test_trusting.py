"""Adopting packs: a version says one thing only, and never goes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.trust.test_packs import CREATED, PACK
from wallet.model.errors import RefusedError
from wallet.model.limits import Limits
from wallet.operations.trusting import adopt_pack, adopted_packs
from wallet.trust.packs import EvidencePack


def test_the_same_pack_may_be_adopted_twice(tmp_path: Path) -> None:
    adopt_pack(tmp_path, PACK)
    adopt_pack(tmp_path, PACK)
    assert adopted_packs(tmp_path, Limits()) == [PACK]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (replace(PACK, issuers=()), "differs"),
        (replace(PACK, created=CREATED - timedelta(days=9)), "differs"),
        (replace(PACK, version=2), "newer"),
    ],
)
def test_a_version_says_one_thing_and_never_goes_back(tmp_path: Path, other: EvidencePack, words: str) -> None:
    adopt_pack(tmp_path, PACK)
    with pytest.raises(RefusedError, match=words):
        adopt_pack(tmp_path, other)
    assert adopted_packs(tmp_path, Limits()) == [PACK]
    adopt_pack(tmp_path, replace(other, version=4))
    assert [pack.version for pack in adopted_packs(tmp_path, Limits())] == [4]
