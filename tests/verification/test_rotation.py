"""Keys over time: what a key proves once its issuer has put another in its place (VERIFICATION.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.simulators.world import DAY, NOW, WebIssuer, World
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey, public_key_to_jwk
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.report import Level, Report, Verdict

SITE = "https://guild.example/issuer"


@pytest.fixture
def world() -> World:
    world = World()
    world.issuer = WebIssuer("Guild", "guild.example")
    world.list_issuer()
    return world


def rotated(world: World) -> WebIssuer:
    """Return the same issuer with another key under the same name."""
    after = WebIssuer("Guild", "guild.example")
    assert after.id == world.issuer.id
    return after


def answers(report: Report) -> tuple[Verdict, Outcome, Code]:
    return report.verdict, report.check(CheckId.PROOF_SIGNATURE).outcome, report.check(CheckId.ISSUER_KEY).code


def test_a_key_replaced_under_its_own_name_is_retired(world: World) -> None:
    before = world.issuer
    assert isinstance(before, WebIssuer)
    badge = world.badge()
    world.documents += [before.did_document(NOW - 9 * DAY), rotated(world).did_document(NOW - DAY)]
    assert answers(world.verify(badge)) == (Verdict.UNKNOWN, Outcome.PASSED, Code.KEY_RETIRED)


def test_the_key_that_took_its_place_is_as_good_as_any(world: World) -> None:
    before, after = world.issuer, rotated(world)
    assert isinstance(before, WebIssuer)
    world.documents += [before.did_document(NOW - 9 * DAY), after.did_document(NOW - DAY)]
    world.issuer = after
    assert answers(world.verify(world.badge())) == (Verdict.VERIFIED, Outcome.PASSED, Code.OK)


def test_a_signature_of_neither_key_fails(world: World) -> None:
    before = world.issuer
    assert isinstance(before, WebIssuer)
    world.documents += [before.did_document(NOW - 9 * DAY), rotated(world).did_document(NOW - DAY)]
    altered = json.dumps({**json.loads(world.badge()), "name": "Another"}).encode()
    assert world.verify(altered).verdict is Verdict.FAILED


def test_a_copy_saved_after_the_time_asked_about_changes_nothing(world: World) -> None:
    before = world.issuer
    assert isinstance(before, WebIssuer)
    badge = world.badge()
    world.documents += [before.did_document(NOW - DAY), rotated(world).did_document(NOW + 3 * DAY)]
    assert answers(world.verify(badge)) == (Verdict.VERIFIED, Outcome.PASSED, Code.OK)
    assert answers(world.verify(badge, at=NOW + 4 * DAY)) == (Verdict.UNKNOWN, Outcome.PASSED, Code.KEY_RETIRED)


@pytest.mark.parametrize("after", [KeyType.ED25519, KeyType.P256, KeyType.P384])
def test_a_key_set_that_gave_a_name_to_another_key(after: KeyType) -> None:
    world = World()
    world.listed.append(ListedIssuer(SITE, "Guild", Level.PRODUCTION, "Fair", None, Source.PACK))
    private = PrivateKey.generate(KeyType.ED25519)
    world.documents += [key_set(private, 9), key_set(PrivateKey.generate(after), 1)]
    claims = {"vct": "https://guild.example/badge", "iss": SITE, "name": "Lockpicking"}
    header = {"typ": "dc+sd-jwt", "kid": "1"}
    token = sign_compact(header, json.dumps(claims).encode(), KeySigner(private, "unused"))
    report = world.verify(f"{token}~".encode())
    assert answers(report) == (Verdict.UNKNOWN, Outcome.PASSED, Code.KEY_RETIRED)
    stranger = sign_compact(header, json.dumps(claims).encode(), KeySigner(PrivateKey.generate(after), "unused"))
    assert world.verify(f"{stranger}~".encode()).verdict is Verdict.FAILED


def key_set(private: PrivateKey, days: int) -> EvidenceDocument:
    content = json.dumps({"keys": [{**public_key_to_jwk(private.public_key), "kid": "1"}]}).encode()
    return EvidenceDocument(SITE, EvidenceKind.JWKS, content, NOW - timedelta(days=days), Source.PACK, "Fair")


def test_the_profile_of_an_https_issuer_lists_its_keys(world: World) -> None:
    private = PrivateKey.generate(KeyType.P256)
    world.listed.append(ListedIssuer(SITE, "Guild", Level.PRODUCTION, "Fair", None, Source.PACK))
    jwk = public_key_to_jwk(private.public_key)
    method = {"id": f"{SITE}#1", "type": "JsonWebKey", "controller": SITE, "publicKeyJwk": jwk}
    claims = {"vct": "https://guild.example/badge", "iss": SITE, "name": "Lockpicking"}
    header = {"typ": "dc+sd-jwt", "kid": f"{SITE}#1"}
    token = sign_compact(header, json.dumps(claims).encode(), KeySigner(private, "unused")).encode() + b"~"
    profile = {"id": SITE, "type": "Profile", "name": "Guild"}
    assert answers(world.verify(token)) == (Verdict.UNKNOWN, Outcome.UNKNOWN, Code.KEY_UNAVAILABLE)
    world.documents.append(_profile(profile))
    assert answers(world.verify(token)) == (Verdict.UNKNOWN, Outcome.UNKNOWN, Code.KEY_UNAVAILABLE)
    world.documents.append(_profile({**profile, "verificationMethod": [method]}))
    assert world.verify(token).check(CheckId.PROOF_PURPOSE).code is Code.PURPOSE_NOT_LISTED
    world.documents[-1] = _profile({**profile, "verificationMethod": [method], "assertionMethod": [f"{SITE}#1"]})
    assert answers(world.verify(token)) == (Verdict.VERIFIED, Outcome.PASSED, Code.OK)


def _profile(profile: Mapping[str, object]) -> EvidenceDocument:
    content = json.dumps(profile).encode()
    return EvidenceDocument(SITE, EvidenceKind.ISSUER_PROFILE, content, NOW - DAY, Source.PACK, "Fair")


METADATA = "https://guild.example/.well-known/jwt-vc-issuer/issuer"
KEYS_AT = "https://guild.example/keys"


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"jwks": True}, Verdict.VERIFIED),
        ({"jwks_uri": KEYS_AT}, Verdict.VERIFIED),
        ({"jwks": True, "jwks_uri": KEYS_AT}, Verdict.UNKNOWN),
        ({"jwks_uri": "https://guild.example/other"}, Verdict.UNKNOWN),
        ({"jwks": True, "issuer": "https://guild.example/other"}, Verdict.UNKNOWN),
        ({}, Verdict.UNKNOWN),
    ],
)
def test_an_issuers_metadata_says_where_its_keys_are(changes: dict[str, object], verdict: Verdict) -> None:
    world = World()
    world.listed.append(ListedIssuer(SITE, "Guild", Level.PRODUCTION, "Fair", None, Source.PACK))
    private = PrivateKey.generate(KeyType.ED25519)
    keys = key_set(private, 1)
    members = {"issuer": SITE, **changes}
    if "jwks" in changes:
        members["jwks"] = json.loads(keys.content)
    world.documents += [
        replace(keys, id=METADATA, content=json.dumps(members).encode()),
        replace(keys, id=KEYS_AT),
    ]
    claims = {"vct": "https://guild.example/badge", "iss": SITE, "name": "Lockpicking"}
    header = {"typ": "dc+sd-jwt", "kid": "1"}
    token = sign_compact(header, json.dumps(claims).encode(), KeySigner(private, "unused"))
    assert world.verify(f"{token}~".encode()).verdict is verdict
