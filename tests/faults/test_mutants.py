"""Mutants of a valid badge of every suite: each place altered in each way; none may come out well (property test).

A part of them here, another in every run; all of them: `python3 packaging/dev.py faults mutants`.
"""

from __future__ import annotations

import random

import pytest

from tests.faults.counting import POSITIVE, count
from tests.faults.samples import SAMPLES, WORLD

EVERY = 20


@pytest.mark.parametrize("name", SAMPLES)
def test_no_mutant_is_accepted(name: str) -> None:
    sample = SAMPLES[name](WORLD)
    assert sample.verify(sample.data).verdict in POSITIVE
    found = count(sample, EVERY, random.randrange(EVERY))  # noqa: S311 (pytest-randomly says the seed)
    assert found.mutants >= 10
    assert found.accepted == []
