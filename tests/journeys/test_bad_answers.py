"""What is not answered and what is not believed, each said in words with its reason.

First requests: everything about them is said before anything is chosen. Then answers: the checker refuses each, and
none of them uses the request up.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.presentation.issuing import LIMITS, key
from tests.simulators.laptops import START, SUITES, Checker, Owner, StoppedClock
from wallet.crypto.encodings import b64url_decode
from wallet.crypto.jwe import encrypt
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeyType
from wallet.model.checks import CheckId, Code
from wallet.model.disclosure import PresentationRequest
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.report import Report, Verdict
from wallet.operations import answering, requesting
from wallet.operations.codes import write_codes
from wallet.operations.inputs import scan
from wallet.presentation.qr import Codes
from wallet.presentation.vcdm_presentation import signed

# Requests ------------------------------------------------------------------------------------------------------------


def changed(request: Path, **members: Any) -> Path:
    body = {**json.loads(request.read_bytes()), **members}
    request.write_bytes(json.dumps({name: value for name, value in body.items() if value is not None}).encode())
    return request


def test_an_expired_request_is_not_answered(owner: Owner, checker: Checker, clock: StoppedClock) -> None:
    request = checker.ask("/result")
    clock.time = START + timedelta(minutes=5)
    with pytest.raises(RefusedError, match="has expired"):
        answering.read(owner.wallet, request)
    clock.time = START - timedelta(minutes=3)
    with pytest.raises(RefusedError, match="from the future"):
        answering.read(owner.wallet, request)


@pytest.mark.parametrize(
    "members",
    [
        {"response_type": "code"},
        {"response_mode": "direct_post"},
        {"nonce": None},
        {"nonce": 5},
        {"client_id": ""},
        {"exp": None},
        {"exp": "soon"},
        {"exp": 1e300},
        {"iat": True},
        {"dcql_query": None},
        {"dcql_query": {"credentials": []}},
        {"dcql_query": {"credentials": [{"id": "a b", "format": "ldp_vc"}]}},
        {"dcql_query": {"credentials": [{"id": "a", "format": "ldp_vc", "claims": [{"path": [True]}]}]}},
        {"client_metadata": {}},
        {"client_metadata": {"jwks": {"keys": []}}},
        {"client_metadata": {"jwks": {"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}]}}},
    ],
)
def test_a_malformed_request_is_not_answered(owner: Owner, checker: Checker, members: dict[str, Any]) -> None:
    request = changed(checker.ask("/result"), **members)
    with pytest.raises(UnreadableError):
        answering.propose(owner.wallet, answering.read(owner.wallet, request))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"a.b", b"a.b.c", b"hello"])
def test_what_is_no_request_is_not_answered(owner: Owner, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "r.json").write_bytes(data)
    with pytest.raises(UnreadableError):
        answering.read(owner.wallet, tmp_path / "r.json")


@pytest.mark.parametrize(
    "name", ["did:web:bank.example", "x509_san_dns:bank.example", "decentralized_identifier:did:x:y"]
)
def test_a_name_that_needs_proof_is_not_believed_without(owner: Owner, checker: Checker, name: str) -> None:
    with pytest.raises(RefusedError, match="does not prove"):
        answering.read(owner.wallet, changed(checker.ask("/result"), client_id=name))
    with pytest.raises(RefusedError, match="Nothing would prove it"):
        checker.ask("/result", name=name)


def test_a_signature_by_somebody_else_is_not_believed(owner: Owner, checker: Checker) -> None:
    named, other = key(), key()
    request = checker.ask("/result", signer=replace(other, verification_method=named.verification_method))
    with pytest.raises(RefusedError, match="does not prove"):
        answering.read(owner.wallet, request)
    unknown = replace(other, verification_method="did:web:bank.example#key-1")
    with pytest.raises(RefusedError, match="does not prove"):
        answering.read(owner.wallet, checker.ask("/result", signer=unknown))


def test_a_signed_request_that_was_changed_is_not_believed(owner: Owner, checker: Checker) -> None:
    request = checker.ask("/result", signer=key(), purpose="Hiring")
    header, _, signature = request.read_text().split(".")
    other = checker.ask("/birthdate", signer=key()).read_text().split(".")[1]
    request.write_text(f"{header}.{other}.{signature}")
    with pytest.raises(RefusedError, match="does not prove"):
        answering.read(owner.wallet, request)


def test_what_is_not_held_is_said(owner: Owner, checker: Checker) -> None:
    with pytest.raises(RefusedError, match="driving_licence"):
        owner.respond(checker.ask("/driving_licence"))
    body = {"credentials": [{"id": "mdl", "format": "mso_mdoc", "meta": {"doctype_value": "org.iso.18013.5.1.mDL"}}]}
    with pytest.raises(RefusedError, match="mso_mdoc"):
        owner.respond(changed(checker.ask("/result"), dcql_query=body))


def test_asking_for_more_than_usual_is_said_first(owner: Owner, checker: Checker) -> None:
    usual = answering.propose(owner.wallet, answering.read(owner.wallet, checker.ask("/result")))
    assert not [remark for remark in usual.remarks if "more than is usually needed" in remark]
    more = answering.propose(owner.wallet, answering.read(owner.wallet, checker.ask("/result", "/birthdate")))
    assert "Date of birth" in " ".join(remark for remark in more.remarks if "more than is usually needed" in remark)


def test_a_name_that_nobody_confirmed_is_said_first(owner: Owner, checker: Checker) -> None:
    plain = answering.read(owner.wallet, checker.ask("/result", name="The Royal Bank"))
    assert "We could not confirm who this is." in answering.propose(owner.wallet, plain).remarks[0]
    proved = answering.read(owner.wallet, checker.ask("/result", name="The Royal Bank", signer=key()))
    assert "It calls itself The Royal Bank, which nobody confirmed." in answering.propose(owner.wallet, proved).remarks


# Answers -------------------------------------------------------------------------------------------------------------


def sealed(checker: Checker, plain: bytes) -> bytes:
    """Encrypt to the checker's request, as anybody can who has seen it."""
    own = requesting.open_request(checker.request, LIMITS)
    return encrypt(plain, own.key.public_key, "A256GCM").encode()


