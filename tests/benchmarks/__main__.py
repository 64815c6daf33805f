"""Runs the benchmarks: `python3 packaging/dev.py bench [NAME] [ARGUMENTS]`.

Each `bench_NAME.py` beside this file has a `main(arguments)` that prints its figures and returns an exit code:
0 where its goals are met, 1 where one is missed. Without a name all run, one after the other.
"""

import importlib
import sys
from pathlib import Path

NAMES = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))


def main(arguments: list[str]) -> int:
    """Run the named benchmark, or all; returns 1 if one missed a goal."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name and name not in NAMES:
        print(f"There is no benchmark {name!r}; there are: {', '.join(NAMES)}.")
        return 2
    return max([_run(chosen, rest) for chosen in ([name] if name else NAMES)], default=0)


def _run(name: str, arguments: list[str]) -> int:
    print(f"— {name}", flush=True)
    exit_code: int = importlib.import_module(f"tests.benchmarks.bench_{name}").main(arguments)
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
