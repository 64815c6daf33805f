"""An SD-JWT with key binding: fresh, for us, by the holder, and unaltered (RFC 9901 section 7.3)."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.simulators.world import NOW, REQUEST, HolderKey, WebIssuer, World
from wallet.crypto.encodings import b64url_encode
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeySigner, KeyType
from wallet.formats.sd_jwt import parse_sd_jwt, sd_hash
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.limits import Limits
from wallet.model.report import Policy, Verdict


@pytest.fixture(params=[KeyType.ED25519, KeyType.P256])
def world(request: pytest.FixtureRequest) -> World:
    world = World(holder=HolderKey(request.param))
    world.list_issuer()
    return world


def answer(world: World, token: bytes, *, key: HolderKey | None = None, typ: str = "kb+jwt", **claims: Any) -> bytes:
    payload = {
        "iat": int(NOW.timestamp()),
        "aud": REQUEST.audience,
        "nonce": REQUEST.nonce,
        "sd_hash": sd_hash(token, parse_sd_jwt(token, Limits()).payload),
        **claims,
    }
    signer = (key or world.holder).signer
    return token + sign_compact({"typ": typ}, json.dumps(payload).encode(), signer).encode()


@pytest.mark.parametrize("text", [b"x", b"a.b", b"e30.e30.!", b"W10.e30.AAAA"])
def test_a_malformed_answer_after_malformed_disclosures_fails(world: World, text: bytes) -> None:
    report = world.check(world.sd_jwt() + b"~" + text)
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.HOLDER_BINDING).code is Code.MALFORMED


def test_a_fresh_answer_is_verified(world: World) -> None:
    report = world.check(answer(world, world.sd_jwt()))
    assert report.verdict is Verdict.VERIFIED
    for check_id in (
        CheckId.DISCLOSURE_INTEGRITY,
        CheckId.HOLDER_BINDING,
        CheckId.PRESENTATION_AUDIENCE,
        CheckId.PRESENTATION_FRESHNESS,
        CheckId.PRESENTATION_INTEGRITY,
    ):
        assert (report.check(check_id).outcome, report.check(check_id).code) == (Outcome.PASSED, Code.OK)


@pytest.mark.parametrize(("name", "expected"), [("shake-256", Verdict.UNKNOWN), ("md5", Verdict.FAILED)])
def test_disclosures_of_another_hash_are_never_taken_for_good(world: World, name: str, expected: Verdict) -> None:
    claims = {"vct": "https://guild.example/badge", "name": "Lockpicking", "_sd_alg": name}
    report = world.verify(world.issuer.sign_sd_jwt(claims, {"result": "80 %"}))
    assert report.verdict is expected
    assert report.check(CheckId.PROOF_SIGNATURE).outcome is Outcome.PASSED


def test_a_copy_to_share_does_not_prove_the_holder(world: World) -> None:
    report = world.check(world.sd_jwt(), None)
    assert report.verdict is Verdict.LIMITED
    assert report.check(CheckId.HOLDER_BINDING).code is Code.HOLDER_NOT_PROVEN
    assert world.verify(world.sd_jwt()).verdict is Verdict.VERIFIED


def test_an_answer_to_nobody_in_particular_could_be_a_copy(world: World) -> None:
    assert world.check(answer(world, world.sd_jwt()), None).verdict is Verdict.LIMITED


def test_stripped_key_binding_fails_a_request(world: World) -> None:
    report = world.check(world.sd_jwt())
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.HOLDER_BINDING).code is Code.HOLDER_NOT_PROVEN


@pytest.mark.parametrize(
    ("claims", "check_id"),
    [
        ({"nonce": "another"}, CheckId.PRESENTATION_FRESHNESS),
        ({"nonce": None}, CheckId.PRESENTATION_FRESHNESS),
        ({"iat": None}, CheckId.PRESENTATION_FRESHNESS),
        ({"iat": "now"}, CheckId.PRESENTATION_FRESHNESS),
        ({"aud": "https://other.example"}, CheckId.PRESENTATION_AUDIENCE),
        ({"aud": [REQUEST.audience]}, CheckId.PRESENTATION_AUDIENCE),
        ({"sd_hash": "x"}, CheckId.PRESENTATION_INTEGRITY),
    ],
)
def test_each_claim_of_the_key_binding_must_be_right(world: World, claims: dict[str, Any], check_id: CheckId) -> None:
    report = world.check(answer(world, world.sd_jwt(), **claims))
    assert report.verdict is Verdict.FAILED
    assert report.check(check_id).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("seconds", "verdict"),
    [(-301, Verdict.FAILED), (-300, Verdict.VERIFIED), (120, Verdict.VERIFIED), (121, Verdict.FAILED)],
)
def test_an_answer_is_fresh_for_minutes(world: World, seconds: int, verdict: Verdict) -> None:
    iat = int((NOW + timedelta(seconds=seconds)).timestamp())
    assert world.check(answer(world, world.sd_jwt(), iat=iat)).verdict is verdict


def test_another_holders_signature_fails(world: World) -> None:
    report = world.check(answer(world, world.sd_jwt(), key=HolderKey()))
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.HOLDER_BINDING).outcome is Outcome.FAILED


def test_another_type_of_token_is_no_key_binding(world: World) -> None:
    assert world.check(answer(world, world.sd_jwt(), typ="JWT")).verdict in (Verdict.FAILED, Verdict.UNREADABLE)


def without_first_disclosure(token: bytes) -> bytes:
    issuer, _, *rest = token.split(b"~")
    return b"~".join([issuer, *rest])


def test_a_disclosure_removed_after_signing_fails(world: World) -> None:
    shown = answer(world, world.sd_jwt())
    report = world.check(without_first_disclosure(shown))
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.PRESENTATION_INTEGRITY).code is Code.PRESENTATION_ALTERED


def changed_payload(token: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    jws, _, rest = token.partition(b"~")
    header, payload, signature = jws.split(b".")
    claims = json.loads(urlsafe_b64decode(payload + b"=="))
    change(claims)
    return b".".join([header, b64url_encode(json.dumps(claims).encode()).encode(), signature]) + b"~" + rest


def test_a_changed_payload_fails(world: World) -> None:
    token = changed_payload(world.sd_jwt(), lambda claims: claims.update(name="Master Lockpicker"))
    assert world.verify(token).verdict is Verdict.FAILED


def test_a_disclosure_that_was_never_signed_fails(world: World) -> None:
    extra = urlsafe_b64encode(json.dumps(["salt", "result", "100 %"]).encode()).rstrip(b"=")
    report = world.verify(world.sd_jwt() + extra + b"~")
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.DISCLOSURE_INTEGRITY).code is Code.DISCLOSURE_INVALID


def test_a_wallet_does_not_ask_its_owner_for_freshness(world: World) -> None:
    token = answer(world, world.sd_jwt(), iat=0)
    assert world.verify(token, policy=Policy.WALLET).verdict is Verdict.VERIFIED


@pytest.mark.parametrize("holder", [{"kid": "did:web:holder.example#key-1"}, {"kid": "did:tomorrow:holder#1"}, None])
@pytest.mark.parametrize("algorithm", ["ES256K", "EdDSA"])
def test_a_proof_of_the_holder_that_cannot_be_checked_is_no_better_than_none(
    world: World, holder: dict[str, Any] | None, algorithm: str
) -> None:
    claims = {"vct": "https://guild.example/badge", "name": "Lockpicking", "cnf": holder or {"jwk": world.holder.jwk}}
    token = world.issuer.sign_sd_jwt({**claims, "exp": int((NOW + timedelta(days=9)).timestamp())}, {"result": "80 %"})
    header = b64url_encode(json.dumps({"alg": algorithm if holder else "ES256K", "typ": "kb+jwt"}).encode())
    report = world.check(token + f"{header}.e30.{'A' * 86}".encode(), None)
    assert report.verdict is Verdict.LIMITED
    assert report.check(CheckId.HOLDER_BINDING).code is Code.HOLDER_NOT_PROVEN
    assert world.check(token + f"{header}.e30.{'A' * 86}".encode()).verdict in (Verdict.UNKNOWN, Verdict.FAILED)


@pytest.mark.parametrize("end", ["revoked", "expires", "given up"])
def test_a_key_that_its_holder_gave_up_proves_no_holder(world: World, end: str) -> None:
    holder = WebIssuer("Ada", "ada.example")
    claims = {"vct": "https://guild.example/badge", "name": "Lockpicking", "cnf": {"kid": f"{holder.id}#key-1"}}
    token = world.issuer.sign_sd_jwt(claims, {"result": "80 %"})
    key = HolderKey()
    key.signer = KeySigner(holder.private, f"{holder.id}#key-1")
    world.documents.append(holder.did_document(NOW - timedelta(days=2)))
    assert world.check(answer(world, token, key=key)).verdict is Verdict.VERIFIED
    document = json.loads(holder.did_document(NOW).content)
    document["verificationMethod"][0][end] = "2026-11-01T00:00:00Z"
    methods = document["verificationMethod"] if end != "given up" else []
    world.documents.insert(0, holder.did_document(NOW - timedelta(days=1), verificationMethod=methods))
    report = world.check(answer(world, token, key=key))
    assert (report.verdict, report.check(CheckId.HOLDER_BINDING).code) == (Verdict.UNKNOWN, Code.KEY_RETIRED)
