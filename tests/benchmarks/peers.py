"""The published Node libraries that others verify with, on the badges of `$ROSETTE_SHARED/bench`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("ROSETTE_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "bench"


def badges(name: str) -> list[bytes]:
    """Return the badges of a set, each as a file would hold it."""
    return [as_bytes(item) for item in json.loads((SHARED / "sets" / f"{name}.json").read_bytes())]


def as_bytes(item: Any) -> bytes:
    """Return a badge as a file would hold it."""
    return item.encode() if isinstance(item, str) else json.dumps(item, ensure_ascii=False).encode()


def tampered(name: str) -> list[bytes]:
    """Return the altered badges of a set that everybody must refuse; none where there is no such set."""
    path = SHARED / "sets" / f"tampered-{name}.json"
    cases = json.loads(path.read_bytes()) if path.exists() else []
    return [as_bytes(case["value"]) for case in cases if case["expect"] == "reject"]


@contextmanager
def installed() -> Iterator[Path | None]:
    """Install the libraries in a scratch folder; None where Node is absent."""
    if shutil.which("npm") is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "bench"
        shutil.copytree(SHARED, folder, copy_function=shutil.copyfile)
        folder.chmod(0o700)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
        yield folder


def rate(folder: Path, peer: str) -> float:
    """Return how many badges a second a library verifies."""
    command = ["node", "bench_peers.mjs", peer]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    found = {line["name"]: line["per_s"] for line in map(json.loads, done.stdout.splitlines())}
    return float(found[peer])


def refusals(folder: Path, peer: str) -> str:
    """Return what a library says against its own set; empty where it accepts all of it."""
    done = subprocess.run(["node", "check_peers.mjs", peer], cwd=folder, check=True, capture_output=True, text=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith(f"{peer} "))
    accepted, _, of = line[len(peer) :].split()[0].partition("/")
    return "" if accepted == of else line


def cold_command(peer: str) -> list[str]:
    """Return the command by which a library verifies one badge in a process of its own."""
    return ["node", "cold_one.mjs", peer]
