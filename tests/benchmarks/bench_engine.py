"""The engine beside the published Node libraries: the same badges, in turn, on one core, every verdict asserted.

Run: python -m tests.benchmarks engine [FILTER] [ROUNDS]

FILTER is a part of a row's name, or of its peer's: `cold` and `jobs` are rows too.

Each row first asserts that both sides accept every badge of the set and that Rosette refuses every altered one; then
both are timed A B A B, and the ratio is the median of the pairs. Rosette runs all its checks; the best verdict here is
`issuer_unknown`, as no issuer list is loaded.
What a holder makes of a badge is verified once before it is timed. The set of VC-JWT by RSA is left out: its keys
travel in the header, which proves nothing about the issuer.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks import holding, peers
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
    """One comparison: a set, a peer, the least ratio (PERFORMANCE.md, the gates), and perhaps what a holder makes."""

    name: str
    peer: str
    gate: float
    options: VerifyOptions = _PLAIN
    make: Callable[[bytes], bytes] | None = None


_ROWS = (
    Row("eddsa-rdfc-2022", "db-vc:eddsa-rdfc-2022", 12),
    Row("eddsa-rdfc-2022", "dcc-verifier-core:eddsa-rdfc-2022", 12),
    Row("ed25519signature2020", "db-vc:ed25519signature2020", 12),
    Row("ed25519signature2020", "dcc-verifier-core:ed25519signature2020", 12),
    Row("ecdsa-rdfc-2019", "db-vc:ecdsa-rdfc-2019", 12),
    Row("ecdsa-sd-2023-derived", "db-vc:ecdsa-sd-2023:verify-derived", 6),
    Row("ecdsa-sd-2023-base", "db-vc:ecdsa-sd-2023:derive", 40, make=holding.derive_ecdsa_sd),
    Row("bbs-2023-base", "db-vc:bbs-2023:derive", 20, make=holding.derive_bbs),
    Row("bbs-2023-derived", "db-vc:bbs-2023:verify-derived", 20),
    Row("sd-jwt-vc", "sd-jwt-vc:verify-issued", 3),
    Row("sd-jwt-vc-presented", "sd-jwt-vc:verify-presented+kb", 3, _SHOWN),
    Row("sd-jwt-vc", "sd-jwt-vc:present+kb", 3, _SHOWN, holding.present_sd_jwt),
    Row("vc-jwt-eddsa", "jose:vc-jwt-eddsa", 1.2),
    Row("vc-jwt-es256", "jose:vc-jwt-es256", 1.2),
)
_JOBS_GATE = 1.7
_MIXED = ("eddsa-rdfc-2022", "ed25519signature2020", "ecdsa-rdfc-2019", "sd-jwt-vc", "vc-jwt-eddsa", "vc-jwt-es256")
_BADGES = 10_000
_CHECKOUT = Path(__file__).resolve().parents[2]
_COLD = (("dcc-verifier-core:eddsa-rdfc-2022", 4.0), ("dcc-vc:eddsa-rdfc-2022", 2.5))


def main(arguments: Sequence[str]) -> int:
    """Print badges per second of both and the ratio; 1 where a gate is missed."""
    wanted = arguments[0] if arguments else ""
    rounds = int(arguments[1]) if len(arguments) > 1 else 3
    # Before this process, and those that it starts, are kept on one core.
    missed = [_compare_jobs(rounds)] if wanted in "jobs" else []
    pin_to_one_core()
    with peers.installed() as folder:
        if folder is None:
            print("Node is absent: Rosette alone, without ratios.")
        missed += [_compare(row, folder, rounds) for row in _ROWS if wanted in f"{row.name} {row.peer}"]
        if folder is not None:
            cold = [(peer, gate) for peer, gate in _COLD if wanted in f"cold {peer}"]
            missed += [_compare_cold(folder, peer, gate, rounds) for peer, gate in cold]
    return max(missed, default=0)


def _compare(row: Row, folder: Path | None, rounds: int) -> int:
    badges, verifier = peers.badges(row.name), Verifier(EvidenceSet(), row.options)
    if _is_unsupported(verifier, badges[0]):
        print(f"{row.name:22} is not verified yet")
        return 0
    _assert_verdicts(row, verifier, badges)
    if folder is None:
        print(f"{row.name:22} {_rate(row, verifier, badges):8.0f}/s")
        return 0
    assert not (said := peers.refusals(folder, row.peer)), said
    pairs = [(_rate(row, verifier, badges), peers.rate(folder, row.peer)) for _ in range(rounds)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    said = f"{ours:8.0f}/s, {row.peer} {theirs:7.1f}/s: {ratio:5.1f} x, at least {row.gate:g} x"
    return goal(f"{row.name:22} {said}", ratio >= row.gate)


def _is_unsupported(verifier: Verifier, badge: bytes) -> bool:
    return verifier.verify(badge).check(CheckId.PROOF_SUITE).code is Code.SUITE_UNSUPPORTED


def _assert_verdicts(row: Row, verifier: Verifier, badges: Sequence[bytes]) -> None:
    shown = map(row.make, badges) if row.make else badges
    verdicts = {verifier.verify(badge).verdict for badge in shown}
    assert verdicts == {Verdict.ISSUER_UNKNOWN}, f"{row.name}: {verdicts}"
    accepted = [badge for badge in peers.tampered(row.name) if verifier.verify(badge).verdict in _POSITIVE]
    assert not accepted, f"{row.name}: {len(accepted)} altered badges were accepted"


def _rate(row: Row, verifier: Verifier, badges: Sequence[bytes]) -> float:
    """Return badges per second; every verdict is asserted in the very run that is timed."""
    done, start, took = 0, time.perf_counter(), 0.0
    while took < _SECONDS:
        if row.make:
            assert all(row.make(badge) for badge in badges)
        else:
            verdicts = {verifier.verify(badge).verdict for badge in badges}
            assert verdicts == {Verdict.ISSUER_UNKNOWN}, verdicts
        done, took = done + len(badges), time.perf_counter() - start
    return done / took


def _compare_jobs(rounds: int) -> int:
    """Compare two processes with one over many badges, and say what two programs gain that share nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        halves = [Path(scratch) / name for name in ("a", "b")]
        _write_mixed(halves)
        runs = [
            (
                seconds(lambda: _verify_all([halves])),
                seconds(lambda: _verify_all([halves], "--jobs", "2")),
                seconds(lambda: _verify_all([[half] for half in halves])),
            )
            for _ in range(rounds)
        ]
    ratio = statistics.median(one / two for one, two, _ in runs)
    apart = statistics.median(one / two for one, _, two in runs)
    said = f"{_BADGES} mixed badges, --jobs 2: {ratio:.2f} x, at least {_JOBS_GATE:g} x"
    return goal(f"{said} (two programs apart, now: {apart:.2f} x)", ratio >= _JOBS_GATE)


