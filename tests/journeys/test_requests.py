"""Two laptops and no network: a request is shown, read, answered and judged."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.presentation.issuing import LIMITS, did, key
from tests.simulators.laptops import SECRET, START, SUITES, Checker, Owner
from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.crypto.keys import KeyType
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.disclosure import Selection
from wallet.model.errors import RefusedError, WalletError
from wallet.model.report import Policy, Report, Verdict
from wallet.operations import answering, requesting
from wallet.operations.inputs import Input
from wallet.operations.requesting import OwnRequest, Wanted
from wallet.operations.verifying import question
from wallet.presentation import packing, ur
from wallet.trust.evidence import EvidenceSet


@pytest.mark.parametrize("suite", list(SUITES))
def test_asked_answered_and_judged_without_a_network(
    owner: Owner, checker: Checker, suite: str, tmp_path: Path
) -> None:
    request = checker.ask(SUITES[suite], purpose="Hiring for the coast", name="https://employer.example")
    requesting.save_request_qr(request.read_bytes(), tmp_path / "r.png")
    answer = owner.respond(tmp_path / "r.png", suite)
    report = checker.judge(answer)
    assert report.verdict is Verdict.VERIFIED
    (inner,) = report.credentials
    for check in (CheckId.HOLDER_BINDING, CheckId.PRESENTATION_AUDIENCE, CheckId.PRESENTATION_FRESHNESS):
        assert inner.check(check).outcome is Outcome.PASSED
    assert SECRET not in answer.decode()
    opened = checker.opened(answer).decode()
    assert SECRET not in opened
    assert b64url_encode(SECRET.encode())[4:-4] not in opened
    assert checker.judge(answer).check(CheckId.PRESENTATION_FRESHNESS).code is Code.NONCE_USED
    assert checker.judge(answer).verdict is Verdict.FAILED


def test_the_least_is_proposed_over_all_badges(owner: Owner, checker: Checker) -> None:
    request = answering.read(owner.wallet, checker.ask("/given_name"))
    proposal = answering.propose(owner.wallet, request)
    (match,) = proposal.matches
    assert match.selection == Selection(owner.ids["sd-jwt"], frozenset({"/given_name"}))


def test_who_asks_and_what_for_is_said_first(owner: Owner, checker: Checker) -> None:
    request = answering.read(
        owner.wallet, checker.ask("/birthdate", purpose="Age check", name="https://employer.example")
    )
    said = " ".join(answering.propose(owner.wallet, request).remarks)
    assert "https://employer.example. We could not confirm who this is." in said
    assert "It says: Age check" in said
    assert "more than is usually needed: Date of birth" in said


def test_the_owner_may_show_more_and_not_less(owner: Owner, checker: Checker) -> None:
    request = checker.ask("/result")
    answer = owner.respond(request, "sd-jwt", shown=("/result", "/given_name"))
    assert checker.judge(answer).verdict is Verdict.VERIFIED
    with pytest.raises(RefusedError, match="less than the request asks for"):
        owner.respond(request, "sd-jwt", shown=("/given_name",))


@pytest.mark.parametrize("key_type", [KeyType.ED25519, KeyType.P256])
def test_a_signed_request_proves_who_asks(owner: Owner, checker: Checker, key_type: KeyType) -> None:
    signer = key(key_type)
    request = checker.ask("/result", signer=signer, name="Employer")
    read = answering.read(owner.wallet, request)
    assert read.proved_by == did(signer)
    assert read.client_id == f"decentralized_identifier:{did(signer)}"
    header = json.loads(b64url_decode(request.read_bytes().split(b".")[0]))
    assert header["typ"] == "oauth-authz-req+jwt"
    assert checker.judge(owner.respond(request, "sd-jwt")).verdict is Verdict.VERIFIED


def test_the_request_is_what_the_specification_says(checker: Checker) -> None:
    body = json.loads(checker.ask("/result", purpose="Hiring").read_bytes())
    assert body["response_type"] == "vp_token"
    assert body["exp"] - body["iat"] == 300
    assert len(b64url_decode(body["nonce"])) == 16
    (jwk,) = body["client_metadata"]["jwks"]["keys"]
    assert (jwk["crv"], jwk["use"], jwk["alg"]) == ("P-256", "enc", "ECDH-ES")
    assert "d" not in jwk
    assert set(body["client_metadata"]["vp_formats_supported"]) == {"dc+sd-jwt", "ldp_vc", "jwt_vc_json"}
    assert checker.ask("/result").read_bytes() != checker.ask("/result").read_bytes()


def test_the_secret_half_is_for_its_owner_alone(checker: Checker) -> None:
    secret = requesting.secret_path(checker.ask("/result"))
    assert secret.name == "r.secret.json"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_of_two_who_judge_an_answer_at_once_one_accepts_it(owner: Owner, checker: Checker) -> None:
    answer = Input("p", owner.respond(checker.ask("/result"), "sd-jwt"))
    evidence = EvidenceSet(checker.pack.documents, checker.pack.issuers)
    # Both have read that the request is fresh before either has judged.
    both = [requesting.open_request(checker.request, LIMITS) for _ in range(2)]
    at_once = Barrier(2)

    def judge(own: OwnRequest) -> Report:
        options = question(checker.clock, checker.clock.now(), Policy.CHECK, own.binding)
        at_once.wait(timeout=10)
        return requesting.verify_answer(answer, own, evidence, options)

    with ThreadPoolExecutor(2) as pool:
        reports = sorted(pool.map(judge, both), key=lambda report: report.verdict)
    assert [report.verdict for report in reports] == [Verdict.FAILED, Verdict.VERIFIED]
    assert reports[0].check(CheckId.PRESENTATION_FRESHNESS).code is Code.NONCE_USED
    assert requesting.open_request(checker.request, LIMITS).used
    assert not requesting.open_request(checker.ask("/result"), LIMITS).used


def test_the_answer_crosses_as_the_text_of_a_code(owner: Owner, checker: Checker) -> None:
    answer = owner.respond(checker.ask(), "sd-jwt")
    text = ur.encode_bytes(packing.pack(answer, packing.UNFOLDED)).upper()
    assert checker.judge(text.encode()).verdict is Verdict.VERIFIED


def test_what_is_in_an_answer_can_be_asked_about_online(owner: Owner, checker: Checker) -> None:
    answer = owner.respond(checker.ask("/result"), "sd-jwt")
    (inside,) = requesting.opened([Input("letter", b"Dear all"), Input("p", answer)], checker.request, LIMITS)
    assert isinstance(inside.data, bytes)
    assert inside.data.count(b"~") == 2


def test_what_comes_along_is_said(owner: Owner, checker: Checker) -> None:
    request = answering.read(owner.wallet, checker.ask("/evidence/0/name"))
    said = " ".join(answering.propose(owner.wallet, request, [owner.ids["bbs-2023"]]).remarks)
    assert "cannot be shown without the rest: Evidence." in said


def test_a_request_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(WalletError, match="was not saved"):
        requesting.ask(tmp_path / "nowhere" / "r.json", Wanted(), START)
