"""The other kinds of status list, and the registry that tells them apart."""

from __future__ import annotations

import base64
import gzip
import zlib
from typing import Any

import pytest

from wallet.model.checks import Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.status.listed import ListForm, Meaning
from wallet.status.registry import read_entry

URL = "https://status.example/1"
BITS = bytes([0b0000_0001, 0b1000_0000]) + b"\0" * 62
ENTRY_2021 = {
    "type": "StatusList2021Entry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": URL,
}
ENTRY_2020 = {"type": "RevocationList2020Status", "revocationListIndex": "7", "revocationListCredential": URL}
ENTRY_HOSTED = {"type": "1EdTechRevocationList", "id": URL}


def list_2021(encoded: Any, **subject: Any) -> dict[str, Any]:
    held = {"type": "StatusList2021", "statusPurpose": "revocation", "encodedList": encoded, **subject}
    return {"type": ["VerifiableCredential", "StatusList2021Credential"], "credentialSubject": held}


def list_2020(encoded: Any) -> dict[str, Any]:
    held = {"type": "RevocationList2020", "encodedList": encoded}
    return {"type": ["VerifiableCredential", "RevocationList2020Credential"], "credentialSubject": held}


def hosted(*entries: Any, **changes: Any) -> dict[str, Any]:
    return {"id": URL, "issuer": "did:web:uni.example", "revokedCredentials": list(entries), **changes}


def token_list(values: bytes, bits: int = 1, **changes: Any) -> dict[str, Any]:
    lst = base64.urlsafe_b64encode(zlib.compress(values)).decode().rstrip("=")
    return {"sub": URL, "status_list": {"bits": bits, "lst": lst}, **changes}


def token_entry(index: Any, uri: Any = URL) -> dict[str, Any]:
    return {"status_list": {"idx": index, "uri": uri}}


def meaning(entry: JsonObject, status_list: JsonObject) -> Meaning:
    return read_entry(entry, "urn:badge:1").look_up(status_list, Limits()).meaning


def refusal(entry: JsonObject, status_list: JsonObject | None = None, badge_id: str | None = "urn:badge:1") -> Code:
    with pytest.raises(ProofError) as caught:
        read_entry(entry, badge_id).look_up(status_list or {}, Limits())
    assert caught.value.outcome is Outcome.UNKNOWN
    return caught.value.code


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
@pytest.mark.parametrize("padding", ["", "="])
def test_status_list_2021_in_either_alphabet(encode: Any, padding: str) -> None:
    text = encode(gzip.compress(BITS)).decode().rstrip("=") + padding
    for index, expected in ((7, Meaning.REVOKED), (8, Meaning.REVOKED), (6, Meaning.CLEAR), (9, Meaning.CLEAR)):
        assert meaning({**ENTRY_2021, "statusListIndex": str(index)}, list_2021(text)) is expected


def test_status_list_2021_knows_two_purposes() -> None:
    text = base64.b64encode(gzip.compress(BITS)).decode()
    on_hold = list_2021(text, statusPurpose="suspension")
    assert meaning({**ENTRY_2021, "statusPurpose": "suspension"}, on_hold) is Meaning.SUSPENDED
    assert refusal(ENTRY_2021, on_hold) is Code.STATUS_LIST_INVALID
    assert refusal({**ENTRY_2021, "statusPurpose": "message"}) is Code.STATUS_UNSUPPORTED
    assert refusal({**ENTRY_2021, "statusListIndex": 512}, list_2021(text)) is Code.STATUS_INDEX_RANGE


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress])
def test_revocation_list_2020_compressed_either_way(compress: Any) -> None:
    text = base64.b64encode(compress(BITS)).decode()
    assert meaning(ENTRY_2020, list_2020(text)) is Meaning.REVOKED
    assert meaning({**ENTRY_2020, "revocationListIndex": 6}, list_2020(text)) is Meaning.CLEAR
    later = {"type": "RevocationList2020Status", "statusListIndex": "7", "statusListCredential": URL}
    assert meaning(later, list_2020(text)) is Meaning.REVOKED


def test_revocation_list_2020_that_contradicts_itself() -> None:
    assert refusal({**ENTRY_2020, "statusListIndex": "6"}) is Code.STATUS_UNSUPPORTED
    assert refusal({**ENTRY_2020, "statusPurpose": "suspension"}) is Code.STATUS_UNSUPPORTED


