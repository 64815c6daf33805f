"""A vault under faults, in short: `python3 packaging/dev.py faults KIND` does the whole of each kind."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("calls of the system are looked at on Linux alone", allow_module_level=True)

from tests.faults.__main__ import main
from tests.faults.kills import kill_some
from tests.faults.power import cut_some, cut_some_weaker
from tests.faults.refusals import FAULTS, calls_of, refuse_some
from tests.faults.running import LOST, Tally, Task
from tests.faults.scenarios import SCENARIOS
from tests.faults.surroundings import LEFT_OUT, SURROUNDINGS, outcome_of
from tests.faults.system_calls import can_ask
from tests.faults.tamper import KINDS, Part, attempt_some

NAMES = [scenario.name for scenario in SCENARIOS]
EVERY = {"backup cut off": 60_013, "set of pages put back": 1, "file put back": 1, "whole vault put back": 1}

needs_asking = pytest.mark.skipif(not can_ask(), reason="this system lets no process give up its calls (seccomp)")


def task_of(name: str, count: int, scratch: Path) -> Task:
    seed = random.randrange(10**6)  # noqa: S311 (pytest-randomly says its own seed)
    return Task(NAMES.index(name), str(seed), count, scratch)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_whenever_it_is_killed(name: str, tmp_path: Path) -> None:
    found = kill_some(task_of(name, 1, tmp_path))
    assert found.counts["cycles"] == 1
    assert found.wrong == []


@needs_asking
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_whenever_the_power_is_cut(name: str, tmp_path: Path) -> None:
    found = cut_some(task_of(name, 6, tmp_path))
    assert found.counts["cuts"] == 6
    assert found.wrong == []


@needs_asking
def test_what_is_not_synced_is_lost_in_power_cuts(tmp_path: Path) -> None:
    assert cut_some_weaker(task_of("add", 20, tmp_path)).counts[LOST] > 0


@needs_asking
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_whatever_the_disk_refuses(name: str, tmp_path: Path) -> None:
    place, every, found = NAMES.index(name), 199, Tally()
    first = random.randint(1, 80)  # noqa: S311 (where to begin is no secret)
    for at in range(first, calls_of(SCENARIOS[place], tmp_path), every):
        found.add(refuse_some(Task(place, "1", 1, tmp_path, at)))
    assert found.counts[FAULTS] > 0
    assert found.wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_altered_is_noticed(kind: str) -> None:
    seed = random.randrange(10**6)  # noqa: S311 (as above)
    outcomes = attempt_some(Part(kind, seed, 5, EVERY.get(kind, 1 if "flipped" in kind else 47), most=5))
    assert outcomes
    assert [outcome for outcome in outcomes if outcome] == []


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_whatever_is_around_a_wallet_it_keeps_what_it_has(name: str) -> None:
    outcome = outcome_of(SURROUNDINGS[name])
    if outcome.startswith(LEFT_OUT):
        pytest.skip(outcome)
    assert not outcome.startswith("wrong")


@needs_asking
def test_each_kind_says_what_came_of_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.faults.refusals.SCENARIOS", SCENARIOS[:1])
    monkeypatch.setattr("tests.faults.running.SCENARIOS", SCENARIOS[:4])
    monkeypatch.setattr("tests.faults.tamper.KINDS", {"header cut off": KINDS["header cut off"]})
    few = ["--seed", "7", "--jobs", "1"]
    assert main(["kill", "--cycles", "1", *few]) == 0
    assert main(["power", "--cuts", "16", *few]) == 0
    assert main(["io", "--every", "300", *few]) == 0
    assert main(["tamper", "--flips", "9", "--every", "50", *few]) == 0
    assert main(["mutants", "no such suite"]) == 0
    said = capsys.readouterr().out
    assert "kill: 1 cycles" in said
    assert "power: 16 cuts" in said
    assert "0 lost, 0 corrupt, 0 tracebacks" in said
    assert "100 % noticed" in said


def test_the_kinds_are_told() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--help"], capture_output=True, text=True, timeout=60, check=True
    )
    assert all(kind in done.stdout for kind in ("mutants", "kill", "power", "io", "tamper", "surroundings"))
