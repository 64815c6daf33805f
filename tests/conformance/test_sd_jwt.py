"""Published SD-JWTs through our own library: RFC 9901, its working group's examples, the reference implementation."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.ledger import Ledger
from wallet.crypto.jws import parse_compact, verify_jws
from wallet.crypto.keys import PublicKey, public_key_from_jwk
from wallet.formats.sd_jwt import SdJwt, disclose, parse_sd_jwt, process, sd_hash
from wallet.formats.sd_jwt_json import compact_of
from wallet.formats.sd_jwt_selection import with_only
from wallet.model.checks import CheckId
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.jws import Jws
from wallet.model.limits import Limits

pytestmark = pytest.mark.conformance
LIMITS = Limits()
FAMILIES = ("rfc9901", "owf-sd-jwt-python", "ietf-sd-jwt-examples")


@cache
def entries(corpus: Path) -> dict[str, dict[str, Any]]:
    expected = json.loads((corpus / "expected.open.json").read_bytes())
    return {name: entry for name, entry in expected.items() if name.split("/")[0] in FAMILIES}


def tokens(corpus: Path, verdict: str) -> list[str]:
    found = [
        name for name, entry in entries(corpus).items() if (entry["expected"], entry["format"]) == (verdict, "sd-jwt")
    ]
    assert found
    return sorted(found)


def unfolded(data: bytes) -> Any:
    """Return JSON that was folded for printing, texts included."""
    return json.loads(b"".join(line.strip() for line in data.splitlines()))


def compact(data: bytes) -> bytes:
    """Return a token as published: JSON may be folded, or be a text that holds JSON."""
    if not data.lstrip().startswith((b"{", b'"')):
        return data.strip()
    document = unfolded(data)
    found = compact_of(json.loads(document) if isinstance(document, str) else document)
    assert found
    return found


def taken(corpus: Path, name: str) -> SdJwt:
    return parse_sd_jwt(compact((corpus / name).read_bytes()), LIMITS)


def issuer_key(corpus: Path) -> PublicKey:
    return public_key_from_jwk(json.loads((corpus / "rfc9901/issuer-key.jwk.json").read_bytes()))


def check_key_binding(sd_jwt: SdJwt, key_binding: Jws) -> None:
    claims = json.loads(key_binding.payload)
    verify_jws(key_binding, public_key_from_jwk(json.loads(sd_jwt.issuer_jws.payload)["cnf"]["jwk"]))
    assert key_binding.header["typ"] == "kb+jwt"
    assert claims["sd_hash"] == sd_hash(sd_jwt.sd_hash_input, sd_jwt.payload)
    assert claims["nonce"] == "1234567890"


def test_valid_tokens_verify(corpus: Path, ledger: Ledger) -> None:
    bound = 0
    for name in tokens(corpus, "valid"):
        sd_jwt = taken(corpus, name)
        verify_jws(sd_jwt.issuer_jws, issuer_key(corpus))
        claims = process(sd_jwt)
        ledger.agreed(name)
        assert not {'"_sd"', '"..."', '"_sd_alg"'}.intersection(json.dumps(claims).replace(":", " ").split())
        if sd_jwt.key_binding:
            check_key_binding(sd_jwt, sd_jwt.key_binding)
            bound += 1
    assert bound >= 10


@pytest.mark.parametrize(
    ("published", "token"), [("user_claims.json", "issuance"), ("verified_contents.json", "presentation")]
)
def test_processed_claims_are_those_published(corpus: Path, published: str, token: str) -> None:
    compared = 0
    for name in tokens(corpus, "valid"):
        beside = (corpus / name).parent / published
        if token in name and beside.is_file():
            assert said(process(taken(corpus, name))) == said(unfolded(beside.read_bytes())), name
            compared += 1
    assert compared > 10


def said(claims: JsonObject) -> str:
    """Return claims without what the examples' settings add to every token, and without space, which folding eats."""
    added = ("iss", "iat", "exp", "cnf", "vct")
    own = {name: value for name, value in claims.items() if name not in added}
    return "".join(json.dumps(own, sort_keys=True).split())


def test_every_disclosure_can_be_shown_alone(corpus: Path) -> None:
    for name in tokens(corpus, "valid"):
        whole = taken(corpus, name)
        for placement in disclose(whole).placements:
            part = parse_sd_jwt(with_only(whole, {placement.pointer}), LIMITS)
            assert placement.disclosure in part.disclosures
            assert process(part)


def test_invalid_and_malformed_tokens_do_not(corpus: Path) -> None:
    checks = {name: refusal(corpus, name) for name in tokens(corpus, "invalid")}
    assert {Path(name).stem: check for name, check in checks.items()} == {
        "alg-none": CheckId.PROOF_SUITE,
        "disclosure-name-_sd": CheckId.DISCLOSURE_INTEGRITY,
        "duplicate-disclosure": CheckId.DISCLOSURE_INTEGRITY,
        "kb-wrong-disclosure-set": CheckId.PRESENTATION_INTEGRITY,
        "tampered-signature": CheckId.PROOF_SIGNATURE,
    }
    for name in tokens(corpus, "malformed"):
        with pytest.raises(UnreadableError):
            taken(corpus, name)


def refusal(corpus: Path, name: str) -> CheckId | None:
    try:
        sd_jwt = taken(corpus, name)
        verify_jws(sd_jwt.issuer_jws, issuer_key(corpus))
        process(sd_jwt)
    except ProofError as error:
        return error.check
    claims = json.loads(sd_jwt.key_binding.payload) if sd_jwt.key_binding else {}
    is_whole = claims.get("sd_hash") == sd_hash(sd_jwt.sd_hash_input, sd_jwt.payload)
    return None if is_whole else CheckId.PRESENTATION_INTEGRITY


def test_components_are_read_too(corpus: Path) -> None:
    parts = [name for name in entries(corpus) if name.endswith("sd_jwt_jws_part.txt")]
    for name in parts:
        assert parse_compact((corpus / name).read_bytes().strip(), LIMITS).payload
    assert parts
