"""What the tests of this folder say of every published file, and the table of it that closes a run of all of them.

A file is

- *wrong* where a test that reads it fails, or says so of it;
- *explained* where a test says why our verdict is another than its publisher's word, and no other says that what the
  publisher is about (such as the structure alone) agrees; or where the list beside this file says
  why no test asks more of it than that it breaks nothing and is never `verified` (test_whole_corpus asks that of all);
- *agreed* where a test that passed read it to assert something of it. Tests marked `sweep` read files by the hundred
  without a word on each, and do not count.

A file that is none of these is *untold*: the run fails.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.conformance.explained import EXPLAINED


class Ledger:
    """The account of one run."""

    def __init__(self, corpus: Path) -> None:
        self._root = f"{corpus}/"
        self.files = frozenset(json.loads((corpus / "expected.open.json").read_bytes()))
        self._read: set[str] | None = None
        self._agreed: set[str] = set()
        self._asserted: set[str] = set()
        self._wrong: set[str] = set()
        self._why: dict[str, str] = {}
        self.sets: dict[str, tuple[int, int, int]] = {}
        sys.addaudithook(self._heed)

    def _heed(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and self._read is not None and str(arguments[0]).startswith(self._root):
            self._read.add(str(arguments[0])[len(self._root) :])

    def begin(self, *, counts: bool) -> None:
        """Begin a test; what it reads counts unless it is a sweep."""
        self._read = set() if counts else None

    def end(self, *, passed: bool) -> None:
        """End it: what it read is agreed, or wrong."""
        (self._agreed if passed else self._wrong).update(self._read or ())
        self._read = None

    def agreed(self, file: str) -> None:
        """Note that a test asserts what the publisher says of a file."""
        self._asserted.add(file)

    def explained(self, file: str, why: str) -> None:
        """Note why our answer to a file is another than its publisher's."""
        self._why[file] = why

    def wrong(self, file: str) -> None:
        """Note that our answer to a file is wrong."""
        self._wrong.add(file)

    def counted(self, name: str, tests: int, tested: int, passed: int) -> None:
        """Note how many tests a set of attack vectors has, how many go through our functions, and come out right."""
        self.sets[name] = (tests, tested, passed)

    def word(self, file: str) -> str:
        """Return agreed, explained, wrong or untold."""
        if file in self._wrong:
            return "wrong"
        if file in self._asserted or file in self._agreed - self._why.keys():
            return "agreed"
        return "explained" if file in self._why or self._pattern(file) else "untold"

    def explanations(self) -> Iterator[tuple[str, list[str]]]:
        """Return each reason with its files, or with the pattern of its files."""
        told = {file: why for file, why in self._why.items() if self.word(file) == "explained"}
        for why in sorted(set(told.values())):
            yield why, sorted(file for file, given in told.items() if given == why)
        others = self.files - told.keys()
        listed = Counter(self._pattern(file) for file in others if self.word(file) == "explained")
        for why in sorted(set(EXPLAINED.values())):
            yield why, [f"{pattern} ({listed[pattern]})" for pattern in EXPLAINED if EXPLAINED[pattern] == why]

    def faults(self) -> list[str]:
        """Return what makes the account no good: files that are untold or wrong, and explanations no file needs."""
        bad = [f"{self.word(file)}: {file}" for file in sorted(self.files) if self.word(file) in ("untold", "wrong")]
        needed = {self._pattern(file) for file in self.files - self._agreed - self._asserted}
        return bad + [f"explains nothing: {pattern}" for pattern in EXPLAINED if pattern not in needed]

    def _pattern(self, file: str) -> str:
        return next((pattern for pattern in EXPLAINED if fnmatchcase(file, pattern)), "")


def lines(ledger: Ledger, *, with_files: bool) -> Iterator[str]:
    """Return the table, perhaps each explanation with its files, and at the end what is wrong."""
    yield f"{'folder':36}{'files':>7}{'agreed':>8}{'explained':>11}{'wrong':>7}{'untold':>8}"
    for folder in sorted({_folder(file) for file in ledger.files}):
        yield _row(ledger, folder, [file for file in ledger.files if _folder(file) == folder])
    yield _row(ledger, "all", list(ledger.files))
    yield from _sets(ledger)
    for why, files in ledger.explanations() if with_files else ():
        yield f"explained: {why}"
        yield from (f"    {file}" for file in files)
    yield from ledger.faults()


def _sets(ledger: Ledger) -> Iterator[str]:
    """Yield the table of the attack vectors; what is not tested is of a kind or size that no part of ours takes."""
    yield f"{'attack vectors':48}{'tests':>7}{'tested':>8}{'passed':>8}"
    for name, (tests, tested, passed) in sorted(ledger.sets.items()):
        yield f"{name:48}{tests:7}{tested:8}{passed:8}"
    totals = [sum(column) for column in zip(*ledger.sets.values(), strict=True)] or [0, 0, 0]
    yield f"{'all':48}{totals[0]:7}{totals[1]:8}{totals[2]:8}"


def _row(ledger: Ledger, name: str, files: list[str]) -> str:
    counts = Counter(map(ledger.word, files))
    told = f"{counts['agreed']:8}{counts['explained']:11}{counts['wrong']:7}{counts['untold']:8}"
    return f"{name:36}{len(files):7}{told}"


def _folder(file: str) -> str:
    return file.partition("/")[0]
