"""The header as bytes: read with suspicion, written with seals (VAULT.md, "Keys").

One RFC 8785 JSON object. `sha256` tells a damaged copy before any key is at hand; `mac` (HMAC-SHA256 under a key
derived from the vault key) tells a forged one. Both cover every other member, also those of newer versions.
A kind of slot never changes its members: a changed one gets a new name.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import rfc8785

from wallet.crypto.wrapping import KEY_BYTES, NONCE_BYTES, TAG_BYTES, KdfCost, WrappedKey
from wallet.model.errors import UnreadableError, VaultTooNewError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import KIB, Limits
from wallet.model.strict_json import parse_object
from wallet.vault.header import VERSION, Header, KeyringSlot, PassphraseSlot, RecoverySlot, Slot, UnknownSlot

FORMAT = "rosette-vault"

HEADER_LIMITS = Limits(document_bytes=64 * KIB, json_depth=8)
"""An honest header has about one KiB and three levels."""
MOST_SLOTS = 16
MOST_MEMORY_KIB = 2 * 1024 * 1024
"""2 GiB: a header that asks for more means harm (VAULT.md)."""
MOST_PASSES = 64
MOST_LANES = 64
SALT_LENGTHS = range(16, 64 + 1)

_ASK = "ask_to_sign"
_FLOOR = "floor"
_SEALS = ("mac", "sha256")
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_AnySlot = TypeVar("_AnySlot", PassphraseSlot, KeyringSlot, RecoverySlot)


class HeaderDamagedError(Exception):
    """A copy of the header is not what was written; the text says in which way."""


@dataclass(frozen=True, slots=True)
class SealedHeader:
    """A header as read: undamaged, and not known to be genuine before `is_genuine` says so.

    Attributes:
        header: What it says.
        content: The bytes it was read from.
    """

    header: Header
    content: bytes

    def is_genuine(self, key: bytes) -> bool:
        """Whether whoever had the vault key wrote every byte of it."""
        members = parse_object(self.content, HEADER_LIMITS)
        return hmac.compare_digest(str(members["mac"]).encode(), _mac(_without(members, _SEALS), key).encode())


def write_header(header: Header, key: bytes) -> bytes:
    """Return the bytes of a header, sealed.

    Args:
        header: What it says.
        key: The key of the MAC, 32 bytes.

    Source: RFC 8785; RFC 2104; VAULT.md, "Keys".
    """
    members = _members(header)
    with_mac = {**members, "mac": _mac(members, key)}
    return _canonical({**with_mac, "sha256": _digest(with_mac)})


def read_header(content: bytes) -> SealedHeader:
    """Read a header; nothing it asks for is done yet.

    Args:
        content: A file's bytes, all of them.

    Raises:
        HeaderDamagedError: If it is not what was written, or asks for more than any honest header does.
        VaultTooNewError: If only a newer Rosette can read it.

    Source: VAULT.md, "Keys".
    """
    try:
        members = parse_object(content, HEADER_LIMITS)
    except UnreadableError as error:
        raise HeaderDamagedError(str(error)) from error
    if members.get("format") != FORMAT:
        raise HeaderDamagedError("It is not the header of a wallet.")
    if members.get("sha256") != _digest(_without(members, ("sha256",))) or _canonical(members) != content:
        raise HeaderDamagedError("Its bytes have changed.")
    return SealedHeader(_header(members), content)


def _header(members: JsonObject) -> Header:
    min_reader = _integer(members, "min_reader", range(1, 2**31))
    if min_reader > VERSION:
        raise VaultTooNewError(
            "This wallet was written by a newer Rosette.",
            "This version cannot read it.",
            "Update Rosette, then try again.",
        )
    _text(members, "mac")
    slots = [_slot(slot) for slot in _slots(members)]
    known = ("format", "version", "min_reader", "vault", "generation", "slots", _ASK, _FLOOR, *_SEALS)
    return Header(
        vault_id=_hexadecimal(members, "vault"),
        generation=_integer(members, "generation", range(2**53)),
        passphrase=_passphrase_of(slots),
        keyring=_only(slots, KeyringSlot),
        recovery=_only(slots, RecoverySlot),
        unknown=tuple(slot for slot in slots if isinstance(slot, UnknownSlot)),
        asks_to_sign=_truth(members, _ASK),
        floor=_integer({_FLOOR: 0, **members}, _FLOOR, range(2**53)),
        version=_integer(members, "version", range(min_reader, 2**31)),
        min_reader=min_reader,
        others=_without(members, known),
    )


def _members(header: Header) -> JsonObject:
    known: list[JsonValue] = [_passphrase_members(header.passphrase)]
    if header.keyring is not None:
        known.append({"kind": KeyringSlot.KIND, **_wrapped_members(header.keyring.wrapped)})
    if header.recovery is not None:
        known.append(_recovery_members(header.recovery))
    return {
        **header.others,
        **({_ASK: True} if header.asks_to_sign else {}),
        **({_FLOOR: header.floor} if header.floor else {}),
        "format": FORMAT,
        "version": header.version,
        "min_reader": header.min_reader,
        "vault": header.vault_id,
        "generation": header.generation,
        "slots": [*known, *(slot.members for slot in header.unknown)],
    }


def _slots(members: JsonObject) -> list[JsonObject]:
    slots = members.get("slots")
    if isinstance(slots, str) or not isinstance(slots, Sequence) or len(slots) > MOST_SLOTS:
        raise HeaderDamagedError(f"It must list at most {MOST_SLOTS} key slots.")
    objects = [slot for slot in slots if isinstance(slot, Mapping)]
    if len(objects) != len(slots):
        raise HeaderDamagedError("One of its key slots is no object.")
    return objects


def _slot(members: JsonObject) -> Slot:
    kind = _text(members, "kind")
    if kind == PassphraseSlot.KIND:
        _check_names(members, "argon2id", "salt", "nonce", "key")
        return PassphraseSlot(_data(members, "salt", SALT_LENGTHS), _cost(members), _wrapped(members))
    if kind == KeyringSlot.KIND:
        _check_names(members, "nonce", "key")
        return KeyringSlot(_wrapped(members))
    if kind == RecoverySlot.KIND:
        _check_names(members, "made", "nonce", "key")
        return RecoverySlot(_moment(members, "made"), _wrapped(members))
    return UnknownSlot(members)


def _passphrase_of(slots: Sequence[Slot]) -> PassphraseSlot:
    found = _only(slots, PassphraseSlot)
    if found is None:
        raise HeaderDamagedError("It must have a slot for a passphrase.")
    return found


def _only(slots: Sequence[Slot], kind: type[_AnySlot]) -> _AnySlot | None:
    found = [slot for slot in slots if isinstance(slot, kind)]
    if len(found) > 1:
        raise HeaderDamagedError(f"It must have at most one {kind.KIND} slot.")
    return found[0] if found else None


def _passphrase_members(slot: PassphraseSlot) -> JsonObject:
    cost = {"memory_kib": slot.cost.memory_kib, "passes": slot.cost.passes, "lanes": slot.cost.lanes}
    salt = base64.b64encode(slot.salt).decode()
    return {"kind": PassphraseSlot.KIND, "argon2id": cost, "salt": salt, **_wrapped_members(slot.wrapped)}


def _recovery_members(slot: RecoverySlot) -> JsonObject:
    made = slot.made_at.astimezone(UTC).strftime(_MOMENT)
    return {"kind": RecoverySlot.KIND, "made": made, **_wrapped_members(slot.wrapped)}


def _cost(members: JsonObject) -> KdfCost:
    cost = members.get("argon2id")
    if not isinstance(cost, Mapping):
        raise HeaderDamagedError("It does not say how its passphrase is to be worked on.")
    _check_names({**cost, "kind": ""}, "memory_kib", "passes", "lanes")
    lanes = _integer(cost, "lanes", range(1, MOST_LANES + 1))
    return KdfCost(
        # RFC 9106 section 3.1: at least 8 KiB a lane.
        memory_kib=_integer(cost, "memory_kib", range(8 * lanes, MOST_MEMORY_KIB + 1)),
        passes=_integer(cost, "passes", range(1, MOST_PASSES + 1)),
        lanes=lanes,
        dangerously_below_floor=True,
    )


def _wrapped_members(wrapped: WrappedKey) -> JsonObject:
    return {
        "nonce": base64.b64encode(wrapped.nonce).decode(),
        "key": base64.b64encode(wrapped.ciphertext).decode(),
    }


def _wrapped(members: JsonObject) -> WrappedKey:
    key_length = KEY_BYTES + TAG_BYTES
    return WrappedKey(
        _data(members, "nonce", range(NONCE_BYTES, NONCE_BYTES + 1)),
        _data(members, "key", range(key_length, key_length + 1)),
    )


def _check_names(members: JsonObject, *names: str) -> None:
    if set(members) != {"kind", *names}:
        raise HeaderDamagedError("A part of it has other members than it should.")


def _integer(members: JsonObject, name: str, allowed: range) -> int:
    value = members.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value not in allowed:
        raise HeaderDamagedError(f"Its “{name}” is outside what any Rosette writes.")
    return value


def _truth(members: JsonObject, name: str) -> bool:
    value = members.get(name, False)
    if not isinstance(value, bool):
        raise HeaderDamagedError(f"Its “{name}” is neither true nor false.")
    return value


def _moment(members: JsonObject, name: str) -> datetime:
    text = _text(members, name)
    try:
        moment = datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError as error:
        raise HeaderDamagedError(f"Its “{name}” is no moment.") from error
    if moment.strftime(_MOMENT) != text:
        raise HeaderDamagedError(f"Its “{name}” is no moment.")
    return moment


def _text(members: JsonObject, name: str) -> str:
    value = members.get(name)
    if not isinstance(value, str):
        raise HeaderDamagedError(f"Its “{name}” is missing.")
    return value


def _hexadecimal(members: JsonObject, name: str) -> str:
    text = _text(members, name)
    if len(text) != 32 or not set(text) <= set("0123456789abcdef"):
        raise HeaderDamagedError(f"Its “{name}” is no vault's id.")
    return text


def _data(members: JsonObject, name: str, lengths: range) -> bytes:
    try:
        data = base64.b64decode(_text(members, name), validate=True)
    except ValueError as error:
        raise HeaderDamagedError(f"Its “{name}” is not base64.") from error
    if len(data) not in lengths:
        raise HeaderDamagedError(f"Its “{name}” has {len(data)} bytes.")
    return data


def _without(members: JsonObject, names: Sequence[str]) -> dict[str, JsonValue]:
    return {name: value for name, value in members.items() if name not in names}


def _digest(members: JsonObject) -> str:
    return hashlib.sha256(_canonical(members)).hexdigest()


def _mac(members: JsonObject, key: bytes) -> str:
    return hmac.new(key, _canonical(members), hashlib.sha256).hexdigest()


def _canonical(members: JsonObject) -> bytes:
    return rfc8785.dumps(dict(members))