def _write_mixed(folders: Sequence[Path]) -> None:
    sets = [peers.badges(name) for name in _MIXED]
    for folder in folders:
        folder.mkdir()
    for number in range(_BADGES):
        kind, place = number % len(sets), number // len(sets)
        name = folders[number // len(sets) % len(folders)] / f"{number:05}.badge"
        name.write_bytes(sets[kind][place % len(sets[kind])])


def _verify_all(shares: Sequence[Sequence[Path]], *options: str) -> None:
    """Verify folders, each share in a program of its own, at once."""
    command = [sys.executable, "-m", "wallet", "verify", "--json", "--at", "2026-06-01T12:00:00Z", *options]
    programs = [
        subprocess.Popen([*command, *map(str, share)], cwd=_CHECKOUT, stdout=subprocess.DEVNULL) for share in shares
    ]
    assert [program.wait() for program in programs] == [4] * len(programs)


def _compare_cold(folder: Path, peer: str, gate: float, rounds: int) -> int:
    """Compare whole processes that verify one badge: start, load, verify, exit."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(peers.badges("eddsa-rdfc-2022")[0])
        file.flush()
        ours = [sys.executable, "-m", "wallet", "verify", "--json", "--at", "2026-06-01T12:00:00Z", file.name]
        theirs = peers.cold_command(peer)
        # Every installer compiles a program; here the environment may keep the interpreter from doing so.
        compileall.compile_dir(_CHECKOUT / "wallet", quiet=1)
        pairs = [(_run(ours, _CHECKOUT, 4), _run(theirs, folder, 0)) for _ in range(2 * rounds + 1)]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(second / first for first, second in pairs)
    said = f"cold one-shot {mine:.2f} s, {peer} {other:.2f} s: {ratio:.1f} x faster, at least {gate:g} x"
    return goal(said, ratio >= gate)


def _run(command: list[str], folder: Path, expected: int) -> float:
    def run() -> None:
        done = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert done.returncode == expected, done.stderr.decode()

    return seconds(run)
