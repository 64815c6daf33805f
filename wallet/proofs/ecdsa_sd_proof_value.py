"""The `proofValue` of ecdsa-sd-2023: what an issuer gives the holder (base), and the holder to others (derived).

Source: https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-sd-2023-functions , whose names are given below
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wallet.crypto.cbor import CborKey, CborValue, decode, encode
from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.model.json_types import JsonValue
from wallet.proofs.proof_values import octets, octets_of, of_type, sequence

_BASE, _DERIVED = b"\xd9\x5d\x00", b"\xd9\x5d\x01"
_SIGNATURE_BYTES, _PUBLIC_KEY_BYTES, _HMAC_KEY_BYTES, _LABEL_BYTES = 64, 35, 32, 32


@dataclass(frozen=True, slots=True)
class BaseProof:
    """A base proof value, taken apart.

    Attributes:
        signature: baseSignature, 64 bytes.
        public_key: publicKey, the key of the single signatures as a Multikey, 35 bytes.
        hmac_key: hmacKey, 32 bytes.
        signatures: The signatures of the statements that are not mandatory, 64 bytes each, in order.
        mandatory: mandatoryPointers.
    """

    signature: bytes
    public_key: bytes
    hmac_key: bytes
    signatures: tuple[bytes, ...]
    mandatory: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DerivedProof:
    """A derived proof value, taken apart.

    Attributes:
        signature: baseSignature, 64 bytes.
        public_key: publicKey, the key of the single signatures as a Multikey, 35 bytes.
        signatures: Those of the statements shown that are not mandatory, 64 bytes each, in order.
        labels: labelMap: from the canonical blank node labels to those that were signed.
        mandatory: mandatoryIndexes, ascending.
    """

    signature: bytes
    public_key: bytes
    signatures: tuple[bytes, ...]
    labels: Mapping[str, str]
    mandatory: tuple[int, ...]


def parse(proof_value: JsonValue) -> BaseProof | DerivedProof:
    """Take a proof value apart (parseBaseProofValue, parseDerivedProofValue).

    Raises:
        ValueError: If it is not written as it must be.
    """
    data = octets_of(proof_value)
    prefix = data[: len(_BASE)]
    if prefix not in (_BASE, _DERIVED):
        raise ValueError("the value does not begin as that of ecdsa-sd-2023")
    components = data[len(prefix) :]
    return _base(*_five(components)) if prefix == _BASE else _derived_from(components)


def is_derived(proof_value: JsonValue) -> bool:
    """Return whether a proof value begins as that of a derived proof; it need not be sound."""
    return isinstance(proof_value, str) and proof_value.startswith("u" + b64url_encode(_DERIVED))


def serialize_base(base: BaseProof) -> str:
    """Write a base proof value (serializeBaseProofValue)."""
    parts: list[CborValue] = [base.signature, base.public_key, base.hmac_key, base.signatures, base.mandatory]
    return "u" + b64url_encode(_BASE + encode(parts))


def serialize_derived(derived: DerivedProof) -> str:
    """Write a derived proof value (serializeDerivedProofValue, compressLabelMap)."""
    entries = sorted((_number(canonical), signed) for canonical, signed in derived.labels.items())
    labels: Mapping[CborKey, CborValue] = {number: b64url_decode(signed[3:]) for number, signed in entries}
    parts: list[CborValue] = [derived.signature, derived.public_key, derived.signatures, labels, derived.mandatory]
    return "u" + b64url_encode(_DERIVED + encode(parts))


@lru_cache(maxsize=1)
def _derived_from(components: bytes) -> DerivedProof:
    # It is looked at before the issuer's key is at hand, and again with it. Never a base proof: that holds a secret.
    return _derived(*_five(components))


def _five(components: bytes) -> Sequence[CborValue]:
    parts = sequence(decode(components))
    if len(parts) != 5:
        raise ValueError("the proof value does not have its five parts")
    return parts


def _base(
    signature: CborValue, public_key: CborValue, hmac_key: CborValue, signatures: CborValue, pointers: CborValue
) -> BaseProof:
    return BaseProof(
        octets(signature, _SIGNATURE_BYTES),
        octets(public_key, _PUBLIC_KEY_BYTES),
        octets(hmac_key, _HMAC_KEY_BYTES),
        _signatures(signatures),
        tuple(of_type(pointer, str) for pointer in sequence(pointers)),
    )


def _derived(
    signature: CborValue, public_key: CborValue, signatures: CborValue, labels: CborValue, indexes: CborValue
) -> DerivedProof:
    return DerivedProof(
        octets(signature, _SIGNATURE_BYTES),
        octets(public_key, _PUBLIC_KEY_BYTES),
        _signatures(signatures),
        _labels(labels),
        _ascending(of_type(index, int) for index in sequence(indexes)),
    )


def _signatures(value: CborValue) -> tuple[bytes, ...]:
    return tuple([octets(signature, _SIGNATURE_BYTES) for signature in sequence(value)])


def _labels(value: CborValue) -> dict[str, str]:
    """DecompressLabelMap."""
    entries = of_type(value, dict).items()
    return {
        f"_:c14n{of_type(number, int)}": f"_:u{b64url_encode(octets(label, _LABEL_BYTES))}" for number, label in entries
    }


def _number(canonical: str) -> int:
    return int(canonical.removeprefix("_:c14n"))


def _ascending(values: Iterable[int]) -> tuple[int, ...]:
    indexes = tuple(values)
    if list(indexes) != sorted(set(indexes)) or (indexes and indexes[0] < 0):
        raise ValueError("the indexes are not in order")
    return indexes
