"""Every MUST of RFC 9901 sections 7.1 to 7.3, each by a test that bears the number of its step.

Source: https://www.rfc-editor.org/rfc/rfc9901#section-7
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.formats.badges import LIMITS, digest, disclosure
from tests.simulators.world import NOW, REQUEST, HolderKey, World
from wallet.crypto.encodings import b64url_encode
from wallet.crypto.jws import sign_compact
from wallet.crypto.wrapping import KdfCost
from wallet.formats.sd_jwt import parse_sd_jwt, process, sd_hash
from wallet.formats.sd_jwt_selection import with_only
from wallet.model.badge import Added
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError, WalletError
from wallet.model.report import Report, Verdict
from wallet.operations.importing import import_bytes
from wallet.operations.wallet import Wallet, lock
from wallet.vault.vault import Vault
from wallet.verification.options import VerifyOptions

MUSTS = {
    "7.1 1": "the token comes apart into its signed part and its disclosures",
    "7.1 2.a": "a signing algorithm deemed secure; never none",
    "7.1 2.b": "the issuer's signature holds",
    "7.1 2.c": "the key is the issuer's",
    "7.1 2.d": "_sd_alg is understood and deemed secure",
    "7.1 3.a": "a digest is over the disclosure as it is encoded",
    "7.1 3.b.i": "digests stand in _sd of any object",
    "7.1 3.b.ii": "digests stand in array elements whose one key is ...",
    "7.1 3.c.i": "a digest without its disclosure is ignored",
    "7.1 3.c.ii.1": "a member's disclosure has three elements",
    "7.1 3.c.ii.2": "a disclosure is not named _sd or ...",
    "7.1 3.c.ii.3": "a disclosure does not repeat a member",
    "7.1 3.c.ii.4": "the member is put beside _sd",
    "7.1 3.c.ii.5": "and what it holds is processed in turn",
    "7.1 3.c.iii.1": "an element's disclosure has two elements",
    "7.1 3.c.iii.2": "the element takes the digest's place",
    "7.1 3.c.iii.3": "and what it holds is processed in turn",
    "7.1 3.d": "elements without their disclosures are taken out",
    "7.1 3.e": "_sd is taken out, and leaves an empty object",
    "7.1 3.f": "_sd_alg is taken out",
    "7.1 4": "no digest stands twice",
    "7.1 5": "every disclosure is referred to",
    "7.1 6": "its dates hold",
    "7.1 6 audience": "it is for whoever accepts it",
    "7.1 6 required": "what controls its validity is there",
    "7.1 end": "where a step fails, nothing comes of it",
    "7.2 received": "what a holder is issued bears no key binding",
    "7.2 received 1": "it passes all of 7.1",
    "7.2 received 2": "what it says is acceptable",
    "7.2 presented 2": "a disclosure goes along with those it stands in",
    "7.2 presented 3": "with the signed part as it came",
    "7.2 presented 4": "asked for no key binding, it is sent without",
    "7.2 presented 5": "asked for one, it is sent with one over all of it",
    "7.3 1": "whether the holder is asked to prove it does not depend on what came",
    "7.3 2": "asked for and missing, it is refused",
    "7.3 3": "the answer comes apart into badge and key binding",
    "7.3 4": "the badge passes all of 7.1",
    "7.3 5.a": "by the key that the badge is bound to",
    "7.3 5.b": "a signing algorithm deemed secure; never none",
    "7.3 5.c": "the holder's signature holds",
    "7.3 5.d": "its typ is kb+jwt",
    "7.3 5.e": "it was made just now",
    "7.3 5.f": "for this transaction: nonce and audience",
    "7.3 5.g": "over these disclosures: sd_hash",
    "7.3 5.h": "a sound JWT in all other respects",
}
"""What the text has a verifier or holder do, with the numbers of its lists; "must" stands before each of them."""
POSITIVE = (Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN)
OWN = VerifyOptions(at=NOW)
TESTED: dict[str, str] = {}
Test = TypeVar("Test", bound=Callable[..., object])
NAME, GREEN = disclosure("name", "Ada"), disclosure("green")


def clause(number: str) -> Callable[[Test], Test]:
    """Say which step a test is of."""

    def noted(test: Test) -> Test:
        TESTED[number] = test.__name__
        return test

    return noted


class Noon:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def issued(world: World, claims: dict[str, Any], *disclosures: bytes, **header: Any) -> bytes:
    names = {"typ": "dc+sd-jwt", "kid": world.issuer._signer.verification_method, **header}
    payload = {"vct": "https://guild.example/badge", "iss": world.issuer.id, **claims}
    token = sign_compact(names, json.dumps(payload).encode(), world.issuer._signer).encode()
    return b"~".join([token, *disclosures, b""])


def bound(world: World, header: dict[str, Any] | None = None, key: HolderKey | None = None, **claims: Any) -> bytes:
    token = world.sd_jwt()
    fresh = {"iat": int(NOW.timestamp()), "aud": REQUEST.audience, "nonce": REQUEST.nonce}
    payload = {**fresh, "sd_hash": sd_hash(token, parse_sd_jwt(token, LIMITS).payload), **claims}
    names = {"typ": "kb+jwt", **(header or {})}
    return token + sign_compact(names, json.dumps(payload).encode(), (key or world.holder).signer).encode()


def refused(report: Report, check_id: CheckId) -> bool:
    return report.verdict is Verdict.FAILED and report.check(check_id).outcome is Outcome.FAILED


def test_every_must_has_a_test() -> None:
    assert TESTED.keys() == MUSTS.keys()
    assert all(name in globals() for name in TESTED.values())


@clause("7.1 1")
@pytest.mark.parametrize("token", [b"a.b.c", b"a.b.c~x", b"~x~"])
def test_what_does_not_come_apart_is_no_sd_jwt(token: bytes) -> None:
    with pytest.raises(WalletError):
        parse_sd_jwt(token, LIMITS)


def processed(payload: dict[str, Any], *disclosures: bytes) -> dict[str, Any]:
    """What section 7.1 makes of a payload and its disclosures."""
    token = sign_compact({}, json.dumps(payload).encode(), HolderKey().signer).encode()
    return dict(process(parse_sd_jwt(b"~".join([token, *disclosures, b""]), LIMITS)))


@clause("7.1 2.a")
@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_an_insecure_algorithm_is_refused(world: World, algorithm: str) -> None:
    assert refused(world.verify(with_algorithm(issued(world, {"name": "Ada"}), algorithm)), CheckId.PROOF_SUITE)


def with_algorithm(token: bytes, algorithm: str) -> bytes:
    rest = token.split(b".", 1)[1]
    return b64url_encode(json.dumps({"alg": algorithm, "typ": "dc+sd-jwt"}).encode()).encode() + b"." + rest


@clause("7.1 2.b")
def test_a_changed_payload_is_refused(world: World) -> None:
    header, payload, rest = issued(world, {"name": "Ada"}).split(b".", 2)
    other = issued(world, {"name": "Eve"}).split(b".")[1]
    assert payload != other
    assert refused(world.verify(b".".join([header, other, rest])), CheckId.PROOF_SIGNATURE)


@clause("7.1 2.c")
def test_a_key_of_somebody_else_is_refused(world: World) -> None:
    assert refused(world.verify(issued(world, {"iss": HolderKey().did})), CheckId.ISSUER_BINDING)


@clause("7.1 2.d")
@pytest.mark.parametrize("name", ["md5", "sha-1", "sha3-256", "x"])
def test_another_hash_is_not_taken_for_good(world: World, name: str) -> None:
    report = world.verify(issued(world, {"_sd_alg": name, "_sd": [digest(NAME)]}, NAME))
    assert report.verdict in (Verdict.FAILED, Verdict.UNKNOWN)
    assert report.check(CheckId.DISCLOSURE_INTEGRITY).outcome is not Outcome.PASSED


def encoded(text: str) -> bytes:
    return b64url_encode(text.encode()).encode()


@clause("7.1 3.a")
def test_a_digest_is_over_the_text_as_it_was_sent() -> None:
    """However it spells the same JSON."""
    spaced, plain = encoded('[ "salt",  "name", "A\\u0064a" ]'), encoded('["salt","name","Ada"]')
    assert processed({"_sd": [digest(spaced)]}, spaced) == {"name": "Ada"}
    with pytest.raises(ProofError):
        processed({"_sd": [digest(plain)]}, spaced)


@clause("7.1 3.b.i")
@clause("7.1 3.c.ii.4")
def test_members_appear_beside_the_digests_of_any_depth() -> None:
    inner = {"b": [{"_sd": [digest(NAME)], "c": 1}], "_sd_alg": "sha-256"}
    assert processed({"a": inner}, NAME)["a"]["b"] == [{"c": 1, "name": "Ada"}]
    with pytest.raises(ProofError):
        processed({"_sd": digest(NAME)}, NAME)


@clause("7.1 3.b.ii")
@pytest.mark.parametrize("element", [{"...": 5}, {"...": "x", "more": 1}])
def test_only_an_element_that_is_all_digest_is_one(element: dict[str, Any]) -> None:
    with pytest.raises(ProofError):
        processed({"colours": [element]})
    with pytest.raises(ProofError):
        processed({"colours": [{"...": digest(GREEN), "more": 1}]}, GREEN)


@clause("7.1 3.c.ii.5")
@clause("7.1 3.c.iii.2")
@clause("7.1 3.c.iii.3")
def test_what_is_disclosed_may_hold_more_digests() -> None:
    deep = disclosure("street", "Main")
    element = disclosure({"_sd": [digest(deep)]})
    outer = disclosure("address", {"lines": ["first", {"...": digest(element)}, "last"]})
    assert processed({"_sd": [digest(outer)]}, deep, outer, element) == {
        "address": {"lines": ["first", {"street": "Main"}, "last"]}
    }


@clause("7.1 3.d")
@clause("7.1 3.e")
@clause("7.1 3.f")
def test_nothing_of_the_machinery_is_left() -> None:
    payload = {"_sd_alg": "sha-256", "a": {"_sd": [digest(NAME)]}, "b": [{"...": digest(GREEN)}, "red"]}
    assert processed(payload) == {"a": {}, "b": ["red"]}


@clause("7.1 3.c.i")
def test_a_digest_without_a_disclosure_is_ignored(world: World) -> None:
    token = issued(world, {"_sd": [digest(NAME)], "colours": [{"...": digest(GREEN)}, "red"]})
    # What is kept back may be its end: that is what limits it.
    assert world.verify(token).verdict is Verdict.LIMITED
    assert process(parse_sd_jwt(token, LIMITS))["colours"] == ["red"]


def is_invalid(world: World, claims: dict[str, Any], *disclosures: bytes) -> bool:
    report = world.verify(issued(world, claims, *disclosures))
    check = report.check(CheckId.DISCLOSURE_INTEGRITY)
    return refused(report, CheckId.DISCLOSURE_INTEGRITY) and check.code is Code.DISCLOSURE_INVALID


@clause("7.1 3.c.ii.1")
def test_a_member_needs_three_elements(world: World) -> None:
    assert is_invalid(world, {"_sd": [digest(GREEN)]}, GREEN)


@clause("7.1 3.c.ii.2")
@pytest.mark.parametrize("name", ["_sd", "..."])
def test_a_reserved_name_is_refused(world: World, name: str) -> None:
    hidden = disclosure(name, "x")
    assert is_invalid(world, {"_sd": [digest(hidden)]}, hidden)


@clause("7.1 3.c.ii.3")
def test_a_repeated_member_is_refused(world: World) -> None:
    assert is_invalid(world, {"name": "Eve", "_sd": [digest(NAME)]}, NAME)


@clause("7.1 3.c.iii.1")
def test_an_element_needs_two_elements(world: World) -> None:
    assert is_invalid(world, {"colours": [{"...": digest(NAME)}]}, NAME)


@clause("7.1 4")
def test_a_digest_that_stands_twice_is_refused(world: World) -> None:
    outer = disclosure("inner", {"_sd": [digest(NAME)]})
    assert is_invalid(world, {"_sd": [digest(NAME), digest(NAME)]}, NAME)
    assert is_invalid(world, {"_sd": [digest(NAME), digest(outer)]}, NAME, outer)
    assert is_invalid(world, {"_sd": [digest(b"x")], "colours": [{"...": digest(b"x")}]})


@clause("7.1 5")
def test_a_disclosure_nothing_refers_to_is_refused(world: World) -> None:
    assert is_invalid(world, {"_sd": [digest(GREEN)]}, NAME)


@clause("7.1 6")
def test_dates_are_judged_also_where_they_were_hidden(world: World) -> None:
    now = int(NOW.timestamp())
    ended = disclosure("exp", now - 1)
    assert world.verify(issued(world, {"exp": now - 1})).verdict is Verdict.EXPIRED
    assert world.verify(issued(world, {"_sd": [digest(ended)]}, ended)).verdict is not Verdict.VERIFIED
    assert world.verify(issued(world, {"nbf": now + 3600})).verdict is Verdict.NOT_YET_VALID


@clause("7.1 6 audience")
def test_a_badge_for_somebody_else_is_not_accepted(world: World) -> None:
    token = issued(world, {"aud": ["https://other.example", REQUEST.audience]})
    assert world.verify(token).check(CheckId.VALIDITY_PERIOD).code is Code.AUDIENCE_MISMATCH
    assert world.verify(token).verdict is Verdict.UNKNOWN
    assert refused(world.check(issued(world, {"aud": "https://other.example"})), CheckId.VALIDITY_PERIOD)
    assert world.check(token).check(CheckId.VALIDITY_PERIOD).outcome is Outcome.PASSED


@clause("7.1 6 required")
@pytest.mark.parametrize("name", ["vct", "iss"])
def test_a_badge_without_what_its_validity_hangs_on_is_refused(world: World, name: str) -> None:
    """Its type and its issuer must stand there; an end may be hidden, and is then what limits it."""
    payload = {"vct": "https://guild.example/badge", "iss": world.issuer.id}
    hidden = disclosure(name, payload.pop(name))
    header = {"typ": "dc+sd-jwt", "kid": world.issuer._signer.verification_method}
    claims = json.dumps({**payload, "_sd": [digest(hidden)]}).encode()
    token = sign_compact(header, claims, world.issuer._signer).encode()
    assert world.verify(b"~".join([token, hidden, b""])).verdict not in POSITIVE


@clause("7.1 end")
def test_nothing_comes_of_a_badge_that_fails_a_step(world: World) -> None:
    report = world.verify(issued(world, {"_sd": [digest(GREEN)], "name": "Shown"}, NAME))
    assert report.verdict is Verdict.FAILED
    assert "Ada" not in report.name


@clause("7.2 received")
def test_what_was_shown_to_somebody_is_not_taken_in(world: World, tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "vault", "a passphrase", NOW, KdfCost.dangerously_cheap())
    wallet = Wallet(vault, tmp_path / "packs", Noon(), LIMITS)
    taken = {
        result.outcome for data in (bound(world), world.sd_jwt()) for result in import_bytes(wallet, "badge", data, OWN)
    }
    lock(wallet)
    assert taken == {Added.REFUSED, Added.ADDED}


@clause("7.2 received 1")
@clause("7.2 received 2")
def test_a_wallet_judges_what_it_is_given_in_full(world: World) -> None:
    assert world.verify(issued(world, {"_sd": [digest(NAME)]}, NAME)).verdict is Verdict.VERIFIED
    assert is_invalid(world, {"_sd": [digest(NAME)]}, NAME, NAME)


@clause("7.2 presented 2")
@clause("7.2 presented 3")
@clause("7.2 presented 4")
def test_a_selection_is_whole(world: World) -> None:
    inner = disclosure("street", "Main")
    outer = disclosure("address", {"_sd": [digest(inner)]})
    whole = parse_sd_jwt(issued(world, {"_sd": [digest(outer), digest(NAME)]}, outer, inner, NAME), LIMITS)
    shown = with_only(whole, {"/address/street"})
    assert shown.split(b"~")[1:] == [outer, inner, b""]
    assert whole.sd_hash_input.startswith(shown.split(b"~")[0] + b"~")
    assert world.verify(shown).check(CheckId.DISCLOSURE_INTEGRITY).outcome is Outcome.PASSED


@clause("7.2 presented 5")
@clause("7.3 3")
def test_a_badge_is_sent_with_a_signature_over_all_of_it(world: World) -> None:
    """Which comes off again at the last tilde."""
    whole = parse_sd_jwt(bound(world), LIMITS)
    assert whole.key_binding is not None
    assert json.loads(whole.key_binding.payload)["sd_hash"] == sd_hash(whole.sd_hash_input, whole.payload)
    assert world.check(bound(world)).check(CheckId.PRESENTATION_INTEGRITY).outcome is Outcome.PASSED


@clause("7.3 4")
def test_an_answer_with_a_badge_that_fails_is_refused(world: World) -> None:
    token, _, binding = bound(world).rpartition(b"~")
    assert refused(world.check(b"~".join([token, GREEN, binding])), CheckId.DISCLOSURE_INTEGRITY)


@clause("7.3 1")
@clause("7.3 2")
def test_a_request_without_an_answer_is_refused(world: World) -> None:
    assert refused(world.check(world.sd_jwt()), CheckId.HOLDER_BINDING)
    assert refused(world.check(issued(world, {"name": "Ada"})), CheckId.HOLDER_BINDING)


@clause("7.3 5.a")
def test_without_a_bound_key_nobody_can_answer(world: World) -> None:
    token = issued(world, {"name": "Ada"})
    claims = {"iat": int(NOW.timestamp()), "aud": REQUEST.audience, "nonce": REQUEST.nonce}
    payload = {**claims, "sd_hash": sd_hash(token, parse_sd_jwt(token, LIMITS).payload)}
    binding = sign_compact({"typ": "kb+jwt"}, json.dumps(payload).encode(), world.holder.signer)
    report = world.check(token + binding.encode())
    assert report.check(CheckId.HOLDER_BINDING).outcome is not Outcome.PASSED
    assert report.verdict in (Verdict.FAILED, Verdict.UNKNOWN)


@clause("7.3 5.b")
@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_an_insecure_algorithm_of_the_holder_is_refused(world: World, algorithm: str) -> None:
    token, _, binding = bound(world).rpartition(b"~")
    header = b64url_encode(json.dumps({"alg": algorithm, "typ": "kb+jwt"}).encode()).encode()
    report = world.check(token + b"~" + header + b"." + binding.split(b".", 1)[1])
    assert refused(report, CheckId.HOLDER_BINDING)


@clause("7.3 5.c")
def test_another_holders_signature_is_refused(world: World) -> None:
    assert refused(world.check(bound(world, key=HolderKey())), CheckId.HOLDER_BINDING)


@clause("7.3 5.d")
def test_another_type_is_refused(world: World) -> None:
    assert refused(world.check(bound(world, {"typ": "JWT"})), CheckId.HOLDER_BINDING)


@clause("7.3 5.e")
@pytest.mark.parametrize("late", [timedelta(minutes=-6), timedelta(minutes=3)])
def test_an_answer_of_another_time_is_refused(world: World, late: timedelta) -> None:
    report = world.check(bound(world, iat=int((NOW + late).timestamp())))
    assert refused(report, CheckId.PRESENTATION_FRESHNESS)


@clause("7.3 5.f")
def test_an_answer_to_another_request_is_refused(world: World) -> None:
    assert refused(world.check(bound(world, nonce="another")), CheckId.PRESENTATION_FRESHNESS)
    assert refused(world.check(bound(world, aud="https://other.example")), CheckId.PRESENTATION_AUDIENCE)


@clause("7.3 5.g")
def test_an_answer_over_other_disclosures_is_refused(world: World) -> None:
    issuer, _, *rest = bound(world).split(b"~")
    assert refused(world.check(b"~".join([issuer, *rest])), CheckId.PRESENTATION_INTEGRITY)


@clause("7.3 5.h")
@pytest.mark.parametrize("claims", [{"exp": int(NOW.timestamp()) - 600}, {"nbf": int(NOW.timestamp()) + 600}])
def test_an_answer_that_ended_or_has_not_begun_is_refused(world: World, claims: dict[str, Any]) -> None:
    assert world.check(bound(world)).verdict is Verdict.VERIFIED
    assert world.check(bound(world, **claims)).verdict is Verdict.FAILED