@pytest.mark.parametrize("entry", [ENTRY_2021, ENTRY_2020])
def test_one_kind_of_list_never_answers_for_another(entry: dict[str, Any]) -> None:
    text = base64.b64encode(gzip.compress(BITS)).decode()
    other = list_2020(text) if entry is ENTRY_2021 else list_2021(text)
    assert refusal(entry, other) is Code.STATUS_LIST_INVALID
    assert refusal(entry, {"type": other["type"], "credentialSubject": None}) is Code.STATUS_LIST_INVALID
    assert refusal(entry, hosted()) is Code.STATUS_LIST_INVALID


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([], Meaning.CLEAR),
        ([{"id": "urn:badge:2"}], Meaning.CLEAR),
        ([{"id": "urn:badge:1", "revoked": False}], Meaning.CLEAR),
        ([{"id": "urn:badge:1"}], Meaning.REVOKED),
        ([{"id": "urn:badge:2"}, {"id": "urn:badge:1", "revoked": True, "revocationReason": "x"}], Meaning.REVOKED),
    ],
)
def test_a_hosted_list_names_what_is_revoked(listed: list[Any], expected: Meaning) -> None:
    assert meaning(ENTRY_HOSTED, hosted(*listed)) is expected
    entry = read_entry(ENTRY_HOSTED, "urn:badge:1")
    assert (entry.form, entry.evidence) == (ListForm.HOSTED, EvidenceKind.REVOCATION_LIST)


def test_a_hosted_list_must_be_the_one_named_and_whole() -> None:
    assert refusal(ENTRY_HOSTED, hosted(id="https://other.example")) is Code.STATUS_LIST_INVALID
    assert refusal(ENTRY_HOSTED, hosted(revokedCredentials="none")) is Code.STATUS_LIST_INVALID
    assert refusal(ENTRY_HOSTED, hosted({"uid": "1"})) is Code.STATUS_LIST_INVALID
    assert refusal(ENTRY_HOSTED, hosted(), badge_id=None) is Code.STATUS_UNSUPPORTED


@pytest.mark.parametrize(
    ("bits", "expected"),
    [
        (1, [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]),
        (2, [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]),
        (4, [1, 2, 0, 3, 0, 1]),
        (8, [233, 32]),
    ],
)
def test_token_lists_of_every_size(bits: int, expected: list[int]) -> None:
    number = sum(value << (bits * index) for index, value in enumerate(expected))
    held = token_list(number.to_bytes((len(expected) * bits + 7) // 8, "little"), bits)
    known = {0: Meaning.CLEAR, 1: Meaning.REVOKED, 2: Meaning.SUSPENDED}
    for index, value in enumerate(expected):
        if value in known:
            assert meaning(token_entry(index), held) is known[value]
        else:
            assert refusal(token_entry(index), held) is Code.STATUS_UNSUPPORTED


@pytest.mark.parametrize(
    "changes",
    [
        {"sub": "https://status.example/2"},
        {"status_list": None},
        {"status_list": {"bits": 3, "lst": "eNrbuRgAAhcBXQ"}},
        {"status_list": {"bits": True, "lst": "eNrbuRgAAhcBXQ"}},
        {"status_list": {"bits": 1, "lst": "ueNrbuRgAAhcBXQ"}},
        {"status_list": {"bits": 1, "lst": "eNrbuRgAAhcBXQ=="}},
        {"status_list": {"bits": 1, "lst": "eNrbuRgAAhcB"}},
    ],
)
def test_a_token_list_that_does_not_hold(changes: dict[str, Any]) -> None:
    assert refusal(token_entry(0), token_list(b"\0", **changes)) is Code.STATUS_LIST_INVALID


def test_a_token_list_is_no_longer_than_it_is() -> None:
    assert meaning(token_entry(7), token_list(b"\0")) is Meaning.CLEAR
    assert refusal(token_entry(8), token_list(b"\0")) is Code.STATUS_INDEX_RANGE
    assert refusal(token_entry("0"), token_list(b"\0")) is Code.STATUS_INDEX_RANGE
    assert refusal(token_entry(True), token_list(b"\0")) is Code.STATUS_INDEX_RANGE


@pytest.mark.parametrize("types", [None, "Other", ["BitstringStatusListEntry", "StatusList2021Entry"]])
def test_what_is_of_no_one_kind_is_unknown(types: Any) -> None:
    assert refusal({**ENTRY_2021, "type": types}) is Code.STATUS_UNSUPPORTED
