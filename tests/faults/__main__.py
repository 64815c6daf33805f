"""Faults of every kind: `python3 packaging/dev.py faults KIND`; `faults --help` and `faults KIND --help` tell the rest.

Each kind says how far it is, and in its last line what came of it; exit code 1 where anything was lost or accepted.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Sequence

from tests.faults import counting, kills, power, refusals, secrecy, surroundings, tamper


def main(arguments: Sequence[str]) -> int:
    """Do one kind of faults; return the exit code."""
    options = _parser().parse_args(arguments)
    if "seed" in options:
        print(f"seed {options.seed}", flush=True)
    code: int = options.run(options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("faults", description=(__doc__ or "").partition("\n")[2].strip())
    kinds = parser.add_subparsers(required=True, metavar="KIND")
    mutants = kinds.add_parser("mutants", help="verify every mutant of a valid badge of every suite")
    mutants.add_argument("suite", nargs="?", default="", help="only of the suites whose name holds this")
    mutants.set_defaults(run=counting.main)
    kill = kinds.add_parser("kill", help="kill at random instants of all that is done to a wallet")
    kill.add_argument("--cycles", type=int, default=1000, help="how often (default: %(default)s)")
    cuts = kinds.add_parser("power", help="cut the power in simulation, and rebuild what the disk may hold")
    cuts.add_argument("--cuts", type=int, default=20_000, help="how often (default: %(default)s)")
    io = kinds.add_parser("io", help="refuse each call about a file with EIO, ENOSPC and EROFS")
    io.add_argument("--every", type=int, default=1, help="only one call in so many")
    around = kinds.add_parser(
        "surroundings", help="a full disk, a read-only one, two owners, a clock, a keyring, a header"
    )
    around.set_defaults(run=surroundings.main)
    tampering = kinds.add_parser("tamper", help="cut off, change, swap and put back what lies on the disk")
    tampering.add_argument("--flips", type=int, default=10_000, help="how many bits to flip (default: %(default)s)")
    tampering.add_argument("--every", type=int, default=1, help="only one alteration in so many")
    searching = kinds.add_parser("secrecy", help="search every place that others can see for what is secret")
    searching.add_argument("--short", action="store_true", help="after few commands, and in no dump of memory")
    searching.set_defaults(run=secrecy.main)
    for kind, run in ((kill, kills.main), (cuts, power.main), (io, refusals.main), (tampering, tamper.main)):
        _by_chance(kind)
        kind.set_defaults(run=run)
    return parser


def _by_chance(kind: argparse.ArgumentParser) -> None:
    kind.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="what chance begins with")
    kind.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes (default: %(default)s)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
