"""A vault under faults, in short: `python3 packaging/dev.py faults vault` does the whole."""

from __future__ import annotations

import random
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("fork, signals and file size limits are POSIX", allow_module_level=True)

from tests.faults.vault import changed_backups, changed_databases, cut_backups, cut_header, faults_of, put_back
from tests.faults.vault_scenarios import SCENARIOS, Scenario

EVERY = 16


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_nothing_is_lost_whatever_fails(scenario: Scenario) -> None:
    first = random.randint(1, 4)  # noqa: S311 (where to begin is no secret)
    outcomes = list(faults_of(scenario, kills=1, every=EVERY, first=first))
    assert len(outcomes) > 3
    assert [outcome for outcome in outcomes if outcome] == []


def test_pages_that_were_put_back_are_noticed() -> None:
    outcomes = list(put_back(every=5, sets=10))
    assert len(outcomes) > 20
    assert [outcome for outcome in outcomes if outcome] == []


def test_files_that_were_cut_off_or_changed_open_whole_or_not_at_all() -> None:
    outcomes = [*map(cut_header, range(0, 480, 97)), *cut_backups(20_011), *changed_backups(20), *changed_databases(13)]
    assert len(outcomes) > 300
    assert [outcome for outcome in outcomes if outcome] == []
