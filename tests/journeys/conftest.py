"""The two laptops of the journeys, in one room: they have one time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulators.laptops import START, Checker, Owner, StoppedClock, set_up
from wallet.trust.packs import EvidencePack

Laptops = tuple[Owner, EvidencePack, StoppedClock]


@pytest.fixture(scope="session")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Laptops:
    clock = StoppedClock()
    owner, pack = set_up(tmp_path_factory.mktemp("owner"), clock)
    return owner, pack, clock


@pytest.fixture
def clock(laptops: Laptops) -> StoppedClock:
    laptops[2].time = START
    return laptops[2]


@pytest.fixture
def owner(laptops: Laptops, clock: StoppedClock) -> Owner:
    return laptops[0]


@pytest.fixture
def checker(laptops: Laptops, clock: StoppedClock, tmp_path: Path) -> Checker:
    return Checker(tmp_path, clock, laptops[1])
