"""Every MUST of RFC 9901 sections 7.1 to 7.3, each by a test that bears the number of its step.

Source: https://www.rfc-editor.org/rfc/rfc9901#section-7
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from tests.formats.badges import LIMITS, digest, disclosure
from tests.simulators.world import NOW, REQUEST, HolderKey, World
from wallet.crypto.encodings import b64url_encode
from wallet.crypto.jws import sign_compact
from wallet.formats.sd_jwt import parse_sd_jwt, process, sd_hash
from wallet.formats.sd_jwt_selection import with_only
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.report import Report, Verdict

MUSTS = {
    "7.1 2.a": "a signing algorithm deemed secure; never none",
    "7.1 2.b": "the issuer's signature holds",
    "7.1 2.c": "the key is the issuer's",
    "7.1 2.d": "_sd_alg is understood and deemed secure",
    "7.1 3.c.i": "a digest without its disclosure is ignored",
    "7.1 3.c.ii.1": "a member's disclosure has three elements",
    "7.1 3.c.ii.2": "a disclosure is not named _sd or ...",
    "7.1 3.c.ii.3": "a disclosure does not repeat a member",
    "7.1 3.c.iii.1": "an element's disclosure has two elements",
    "7.1 4": "no digest stands twice",
    "7.1 5": "every disclosure is referred to",
    "7.1 6": "its dates hold",
    "7.2 holder": "what is issued to a holder passes all of 7.1",
    "7.2 selection": "a disclosure goes along with those it stands in",
    "7.3 1": "whether the holder is asked to prove it does not depend on what came",
    "7.3 2": "asked for and missing, it is refused",
    "7.3 5.a": "by the key that the badge is bound to",
    "7.3 5.b": "a signing algorithm deemed secure; never none",
    "7.3 5.c": "the holder's signature holds",
    "7.3 5.d": "its typ is kb+jwt",
    "7.3 5.e": "it was made just now",
    "7.3 5.f": "for this transaction: nonce and audience",
    "7.3 5.g": "over these disclosures: sd_hash",
    "7.3 5.h": "a sound JWT in all other respects",
}
TESTED: dict[str, str] = {}
Test = TypeVar("Test", bound=Callable[..., object])
NAME, GREEN = disclosure("name", "Ada"), disclosure("green")


def clause(number: str) -> Callable[[Test], Test]:
    """Say which step a test is of."""

    def noted(test: Test) -> Test:
        TESTED[number] = test.__name__
        return test

    return noted


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


@clause("7.2 holder")
def test_a_wallet_judges_what_it_is_given_in_full(world: World) -> None:
    assert world.verify(issued(world, {"_sd": [digest(NAME)]}, NAME)).verdict is Verdict.VERIFIED
    assert is_invalid(world, {"_sd": [digest(NAME)]}, NAME, NAME)


@clause("7.2 selection")
def test_a_selection_is_whole(world: World) -> None:
    inner = disclosure("street", "Main")
    outer = disclosure("address", {"_sd": [digest(inner)]})
    whole = parse_sd_jwt(issued(world, {"_sd": [digest(outer), digest(NAME)]}, outer, inner, NAME), LIMITS)
    shown = with_only(whole, {"/address/street"})
    assert shown.split(b"~")[1:] == [outer, inner, b""]
    assert world.verify(shown).check(CheckId.DISCLOSURE_INTEGRITY).outcome is Outcome.PASSED


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
