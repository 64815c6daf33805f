from __future__ import annotations

import time
from itertools import permutations

import pytest

from wallet.jsonld.nquads import Quad, parse_nquads
from wallet.jsonld.rdfc10 import canonical_labels, canonicalize
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits

LIMITS = Limits()


def clique(size: int) -> list[Quad]:
    return [(f"_:n{a}", "<urn:p>", f"_:n{b}", "") for a in range(size) for b in range(size) if a != b]


def test_labels_and_order_do_not_matter() -> None:
    quads = parse_nquads('_:a <urn:p> _:b .\n_:b <urn:q> "1" .\n_:a <urn:q> "2" .\n<urn:s> <urn:p> _:a .\n')
    canonical = {canonicalize(order, LIMITS) for order in permutations(quads)}
    renamed = [tuple(term.replace("_:", "_:x") for term in quad) for quad in quads]
    assert canonical == {canonicalize([*renamed, renamed[0]], LIMITS)}  # type: ignore[list-item]


def test_symmetrical_graphs_are_labelled_by_the_whole_algorithm() -> None:
    ring = [(f"_:r{index}", "<urn:next>", f"_:r{(index + 1) % 5}", "") for index in range(5)]
    assert sorted(canonical_labels(ring, LIMITS).values()) == [f"_:c14n{index}" for index in range(5)]
    turned = [
        tuple(f"_:r{(int(term[-1]) + 2) % 5}" if term.startswith("_:") else term for term in quad) for quad in ring
    ]
    assert canonicalize(ring, LIMITS) == canonicalize(turned, LIMITS)  # type: ignore[arg-type]


@pytest.mark.parametrize("hash_name", ["sha256", "sha384"])
def test_poison_is_given_up_within_a_second(hash_name: str) -> None:
    started = time.monotonic()
    with pytest.raises(ProofError) as caught:
        canonicalize(clique(10), LIMITS, hash_name)
    assert time.monotonic() - started < 1
    assert (caught.value.check, caught.value.code) == (CheckId.LIMITS, Code.TOO_COMPLEX)
    assert caught.value.outcome is Outcome.UNKNOWN


def test_wide_poison_is_given_up_within_a_second() -> None:
    fans = [(f"_:hub{hub}", "<urn:p>", f"_:leaf{hub}x{leaf}", "") for hub in range(2) for leaf in range(5_000)]
    started = time.monotonic()
    with pytest.raises(ProofError) as caught:
        canonicalize(fans, LIMITS)
    assert time.monotonic() - started < 1
    assert caught.value.code is Code.TOO_COMPLEX


def test_long_chains_are_given_up_rather_than_overflow() -> None:
    chains = [
        (f"_:c{chain}x{at}", "<urn:next>", f"_:c{chain}x{at + 1}", "") for chain in range(2) for at in range(2000)
    ]
    with pytest.raises(ProofError) as caught:
        canonicalize(chains, LIMITS)
    assert caught.value.code is Code.TOO_COMPLEX


def test_more_statements_than_the_limit_are_refused() -> None:
    quads = [("<urn:s>", "<urn:p>", f'"{number}"', "") for number in range(11)]
    with pytest.raises(ProofError) as caught:
        canonicalize(quads, Limits(statements=10))
    assert caught.value.code is Code.TOO_COMPLEX
    assert canonicalize(quads[:10] * 2, Limits(statements=10)).count("\n") == 10
