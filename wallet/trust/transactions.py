"""Transactions of block chains in which issuers anchored badges, as saved evidence of the kind `transaction`.

The shape of such a document is Rosette's own, as every chain and explorer has another:

    {"id": "blink:btc:mainnet:<transaction id>", "data": "<hex>", "from": ["<address>", …],
     "time": "2026-06-01T12:00:00Z"}

`data` is what the transaction carries (OP_RETURN on Bitcoin, the input on Ethereum), `from` the addresses that signed
it, `time` that of its block. Its evidence is found by the same id, a Blink ("Blockchain Link") as proofs name anchors.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wallet.model.dates import parse_date_time_stamp
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

_KEY_PREFIX = "ecdsa-koblitz-pubkey:"


@dataclass(frozen=True, slots=True)
class Transaction:
    """What a transaction says.

    Attributes:
        data: The bytes it carries.
        senders: The addresses that signed it.
        time: The time of its block.
    """

    data: bytes
    senders: frozenset[str]
    time: datetime


def read_transaction(content: bytes, address: str, limits: Limits) -> Transaction:
    """Read a saved transaction.

    Args:
        content: The document.
        address: The Blink it was asked for by, which it has to state.
        limits: Bounds on its JSON.

    Raises:
        ValueError: If it is malformed or another transaction.
    """
    document = _object(content, limits)
    senders = document.get("from")
    if document.get("id") != address or not isinstance(senders, list):
        raise ValueError("it is another transaction, or nobody's")
    time = parse_date_time_stamp(str(document.get("time")))
    data = bytes.fromhex(str(document.get("data")).removeprefix("0x"))
    return Transaction(data, frozenset(_address(str(sender)) for sender in senders), time)


def issuing_addresses(profile: bytes, at: datetime, limits: Limits) -> frozenset[str]:
    """Return the addresses that an issuer's profile lists as its own at a time.

    Raises:
        ValueError: If the profile is malformed, or names no addresses where profiles since version 2 do.

    Source: https://www.blockcerts.org/schema/2.0/issuer-id.html (`publicKey`, with `created`, `revoked`, `expires`).
    """
    keys = _object(profile, limits).get("publicKey")
    if keys is None:
        raise ValueError("it names no addresses")
    entries = keys if isinstance(keys, list) else [keys]
    return frozenset(
        _address(str(entry["id"]).removeprefix(_KEY_PREFIX))
        for entry in entries
        if isinstance(entry, dict) and "id" in entry and _holds(entry, at)
    )


def same_address(one: str, others: frozenset[str]) -> bool:
    """Return whether an address is among others, which were read from a transaction or a profile."""
    return _address(one) in others


def _address(text: str) -> str:
    # Ethereum's have a checksum in their capital letters (EIP-55) and are the same without.
    return text.lower() if text.startswith("0x") else text


def _holds(entry: JsonObject, at: datetime) -> bool:
    created, ends = _time(entry.get("created")), [_time(entry.get(name)) for name in ("revoked", "expires")]
    return created is not None and created <= at and all(end is None or at < end for end in ends)


def _time(value: JsonValue) -> datetime | None:
    return None if value is None else parse_date_time_stamp(str(value))


def _object(content: bytes, limits: Limits) -> JsonObject:
    try:
        return parse_object(content, limits)
    except UnreadableError as error:
        raise ValueError("it is not JSON") from error
