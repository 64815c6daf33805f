"""What the proof values of the selective suites share: bytes of CBOR in base64url multibase, part by part.

Source: https://www.w3.org/TR/vc-di-ecdsa/#parsebaseproofvalue ; https://www.w3.org/TR/vc-di-bbs/#parsebaseproofvalue
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from wallet.crypto.cbor import CborValue
from wallet.crypto.encodings import b64url_decode
from wallet.model.json_types import JsonValue

_T = TypeVar("_T")


def octets_of(proof_value: JsonValue) -> bytes:
    """Return the bytes that a `proofValue` stands for.

    Raises:
        ValueError: If it is not written in base64url multibase.
    """
    if not isinstance(proof_value, str) or not proof_value.startswith("u"):
        raise ValueError("the value is not in base64url multibase")
    return b64url_decode(proof_value[1:])


def sequence(value: CborValue) -> Sequence[CborValue]:
    """Return an array; raise `ValueError` for anything else."""
    return of_type(value, list)


def octets(value: CborValue, size: int) -> bytes:
    """Return a part that must be bytes, and so many; raise `ValueError` for anything else."""
    found = of_type(value, bytes)
    if len(found) != size:
        raise ValueError(f"a part of the proof value has {len(found)} bytes where {size} are required")
    return found


def of_type(value: object, kind: type[_T]) -> _T:
    """Return a part that must be of a type; raise `ValueError` for one that is of another."""
    if not isinstance(value, kind):
        raise ValueError("a part of the proof value is of another type than it must be")  # noqa: TRY004 (foreign input)
    return value
