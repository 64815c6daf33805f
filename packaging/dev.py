#!/usr/bin/env python3
"""The one command of this project, with nothing installed beforehand but Python 3.11 or newer.

Usage: python3 packaging/dev.py [VERB] [ARGUMENTS]

  run          start Rosette (the default; without a display: the tour). Arguments go to `rosette`.
  setup        only make everything ready; the program is then .venv/bin/rosette
  test, check  lint, format, types, imports, tests. Arguments go to pytest
  format       put the code into the house's shape
  lock         pin every dependency again, with hashes (--upgrade takes newer versions)
  counterparties  install the published Node libraries that tests hold ours against, where there is Node
  faults       KIND: do to badges and wallets what must not harm them, and count what it did: mutants [SUITE],
               kill --cycles N, power --cuts N, io, tamper, surroundings, secrecy; `faults --help` tells more
  coverage     run the vault's tests, and fail unless they come by every line and branch of it. Arguments go to pytest
  bench        run the benchmarks [NAME], such as `bench engine`
  screenshots  DIR: draw the screens into DIR, under a virtual display

Exit codes: 0 done, 1 a step failed, 2 usage, 3 system packages are missing, 4 setup could not finish, 130 stopped.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 (this is where an older Python is told so)
    sys.exit(
        "Rosette needs Python 3.11 or newer; this is Python {}.{}. "
        "Start it with a newer one, such as: python3.12 packaging/dev.py".format(*sys.version_info)
    )

import environment
import steps
from terminal import FAILED, STOPPED, USAGE, Stop, say


def main(arguments: list[str]) -> int:
    """Do one verb; returns the exit code."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    if verb in {"-h", "--help", "help"}:
        say(__doc__)
        return 0
    if verb not in _VERBS:
        say(f"There is no verb {verb!r}; there are: {', '.join(_VERBS)}.")
        return USAGE
    try:
        return _VERBS[verb](rest)
    except Stop as stop:
        say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        say("\nStopped. The same command starts again where it is safe to.")
        return STOPPED


def run(arguments: list[str]) -> int:
    """Start the program in place of this process."""
    environment.ensure("run")
    return environment.become("rosette", arguments or _without_a_window())


def _without_a_window() -> list[str]:
    can_draw = not sys.platform.startswith("linux") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if can_draw:
        return []
    say("There is no display here, so this is the tour without a window (rosette tour).")
    return ["tour"]


def setup(_arguments: list[str]) -> int:
    """Only make everything ready."""
    environment.ensure("run")
    say(f"Ready. The program is {environment.script('rosette')}")
    return 0


def test(arguments: list[str]) -> int:
    """Lint, format, types, imports, tests: what continuous integration runs."""
    environment.ensure("test")
    return steps.check_everything(arguments)


def format_code(arguments: list[str]) -> int:
    """Put the code into the house's shape."""
    environment.ensure("run")
    fixed = environment.call("ruff", "check", "--fix", ".", *arguments)
    formatted = environment.call("ruff", "format", ".", *arguments)
    return FAILED if fixed or formatted else 0


def lock(arguments: list[str]) -> int:
    """Pin every dependency again, with hashes."""
    environment.ensure("run")
    return environment.write_lock(arguments)


def counterparties(_arguments: list[str]) -> int:
    """Install the published Node libraries that tests hold ours against."""
    return 0 if steps.install_counterparties() else FAILED


def faults(arguments: list[str]) -> int:
    """Do one kind of faults to badges or wallets."""
    environment.ensure("run")
    return environment.call("python", "-m", "tests.faults", *arguments)


def coverage(arguments: list[str]) -> int:
    """Run the vault's tests, and fail unless they come by every line and branch of it."""
    environment.ensure("test")
    return steps.measure_coverage(arguments)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks."""
    environment.ensure("run")
    return steps.run_benchmarks(arguments)


def screenshots(arguments: list[str]) -> int:
    """Draw the screens under a virtual display."""
    if len(arguments) != 1:
        say("Usage: python3 packaging/dev.py screenshots DIR")
        return USAGE
    environment.ensure("test")
    return steps.draw_screenshots(arguments[0])


_VERBS = {
    "run": run,
    "setup": setup,
    "test": test,
    "check": test,
    "format": format_code,
    "lock": lock,
    "counterparties": counterparties,
    "faults": faults,
    "coverage": coverage,
    "bench": bench,
    "screenshots": screenshots,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
