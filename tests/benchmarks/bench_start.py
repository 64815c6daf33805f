"""Cold start: from starting the process to a shown window, and where the time goes.

Uses the display there is, else Xvfb where installed, else Qt's offscreen platform.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measuring import goal, pin_to_one_core

_MOST_SECONDS = 1.0
_ROUNDS = 7
_PEERS = ("keepassxc", "electrum")
_CHECKOUT = Path(__file__).resolve().parents[2]

# The very steps of `wallet.gui.app.run_wallet`, with the clock read between them.
_PROBE = """
import json, sys, time
marks = [("python", time.monotonic())]
from pathlib import Path
from wallet.gui.app import make_application
from wallet.settings import folders, load_settings
marks.append(("import Qt", time.monotonic()))
places = folders({}, Path(sys.argv[2]) / "vault", Path(sys.argv[2]) / "config")
app = make_application(load_settings(places.config))
marks.append(("application", time.monotonic()))
from wallet.gui.locking.replacing import Resume
from wallet.gui.single_instance import first_or_heard
from wallet.gui.wallet_program import WalletProgram
marks.append(("import window", time.monotonic()))
instance = first_or_heard(places, ())
assert instance is not None
program = WalletProgram(app, places, (), instance)
window = program.window
program.show(Resume())
marks.append(("build window", time.monotonic()))
deadline = time.monotonic() + 10
while not window.windowHandle().isExposed() and time.monotonic() < deadline:
    app.processEvents()
app.processEvents()
marks.append(("shown", time.monotonic()))
start, parts = float(sys.argv[1]), {}
for name, moment in marks:
    parts[name] = moment - start
    start = moment
print(json.dumps(parts))
"""


def main(_arguments: list[str]) -> int:
    """Print the parts of a start, median of several, and the whole."""
    pin_to_one_core()
    runs = [_start() for _ in range(_ROUNDS)][1:]
    for name in runs[0]:
        print(f"{name:14} {statistics.median(run[name] for run in runs):6.3f} s")
    whole = statistics.median(sum(run.values()) for run in runs)
    print(f"{'whole':14} {whole:6.3f} s")
    for peer in _PEERS:
        state = "is installed, and not timed here" if shutil.which(peer) else "is absent"
        print(f"{peer} {state}: no ratio (PERFORMANCE.md, goals 8 and 9)")
    return goal(f"cold start to a shown window under {_MOST_SECONDS:.1f} s", whole < _MOST_SECONDS)


def _start() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as scratch:
        command = [*_display(), sys.executable, "-c", _PROBE, _moment(), scratch]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_CHECKOUT, env=_environment())
    parts: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return parts


def _display() -> list[str]:
    return (
        [] if _has_display() or shutil.which("xvfb-run") is None else ["xvfb-run", "-a", "sh", "-c", _READ_CLOCK, "sh"]
    )


# Xvfb's own start is not ours: the clock is read again once it is there.
_READ_CLOCK = """exec "$1" "$2" "$3" "$("$1" -c 'import time; print(time.monotonic())')" "$5" """


def _moment() -> str:
    return str(time.monotonic())


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    can_draw = _has_display() or shutil.which("xvfb-run") is not None
    return kept if can_draw else {**kept, "QT_QPA_PLATFORM": "offscreen"}


def _has_display() -> bool:
    return "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ or sys.platform != "linux"
