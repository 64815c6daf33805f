"""Presentations: what leaves, bound to whom, and that nothing else does."""

from __future__ import annotations

import base64
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.presentation import issuing
from tests.presentation.issuing import AT, LIMITS, REQUEST, choice, read
from wallet.crypto.jws import verify_jws
from wallet.formats.png import bake
from wallet.formats.sd_jwt import parse_sd_jwt, process, sd_hash
from wallet.jsonld.contexts import editions
from wallet.model.disclosure import Hiding, PresentationRequest
from wallet.model.errors import RefusedError
from wallet.model.limits import Limits
from wallet.presentation.building import present
from wallet.presentation.claims import claims_of
from wallet.presentation.disclosing import disclose
from wallet.presentation.qr import Codes
from wallet.presentation.qr_reader import QrReader
from wallet.proofs.registry import suite_for

ISSUER = issuing.key()
HOLDER = issuing.key()
OTHER = issuing.key()
HOLDER_DID = issuing.did(HOLDER)
TOKEN = issuing.sd_jwt(ISSUER, HOLDER)
BADGE_2 = issuing.embedded(ISSUER, HOLDER_DID)
BADGE_1 = issuing.embedded(ISSUER, HOLDER_DID, version=1)
JWT = issuing.jwt(ISSUER, HOLDER_DID)


def verify_proof(content: bytes) -> dict[str, Any]:
    document = json.loads(content)
    proof = document.pop("proof")
    suite = suite_for(proof)
    suite.verify(document, proof, HOLDER.private_key.public_key, editions(document)[0], LIMITS)
    return proof


def test_an_sd_jwt_answers_a_request_with_the_chosen_details() -> None:
    presentation = present([choice(read(TOKEN), "/given_name", "/result")], REQUEST, HOLDER, AT, LIMITS)
    assert (presentation.media_type, presentation.suffix) == ("application/dc+sd-jwt", ".sd-jwt")
    assert presentation.bound
    assert presentation.created == AT
    sd_jwt = parse_sd_jwt(presentation.content, LIMITS)
    payload = process(sd_jwt)
    assert payload["given_name"] == "Maya"
    assert "family_name" not in payload
    assert payload["nationalities"] == ["NO"]
    assert sd_jwt.key_binding is not None
    verify_jws(sd_jwt.key_binding, HOLDER.private_key.public_key)
    assert sd_jwt.key_binding.header == {"alg": "EdDSA", "typ": "kb+jwt"}
    assert json.loads(sd_jwt.key_binding.payload) == {
        "iat": int(AT.timestamp()),
        "aud": REQUEST.audience,
        "nonce": REQUEST.nonce,
        "sd_hash": sd_hash(sd_jwt.sd_hash_input, sd_jwt.payload),
    }


def test_nested_details_bring_what_is_around_them() -> None:
    presentation = present([choice(read(TOKEN), "/address/locality")], None, None, AT, LIMITS)
    assert process(parse_sd_jwt(presentation.content, LIMITS))["address"] == {"country": "DE", "locality": "Berlin"}
    assert {claim.pointer for claim in presentation.badges[0].shown} >= {"/address", "/address/locality"}
    assert "/address/street_address" in {claim.pointer for claim in presentation.badges[0].hidden}


def test_a_copy_to_share_has_no_key_binding_and_drops_one_that_was_there() -> None:
    bound = present([choice(read(TOKEN), "/given_name")], REQUEST, HOLDER, AT, LIMITS).content
    for token in (TOKEN, bound):
        presentation = present([choice(read(token), "/given_name")], None, HOLDER, AT, LIMITS)
        assert not presentation.bound
        assert presentation.content.endswith(b"~")
        assert presentation.content.count(b"~") == 2


