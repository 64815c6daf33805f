"""Bitstring Status List: what is read, and what is refused."""

from __future__ import annotations

import gzip
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.model.checks import Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.status.bits import first_is_highest
from wallet.status.bitstring import (
    MINIMUM_ENTRIES,
    BitstringEntry,
    StatusPurpose,
    encode_list,
    read_entry,
)
from wallet.status.listed import ListedStatus, Meaning


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


def look_up(value: Any, place: BitstringEntry, limits: Limits | None = None) -> ListedStatus:
    return place.look_up(value, limits or Limits())


def is_set(value: Any, place: BitstringEntry, limits: Limits | None = None) -> bool:
    return look_up(value, place, limits).meaning is not Meaning.CLEAR


def refusal(value: Any, place: BitstringEntry, limits: Limits | None = None) -> Code:
    with pytest.raises(ProofError) as caught:
        look_up(value, place, limits)
    assert caught.value.outcome is Outcome.UNKNOWN
    return caught.value.code


@given(
    marked=st.frozensets(st.integers(0, MINIMUM_ENTRIES - 1), max_size=20), asked=st.integers(0, MINIMUM_ENTRIES - 1)
)
def test_exactly_the_marked_entries_are_set(marked: frozenset[int], asked: int) -> None:
    value = status_list(encode_list(MINIMUM_ENTRIES, marked))
    assert is_set(value, entry(asked), Limits()) is (asked in marked)
    assert all(is_set(value, entry(index), Limits()) for index in marked)


def test_a_short_list_is_read_and_said_to_be_short() -> None:
    assert look_up(status_list(encode_list(64, frozenset({63}))), entry(63)).is_small
    assert not look_up(status_list(encode_list(MINIMUM_ENTRIES, frozenset())), entry(0)).is_small


def test_an_index_beyond_the_end_is_refused() -> None:
    value = status_list(encode_list(64, frozenset()))
    assert not is_set(value, entry(63), Limits())
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
    assert not is_set(value, entry(1), Limits(status_list_bytes=1001))
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
        {"statusPurpose": "other"},
        {"statusPurpose": ["revocation"]},
        {"statusSize": 0},
        {"statusSize": True},
        {"statusSize": 33},
        {"statusMessage": [{"status": "0x2", "message": "beyond the size"}]},
        {"statusMessage": [{"status": "1", "message": "no prefix"}]},
        {"statusMessage": [{"status": "0xg", "message": "no number"}]},
        {"statusMessage": [{"status": "0x1"}]},
        {"statusMessage": ["text"]},
        {"statusMessage": [{"status": "0x1", "message": "a"}, {"status": "0x1", "message": "b"}]},
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
    place = entry(0)
    assert place.fresh_for(status_list("u", ttl=300_000)) == timedelta(minutes=5)
    assert place.fresh_for(status_list("u", ttl="300000")) is None
    assert place.fresh_for(status_list("u", ttl=-1)) is None
    assert place.fresh_for(status_list("u")) is None


MESSAGES = [{"status": "0x0", "message": "pending"}, {"status": "0x2", "message": "accepted\n and sealed"}]


@given(values=st.lists(st.integers(0, 7), min_size=8, max_size=40), data=st.data())
def test_entries_of_several_bits_stand_side_by_side(values: list[int], data: st.DataObject) -> None:
    size, index = 3, data.draw(st.integers(0, len(values) - 1))
    text = "".join(f"{value:03b}" for value in values)
    bits = bytes(int(text[start : start + 8].ljust(8, "0"), 2) for start in range(0, len(text), 8))
    assert first_is_highest(bits, index, size) == values[index]
    encoded = "u" + urlsafe_b64encode(gzip.compress(bits)).decode().rstrip("=")
    place = read_entry({**GOOD_ENTRY, "statusListIndex": index, "statusSize": size})
    assert is_set(status_list(encoded), place) is (values[index] != 0)


@pytest.mark.parametrize(
    ("purpose", "meaning"),
    [
        ("revocation", Meaning.REVOKED),
        ("suspension", Meaning.SUSPENDED),
        ("refresh", Meaning.RENEWED),
        ("message", Meaning.MESSAGE),
    ],
)
def test_each_purpose_has_its_meaning(purpose: str, meaning: Meaning) -> None:
    value = status_list(encode_list(64, frozenset({3})), statusPurpose=["other", purpose])
    for index, expected in ((3, meaning), (4, Meaning.CLEAR)):
        place = read_entry({**GOOD_ENTRY, "statusPurpose": purpose, "statusListIndex": index})
        assert look_up(value, place).meaning is expected


def test_a_message_is_said_even_of_zero() -> None:
    value = status_list(encode_list(64, frozenset({2})), statusPurpose="message")
    base: dict[str, Any] = {**GOOD_ENTRY, "statusPurpose": "message", "statusSize": 2, "statusMessage": MESSAGES}
    assert look_up(value, read_entry({**base, "statusListIndex": 0})) == ListedStatus(Meaning.MESSAGE, "pending", True)
    assert look_up(value, read_entry({**base, "statusListIndex": 1})).message == "accepted and sealed"
