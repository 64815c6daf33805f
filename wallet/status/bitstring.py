"""Bitstring Status List v1.0: https://www.w3.org/TR/vc-bitstring-status-list/ ."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits

MINIMUM_ENTRIES = 131_072
"""Fewest entries that hide which badge is looked up (section 3.2, step 6)."""


class StatusPurpose(StrEnum):
    """What a set bit means (section 2.2, `statusPurpose`)."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"


@dataclass(frozen=True, slots=True)
class BitstringEntry:
    """One `BitstringStatusListEntry` of a credential (section 2.1).

    Attributes:
        purpose: What a set bit means.
        index: Position in the list, counted in entries.
        list_id: Where the status list is found.
    """

    purpose: StatusPurpose
    index: int
    list_id: str


@dataclass(frozen=True, slots=True)
class ListedStatus:
    """What a list says of one entry.

    Attributes:
        is_set: Whether the bit is set.
        is_small: Whether the list is shorter than the specification's minimum.
    """

    is_set: bool
    is_small: bool


def read_entry(entry: JsonObject) -> BitstringEntry:
    """Read one member of `credentialStatus`.

    Raises:
        ProofError: For check STATUS, UNKNOWN: another type, another purpose, or a member of the wrong shape.
    """
    if "BitstringStatusListEntry" not in _names(entry.get("type")):
        raise _unknown(Code.STATUS_UNSUPPORTED, "The badge names a kind of status list that Rosette does not read.")
    purpose = entry.get("statusPurpose")
    if purpose not in tuple(StatusPurpose):
        raise _unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry has a purpose that Rosette does not read.")
    if entry.get("statusSize", 1) != 1:
        raise _unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry has more than one bit.")
    index, list_id = entry.get("statusListIndex"), entry.get("statusListCredential")
    if not isinstance(list_id, str) or not list_id:
        raise _unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry does not say where its list is.")
    return BitstringEntry(StatusPurpose(str(purpose)), _index(index), list_id)


def read_status(status_list: JsonObject, entry: BitstringEntry, limits: Limits) -> ListedStatus:
    """Look an entry up in a status list that was verified already (section 3.2, steps 5 to 11).

    Args:
        status_list: The status list credential.
        entry: The entry to look up.
        limits: Bounds on the size of the list.

    Raises:
        ProofError: For check STATUS, UNKNOWN: the list is of another type or purpose, cannot be decoded, or is shorter
            than the index.
    """
    subject = status_list.get("credentialSubject")
    if "BitstringStatusListCredential" not in _names(status_list.get("type")):
        raise _unknown(Code.STATUS_LIST_INVALID, "What should be the status list is a credential of another type.")
    if not isinstance(subject, Mapping) or "BitstringStatusList" not in _names(subject.get("type")):
        raise _unknown(Code.STATUS_LIST_INVALID, "The status list holds no list.")
    if entry.purpose.value not in _names(subject.get("statusPurpose")):
        raise _unknown(Code.STATUS_LIST_INVALID, "The status list has another purpose than the badge's entry.")
    bits = _expand(subject.get("encodedList"), limits.status_list_bytes)
    if entry.index >= len(bits) * 8:
        raise _unknown(Code.STATUS_INDEX_RANGE, "The badge's place lies beyond the end of the status list.")
    # Section 3.1: index 0 is the leftmost bit.
    is_set = bool(bits[entry.index // 8] >> (7 - entry.index % 8) & 1)
    return ListedStatus(is_set, is_small=len(bits) * 8 < MINIMUM_ENTRIES)


def ttl_milliseconds(status_list: JsonObject) -> float | None:
    """Return how long a copy of the list may be used, in milliseconds (section 2.2, `ttl`); None where not stated."""
    subject = status_list.get("credentialSubject")
    ttl = subject.get("ttl") if isinstance(subject, Mapping) else None
    return float(ttl) if isinstance(ttl, int | float) and not isinstance(ttl, bool) and ttl >= 0 else None


def encode_list(size: int, marked: frozenset[int]) -> str:
    """Return an `encodedList` of `size` entries of one bit, with those at `marked` set (section 3.3)."""
    bits = bytearray(size // 8)
    for index in marked:
        bits[index // 8] |= 1 << (7 - index % 8)
    compressor = zlib.compressobj(level=9, wbits=31)
    compressed = compressor.compress(bytes(bits)) + compressor.flush()
    return "u" + base64.urlsafe_b64encode(compressed).decode().rstrip("=")


def _expand(encoded: JsonValue, most: int) -> bytes:
    if not isinstance(encoded, str) or not encoded.startswith("u"):
        raise _unknown(Code.STATUS_LIST_INVALID, "The status list is not encoded as its standard says.")
    try:
        compressed = base64.b64decode(encoded[1:] + "=" * (-(len(encoded) - 1) % 4), altchars=b"-_", validate=True)
        inflater = zlib.decompressobj(wbits=31)
        bits = inflater.decompress(compressed, most)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise _unknown(Code.STATUS_LIST_INVALID, "The status list cannot be decoded.") from error
    if inflater.unconsumed_tail:
        raise _unknown(Code.TOO_LARGE, "The status list is larger than Rosette reads.")
    if not inflater.eof:
        raise _unknown(Code.STATUS_LIST_INVALID, "The status list is cut off.")
    return bits


def _index(value: JsonValue) -> int:
    # Section 2.1: "an arbitrary size integer greater than or equal to 0, expressed as a string in base 10".
    digits = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(digits, str) or not digits.isascii() or not digits.isdecimal() or len(digits) > 10:
        raise _unknown(Code.STATUS_INDEX_RANGE, "The badge's place in the status list is not a number.")
    return int(digits)


def _names(value: JsonValue) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in values if isinstance(name, str))


def _unknown(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.STATUS, code, detail, Outcome.UNKNOWN)
