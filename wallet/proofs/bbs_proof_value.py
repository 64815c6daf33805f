"""The `proofValue` of bbs-2023: what an issuer gives the holder (base), and the holder to others (derived).

Source: https://www.w3.org/TR/vc-di-bbs/#bbs-2023-functions , whose names are given below
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from wallet.crypto.cbor import CborKey, CborValue, decode, encode
from wallet.crypto.encodings import b64url_encode
from wallet.model.json_types import JsonValue
from wallet.proofs.proof_values import octets, octets_of, of_type, sequence

HMAC_KEY_BYTES = 32

_MARK = b"\xd9\x5d"
_HEADER_BYTES = 3
_BASE_PARTS = 5


class Feature(IntEnum):
    """The feature options, each by the last header byte of its base proofs; that of derived proofs is one more."""

    BASELINE = 2
    ANONYMOUS_HOLDER_BINDING = 4
    PSEUDONYM = 6
    HOLDER_BINDING_PSEUDONYM = 8


PSEUDONYMS = frozenset({Feature.PSEUDONYM, Feature.HOLDER_BINDING_PSEUDONYM})


@dataclass(frozen=True, slots=True)
class BaseProof:
    """A base proof value of the baseline, taken apart.

    Attributes:
        signature: bbsSignature.
        header: bbsHeader.
        public_key: publicKey, compressed.
        hmac_key: hmacKey, 32 bytes.
        mandatory: mandatoryPointers.
    """

    signature: bytes
    header: bytes
    public_key: bytes
    hmac_key: bytes
    mandatory: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DerivedProof:
    """A derived proof value, taken apart.

    Attributes:
        feature: The feature option.
        proof: bbsProof.
        labels: labelMap: from the canonical blank node labels to those that were signed.
        mandatory: mandatoryIndexes.
        selective: selectiveIndexes, ascending.
        presentation_header: presentationHeader.
        signer_messages: lengthBBSMessages; None for the baseline.
        pseudonym: pseudonym, a compressed point; empty where there is none.
        nym_domain: nym_domain; None where it is not told.
    """

    feature: Feature
    proof: bytes
    labels: Mapping[str, str]
    mandatory: frozenset[int]
    selective: tuple[int, ...]
    presentation_header: bytes
    signer_messages: int | None = None
    pseudonym: bytes = b""
    nym_domain: bytes | None = None


def parse(proof_value: JsonValue) -> BaseProof | DerivedProof | None:
    """Take a proof value apart (parseBaseProofValue, parseDerivedProofValue).

    Returns:
        None for a base proof over a secret of the holder too, whose value nobody else can do anything with.

    Raises:
        ValueError: If it is not written as it must be.
    """
    data = octets_of(proof_value)
    if len(data) < _HEADER_BYTES or data[:2] != _MARK or not min(Feature) <= data[2] <= max(Feature) + 1:
        raise ValueError("the value does not begin as that of bbs-2023")
    feature, is_derived = Feature(data[2] & ~1), data[2] & 1
    if feature is not Feature.BASELINE and not is_derived:
        return None
    components = sequence(decode(data[_HEADER_BYTES:]))
    return _derived(feature, components) if is_derived else _base(components)


def serialize_derived(derived: DerivedProof) -> str:
    """Write a derived proof value of the baseline (serializeDerivedProofValue)."""
    labels = {int(canonical[6:]): int(signed[3:]) for canonical, signed in derived.labels.items()}
    ordered: Mapping[CborKey, CborValue] = dict(sorted(labels.items()))
    indexes = sorted(derived.mandatory), derived.selective
    components: CborValue = [derived.proof, ordered, *indexes, derived.presentation_header]
    return "u" + b64url_encode(_MARK + bytes([derived.feature + 1]) + encode(components))


def _base(components: Sequence[CborValue]) -> BaseProof:
    if len(components) != _BASE_PARTS:
        raise ValueError("the base proof does not have its parts")
    signature, header, public_key, hmac_key = (of_type(part, bytes) for part in components[:4])
    mandatory = tuple(of_type(pointer, str) for pointer in sequence(components[4]))
    return BaseProof(signature, header, public_key, octets(hmac_key, HMAC_KEY_BYTES), mandatory)


def _derived(feature: Feature, components: Sequence[CborValue]) -> DerivedProof:
    if len(components) not in _DERIVED_PARTS[feature]:
        raise ValueError("the derived proof does not have its parts")
    proof, presentation_header = of_type(components[0], bytes), of_type(components[4], bytes)
    mandatory, selective = _indexes(components[2]), _indexes(components[3])
    if selective != tuple(sorted(selective)):
        raise ValueError("the selective indexes are not in order")
    common = DerivedProof(feature, proof, _labels(components[1]), frozenset(mandatory), selective, presentation_header)
    return _with_feature(common, components[5:])


_DERIVED_PARTS = {
    Feature.BASELINE: (5,),
    Feature.ANONYMOUS_HOLDER_BINDING: (6,),
    # 7 are those of the test vectors, where who verifies has to know the nym_domain; the text has 8.
    Feature.PSEUDONYM: (7, 8),
    Feature.HOLDER_BINDING_PSEUDONYM: (7, 8),
}


def _with_feature(common: DerivedProof, rest: Sequence[CborValue]) -> DerivedProof:
    if not rest:
        return common
    counted = replace(common, signer_messages=of_type(rest[-1], int))
    if len(rest) == 1:
        return counted
    pseudonym = of_type(rest[-2], bytes)
    domain = None if len(rest) == 2 else _text_or_octets(rest[0])
    return replace(counted, pseudonym=pseudonym, nym_domain=domain)


def _text_or_octets(value: CborValue) -> bytes:
    return value.encode() if isinstance(value, str) else of_type(value, bytes)


def _labels(value: CborValue) -> dict[str, str]:
    """Read a label map (decompressLabelMap)."""
    entries = of_type(value, dict).items()
    return {f"_:c14n{of_type(canonical, int)}": f"_:b{of_type(signed, int)}" for canonical, signed in entries}


def _indexes(value: CborValue) -> tuple[int, ...]:
    indexes = tuple(of_type(index, int) for index in sequence(value))
    if len(set(indexes)) != len(indexes):
        raise ValueError("an index is there twice")
    return indexes
