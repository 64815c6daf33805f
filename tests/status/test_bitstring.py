"""Bitstring Status List: what is read, and what is refused."""

from __future__ import annotations

import gzip
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.model.checks import Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.status.bitstring import (
    MINIMUM_ENTRIES,
    BitstringEntry,
    StatusPurpose,
    encode_list,
    read_entry,
    read_status,
    ttl_milliseconds,
)


def status_list(encoded: str, **subject: Any) -> dict[str, Any]:
    return {
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "credentialSubject": {
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded,
            **subject,
        },
    }


def entry(index: int, purpose: StatusPurpose = StatusPurpose.REVOCATION) -> BitstringEntry:
    return BitstringEntry(purpose, index, "https://status.example/1")


def refusal(value: Any, place: BitstringEntry, limits: Limits | None = None) -> Code:
    with pytest.raises(ProofError) as caught:
        read_status(value, place, limits or Limits())
    assert caught.value.outcome is Outcome.UNKNOWN
    return caught.value.code


@given(
    marked=st.frozensets(st.integers(0, MINIMUM_ENTRIES - 1), max_size=20), asked=st.integers(0, MINIMUM_ENTRIES - 1)
)
def test_exactly_the_marked_entries_are_set(marked: frozenset[int], asked: int) -> None:
    value = status_list(encode_list(MINIMUM_ENTRIES, marked))
    assert read_status(value, entry(asked), Limits()).is_set is (asked in marked)
    assert all(read_status(value, entry(index), Limits()).is_set for index in marked)


def test_a_short_list_is_read_and_said_to_be_short() -> None:
    assert read_status(status_list(encode_list(64, frozenset({63}))), entry(63), Limits()).is_small
    assert not read_status(status_list(encode_list(MINIMUM_ENTRIES, frozenset())), entry(0), Limits()).is_small


def test_an_index_beyond_the_end_is_refused() -> None:
    value = status_list(encode_list(64, frozenset()))
    assert not read_status(value, entry(63), Limits()).is_set
    assert refusal(value, entry(64)) is Code.STATUS_INDEX_RANGE


@pytest.mark.parametrize(
    "value",
    [
        status_list(encode_list(64, frozenset())[1:]),
        status_list("u!!!"),
        status_list("u" + urlsafe_b64encode(b"no gzip").decode()),
        status_list("u" + urlsafe_b64encode(gzip.compress(b"\0" * 64)[:-4]).decode().rstrip("=")),
        status_list(encode_list(64, frozenset()), type="SomethingElse"),
        status_list(encode_list(64, frozenset()), statusPurpose="suspension"),
        {**status_list(encode_list(64, frozenset())), "type": ["VerifiableCredential"]},
        {"type": "BitstringStatusListCredential", "credentialSubject": None},
    ],
)
def test_a_list_that_does_not_hold_is_unknown(value: dict[str, Any]) -> None:
    assert refusal(value, entry(1)) is Code.STATUS_LIST_INVALID


def test_a_list_that_expands_beyond_the_limit_is_refused() -> None:
    value = status_list("u" + urlsafe_b64encode(gzip.compress(b"\0" * 1001)).decode().rstrip("="))
    assert not read_status(value, entry(1), Limits(status_list_bytes=1001)).is_set
    assert refusal(value, entry(1), Limits(status_list_bytes=1000)) is Code.TOO_LARGE


GOOD_ENTRY = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "94567",
    "statusListCredential": "https://status.example/1",
}


def test_a_good_entry_is_read() -> None:
    assert read_entry(GOOD_ENTRY) == entry(94567)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "StatusList2021Entry"},
        {"statusPurpose": "message"},
        {"statusSize": 2},
        {"statusListCredential": ""},
        {"statusListIndex": "-1"},
        {"statusListIndex": "٣"},
        {"statusListIndex": "1" * 11},
        {"statusListIndex": True},
        {"statusListIndex": 1.5},
    ],
)
def test_an_entry_that_cannot_be_read_is_unknown(change: dict[str, Any]) -> None:
    with pytest.raises(ProofError) as caught:
        read_entry({**GOOD_ENTRY, **change})
    assert caught.value.outcome is Outcome.UNKNOWN


def test_the_time_to_live_is_a_number_of_milliseconds() -> None:
    assert ttl_milliseconds(status_list("u", ttl=300_000)) == 300_000
    assert ttl_milliseconds(status_list("u", ttl="300000")) is None
    assert ttl_milliseconds(status_list("u")) is None
