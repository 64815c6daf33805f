"""A request and its answer on the command line: what each side types, is told, and gets as an exit code."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit
from wallet.crypto.encodings import b64url_encode
from wallet.crypto.keys import KeyType, PrivateKey, public_key_to_jwk


@pytest.fixture
def request_file(tmp_path: Path) -> Path:
    return tmp_path / "r.json"


@pytest.fixture
def wallet(rosette: Rosette, places: list[str]) -> list[str]:
    """A wallet with the samples, which are bound to one of its keys."""
    assert rosette("vault", "create", *places).code == Exit.DONE
    return places


def samples(wallet: list[str], tmp_path: Path) -> tuple[Path, Path]:
    """The sample that can be shown in part, issued to this wallet's key, and the pack that vouches for its issuer."""
    from wallet.model.clock import SystemClock  # noqa: PLC0415 (beside what it is for)
    from wallet.model.limits import Limits  # noqa: PLC0415
    from wallet.operations.samples import make_samples, sample_holder  # noqa: PLC0415
    from wallet.operations.wallet import lock, unlock  # noqa: PLC0415
    from wallet.settings import folders  # noqa: PLC0415
    from wallet.trust.packs import write_pack  # noqa: PLC0415

    opened = unlock(
        folders({}, Path(wallet[1]), Path(wallet[3])), "correct horse battery staple", SystemClock(), Limits()
    )
    made = make_samples(sample_holder(opened), SystemClock().now())
    lock(opened)
    write_pack(tmp_path / "pack", made.pack)
    (tmp_path / "badge.sd-jwt").write_bytes(made.samples[0].data)
    return tmp_path / "badge.sd-jwt", tmp_path / "pack"


def test_asked_answered_and_verified_once(
    rosette: Rosette, wallet: list[str], request_file: Path, tmp_path: Path
) -> None:
    badge, pack = samples(wallet, tmp_path)
    badge_id = json.loads(rosette("import", *wallet, "--json", badge).out)["id"]
    wanted = ("--claims", "/holder", "/result", "--purpose", "Hiring", "--audience", "https://employer.example")
    asked = rosette("request", *wanted, "--out", request_file, "--qr", tmp_path / "r.png")
    assert asked.code == Exit.DONE
    assert "for you alone" in asked.err
    secret = tmp_path / "r.secret.json"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600

    dry = rosette("present", *wallet, badge_id, "--request", tmp_path / "r.png", "--dry-run")
    assert dry.out == ""
    assert "https://employer.example. We could not confirm who this is." in dry.err
    assert "shows Result: 87 %" in dry.err
    answer = tmp_path / "p.jwt"
    picked = ("--disclose", "/holder", "/result")
    assert rosette("present", *wallet, badge_id, *picked, "--request", request_file, "--out", answer).code == Exit.DONE
    assert rosette("present", *wallet, "--request", request_file, "--out", tmp_path / "any.jwt").code == Exit.DONE
    assert b"1998-04-17" not in answer.read_bytes()

    verify = ("verify", "--json", "--request", request_file, "--evidence", pack)
    first = rosette(*verify, answer)
    assert first.code == Exit.DONE
    (report,) = first.reports()
    assert report["verdict"] == "verified"
    assert report["input"] == str(answer)
    assert not secret.exists()
    assert stat.S_IMODE((tmp_path / "r.secret.used.json").stat().st_mode) == 0o600
    again = rosette(*verify, answer)
    assert again.code == 3
    assert "nonce_used" in again.out


def test_less_than_asked_is_refused_in_words(
    rosette: Rosette, wallet: list[str], request_file: Path, tmp_path: Path
) -> None:
    badge, _ = samples(wallet, tmp_path)
    badge_id = json.loads(rosette("import", *wallet, "--json", badge).out)["id"]
    rosette("request", "--claims", "/holder", "/result", "--out", request_file)
    less = rosette("present", *wallet, badge_id, "--disclose", "/holder", "--request", request_file)
    assert less.code == Exit.REFUSED
    assert "less than the request asks for" in less.err
    rosette("request", "--claims", "/licence", "--out", request_file)
    none = rosette("present", *wallet, "--request", request_file)
    assert none.code == Exit.REFUSED
    assert "It asks for: licence." in none.err


def test_a_checker_with_a_key_signs(rosette: Rosette, request_file: Path, tmp_path: Path) -> None:
    key = PrivateKey.generate(KeyType.P256)
    jwk = {**public_key_to_jwk(key.public_key), "d": b64url_encode(key.to_bytes())}
    (tmp_path / "me.jwk").write_text(json.dumps(jwk))
    assert rosette("request", "--identity", tmp_path / "me.jwk", "--out", request_file).code == Exit.DONE
    assert request_file.read_bytes().count(b".") == 2
    (tmp_path / "me.jwk").write_text(json.dumps(public_key_to_jwk(key.public_key)))
    assert rosette("request", "--identity", tmp_path / "me.jwk", "--out", request_file).code == Exit.UNREADABLE


@pytest.mark.parametrize(
    "arguments",
    [
        ("present",),
        ("present", "--request", "r.json", "--disclose", "/result"),
        ("present", "abcdefgh", "--request", "r.json", "--nonce", "n", "--audience", "a"),
        ("verify", "p", "--request", "r.json", "--nonce", "n", "--audience", "a"),
        ("verify", "p", "--request", "r.json", "--jobs", "2"),
    ],
)
def test_what_contradicts_itself_is_a_usage_error(rosette: Rosette, arguments: tuple[str, ...]) -> None:
    assert rosette(*arguments).code == Exit.USAGE


def test_a_badge_by_itself_is_no_answer(rosette: Rosette, request_file: Path, tmp_path: Path) -> None:
    rosette("request", "--out", request_file)
    (tmp_path / "p").write_bytes(World().badge())
    bare = rosette("verify", "--request", request_file, tmp_path / "p")
    assert bare.code == Exit.UNREADABLE
    assert "no encrypted answer" in bare.out
    assert rosette("verify", "--request", tmp_path / "none.json", tmp_path / "p").code == Exit.UNREADABLE


def test_a_request_that_cannot_be_written_is_named_itself(rosette: Rosette, tmp_path: Path) -> None:
    ran = rosette("request", "--out", tmp_path / "nowhere" / "r.json")
    assert ran.code == Exit.REFUSED
    assert "r.json was not saved." in ran.err
    assert "secret" not in ran.err
