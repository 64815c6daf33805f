"""Importing 100 badges into an encrypted wallet: read, verify, encrypt, index, one commit each."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.benchmarks.measuring import goal, pin_to_one_core, seconds
from wallet.model.badge import Added
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations.importing import import_files
from wallet.operations.sample_issuer import Course, SampleIssuer, Term
from wallet.operations.wallet import create_wallet, lock, own_badges
from wallet.settings import Folders

_COUNT = 100
_MOST_SECONDS = 3.0
_COURSE = Course(
    "Course", "What it is about.", "What was done.", "Course", 3, 80, 50, (("open locks", "ESCO"), ("teach", "ESCO"))
)


def main(_arguments: list[str]) -> int:
    """Print how long 100 badges take, from files to the last commit."""
    pin_to_one_core()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        make_files(folder / "badges", _COUNT)
        folders = Folders(folder / "vault", folder / "packs", folder / "config")
        wallet = create_wallet(folders, "a passphrase for the benchmark", SystemClock(), Limits())
        try:
            outcomes: list[Added] = []
            took = seconds(
                lambda: outcomes.extend(
                    result.outcome for result in import_files(wallet, [folder / "badges"], own_badges(wallet))
                )
            )
        finally:
            lock(wallet)
    assert outcomes == [Added.ADDED] * _COUNT
    print(f"{_COUNT} badges imported in {took:.2f} s, {_COUNT / took:.0f} a second")
    return goal(f"import of {_COUNT} badges under {_MOST_SECONDS:.0f} s", took < _MOST_SECONDS)


def make_files(folder: Path, count: int) -> None:
    """Make a folder with so many signed badges in it, each in a file of its own."""
    folder.mkdir()
    issuer, now = SampleIssuer("Guild"), SystemClock().now().replace(microsecond=0)
    term = Term(now - timedelta(days=1), now - timedelta(days=1), now + timedelta(days=100))
    for number in range(count):
        course = replace(_COURSE, name=f"Course {number}")
        badge = issuer.badge(course, f"did:example:{number}", term)
        (folder / f"{number:06}.json").write_bytes(issuer.sign_embedded(badge, term.signed))
