"""Whether anything that is secret shows anywhere: `python3 packaging/dev.py faults secrecy`.

A wallet is filled with canaries and used, by commands and in the real window under a display of its own. Every place
that others can see is searched for each of them in every spelling, while the wallet is open and once it is locked.
Then a program that leaks everything is searched in the same way: there, each place has to give all of them away.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.simulators import display
from tests.simulators.canaries import Search, word
from tests.simulators.display import Display
from tests.simulators.memory import memory
from tests.simulators.real_window import RealWindow
from tests.simulators.secret_keeping import (
    PASSPHRASE,
    Contents,
    Home,
    Secrets,
    allow_dumps,
    dump_of,
    fill,
    use,
)
from tests.simulators.watching import Watcher

MEMORY, CLIPBOARD, DUMP = "memory of the process", "clipboard and marked text", "memory dump on the disk"
REPORT = "crash report"


@dataclass
class Found:
    """What was found in each place.

    Attributes:
        hits: How often each secret showed there.
        sizes: How many bytes were looked through.
    """

    hits: dict[str, Counter[str]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def look(self, search: Search, places: Mapping[str, Contents]) -> None:
        for place, contents in places.items():
            self.sizes[place] = 0
            self.hits[place] = search.hits(self._counted(place, contents()))

    def _counted(self, place: str, contents: Iterable[bytes]) -> Iterator[bytes]:
        for content in contents:
            self.sizes[place] += len(content)
            yield content

    def count(self, place: str) -> int:
        return self.hits[place].total()


@dataclass(frozen=True)
class Outcome:
    """What a search came to.

    Attributes:
        secrets: What was looked for.
        opened: What showed while the wallet was open; in memory, all of it may.
        locked: What showed once it was locked.
        planted: What showed of a program that leaks everything.
        processes: How many processes were watched.
        looks: How often these were looked at.
    """

    secrets: Secrets
    opened: Found
    locked: Found
    planted: Found
    processes: int
    looks: int

    @property
    def leaks(self) -> dict[str, Counter[str]]:
        """The secrets that showed, by place and time; none should."""
        found = [(place, "open", hits) for place, hits in self.opened.hits.items() if place != MEMORY]
        found += [(place, "locked", hits) for place, hits in self.locked.hits.items()]
        return {f"{place}, {when}": hits for place, when, hits in found if hits}

    @property
    def blind(self) -> list[str]:
        """The places where the search misses something that is there; none should be one."""
        return [place for place, hits in self.planted.hits.items() if hits.keys() != self.secrets.keys()]


def main(options: argparse.Namespace) -> int:
    """Search, print what was found in each place, and return 1 where anything was or the search is blind.

    Args:
        options: The command's arguments; `short` for few commands and no dump of memory, as in the tests.
    """
    if reason := impossible():
        print(f"Not searched: {reason}")
        return 1
    with Display() as screen:
        outcome = search(screen, short=options.short)
    print(f"{'place':36}{'canaries':>9}{'bytes':>13}{'hits open':>11}{'locked':>8}   seen where planted")
    for place in outcome.planted.hits:
        print(_line(outcome, place))
    print(f"{outcome.processes} processes were watched, {outcome.looks} times.")
    for place, hits in outcome.leaks.items():
        print(f"LEAK in {place}: {dict(hits)}")
    for place in outcome.blind:
        missed = sorted(outcome.secrets.keys() - outcome.planted.hits[place].keys())
        print(f"BLIND in {place}: {missed}")
    leaks = sum(hits.total() for hits in outcome.leaks.values())
    print(f"{len(outcome.secrets)} canaries in {len(outcome.planted.hits)} places: {leaks} hits.")
    return 1 if leaks or outcome.blind else 0


def impossible() -> str:
    """Return why nothing can be searched here; empty where it can."""
    if sys.platform != "linux":
        return "only Linux shows what processes have open."
    if missing := display.missing():
        return f"{' and '.join(missing)} not installed: apt-get install xvfb x11-utils"
    return ""


def search(screen: Display, *, short: bool) -> Outcome:
    """Search a wallet, and then what leaks."""
    dumps = not short and allow_dumps()
    opened, locked, planted = Found(), Found(), Found()
    with _home(screen) as home, home.watched() as watcher:
        secrets = fill(home)
        if not short:
            use(home)
        _search_the_window(home, watcher, Search(secrets), (opened, locked))
        if dumps:
            _search_a_dump(home, Search(secrets), opened)
    with _home(screen) as home, home.watched() as watched:
        _search_what_leaks(home, watched, Search(secrets), planted, dumps=dumps)
    return Outcome(secrets, opened, locked, planted, len(watcher.processes), watcher.looks)


def _search_the_window(home: Home, watcher: Watcher, canaries: Search, found: tuple[Found, Found]) -> None:
    opened, locked = found
    with _window(home) as window:
        window.do(f"search {word('searched')}", "open")
        window.do("present", "presenting")
        window.do(f"crash {word('name')}", "crashing")
        window.do(f"copy {word('copied')}", "copied")
        opened.look(canaries, {**_places(home, watcher), MEMORY: lambda: memory(window.pid)})
        window.press_lock()
        window.wait_for_the_next()
        after = {MEMORY: lambda: memory(window.pid), CLIPBOARD: lambda: [home.display.clipboard()]}
        locked.look(canaries, {**_places(home, watcher), **after})


def _search_a_dump(home: Home, canaries: Search, opened: Found) -> None:
    with _window(home) as window:
        opened.look(canaries, {DUMP: lambda: dump_of(window.pid, window.wait)})


def _search_what_leaks(home: Home, watcher: Watcher, canaries: Search, planted: Found, *, dumps: bool) -> None:
    with _leaking(home, canaries.secrets) as process:
        more = {MEMORY: lambda: memory(process.pid), CLIPBOARD: lambda: [home.display.clipboard()]}
        planted.look(canaries, {**_places(home, watcher), **more})
        if dumps:
            planted.look(canaries, {DUMP: lambda: dump_of(process.pid, process.wait)})


@contextmanager
def _leaking(home: Home, secrets: Secrets) -> Iterator[subprocess.Popen[bytes]]:
    texts = [secret if isinstance(secret, str) else secret.hex() for secret in secrets.values()]
    command = [sys.executable, "-m", "tests.simulators.leaking", str(home.root), " ".join(texts)]
    log = (home.root / "log" / "window").open("ab")
    with (
        log as errors,
        subprocess.Popen(command, env=home.environment, stdout=subprocess.PIPE, stderr=errors) as process,
    ):
        assert process.stdout is not None
        assert process.stdout.readline() == b"leaking\n"
        yield process
        process.kill()


def _places(home: Home, watcher: Watcher) -> dict[str, Contents]:
    return {**home.places(watcher), REPORT: lambda: [(home.root / "log" / "window").read_bytes()]}


@contextmanager
def _home(screen: Display) -> Iterator[Home]:
    with tempfile.TemporaryDirectory(prefix="rosette-secrecy-", ignore_cleanup_errors=True) as root:
        home = Home(Path(root), screen)
        home.make()
        yield home


@contextmanager
def _window(home: Home) -> Iterator[RealWindow]:
    log = (home.root / "log" / "window").open("ab")
    with log as errors, RealWindow(home.root, home.environment, errors) as window:
        window.do(f"unlock {PASSPHRASE}", "open")
        yield window


def _line(outcome: Outcome, place: str) -> str:
    total = len(outcome.secrets)
    size = outcome.opened.sizes.get(place, 0) + outcome.locked.sizes.get(place, 0)
    hits = [_hits(found, place) for found in (outcome.opened, outcome.locked)]
    seen = f"{len(outcome.planted.hits[place])} of {total}"
    return f"{place:36}{total:9}{size:13,}{hits[0]:>11}{hits[1]:>8}   {seen}"


def _hits(found: Found, place: str) -> str:
    return str(found.count(place)) if place in found.hits else "-"
