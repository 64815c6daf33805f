"""Every mutant of a valid badge of every suite: `python3 packaging/dev.py faults [SUITE]`; or `faults vault`.

Prints for each suite how many there were and how many were accepted; exit code 1 where any was.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.faults import vault
from tests.faults.counting import POSITIVE, count
from tests.faults.samples import SAMPLES, WORLD


def main(arguments: Sequence[str]) -> int:
    """Verify the mutants of the suites whose name holds the given word, or of all; or put a vault under faults."""
    if arguments[:1] == ["vault"]:
        return vault.main(arguments[1:])
    mutants = accepted = 0
    for name in (name for name in SAMPLES if not arguments or arguments[0] in name):
        sample = SAMPLES[name](WORLD)
        assert sample.verify(sample.data).verdict in POSITIVE, name
        found = count(sample)
        _say(name, found.mutants, len(found.accepted), f" ({found.unchanged} in which nothing signed is changed)")
        print(*(f"    {what}" for what in found.accepted), sep="\n", end="")
        mutants, accepted = mutants + found.mutants, accepted + len(found.accepted)
    _say("all", mutants, accepted)
    return 1 if accepted else 0


def _say(name: str, mutants: int, accepted: int, more: str = "") -> None:
    print(f"{name:28}{mutants:7} mutants{accepted:5} accepted{more}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
