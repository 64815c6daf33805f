"""How many mutants of a sample there are, and which of them come out well though something signed is changed."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from itertools import chain, islice

from tests.faults.disguises import disguises, strangers
from tests.faults.mutants import mutants
from tests.faults.samples import SAMPLES, WORLD, Sample
from wallet.model.report import Verdict

POSITIVE = (Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN)


@dataclass(slots=True)
class Count:
    """What became of the mutants of a sample.

    Attributes:
        mutants: How many were verified.
        unchanged: How many of them came out well, as nothing signed is changed.
        accepted: Those that came out well and should not have: none.
    """

    mutants: int = 0
    unchanged: int = 0
    accepted: list[str] = field(default_factory=list)


def count(sample: Sample, every: int = 1, first: int = 0) -> Count:
    """Verify one in so many mutants of a sample, all of them where nothing else is said."""
    found, data = Count(), sample.data
    altered = ((what, mutant, mutant) for what, mutant in chain(mutants(data), strangers(data)))
    for what, mutant, read in islice(chain(altered, disguises(data)), first, None, every):
        found.mutants += 1
        if sample.verify(mutant).verdict in POSITIVE:
            is_same = sample.signed(read) == sample.signed(data)
            found.unchanged += is_same
            found.accepted += [] if is_same else [what]
    return found


def main(options: argparse.Namespace) -> int:
    """Verify the mutants of the suites whose name holds a word, and print how many were accepted."""
    mutants = accepted = 0
    for name in (name for name in SAMPLES if options.suite in name):
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
