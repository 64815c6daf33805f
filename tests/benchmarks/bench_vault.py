"""The vault at 100,000 badges and at 42, as issue 5 wants it: one table, each figure beside its limit.

Run: python -m tests.benchmarks vault [BADGES] [FOLDER]

FOLDER keeps the large vault for the next run, which then need not make it again. Each measurement is a process of its
own. Where a figure depends on how busy the computer is, both are said: what passed, and in brackets what was spent at
work, or, of a window that stands still, what it did not only wait for a processor that others had. Limits are held
against the latter, which leaves out what the disk takes; the verdict says so where what passed is over a limit.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks import plain_import
from tests.benchmarks.large_library import make_library

_BADGES, _FEW = 100_000, 42
_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes:
        what: What was measured.
        figure: The figure that is held against the limit.
        said: All that was measured, in words.
        limit: The most, or the least, that the figure may be; None where there is none.
        is_least: Whether the limit is the least.
        passed: What passed on this computer, as busy as it is, in the figure's unit; None where that is the figure.
    """

    what: str
    figure: float
    said: str
    limit: float | None = None
    is_least: bool = False
    passed: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the limit is kept."""
        if self.limit is None:
            return True
        return self.figure >= self.limit if self.is_least else self.figure <= self.limit

    @property
    def verdict(self) -> str:
        """What is to be said of the limit: also where only a computer with nothing else to do would keep it."""
        if self.limit is None:
            return ""
        if not self.is_met:
            return "MISSED"
        return "met" if self.passed is None or self.passed <= self.limit else "met at work, NOT by the clock"


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 where a limit is missed."""
    count = int(arguments[0]) if arguments else _BADGES
    with tempfile.TemporaryDirectory() as scratch:
        kept = Path(arguments[1]) if len(arguments) > 1 else Path(scratch)
        rows: list[Row] = []
        for number in (count, _FEW):
            vault = _made(kept / str(number) / "vault", number)
            rows += _say(f"{number:,} badges", _rows(vault, number))
        rows += _say("import", _import_rows())
    missed = [row.what for row in rows if not row.is_met]
    by_clock = [row.what for row in rows if row.verdict.startswith("met at work")]
    print(f"missed: {', '.join(missed) or 'none'}")
    print(f"met at work, not by the clock: {', '.join(by_clock) or 'none'}")
    return int(bool(missed))


def _say(title: str, rows: Iterator[Row]) -> list[Row]:
    print(f"\n{title}", flush=True)
    said = []
    for row in rows:
        limit = "" if row.limit is None else f"{'≥' if row.is_least else '≤'} {row.limit:g}"
        print(f"  {row.what:48} {row.said:44} {limit:>8} {row.verdict}", flush=True)
        said.append(row)
    return said


def _made(folder: Path, count: int) -> Path:
    if not folder.exists():
        start = time.perf_counter()
        folder.parent.mkdir(parents=True, exist_ok=True)
        make_library(folder, count)
        print(f"{count:,} badges made in {time.perf_counter() - start:.0f} s", flush=True)
    return folder


def _rows(vault: Path, count: int) -> Iterator[Row]:
    size = (vault / "vault.db").stat().st_size
    yield Row("the database", size, f"{size / 1e6:.1f} MB")
    derived, found = _probe("derive", vault), _probe("search", vault)
    yield from _unlocking(derived, found, is_small=count <= _FEW)
    yield from _typing(found)
    checked = _probe("check", vault)
    said = f"{checked['seconds']:.2f} s ({checked['at_work']:.2f} s at work)"
    yield Row("row set checked, s", checked["at_work"], said, 5, passed=checked["seconds"])
    yield Row("whole check, pages and indexes too, s", checked["whole"], f"{checked['whole']:.2f} s")
    backed = _probe("backup", vault)
    said = f"{backed['seconds']:.1f} s ({backed['at_work']:.1f} s at work), {backed['size'] / 1e6:.0f} MB"
    yield Row("backup, read back and compared, s", backed["at_work"], said, 60, passed=backed["seconds"])
    yield Row("memory of the backup, MiB", backed["memory"], f"{backed['memory']} MiB", 600)
    yield from _window(_probe("window", vault), found["memory"])


def _unlocking(derived: dict[str, Any], found: dict[str, Any], *, is_small: bool) -> Iterator[Row]:
    key, whole = derived["seconds"], found["opened"] + found["first"]
    rest = found["opened"] - found["derived"] + found["first"]
    yield Row("key derivation alone, s", key, f"{key:.2f} s, {derived['memory']} MiB", 0.7)
    yield Row("unlock to the first list, with key derivation, s", whole, f"{whole:.2f} s", 3)
    limit = 50 if is_small else None
    yield Row("the same without it, ms", rest * 1000, f"{rest * 1000:.1f} ms", limit)


def _typing(found: dict[str, Any]) -> Iterator[Row]:
    for name, typed in found["typed"].items():
        times = f"{typed['median']:.1f} ms, first {typed['first']:.1f} ({typed['at_work']:.1f} at work)"
        yield Row(
            f"search: {name}, ms",
            typed["at_work"],
            f"{times}, {found['found'][name]:,} found",
            100,
            passed=typed["median"],
        )


def _window(seen: dict[str, Any], memory: int) -> Iterator[Row]:
    yield Row("memory, unlocked, listed, searched, MiB", memory, f"{memory} MiB", 600)
    yield Row("the same of the window's process, MiB", seen["memory"], f"{seen['memory']} MiB", 600)
    yield Row("in the window: unlock to the first list, s", seen["first_list"], f"{seen['first_list']:.2f} s", 3)
    each = ", ".join(f"{entry['own']:.0f}" for entry in seen["entries"])
    entry = seen["entry"]
    yield Row(
        "window stands still as it opens, ms",
        entry["own"],
        f"{_block(entry)}; each: {each}",
        50,
        passed=entry["passed"],
    )
    yield Row("window stands still, scrolled, at rest, ms", seen["rest"]["own"], _block(seen["rest"]))
    for what, name in (("snapshot", "snapshot"), ("check of the files", "check")):
        block = seen[name]
        said = f"{_block(block)} in {block['took']:.1f} s"
        yield Row(f"the same during a {what}, ms", block["own"], said, 50, passed=block["passed"])


def _block(block: dict[str, float]) -> str:
    return f"{block['passed']:.0f} ms ({block['own']:.0f} its own)"


def _import_rows() -> Iterator[Row]:
    compared = plain_import.compare()
    for what, (encrypted, plain) in compared.items():
        ratio = statistics.median(p / e for e, p in zip(encrypted, plain, strict=True))
        said = f"{min(encrypted):.2f} s encrypted, {min(plain):.2f} s plain: {ratio:.2f} x"
        yield Row(f"{what}, encrypted vs plain SQLite", ratio, said, 0.5, is_least=True)


def _probe(name: str, vault: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.vault_probe", name, str(vault)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=_CHECKOUT)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures
