"""Verifying the same 50 badges as a published Node library, in turn, on one core, every verdict asserted.

The badges and the peer's harness are those of `$ROSETTE_SHARED/bench`; Node and npm must be there.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.measuring import goal, pin_to_one_core
from wallet.model.report import Verdict
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

_SET = "eddsa-rdfc-2022"
_PEER = f"db-vc:{_SET}"
_LEAST_RATIO = 6.0
_ROUNDS = 5
_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


def main(_arguments: list[str]) -> int:
    """Print badges per second of both, and the ratio pair by pair."""
    shared = Path(os.environ.get("ROSETTE_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "bench"
    badges = [json.dumps(badge).encode() for badge in json.loads((shared / "sets" / f"{_SET}.json").read_bytes())]
    pin_to_one_core()
    if shutil.which("npm") is None:
        print(f"Node is absent: Rosette alone verifies {_ours(badges):.0f} badges a second.")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        peer = _install(shared, Path(scratch))
        pairs = [(_ours(badges), _theirs(peer)) for _ in range(_ROUNDS)]
    for ours, theirs in pairs:
        print(f"Rosette {ours:6.0f}/s   @digitalbazaar/vc {theirs:6.0f}/s   ratio {ours / theirs:5.1f}")
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    return goal(f"{ratio:.1f} x @digitalbazaar/vc on {_SET}, at least {_LEAST_RATIO:.0f} x", ratio >= _LEAST_RATIO)


def _ours(badges: list[bytes]) -> float:
    verifier = Verifier(EvidenceSet(), VerifyOptions(at=_AT))
    rates = []
    for _ in range(8):
        start = time.perf_counter()
        verdicts = {verifier.verify(badge).verdict for badge in badges}
        rates.append(len(badges) / (time.perf_counter() - start))
        # The issuers are on no list here; everything else must pass.
        assert verdicts == {Verdict.ISSUER_UNKNOWN}, verdicts
    return statistics.median(rates[2:])


def _install(shared: Path, scratch: Path) -> Path:
    folder = scratch / "bench"
    shutil.copytree(shared, folder, copy_function=shutil.copyfile)
    folder.chmod(0o700)
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return folder


def _theirs(folder: Path) -> float:
    command = ["node", "bench_peers.mjs", _PEER]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout.splitlines()[-1])["per_s"])
