import json
from datetime import UTC, datetime

import pytest

from tests.formats.badges import BADGE, ISSUER, LIMITS, OLD_BADGE, changed, read, sd_jwt, token
from wallet.formats.reader import extract, parse
from wallet.model.checks import Code
from wallet.model.credential import Carrier, DataModel, SecuredDocument, Securing
from wallet.model.errors import UnreadableError
from wallet.model.report import Kind


def refusal(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        extract(data, LIMITS)
    return caught.value


def test_json_keeps_every_byte() -> None:
    data = b"\n " + json.dumps(BADGE, indent=1).encode() + b"\n"
    document = extract(data, LIMITS)
    assert document == SecuredDocument(data, Securing.EMBEDDED, Carrier.PLAIN, None, BADGE, {})


def test_a_badge_says_what_it_says() -> None:
    credential = read(changed(BADGE, proof={"type": "DataIntegrityProof"}, credentialStatus=[{"type": "X"}, "odd"]))
    assert credential.kind is Kind.CREDENTIAL
    assert credential.format == "ob3-json"
    assert credential.data_model is DataModel.VCDM_2
    assert credential.types == ("VerifiableCredential", "OpenBadgeCredential")
    assert (credential.issuer_id, credential.issuer_name) == (ISSUER, "Nordlys Academy")
    assert credential.subject_id == "did:key:z6Mkholder"
    assert credential.name == "Working at height"
    assert credential.valid_from == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert credential.valid_until == datetime(2028, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert credential.status == ({"type": "X"},)
    assert credential.proofs == ({"type": "DataIntegrityProof"},)


def test_version_1_has_dates_of_its_own() -> None:
    credential = read(changed(OLD_BADGE, expirationDate="2027-01-02T03:04:05Z"))
    assert credential.data_model is DataModel.VCDM_1
    assert credential.valid_from == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert credential.valid_until == datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_a_token_is_kept_without_the_space_around_it() -> None:
    compact = token(BADGE, typ="vc+jwt")
    document = extract(b"\r\n  " + compact + b"\n", LIMITS)
    assert document.content == compact
    assert (document.securing, document.header["typ"], document.payload) == (Securing.JWT, "vc+jwt", BADGE)
    assert parse(document, LIMITS).format == "ob3-jwt"


@pytest.mark.parametrize(
    "wrapper",
    [
        lambda compact: {"jwt": compact},
        lambda compact: {"type": "EnvelopedVerifiableCredential", "id": f"data:application/vc+jwt,{compact}"},
        lambda compact: {"type": ["EnvelopedVerifiableCredential"], "id": f"data:application/vc+jwt;x=y,{compact}"},
    ],
)
def test_json_around_a_token_is_dropped(wrapper) -> None:
    compact = token(BADGE, typ="vc+jwt")
    assert extract(json.dumps(wrapper(compact.decode())).encode(), LIMITS).content == compact


def test_an_sd_jwt_in_json_becomes_compact() -> None:
    issuer_token, disclosures, key_binding = sd_jwt({"vct": "x"}), [b"ZA", b"ZQ"], token({})
    protected, payload, signature = issuer_token.rstrip(b"~").decode().split(".")
    header = {"disclosures": ["ZA", "ZQ"], "kb_jwt": key_binding.decode()}
    flattened = {"payload": payload, "protected": protected, "signature": signature, "header": header}
    general = {"payload": payload, "signatures": [{k: v for k, v in flattened.items() if k != "payload"}]}
    compact = issuer_token + b"~".join([*disclosures, key_binding])
    for document in (flattened, general):
        assert extract(json.dumps(document).encode(), LIMITS).content == compact


@pytest.mark.parametrize(
    ("types", "name"),
    [
        (["VerifiableCredential", "AchievementCredential"], "ob3-json"),
        (["VerifiableCredential", "ClrCredential"], "clr2-json"),
        (["VerifiableCredential", "EndorsementCredential"], "endorsement-json"),
        (["VerifiableCredential", "BitstringStatusListCredential"], "status-list-json"),
        (["VerifiableCredential"], "vc-json"),
        ("VerifiablePresentation", "vp-json"),
    ],
)
def test_formats_have_names(types: object, name: str) -> None:
    assert read(changed(BADGE, type=types)).format == name


def test_a_badge_that_lacks_its_type_is_still_one() -> None:
    assert read(changed(BADGE, type=None)).kind is Kind.CREDENTIAL
    presentation = changed(BADGE, type=None, credentialSubject=None, verifiableCredential=[])
    assert read(presentation).kind is Kind.PRESENTATION


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", Code.MALFORMED, "it is empty"),
        (b" \n\t", Code.MALFORMED, "it is empty"),
        (b"\xef\xbb\xbf" + json.dumps(BADGE).encode(), Code.MALFORMED, "byte order mark"),
        ("\ufeff{}".encode("utf-16-le"), Code.MALFORMED, "byte order mark"),
        (b"{", Code.MALFORMED, "not valid JSON"),
        (b'{"type": "VerifiableCredential", "type": "x"}', Code.MALFORMED, "twice"),
        (b"[" * 65 + b"]" * 65, Code.TOO_DEEP, "64 levels"),
        (b"abc.def", Code.NOT_A_BADGE, "something else"),
        (b"abc.def.ghi", Code.MALFORMED, "token"),
        (b"hello", Code.NOT_A_BADGE, "something else"),
        (bytes(range(256)), Code.NOT_A_BADGE, "something else"),
        (b"\xff\xd8\xff\xe0", Code.NOT_A_BADGE, "JPEG"),
        (b"%PDF-1.7", Code.NOT_A_BADGE, "PDF"),
        (b"PK\x03\x04", Code.NOT_A_BADGE, "ZIP"),
        (b"https://issuer.example/badge", Code.NOT_A_BADGE, "address"),
        (b"-----BEGIN PRIVATE KEY-----", Code.NOT_A_BADGE, "key"),
        (b"[]", Code.NOT_A_BADGE, "each badge as a file of its own"),
        (b'"' + token(BADGE) + b'"', Code.NOT_A_BADGE, "something else"),
        (b"<html/>", Code.NOT_A_BADGE, "no SVG"),
        (b"<", Code.MALFORMED, "XML"),
    ],
)
def test_refusals_say_why(data: bytes, code: Code, words: str) -> None:
    error = refusal(data)
    assert error.code is code
    assert words in str(error)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({}, "nothing"),
        ({"a": 1}, "other JSON"),
        ({"kty": "OKP"}, "a key"),
        ({"keys": []}, "a set of keys"),
        ({"id": "did:web:a.example", "verificationMethod": []}, "DID document"),
        ({"type": "Multikey"}, "a key"),
        ({"@context": "https://w3id.org/openbadges/v2", "type": "Endorsement"}, "part of Open Badges 1 or 2"),
        ({"type": "BadgeClass"}, "part of Open Badges 1 or 2"),
        ({"criteria": "x", "issuer": "x", "image": "x"}, "part of Open Badges 1 or 2"),
        ({"@context": "https://w3id.org/blockcerts/v1", "document": {}}, "Blockcerts certificate of version 1"),
        ({"assertion": {}, "certificate": {}, "recipient": {}}, "Blockcerts certificate of version 1"),
        ({"@context": ["https://w3id.org/blockcerts/v2"], "type": "Profile"}, "part of Blockcerts"),
        ({"payload": "e30", "protected": "e30", "signature": "AA"}, "signature in JSON form"),
        ({"credential_issuer": "x"}, "offer"),
        ({"dcql_query": {}}, "request"),
        ({"$schema": "x"}, "JSON Schema"),
        ({"@context": {}}, "JSON-LD context"),
        ({"format": "rosette-evidence-pack/1"}, "evidence pack"),
        ({"@context": ["https://www.w3.org/2018/credentials/v1"], "type": "UniversalWallet2020"}, "backup"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2"], "proofPurpose": "x"}, "proof without the badge"),
    ],
)
def test_strangers_are_named(document: dict, words: str) -> None:
    error = refusal(json.dumps(document).encode())
    assert error.code is Code.NOT_A_BADGE
    assert words in str(error)


def test_a_token_with_something_else_is_refused() -> None:
    assert "signed token" in str(refusal(token({"a": 1})))
    assert "Open Badges 1 or 2" in str(refusal(token({"type": "BadgeClass"})))
    assert refusal(token([])).code is Code.MALFORMED


def test_sizes_are_limited() -> None:
    assert "32 MiB" in str(refusal(bytes(LIMITS.file_bytes + 1)))
    with pytest.raises(UnreadableError) as caught:
        extract(json.dumps(BADGE).encode(), LIMITS._replace(document_bytes=100))
    assert caught.value.code is Code.TOO_LARGE


@pytest.mark.parametrize("member", ["proof", "credentialStatus"])
def test_counts_are_limited(member: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(changed(BADGE, **{member: [{"type": "x"}] * 17}))
    assert caught.value.code is Code.TOO_COMPLEX


def test_a_document_that_is_no_badge_does_not_parse() -> None:
    with pytest.raises(UnreadableError):
        parse(SecuredDocument(b"{}", Securing.EMBEDDED, Carrier.PLAIN, None, {}, {}), LIMITS)