def resealed(checker: Checker, answer: bytes, change: Callable[[Any], Any]) -> bytes:
    """Change every presentation in an answer."""
    token = json.loads(checker.opened(answer))
    token["vp_token"] = {name: [change(value) for value in values] for name, values in token["vp_token"].items()}
    return sealed(checker, json.dumps(token).encode())


def refused(checker: Checker, answer: bytes) -> Report:
    """Judge an answer that is not to be believed; return the report of what is in it."""
    report = checker.judge(answer)
    assert report.verdict is Verdict.FAILED
    assert not requesting.open_request(checker.request, LIMITS).used
    return report.credentials[0]


@pytest.mark.parametrize("suite", SUITES)
def test_a_replayed_answer_is_refused(owner: Owner, checker: Checker, suite: str) -> None:
    answer = owner.respond(checker.ask(SUITES[suite]), suite)
    assert checker.judge(answer).verdict is Verdict.VERIFIED
    again = checker.judge(answer)
    assert again.verdict is Verdict.FAILED
    assert again.check(CheckId.PRESENTATION_FRESHNESS).code is Code.NONCE_USED
    assert "answered already" in again.check(CheckId.PRESENTATION_FRESHNESS).detail


@pytest.mark.parametrize("suite", SUITES)
def test_an_answer_to_another_request_is_refused(owner: Owner, checker: Checker, suite: str) -> None:
    answer = owner.respond(checker.ask(SUITES[suite], name="https://elsewhere.example"), suite)
    kept = checker.opened(answer)
    checker.ask(SUITES[suite], name="https://employer.example")
    assert checker.judge(answer).verdict is Verdict.UNREADABLE
    inner = refused(checker, sealed(checker, kept))
    assert inner.check(CheckId.PRESENTATION_FRESHNESS).code is Code.NONCE_MISMATCH
    assert inner.check(CheckId.PRESENTATION_AUDIENCE).code is Code.AUDIENCE_MISMATCH


@pytest.mark.parametrize("suite", SUITES)
def test_an_answer_after_the_end_is_refused(owner: Owner, checker: Checker, clock: StoppedClock, suite: str) -> None:
    answer = owner.respond(checker.ask(SUITES[suite]), suite)
    clock.time = START + timedelta(minutes=5)
    report = checker.judge(answer)
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.PRESENTATION_FRESHNESS).code is Code.PRESENTATION_STALE


def without_holder(presentation: Any) -> Any:
    """Take away what the holder signed: the key binding of a token, the proof of a presentation."""
    if isinstance(presentation, str):
        return presentation[: presentation.rindex("~") + 1]
    return {name: value for name, value in presentation.items() if name != "proof"}


@pytest.mark.parametrize("suite", SUITES)
def test_a_stripped_answer_is_refused(owner: Owner, checker: Checker, suite: str) -> None:
    answer = owner.respond(checker.ask(SUITES[suite]), suite)
    inner = refused(checker, resealed(checker, answer, without_holder))
    assert inner.check(CheckId.HOLDER_BINDING).code is Code.HOLDER_NOT_PROVEN
    assert checker.judge(answer).verdict is Verdict.VERIFIED


