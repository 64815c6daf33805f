"""Bitstring Status List v1.0: https://www.w3.org/TR/vc-bitstring-status-list/ ."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from wallet.model.checks import Code
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.status.bits import GZIP, decoded, first_is_highest, inflated
from wallet.status.listed import (
    ListedStatus,
    ListForm,
    Meaning,
    address_of,
    index_of,
    invalid,
    names,
    seconds,
    unknown,
)

MINIMUM_ENTRIES = 131_072
"""Fewest entries that hide which badge is looked up (section 3.2, step 6)."""
LARGEST_ENTRY = 32
"""Most bits of one entry that are read: four thousand million messages."""
LONGEST_MESSAGE = 200
"""Most characters of an issuer's message that are shown."""


class StatusPurpose(StrEnum):
    """What an entry other than 0 means (section 2.2, `statusPurpose`)."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"
    REFRESH = "refresh"
    MESSAGE = "message"


_MEANINGS = {
    StatusPurpose.REVOCATION: Meaning.REVOKED,
    StatusPurpose.SUSPENSION: Meaning.SUSPENDED,
    StatusPurpose.REFRESH: Meaning.RENEWED,
    StatusPurpose.MESSAGE: Meaning.MESSAGE,
}


@dataclass(frozen=True, slots=True)
class BitstringEntry:
    """One `BitstringStatusListEntry` of a credential (section 2.1).

    Attributes:
        purpose: What an entry other than 0 means.
        index: Position in the list, counted in entries.
        list_id: Where the status list is found.
        size: Bits of one entry.
        messages: What each value means, for people.
    """

    purpose: StatusPurpose
    index: int
    list_id: str
    size: int = 1
    messages: tuple[tuple[int, str], ...] = ()
    form = ListForm.CREDENTIAL
    evidence = EvidenceKind.STATUS_LIST

    def look_up(self, status_list: JsonObject, limits: Limits) -> ListedStatus:
        """Look the entry up (section 3.2, "Validate Algorithm", steps 5 to 17)."""
        subject = list_of(status_list, "BitstringStatusListCredential", "BitstringStatusList", self.purpose)
        encoded = subject.get("encodedList")
        if not isinstance(encoded, str) or not encoded.startswith("u"):
            raise invalid("The status list is not encoded as its standard says.")
        bits = inflated(decoded(encoded[1:]), GZIP, limits)
        value = first_is_highest(bits, self.index, self.size)
        is_small = len(bits) * 8 // self.size < MINIMUM_ENTRIES
        return ListedStatus(self._meaning(value), dict(self.messages).get(value, ""), is_small)

    def fresh_for(self, status_list: JsonObject) -> timedelta | None:
        """Return the list's `ttl`, which is in milliseconds (section 2.2)."""
        subject = status_list.get("credentialSubject")
        ttl = seconds(subject.get("ttl")) if isinstance(subject, Mapping) else None
        return None if ttl is None else ttl / 1000

    def _meaning(self, value: int) -> Meaning:
        # A message for 0 is a message all the same; every other purpose is about values that are not 0 (step 15).
        if self.purpose is StatusPurpose.MESSAGE and value in dict(self.messages):
            return Meaning.MESSAGE
        return _MEANINGS[self.purpose] if value else Meaning.CLEAR


def read_entry(entry: JsonObject, badge_id: str | None = None) -> BitstringEntry:
    """Read one member of `credentialStatus` (section 2.1).

    Raises:
        ProofError: For check STATUS, UNKNOWN: another purpose, or a member of the wrong shape.
    """
    del badge_id
    size = entry.get("statusSize", 1)
    if isinstance(size, bool) or not isinstance(size, int) or not 0 < size <= LARGEST_ENTRY:
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry has a size that Rosette does not read.")
    return BitstringEntry(
        purpose=purpose_of(entry.get("statusPurpose")),
        index=index_of(entry.get("statusListIndex")),
        list_id=address_of(entry.get("statusListCredential")),
        size=size,
        messages=_messages(entry.get("statusMessage", []), size),
    )


def purpose_of(value: JsonValue) -> StatusPurpose:
    """Return the one purpose of an entry.

    Raises:
        ProofError: STATUS_UNSUPPORTED, unknown.
    """
    if value not in tuple(StatusPurpose):
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry has a purpose that Rosette does not read.")
    return StatusPurpose(str(value))


def list_of(status_list: JsonObject, credential_type: str, list_type: str, purpose: StatusPurpose) -> JsonObject:
    """Return the subject of a list credential of the right types and purpose (section 3.2, steps 4 and 5).

    Raises:
        ProofError: STATUS_LIST_INVALID, unknown.
    """
    subject = status_list.get("credentialSubject")
    if credential_type not in names(status_list.get("type")):
        raise invalid("What should be the status list is a credential of another type.")
    if not isinstance(subject, Mapping) or list_type not in names(subject.get("type")):
        raise invalid("The status list holds no list.")
    if purpose.value not in names(subject.get("statusPurpose")):
        raise invalid("The status list has another purpose than the badge's entry.")
    return subject


def encode_list(size: int, marked: frozenset[int]) -> str:
    """Return an `encodedList` of `size` entries of one bit, with those at `marked` set (section 3.3)."""
    bits = bytearray(size // 8)
    for index in marked:
        bits[index // 8] |= 1 << (7 - index % 8)
    compressor = zlib.compressobj(level=9, wbits=GZIP)
    compressed = compressor.compress(bytes(bits)) + compressor.flush()
    return "u" + base64.urlsafe_b64encode(compressed).decode().rstrip("=")


def _messages(value: JsonValue, size: int) -> tuple[tuple[int, str], ...]:
    """Read `statusMessage`: a value in hexadecimal, and its meaning; each value once (section 2.1)."""
    entries = value if isinstance(value, list) else [value]
    found = [_message(entry, size) for entry in entries]
    if len({number for number, _ in found}) != len(found):
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry gives one value several meanings.")
    return tuple(found)


def _message(entry: JsonValue, size: int) -> tuple[int, str]:
    number = entry.get("status") if isinstance(entry, Mapping) else None
    words = entry.get("message") if isinstance(entry, Mapping) else None
    malformed = unknown(Code.STATUS_UNSUPPORTED, "The messages in the badge's status entry are malformed.")
    if not isinstance(number, str) or not isinstance(words, str) or not number.startswith("0x"):
        raise malformed
    try:
        value = int(number[2:18], 16)
    except ValueError as error:
        raise malformed from error
    if len(number) > 18 or value >= 1 << size:
        raise malformed
    return value, " ".join(words.split())[:LONGEST_MESSAGE]