@pytest.mark.parametrize(
    ("token", "signer", "words"),
    [
        (TOKEN, OTHER, "key that is elsewhere"),
        (issuing.sd_jwt(ISSUER, None), HOLDER, "did not bind it"),
        (TOKEN, None, "only be answered with a key"),
    ],
)
def test_a_badge_of_another_key_cannot_answer(token: bytes, signer: Any, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        present([choice(read(token))], REQUEST, signer, AT, LIMITS)


@pytest.mark.parametrize("badge", [BADGE_2, BADGE_1, JWT])
def test_whole_badges_answer_a_request_signed_by_their_holder(badge: bytes) -> None:
    presentation = present([choice(read(badge))], REQUEST, HOLDER, AT, LIMITS)
    assert (presentation.media_type, presentation.suffix) == ("application/vp", ".json")
    assert presentation.badges[0].whole_only
    assert not presentation.badges[0].hidden
    proof = verify_proof(presentation.content)
    assert (proof["challenge"], proof["domain"]) == (REQUEST.nonce, REQUEST.audience)
    assert (proof["proofPurpose"], proof["cryptosuite"]) == ("authentication", "eddsa-rdfc-2022")


def test_json_badges_stand_in_it_byte_for_byte_and_tokens_in_an_envelope() -> None:
    items = [choice(read(badge)) for badge in (BADGE_2, BADGE_1, JWT)]
    content = present(items, REQUEST, HOLDER, AT, LIMITS).content
    assert BADGE_2 in content
    assert BADGE_1 in content
    envelope = json.loads(content)["verifiableCredential"][2]
    assert envelope == {
        "@context": issuing.V2,
        "id": f"data:application/vc+jwt,{JWT.decode()}",
        "type": "EnvelopedVerifiableCredential",
    }
    assert [inner.source.content for inner in map(read_back, read(content).presented)] == [BADGE_2, BADGE_1, JWT]


def read_back(document):
    return read(document.content)


def test_a_baked_badge_leaves_without_its_picture() -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    credential = read(bake(out.getvalue(), BADGE_2, LIMITS))
    content = present([choice(credential)], REQUEST, HOLDER, AT, LIMITS).content
    assert BADGE_2 in content
    assert b"IHDR" not in content


def test_an_sd_jwt_of_the_data_model_keeps_its_media_type() -> None:
    maker = issuing.SdJwtMaker()
    badge = issuing.open_badge(ISSUER, HOLDER_DID) | maker.hide(description="Kept back.")
    presentation = present([choice(read(maker.token(badge, ISSUER)))], None, None, AT, LIMITS)
    assert (presentation.media_type, presentation.suffix) == ("application/vc+sd-jwt", ".sd-jwt")
    assert b"Kept back" not in everything_readable_in(presentation.content)


def test_formats_can_be_mixed() -> None:
    items = [choice(read(TOKEN), "/given_name"), choice(read(BADGE_2))]
    presentation = present(items, REQUEST, HOLDER, AT, LIMITS)
    assert presentation.suffix == ".json"
    envelope = json.loads(presentation.content)["verifiableCredential"][0]["id"]
    assert envelope.startswith("data:application/dc+sd-jwt,")
    inner = parse_sd_jwt(envelope.partition(",")[2].encode(), LIMITS)
    assert inner.key_binding is not None
    verify_proof(presentation.content)
    copy = present(items, None, HOLDER, AT, LIMITS)
    assert "proof" not in json.loads(copy.content)


def test_a_copy_is_signed_only_by_the_one_it_was_issued_to() -> None:
    own = present([choice(read(BADGE_2))], None, HOLDER, AT, LIMITS)
    assert "challenge" not in verify_proof(own.content)
    assert not own.bound
    for signer in (OTHER, None):
        document = json.loads(present([choice(read(BADGE_2))], None, signer, AT, LIMITS).content)
        assert document.keys() == {"@context", "type", "verifiableCredential"}


@pytest.mark.parametrize("badge", [BADGE_2, JWT])
def test_nothing_can_be_chosen_of_a_badge_that_is_shown_whole(badge: bytes) -> None:
    with pytest.raises(RefusedError, match="only be shown whole"):
        present([choice(read(badge), "/credentialSubject/id")], None, HOLDER, AT, LIMITS)


def test_what_cannot_be_presented_is_said_in_words() -> None:
    unknown = json.loads(BADGE_2)
    unknown["@context"].append("https://unknown.example/context")
    presentation = read(present([choice(read(BADGE_2))], REQUEST, HOLDER, AT, LIMITS).content)
    damaged = read(TOKEN + TOKEN.split(b"~")[1] + b"~")
    for items, words in [
        ([], "Nothing was chosen"),
        ([choice(read(TOKEN), "/vct")], "cannot show on its own"),
        ([choice(read(TOKEN), "/address/country")], "cannot show on its own"),
        ([choice(read(json.dumps(unknown).encode()))], "cannot be signed"),
        ([choice(presentation)], "Only badges"),
        ([choice(damaged)], "cannot be shown in part"),
        ([choice(read(BADGE_2))] * 3, "More than 2 badges"),
    ]:
        with pytest.raises(RefusedError, match=words):
            present(items, REQUEST, HOLDER, AT, Limits(presented=2))


@pytest.mark.parametrize("badge", [TOKEN, BADGE_2])
def test_requests_that_are_no_text_are_refused(badge: bytes) -> None:
    with pytest.raises(RefusedError, match="no valid text"):
        present([choice(read(badge))], PresentationRequest("nonce", "\udcff"), HOLDER, AT, LIMITS)


def test_what_the_receiver_sees_is_every_claim_once() -> None:
    credential = read(TOKEN)
    item = choice(credential, "/given_name")
    seen = disclose(item[1].badge, credential, item[1].pointers)
    assert seen.name == "Wind Turbine Safety"
    assert not seen.whole_only
    assert sorted(seen.shown + seen.hidden, key=str) == sorted(claims_of(credential), key=str)
    assert {claim.pointer for claim in seen.shown if claim.hiding is Hiding.CHOOSABLE} == {"/given_name"}


CHOOSABLE = sorted(claim.pointer for claim in claims_of(read(TOKEN)) if claim.hiding is Hiding.CHOOSABLE)


@given(st.sets(st.sampled_from(CHOOSABLE)), st.booleans(), st.booleans())
def test_nothing_that_was_not_chosen_leaves(chosen: set[str], bound: bool, mixed: bool) -> None:
    credential = read(TOKEN)
    items = [choice(credential, *chosen)] + ([choice(read(JWT))] if mixed else [])
    presentation = present(items, REQUEST if bound else None, HOLDER, AT, LIMITS)
    leaving = everything_readable_in(presentation.content)
    shown = {claim.pointer for claim in presentation.badges[0].shown}
    placements = parse_sd_jwt(TOKEN, LIMITS).disclosures
    seen = read(presented_token(presentation.content))
    assert {claim.pointer for claim in claims_of(seen) if claim.hiding is Hiding.CHOOSABLE} == expected(shown)
    kept = {disclosure.encoded for disclosure in parse_sd_jwt(seen.source.content, LIMITS).disclosures}
    for disclosure in placements:
        if disclosure.encoded not in kept:
            assert disclosure.encoded not in presentation.content
            assert disclosure.salt.encode() not in leaving
            if isinstance(disclosure.value, str) and len(disclosure.value) > 4:
                assert disclosure.value.encode() not in leaving


BASE64 = re.compile(rb"(?:[\w-]{4})*(?:[\w-]{2,3})?", re.ASCII)


def presented_token(content: bytes) -> bytes:
    if not content.startswith(b"{"):
        return content
    return json.loads(content)["verifiableCredential"][0]["id"].partition(",")[2].encode()


def expected(shown: set[str]) -> set[str]:
    """Array elements move up where one before them stays."""
    pointers = shown & set(CHOOSABLE)
    first, last = "/nationalities/0", "/nationalities/2"
    if last in pointers and first not in pointers:
        pointers = pointers - {last} | {"/nationalities/1"}
    return pointers


def everything_readable_in(content: bytes) -> bytes:
    """The bytes, and whatever base64url in them decodes to."""
    parts = content.replace(b'"', b".").replace(b",", b".").replace(b"~", b".").split(b".")
    return content + b"".join(base64.urlsafe_b64decode(part + b"===") for part in parts if BASE64.fullmatch(part))


def test_presentations_of_one_badge_go_through_few_qr_codes() -> None:
    for badge, pointers in [(TOKEN, ["/given_name", "/result"]), (BADGE_2, []), (BADGE_1, []), (JWT, [])]:
        content = present([choice(read(badge), *pointers)], REQUEST, HOLDER, AT, LIMITS).content
        codes, reader = Codes(content, LIMITS), QrReader(LIMITS)
        assert codes.count <= 3
        for number in range(1, codes.count + 1):
            reader.read(codes.text(number))
        assert reader.message() == content