def by_another(presentation: Any) -> Any:
    """Sign anew, with a key that the badge is not bound to: same nonce, same audience, same hash."""
    thief = key(KeyType.ED25519)
    if isinstance(presentation, str):
        shown, _, binding = presentation.rpartition("~")
        payload = json.loads(b64url_decode(binding.split(".")[1]))
        return f"{shown}~{sign_compact({'typ': 'kb+jwt'}, json.dumps(payload).encode(), thief)}"
    bound = PresentationRequest(presentation["proof"]["challenge"], presentation["proof"]["domain"])
    inner = [json.dumps(credential) for credential in presentation["verifiableCredential"]]
    return json.loads(signed(inner, bound, thief, START, LIMITS))


@pytest.mark.parametrize("suite", SUITES)
def test_an_answer_signed_by_somebody_else_is_refused(owner: Owner, checker: Checker, suite: str) -> None:
    answer = owner.respond(checker.ask(SUITES[suite]), suite)
    inner = refused(checker, resealed(checker, answer, by_another))
    assert inner.check(CheckId.HOLDER_BINDING).code is not Code.OK
    assert checker.judge(answer).verdict is Verdict.VERIFIED


def without_a_disclosure(presentation: Any) -> Any:
    jws, _, binding = presentation.split("~")
    return f"{jws}~{binding}"


def with_another_result(presentation: Any) -> Any:
    return json.loads(json.dumps(presentation).replace("87 %", "97 %").replace('"value": "A"', '"value": "A+"'))


def test_a_token_without_one_of_its_disclosures_is_refused(owner: Owner, checker: Checker) -> None:
    answer = resealed(checker, owner.respond(checker.ask("/result"), "sd-jwt"), without_a_disclosure)
    assert refused(checker, answer).check(CheckId.PRESENTATION_INTEGRITY).code is Code.PRESENTATION_ALTERED
    assert checker.judge(answer).check(CheckId.PRESENTATION_INTEGRITY).code is Code.NOT_SHOWN


@pytest.mark.parametrize("suite", ["ecdsa-sd-2023", "bbs-2023"])
def test_a_changed_value_is_refused(owner: Owner, checker: Checker, suite: str) -> None:
    answer = owner.respond(checker.ask(SUITES[suite]), suite)
    assert b"87 %" in checker.opened(answer)
    refused(checker, resealed(checker, answer, with_another_result))


def test_an_answer_that_was_changed_on_its_way_cannot_be_read(owner: Owner, checker: Checker) -> None:
    answer = bytearray(owner.respond(checker.ask("/result"), "sd-jwt"))
    place = answer.rindex(b".") - 20
    answer[place] = ord("A") if answer[place] != ord("A") else ord("B")
    assert checker.judge(bytes(answer)).verdict is Verdict.UNREADABLE


def test_an_altered_part_of_a_moving_code_is_refused(owner: Owner, checker: Checker) -> None:
    answer = owner.respond(checker.ask("/credentialSubject/result"), "ecdsa-sd-2023")
    texts = parts_of(answer)
    texts[1] = texts[1][:-12] + ("A" * 12)
    report = judged(checker, texts)
    assert report.verdict is Verdict.UNREADABLE
    assert "damaged" in said(report)


def test_parts_of_two_answers_are_not_mixed(owner: Owner, checker: Checker, tmp_path: Path) -> None:
    request = checker.ask("/credentialSubject/result")
    one, other = (owner.respond(request, suite) for suite in ("ecdsa-sd-2023", "bbs-2023"))
    report = judged(checker, [*parts_of(one)[:2], *parts_of(other)])
    assert report.verdict is Verdict.UNREADABLE
    assert "do not belong together" in said(report)
    for name, answer in (("one", one), ("other", other)):
        (tmp_path / "frames" / name).mkdir(parents=True)
        write_codes(answer, tmp_path / "frames" / name, LIMITS)
    with pytest.raises(UnreadableError, match="do not belong together"):
        scan([tmp_path / "frames"])


def parts_of(answer: bytes) -> list[str]:
    codes = Codes(answer, LIMITS)
    assert codes.count > 1
    return [codes.text(number) for number in range(1, codes.count + 1)]


def said(report: Report) -> str:
    return " ".join(check.detail for check in report.checks)


def judged(checker: Checker, texts: list[str]) -> Report:
    return checker.judge("\n".join(texts).encode())


def test_files_that_do_not_belong_together_are_refused(checker: Checker) -> None:
    secret = requesting.secret_path(checker.ask("/result")).read_bytes()
    request = checker.ask("/result")
    requesting.secret_path(request).write_bytes(secret)
    with pytest.raises(UnreadableError, match="does not belong"):
        requesting.open_request(request, LIMITS)
    requesting.secret_path(request).unlink()
    with pytest.raises(UnreadableError, match="no such file"):
        requesting.open_request(request, LIMITS)
