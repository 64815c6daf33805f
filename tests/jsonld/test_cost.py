"""What a badge costs grows with its statements, and no faster."""

from __future__ import annotations

import time
from typing import Any

from tests.jsonld.badges import LIMITS, badge
from wallet.jsonld.canonical import canonical_bytes
from wallet.jsonld.contexts import editions

_PER_ALIGNMENT = 3
"""How many statements an alignment makes: of what it is a part, of what kind it is, its name."""


def _with_statements(number: int) -> dict[str, Any]:
    document = badge()
    alignments = [{"type": ["Alignment"], "targetName": f"Skill {place}"} for place in range(number // _PER_ALIGNMENT)]
    document["credentialSubject"]["achievement"]["alignment"] = alignments
    return document


def _seconds_per_statement(number: int) -> float:
    document = _with_statements(number)
    edition = editions(document)[0]
    statements = canonical_bytes(document, edition, LIMITS).count(b"\n")
    took = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(10):
            canonical_bytes(document, edition, LIMITS)
        took.append(time.process_time() - start)
    return min(took) / statements


def test_a_statement_among_thousands_costs_what_one_among_a_hundred_does() -> None:
    small, large = _seconds_per_statement(100), _seconds_per_statement(3_000)
    # Four times for noise and for sorting; if it were quadratic, it would be thirty.
    assert large < 4 * small
