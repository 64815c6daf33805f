import json

import pytest

from tests.formats.badges import ISSUER, LIMITS, digest, disclosure, encode, read, sd_jwt, token
from wallet.formats.sd_jwt import SdJwt, disclose, parse_sd_jwt, process, sd_hash
from wallet.formats.sd_jwt_selection import needed, with_only
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.credential import Credential, DataModel
from wallet.model.errors import ProofError, RefusedError, UnreadableError

NAME = disclosure("name", "Ada")
GREEN = disclosure("green")
INNER = disclosure("street", "Main/1")
OUTER = disclosure("a/b~c", {"city": "X", "_sd": [digest(INNER)]})
DECOY = digest(b"decoy")
PAYLOAD = {
    "vct": "https://a.example/badge-1",
    "colours": ["red", {"...": DECOY}, {"...": digest(GREEN)}, "blue"],
    "empty": {"_sd": [digest(b"nothing")]},
    "_sd": [digest(OUTER), digest(NAME)],
    "_sd_alg": "sha-256",
}


def taken(*disclosures: bytes, **payload: object) -> SdJwt:
    return parse_sd_jwt(sd_jwt(payload or PAYLOAD, *disclosures), LIMITS)


def refusal(*disclosures: bytes, **payload: object) -> ProofError:
    with pytest.raises(ProofError) as caught:
        process(taken(*disclosures, **payload))
    assert caught.value.check is CheckId.DISCLOSURE_INTEGRITY
    return caught.value


def test_everything_disclosed_stands_in_its_place() -> None:
    assert process(taken(NAME, GREEN, OUTER, INNER)) == {
        "vct": "https://a.example/badge-1",
        "colours": ["red", "green", "blue"],
        "empty": {},
        "a/b~c": {"city": "X", "street": "Main/1"},
        "name": "Ada",
    }


def test_nothing_disclosed_leaves_no_trace() -> None:
    assert process(taken()) == {"vct": "https://a.example/badge-1", "colours": ["red", "blue"], "empty": {}}


@pytest.mark.parametrize(("name", "algorithm"), [("sha-256", "sha256"), ("sha-384", "sha384"), ("sha-512", "sha512")])
def test_three_hashes_are_known(name: str, algorithm: str) -> None:
    sd = taken(NAME, _sd_alg=name, _sd=[digest(NAME, algorithm)])
    assert process(sd) == {"name": "Ada"}
    assert sd_hash(sd.sd_hash_input, sd.payload) == digest(sd.sd_hash_input, algorithm)


def test_sha_256_is_the_default() -> None:
    assert process(taken(NAME, _sd=[digest(NAME)])) == {"name": "Ada"}


def test_another_hash_is_not_known() -> None:
    error = refusal(NAME, _sd_alg="sha3-256", _sd=[digest(NAME)])
    assert (error.code, error.outcome) == (Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("disclosures", "payload", "words"),
    [
        ([NAME, NAME], {"_sd": [digest(NAME)]}, "twice"),
        ([NAME], {"_sd": [digest(NAME), digest(NAME)]}, "twice"),
        ([NAME], {"_sd": [digest(NAME)], "x": {"_sd": [digest(NAME)]}}, "twice"),
        ([], {"_sd": [DECOY], "x": [{"...": DECOY}]}, "twice"),
        ([GREEN], {"x": [{"...": digest(GREEN)}, {"...": digest(GREEN)}]}, "twice"),
        ([NAME], {"a": 1}, "does not belong"),
        ([INNER], {"_sd": [digest(OUTER)]}, "does not belong"),
        ([GREEN], {"_sd": [digest(GREEN)]}, "array element stands for a member"),
        ([NAME], {"x": [{"...": digest(NAME)}]}, "member stands for an array element"),
        ([NAME], {"name": "Eve", "_sd": [digest(NAME)]}, "repeats a member"),
        ([NAME, disclosure("name", 2)], {"_sd": [digest(NAME), digest(disclosure("name", 2))]}, "repeats a member"),
        *(
            ([disclosure(name, 1)], {"_sd": [digest(disclosure(name, 1))]}, "reserved")
            for name in ("_sd", "...", "_sd_alg")
        ),
        ([], {"...": DECOY}, "reserved"),
        ([], {"x": {"...": DECOY}}, "reserved"),
        ([], {"x": [{"...": DECOY, "y": 1}]}, "reserved"),
        ([], {"x": [{"...": 1}]}, "not a text"),
        ([], {"_sd": [1]}, "not a text"),
        ([], {"_sd": DECOY}, "not a list"),
        ([], {"_sd_alg": 256}, "named by a text"),
    ],
)
def test_what_rfc_9901_forbids_is_refused(disclosures: list[bytes], payload: dict, words: str) -> None:
    error = refusal(*disclosures, **payload)
    assert (error.code, error.outcome) == (Code.DISCLOSURE_INVALID, Outcome.FAILED)
    assert words in error.detail


@pytest.mark.parametrize(
    "encoded",
    [
        encode(["salt"]),
        encode(["salt", 1, "value"]),
        encode([1, "name", "value"]),
        encode(["salt", "name", "value", "more"]),
        encode({"salt": "name"}),
        encode("salt"),
        NAME + b"=",
        NAME[:-1],
        b"!!!!",
        b"",
        encode(["salt", "name", "value"]).replace(b"s", b"\xc3"),
        b"WyJhIiwgIm4iLCB7ImIiOiAxLCAiYiI6IDJ9XQ",  # a member twice
    ],
)
def test_a_disclosure_that_is_none_is_refused(encoded: bytes) -> None:
    with pytest.raises(ProofError) as caught:
        parse_sd_jwt(sd_jwt(PAYLOAD, encoded), LIMITS)
    assert caught.value.code is Code.DISCLOSURE_INVALID


