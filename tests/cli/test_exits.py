"""Exit codes of every command but `verify` (CLI.md): 1 usage, 2 cannot read, 6 locked, 7 refused or cannot write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit


@pytest.fixture
def owned(rosette: Rosette, places: list[str], tmp_path: Path) -> list[str]:
    """The arguments of a wallet with one badge that can be shown in part, and its id."""
    assert rosette("vault", "create", *places).code == Exit.DONE
    (tmp_path / "badge.sd-jwt").write_bytes(World().sd_jwt())
    return [*places, json.loads(rosette("import", *places, "--json", tmp_path / "badge.sd-jwt").out)["id"]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that a person is in, with a badge in it."""
    monkeypatch.chdir(tmp_path)
    Path("badge.json").write_bytes(World().badge())


NOWHERE = Path("nowhere") / "at all"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("present", "--out", NOWHERE / "p"), Exit.REFUSED, "p was not saved."),
        (("present", "--qr", NOWHERE / "q.png"), Exit.REFUSED, "q.png was not saved."),
        (("present", "--disclose", "height"), Exit.REFUSED, "no detail height"),
        (("present", "--request", NOWHERE), Exit.UNREADABLE, "no such file"),
        (("present", "--nonce", "n"), Exit.USAGE, "go together"),
        (("present", "--colour"), Exit.USAGE, "--colour"),
    ],
)
def test_presenting(
    rosette: Rosette, owned: list[str], arguments: tuple[str | Path, ...], code: Exit, words: str
) -> None:
    ran = rosette(*arguments, *owned)
    assert (ran.code, words in ran.err) == (code, True), ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("request", "--out", NOWHERE / "r.json"), Exit.REFUSED, "r.json was not saved."),
        (("request", "--out", "r.json", "--qr", NOWHERE / "r.png"), Exit.REFUSED, "r.png was not saved."),
        (("request", "--out", "r.json", "--audience", "did:web:bank.example"), Exit.REFUSED, "Nothing would prove it."),
        (("request", "--identity", NOWHERE), Exit.UNREADABLE, "cannot be used"),
        (("request", "--out"), Exit.USAGE, "--out"),
        (("verify", "badge.json", "--csv", NOWHERE / "t.csv"), Exit.REFUSED, "t.csv was not saved."),
        (("scan", NOWHERE), Exit.UNREADABLE, "no such file"),
        (("scan", "badge.json"), Exit.UNREADABLE, "no QR code"),
        (("scan",), Exit.USAGE, "name pictures"),
        (("trust", "add", NOWHERE), Exit.UNREADABLE, "pack"),
        (("fly",), Exit.USAGE, "fly"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_without_a_wallet(rosette: Rosette, arguments: tuple[str | Path, ...], code: Exit, words: str) -> None:
    ran = rosette(*arguments, "--vault", "vault", "--config", "config")
    assert (ran.code, words in ran.err) == (code, True), ran.err


def test_a_passphrase_that_anybody_could_try_is_refused(rosette: Rosette, places: list[str], tmp_path: Path) -> None:
    (tmp_path / "weak").write_text("a\n")
    ran = rosette("vault", "create", *places, "--passphrase-file", tmp_path / "weak")
    assert (ran.code, "fewer than 8 characters" in ran.err) == (Exit.REFUSED, True)
    assert not (tmp_path / "vault").exists()
    assert rosette("vault", "create", *places).code == Exit.DONE
    changed = rosette("vault", "passphrase", *places, "--new-passphrase-file", tmp_path / "weak")
    assert (changed.code, "too short" in changed.err) == (Exit.REFUSED, True)
    assert rosette("vault", "status", *places).code == Exit.DONE


def test_backups_and_wallets_where_nothing_can_be_written_or_read(
    rosette: Rosette, owned: list[str], tmp_path: Path
) -> None:
    secret = ("--backup-passphrase-file", tmp_path / "passphrase")
    wallet = owned[:-1]
    assert rosette("backup", *wallet, *secret, tmp_path / NOWHERE).code == Exit.REFUSED
    assert rosette("rehearse", *wallet, *secret, tmp_path / NOWHERE).code == Exit.UNREADABLE
    inside_a_file = tmp_path / "badge.sd-jwt" / "vault"
    assert rosette("vault", "create", *wallet, "--vault", inside_a_file).code == Exit.REFUSED
