"""Asked, answered and judged at two terminals, for each suite that hides: what is typed, and what leaves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.counterparties.test_answers import others_say
from tests.presentation.issuing import LIMITS
from tests.simulators.laptops import PASSPHRASE, SECRET, SUITES, Checker, set_up
from wallet.cli.main import Windows, run
from wallet.crypto.encodings import b64url_encode
from wallet.model.clock import SystemClock
from wallet.operations.requesting import open_request
from wallet.operations.wallet import lock
from wallet.trust.packs import write_pack


@dataclass(frozen=True)
class Terminals:
    """The owner's wallet on disk, and the checker's pack."""

    home: Path
    ids: dict[str, str]
    checker: Checker

    def type(self, *words: object) -> int:
        windows = Windows(lambda folders, paths: 1, lambda paths: 1, lambda source, say: b"", lambda: ())
        return run([str(word) for word in words], windows)

    @property
    def wallet(self) -> list[object]:
        return ["--vault", self.home / "v", "--config", self.home / "c", "--passphrase-file", self.home / "passphrase"]


@pytest.fixture(scope="module")
def terminals(tmp_path_factory: pytest.TempPathFactory) -> Terminals:
    home = tmp_path_factory.mktemp("terminals")
    owner, pack = set_up(home, SystemClock())
    lock(owner.wallet)
    (home / "passphrase").write_text(PASSPHRASE)
    write_pack(home / "pack", pack)
    return Terminals(home, dict(owner.ids), Checker(home, SystemClock(), pack))


def typed(terminals: Terminals, suite: str, folder: Path) -> tuple[Path, Path, Path]:
    request, answer, picture = (folder / name for name in ("r.json", "p", "q.png"))
    assert terminals.type("request", "--claims", SUITES[suite], "--audience", "employer.example", "--out", request) == 0
    chosen = ("--disclose", SUITES[suite], "--request", request, "--qr", picture, "--out", answer)
    assert terminals.type("present", terminals.ids[suite][:12], *chosen, *terminals.wallet) == 0
    return request, answer, picture


@pytest.mark.parametrize("suite", SUITES)
def test_presented_and_verified(
    terminals: Terminals, suite: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    request, answer, picture = typed(terminals, suite, tmp_path)
    capsys.readouterr()
    code = terminals.type("verify", "--json", "--evidence", terminals.home / "pack", "--request", request, picture)
    (report,) = reports(capsys)
    assert (code, report["verdict"]) == (0, "verified")
    opened = terminals.checker.opened(answer.read_bytes(), request).decode()
    for spelling in (SECRET, b64url_encode(SECRET.encode())[2:-2]):
        assert spelling not in opened + answer.read_text()
    assert terminals.type("verify", "--json", "--evidence", terminals.home / "pack", "--request", request, answer) == 3


@pytest.mark.parametrize("suite", SUITES)
def test_the_library_of_others_verifies_it_too(terminals: Terminals, suite: str, tmp_path: Path) -> None:
    request, answer, _ = typed(terminals, suite, tmp_path)
    said = others_say(request, answer.read_bytes(), open_request(request, LIMITS).binding)
    assert (said["errors"], said["verified"]) == ([], True)
    assert SECRET not in str(said)


def reports(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]