@pytest.mark.parametrize(
    "data", [token(PAYLOAD), b"~", b"~" + NAME + b"~", sd_jwt(PAYLOAD, key_binding=NAME), b"a.b.c~"]
)
def test_what_is_no_sd_jwt_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        parse_sd_jwt(data, LIMITS)


def test_a_key_binding_is_kept_apart() -> None:
    key_binding = token({"nonce": "1"}, typ="kb+jwt")
    sd = parse_sd_jwt(sd_jwt(PAYLOAD, NAME, key_binding=key_binding), LIMITS)
    assert sd.key_binding is not None
    assert json.loads(sd.key_binding.payload) == {"nonce": "1"}
    assert sd.sd_hash_input == sd_jwt(PAYLOAD, NAME)
    assert taken(NAME).key_binding is None


def test_counts_and_depth_are_limited() -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_sd_jwt(sd_jwt(PAYLOAD, NAME, GREEN), LIMITS._replace(disclosures=1))
    assert caught.value.code is Code.TOO_COMPLEX
    nested = [disclosure("x")]
    for _ in range(LIMITS.json_depth + 1):
        nested.append(disclosure([{"...": digest(nested[-1])}]))
    assert "too deeply" in refusal(*nested, x=[{"...": digest(nested[-1])}]).detail


def test_each_disclosure_has_a_place_in_the_issuers_order() -> None:
    placements = disclose(taken(NAME, GREEN, OUTER, INNER)).placements
    assert [(place.disclosure.encoded, place.pointer, place.parent) for place in placements] == [
        (GREEN, "/colours/1", ""),
        (NAME, "/name", ""),
        (OUTER, "/a~1b~0c", ""),
        (INNER, "/a~1b~0c/street", "/a~1b~0c"),
    ]


@pytest.mark.parametrize(
    ("pointers", "kept"),
    [
        (set(), []),
        ({"/name"}, [NAME]),
        ({"/a~1b~0c/street"}, [OUTER, INNER]),
        ({"/a~1b~0c"}, [OUTER]),
        ({"/colours/1", "/name"}, [NAME, GREEN]),
    ],
)
def test_a_selection_takes_along_what_is_around_it(pointers: set[str], kept: list[bytes]) -> None:
    whole = parse_sd_jwt(sd_jwt(PAYLOAD, NAME, GREEN, OUTER, INNER, key_binding=token({})), LIMITS)
    assert with_only(whole, pointers) == sd_jwt(PAYLOAD, *kept)


def test_only_disclosures_can_be_selected() -> None:
    whole = taken(NAME)
    with pytest.raises(RefusedError):
        with_only(whole, {"/vct"})
    assert needed({placed.pointer: placed for placed in disclose(whole).placements}, {"/name"}) == {"/name"}


BADGE_DETAILS = disclosure("credentialSubject", {"id": "did:a:b", "achievement": {"name": "Height"}})
BADGE_PAYLOAD = {
    "iss": ISSUER,
    "vct": "https://a.example/badge",
    "nbf": 1_767_323_045,
    "status": {"status_list": {"idx": 1, "uri": "https://a.example/list"}},
    "issuer": {"id": ISSUER, "name": "Nordlys"},
    "_sd": [digest(BADGE_DETAILS)],
}


def test_an_sd_jwt_vc_is_a_credential() -> None:
    credential = read(sd_jwt(BADGE_PAYLOAD, BADGE_DETAILS))
    assert (credential.format, credential.data_model) == ("sd-jwt-vc", DataModel.SD_JWT_VC)
    assert (credential.types, credential.issuer_id) == (("https://a.example/badge",), ISSUER)
    assert (credential.issuer_name, credential.subject_id, credential.name) == ("Nordlys", "did:a:b", "Height")
    assert credential.status == (BADGE_PAYLOAD["status"],)
    assert credential.source.payload == BADGE_PAYLOAD
    assert credential.disclosure_fault is None


def test_disclosures_that_do_not_hold_leave_it_readable() -> None:
    credential = read(sd_jwt(BADGE_PAYLOAD, BADGE_DETAILS, NAME))
    assert fault_of(credential) == (Outcome.FAILED, "A disclosure does not belong to this badge.")
    assert "credentialSubject" not in credential.claims
    assert "_sd" not in credential.claims
    assert fault_of(read(sd_jwt({**BADGE_PAYLOAD, "_sd": 1}, BADGE_DETAILS)))[0] is Outcome.FAILED
    assert fault_of(read(sd_jwt(BADGE_PAYLOAD, b"!!!!"))) == (Outcome.FAILED, "A disclosure cannot be read.")


def test_disclosures_of_an_unknown_hash_cannot_be_judged() -> None:
    outcome, detail = fault_of(read(sd_jwt({**BADGE_PAYLOAD, "_sd_alg": "shake-256"}, BADGE_DETAILS)))
    assert outcome is Outcome.UNKNOWN
    assert "hash" in detail


def fault_of(credential: Credential) -> tuple[Outcome, str]:
    assert credential.disclosure_fault is not None
    return credential.disclosure_fault.outcome, credential.disclosure_fault.detail


def test_the_w3cs_sd_jwt_follows_its_data_model() -> None:
    subject = disclosure("credentialSubject", {"id": "did:a:b"})
    payload = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "_sd": [digest(subject)],
    }
    credential = read(sd_jwt(payload, subject, typ="vc+sd-jwt"))
    assert (credential.format, credential.data_model) == ("vc-sd-jwt", DataModel.VCDM_2)
    assert credential.subject_id == "did:a:b"
