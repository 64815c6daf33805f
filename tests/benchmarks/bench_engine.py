"""The engine beside the published Node libraries: the same badges, in turn, on one core, every verdict asserted.

Run: python -m tests.benchmarks engine [FILTER] [ROUNDS]

Each row first asserts that both sides accept every badge of the set and that Rosette refuses every altered one; then
both are timed A B A B, and the ratio is the median of the pairs. Rosette runs all its checks; the best verdict here is
`issuer_unknown`, as no issuer list is loaded. The set of VC-JWT by RSA is left out: its keys travel in the header,
which proves nothing about the issuer.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks import peers
from tests.benchmarks.measuring import goal, pin_to_one_core, seconds
from wallet.model.checks import CheckId, Code
from wallet.model.disclosure import PresentationRequest
from wallet.model.report import Policy, Verdict
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

_PLAIN = VerifyOptions(at=datetime(2026, 6, 1, 12, tzinfo=UTC))
_SHOWN = replace(
    _PLAIN,
    at=datetime.fromtimestamp(1_719_835_300, UTC),
    policy=Policy.CHECK,
    request=PresentationRequest("n-0S6_WzA2Mj", "https://verifier.example"),
)
_POSITIVE = frozenset({Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN})
_SECONDS = 0.4
"""How long one round lasts at least, as the peers' does."""


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: a set, a peer, and the least ratio (PERFORMANCE.md, the gates)."""

    name: str
    peer: str
    gate: float
    options: VerifyOptions = _PLAIN


_ROWS = (
    Row("eddsa-rdfc-2022", "db-vc:eddsa-rdfc-2022", 12),
    Row("eddsa-rdfc-2022", "dcc-verifier-core:eddsa-rdfc-2022", 12),
    Row("ed25519signature2020", "db-vc:ed25519signature2020", 12),
    Row("ed25519signature2020", "dcc-verifier-core:ed25519signature2020", 12),
    Row("ecdsa-rdfc-2019", "db-vc:ecdsa-rdfc-2019", 12),
    Row("ecdsa-sd-2023-derived", "db-vc:ecdsa-sd-2023:verify-derived", 6),
    Row("bbs-2023-derived", "db-vc:bbs-2023:verify-derived", 20),
    Row("sd-jwt-vc", "sd-jwt-vc:verify-issued", 3),
    Row("sd-jwt-vc-presented", "sd-jwt-vc:verify-presented+kb", 3, _SHOWN),
    Row("vc-jwt-eddsa", "jose:vc-jwt-eddsa", 1.2),
    Row("vc-jwt-es256", "jose:vc-jwt-es256", 1.2),
)
_COLD = (("dcc-verifier-core:eddsa-rdfc-2022", 4.0), ("dcc-vc:eddsa-rdfc-2022", 2.5))


def main(arguments: Sequence[str]) -> int:
    """Print badges per second of both and the ratio; 1 where a gate is missed."""
    chosen = [row for row in _ROWS if not arguments or arguments[0] in row.peer]
    rounds = int(arguments[1]) if len(arguments) > 1 else 3
    pin_to_one_core()
    with peers.installed() as folder:
        if folder is None:
            print("Node is absent: Rosette alone, without ratios.")
        missed = [_compare(row, folder, rounds) for row in chosen]
        if folder is not None and not (arguments and arguments[0]):
            missed += [_compare_cold(folder, peer, gate, rounds) for peer, gate in _COLD]
    return max(missed, default=0)


def _compare(row: Row, folder: Path | None, rounds: int) -> int:
    badges, verifier = peers.badges(row.name), Verifier(EvidenceSet(), row.options)
    if _is_unsupported(verifier, badges[0]):
        print(f"{row.name:22} is not verified yet")
        return 0
    _assert_verdicts(row, verifier, badges)
    if folder is None:
        print(f"{row.name:22} {_rate(verifier, badges):8.0f}/s")
        return 0
    assert not (said := peers.refusals(folder, row.peer)), said
    pairs = [(_rate(verifier, badges), peers.rate(folder, row.peer)) for _ in range(rounds)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    said = f"{ours:8.0f}/s, {row.peer} {theirs:7.1f}/s: {ratio:5.1f} x, at least {row.gate:g} x"
    return goal(f"{row.name:22} {said}", ratio >= row.gate)


def _is_unsupported(verifier: Verifier, badge: bytes) -> bool:
    return verifier.verify(badge).check(CheckId.PROOF_SUITE).code is Code.SUITE_UNSUPPORTED


def _assert_verdicts(row: Row, verifier: Verifier, badges: Sequence[bytes]) -> None:
    verdicts = {verifier.verify(badge).verdict for badge in badges}
    assert verdicts == {Verdict.ISSUER_UNKNOWN}, f"{row.name}: {verdicts}"
    accepted = [badge for badge in peers.tampered(row.name) if verifier.verify(badge).verdict in _POSITIVE]
    assert not accepted, f"{row.name}: {len(accepted)} altered badges were accepted"


def _rate(verifier: Verifier, badges: Sequence[bytes]) -> float:
    """Return badges per second; every verdict is asserted in the very run that is timed."""
    done, start, took = 0, time.perf_counter(), 0.0
    while took < _SECONDS:
        verdicts = {verifier.verify(badge).verdict for badge in badges}
        done, took = done + len(badges), time.perf_counter() - start
        assert verdicts == {Verdict.ISSUER_UNKNOWN}, verdicts
    return done / took


def _compare_cold(folder: Path, peer: str, gate: float, rounds: int) -> int:
    """Compare whole processes that verify one badge: start, load, verify, exit."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(peers.badges("eddsa-rdfc-2022")[0])
        file.flush()
        ours = [sys.executable, "-m", "wallet", "verify", "--json", "--at", "2026-06-01T12:00:00Z", file.name]
        theirs = peers.cold_command(peer)
        checkout = Path(__file__).resolve().parents[2]
        pairs = [(_run(ours, checkout, 4), _run(theirs, folder, 0)) for _ in range(2 * rounds + 1)]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(second / first for first, second in pairs)
    said = f"cold one-shot {mine:.2f} s, {peer} {other:.2f} s: {ratio:.1f} x faster, at least {gate:g} x"
    return goal(said, ratio >= gate)


def _run(command: list[str], folder: Path, expected: int) -> float:
    def run() -> None:
        done = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert done.returncode == expected, done.stderr.decode()

    return seconds(run)
