"""The command line as a user meets it: arguments in, text and exit code out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wallet.cli.main import Windows, run
from wallet.model.diagnosis import Diagnosis, Health
from wallet.model.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command answered."""

    code: int
    out: str
    err: str

    def reports(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Rosette = Callable[..., Ran]
WINDOW = Diagnosis("window", Health.GOOD, "Drawn here.")


def show(source: str, say: Callable[[str], None]) -> bytes:
    """What a camera, a screen or a clipboard shows here."""
    if source == "camera":
        raise RefusedError("There is no camera.")
    say("Part 1 of 2, keep holding.")
    return f"what the {source} shows".encode()


@pytest.fixture
def rosette(capsys: pytest.CaptureFixture[str]) -> Rosette:
    windows = Windows(lambda folders, paths: 40 - len(paths), lambda paths: 41 + len(paths), show, lambda: [WINDOW])

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code = run([str(argument) for argument in arguments], windows)
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def places(tmp_path: Path) -> list[str]:
    """Arguments that keep a command away from the developer's own wallet."""
    secret = tmp_path / "passphrase"
    secret.write_text("correct horse battery staple\n")
    return [
        "--vault",
        str(tmp_path / "vault"),
        "--config",
        str(tmp_path / "config"),
        "--passphrase-file",
        str(secret),
    ]
