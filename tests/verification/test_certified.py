"""Tokens whose signer is shown by a certificate that leads to a chosen anchor."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from tests.simulators.authority import Authority, Seal
from tests.simulators.world import NOW, World
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeySigner, KeyType, public_key_to_jwk
from wallet.model.checks import CheckId, Code, Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.report import Level, Verdict

ISSUER = "https://uni.example/issuer"


@pytest.fixture(scope="module")
def root() -> Authority:
    return Authority("Root")


@pytest.fixture
def world(root: Authority) -> World:
    world = World()
    world.listed.append(ListedIssuer(ISSUER, "University", Level.PRODUCTION, "Fair", None, Source.PACK))
    world.documents.append(anchor(root))
    return world


def anchor(root: Authority, **changes: Any) -> EvidenceDocument:
    fetched = NOW - timedelta(days=1)
    return EvidenceDocument("root", EvidenceKind.CERTIFICATE, root.pem, fetched, Source.PACK, "Fair", **changes)


def badge(seal: Seal, *, sd_jwt: bool = False, header: dict[str, Any] | None = None, **changes: Any) -> bytes:
    credential = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"id": "did:example:1"},
    }
    claims = {"vct": "https://uni.example/badge", "iss": ISSUER, "name": "Lockpicking"} if sd_jwt else credential
    chain = [base64.b64encode(seal.der).decode()]
    names = {"typ": "dc+sd-jwt" if sd_jwt else "vc+jwt", "x5c": chain, **(header or {})}
    token = sign_compact(names, json.dumps({**claims, **changes}).encode(), KeySigner(seal.key, "unused"))
    return f"{token}~".encode() if sd_jwt else token.encode()


@pytest.mark.parametrize("sd_jwt", [False, True])
@pytest.mark.parametrize("names", [{"dns": ["uni.example"]}, {"uris": [ISSUER]}])
def test_a_certificate_that_names_the_issuer(world: World, root: Authority, names: Any, sd_jwt: bool) -> None:
    assert world.verify(badge(root.seal("University", **names), sd_jwt=sd_jwt)).verdict is Verdict.VERIFIED


def test_without_a_chosen_anchor_nothing_is_proved(world: World, root: Authority) -> None:
    world.documents.clear()
    report = world.verify(badge(root.seal("University", dns=["uni.example"])))
    assert (report.verdict, report.check(CheckId.ISSUER_KEY).code) == (Verdict.UNKNOWN, Code.KEY_SELF_ASSERTED)


@pytest.mark.parametrize(
    "names", [{}, {"dns": ["other.example"]}, {"dns": ["*.example"]}, {"uris": ["https://uni.example"]}]
)
def test_a_certificate_of_somebody_else(world: World, root: Authority, names: Any) -> None:
    report = world.verify(badge(root.seal("University", **names)))
    assert (report.verdict, report.check(CheckId.ISSUER_BINDING).code) == (Verdict.FAILED, Code.ISSUER_MISMATCH)


def test_a_key_that_is_not_the_certificates(world: World, root: Authority) -> None:
    seal = root.seal("University", dns=["uni.example"])
    forged = Seal(seal.certificate, root.seal("University").key)
    report = world.verify(badge(forged))
    assert (report.verdict, report.check(CheckId.PROOF_SIGNATURE).code) == (Verdict.FAILED, Code.SIGNATURE_INVALID)


def test_an_issuer_whose_keys_are_at_hand_is_known_by_them(world: World, root: Authority) -> None:
    seal = root.seal("University", dns=["uni.example"], key_type=KeyType.P384)
    keys = {"keys": [{**public_key_to_jwk(root.key.public_key), "kid": "1"}]}
    fetched = NOW - timedelta(days=1)
    world.documents.append(
        EvidenceDocument(ISSUER, EvidenceKind.JWKS, json.dumps(keys).encode(), fetched, Source.PACK, "Fair")
    )
    assert world.verify(badge(seal, header={"kid": "1"})).verdict is Verdict.FAILED


def test_a_did_is_never_proved_by_a_certificate(world: World, root: Authority) -> None:
    seal = root.seal("University", dns=["uni.example"], uris=["did:web:uni.example"])
    assert world.verify(badge(seal, issuer="did:web:uni.example")).verdict is Verdict.UNKNOWN


def test_a_certificate_that_has_ended(world: World, root: Authority) -> None:
    seal = root.seal("University", dns=["uni.example"])
    report = world.verify(badge(seal), at=NOW + timedelta(days=400))
    assert report.check(CheckId.ISSUER_KEY).code is Code.KEY_RETIRED
    assert report.verdict is Verdict.UNKNOWN


def test_an_anchor_from_a_pack_that_has_ended_is_a_limit(world: World, root: Authority) -> None:
    world.documents[:] = [anchor(root, pack_expires=NOW - timedelta(hours=1))]
    report = world.verify(badge(root.seal("University", dns=["uni.example"])))
    assert (report.verdict, report.check(CheckId.ISSUER_KEY).code) == (Verdict.LIMITED, Code.PACK_EXPIRED)
