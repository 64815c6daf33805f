"""Requests as another wallet reads them, and answers as another verifier does: @openid4vc/openid4vp and dcql."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.counterparties.published import ask
from tests.presentation.issuing import LIMITS, did, key
from tests.simulators.laptops import SUITES, Checker, Owner, set_up
from wallet.crypto.encodings import b64url_encode
from wallet.crypto.keys import public_key_to_jwk
from wallet.model.clock import SystemClock
from wallet.operations import requesting

FINAL = 100
"""What the library calls version 1.0."""


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> tuple[Owner, Checker]:
    """Two laptops of today: the library asks the computer for the time."""
    home = tmp_path_factory.mktemp("today")
    owner, pack = set_up(home, SystemClock())
    return owner, Checker(home, SystemClock(), pack)


def others_read(checker: Checker, answer: bytes) -> Any:
    private = requesting.open_request(checker.request, LIMITS).key
    jwk = {**public_key_to_jwk(private.public_key), "d": b64url_encode(private.to_bytes())}
    return ask("read_request", {"request": checker.request.read_text(), "answer": answer.decode(), "key": jwk})


@pytest.mark.parametrize("suite", SUITES)
def test_an_unsigned_request_and_its_answer(now: tuple[Owner, Checker], suite: str) -> None:
    owner, checker = now
    answer = owner.respond(checker.ask(SUITES[suite], name="Employer", purpose="Hiring"), suite)
    read = others_read(checker, answer)
    assert (read["client"]["prefix"], read["client"]["identifier"]) == ("pre-registered", "Employer")
    assert read["version"] == FINAL
    assert read["signed"] is False
    assert read["presentations"] == json.loads(checker.opened(answer))["vp_token"]


def test_a_signed_request_and_its_answer(now: tuple[Owner, Checker]) -> None:
    owner, checker = now
    signer = key()
    answer = owner.respond(checker.ask("/result", "/given_name", signer=signer), "sd-jwt")
    read = others_read(checker, answer)
    assert (read["client"]["prefix"], read["client"]["identifier"]) == ("decentralized_identifier", did(signer))
    assert read["signed"] is True
    asked = {tuple(claim["path"]) for item in read["query"]["credentials"] for claim in item["claims"]}
    assert asked == {("result",), ("given_name",)}
    assert len(read["presentations"]) == 1


def test_a_path_through_a_list(now: tuple[Owner, Checker], tmp_path: Path) -> None:
    owner, checker = now
    answer = owner.respond(checker.ask("/credentialSubject/result/*/value"), "bbs-2023")
    (claim,) = others_read(checker, answer)["query"]["credentials"][0]["claims"]
    assert claim["path"] == ["credentialSubject", "result", None, "value"]
