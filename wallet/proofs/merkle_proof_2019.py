"""Merkle Proof 2019, of Blockcerts 3: https://w3c-ccg.github.io/Merkle-Proof-2019/ .

Many documents are hashed into one tree, and its root is written into one transaction of a block chain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from wallet.crypto import cbor
from wallet.crypto.encodings import multibase_decode
from wallet.jsonld.canonical import canonical_bytes
from wallet.jsonld.contexts import Contexts
from wallet.jsonld.statements import DIRECTIONS
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits

_ROOT, _TARGET, _ANCHORS, _PATH = range(4)
"""Keys of the proof value, as the reference codec numbers them (section 3, "MerkleProof2019 encoding")."""
_LEFT = 0
_CHAIN, _NETWORK, _TRANSACTION = range(3)
_CHAINS = {-1: "mocknet", 0: "btc", 1: "eth"}
_NETWORKS = {("btc", 1): "mainnet", ("btc", 3): "testnet", ("eth", 1): "mainnet"}
"""The networks that have a name in Blink; of another chain for tests the number is kept."""
_HASH_BYTES = 32
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Anchor:
    """A transaction that holds the root.

    Attributes:
        address: Its Blink, such as ``blink:btc:mainnet:…``: the id of the evidence of it.
        is_production: Whether its chain is one that costs something to write to, not one for tests.
    """

    address: str
    is_production: bool


@dataclass(frozen=True, slots=True)
class MerkleProof:
    """A decoded proof value.

    Attributes:
        path: The hashes beside the way to the root, and whether each stands to the left.
        root: The hash at the root.
        target: The hash of the document.
        anchors: Where the root is written.
    """

    path: tuple[tuple[bool, bytes], ...]
    root: bytes
    target: bytes
    anchors: tuple[Anchor, ...]


def decode_proof(proof: JsonObject, limits: Limits) -> MerkleProof:
    """Read a proof's `proofValue`.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_ENCODING.
    """
    value = proof.get("proofValue")
    try:
        data = multibase_decode(value if isinstance(value, str) and value.startswith("z") else "", limits)
        return _merkle_proof(_pairs(cbor.decode(data, _DEEPEST, negative=True)))
    except (ValueError, KeyError) as error:
        detail = "The Merkle proof is not written as its kind of proof demands."
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, detail) from error


def verify_content(document: JsonObject, proof: MerkleProof, contexts: Contexts, limits: Limits) -> None:
    """Return if the document, without its proofs, is the one that the path leads from.

    What issues such proofs leaves the directions of texts out of what it hashes; no reader of ours heeds them.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_INVALID; as `canonical_bytes` does.
    """
    content = {name: _without_directions(value) for name, value in document.items()}
    if hashlib.sha256(canonical_bytes(content, contexts, limits)).digest() != proof.target:
        raise _refused("The contents are not those that the proof was made over.")


def _without_directions(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_without_directions(item) for item in value]
    if isinstance(value, dict):
        left_out = "@direction" if "@value" in value and value.get("@direction") in DIRECTIONS else None
        return {name: _without_directions(member) for name, member in value.items() if name != left_out}
    return value


def verify_path(proof: MerkleProof) -> None:
    """Return if the path leads from the hash of the document to the root.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_INVALID.
    """
    found = proof.target
    for is_left, beside in proof.path:
        found = hashlib.sha256(beside + found if is_left else found + beside).digest()
    if found != proof.root:
        raise _refused("The Merkle proof does not lead to its own root.")


def _merkle_proof(parts: dict[int, cbor.CborValue]) -> MerkleProof:
    path = tuple(_step(step) for step in _items(parts[_PATH]))
    anchors = tuple(_anchor(_pairs(anchor)) for anchor in _items(parts[_ANCHORS]))
    if not anchors:
        raise ValueError("it is anchored nowhere")
    return MerkleProof(path, _hash(parts[_ROOT]), _hash(parts[_TARGET]), anchors)


def _step(value: cbor.CborValue) -> tuple[bool, bytes]:
    [(side, digest)] = _pairs([value]).items()
    if side not in (0, 1):
        raise ValueError("a side of the path is neither left nor right")
    return side == _LEFT, _hash(digest)


def _anchor(parts: dict[int, cbor.CborValue]) -> Anchor:
    chain = _CHAINS[_number(parts[_CHAIN])]
    if chain == "mocknet":
        return Anchor("blink:mocknet", is_production=False)
    network = _number(parts[_NETWORK])
    name = _NETWORKS.get((chain, network), str(network))
    return Anchor(f"blink:{chain}:{name}:{_text(parts[_TRANSACTION])}", is_production=name == "mainnet")


def _pairs(value: cbor.CborValue) -> dict[int, cbor.CborValue]:
    """Read an array of pairs of a number and a value, each number once."""
    entries = [_items(entry) for entry in _items(value)]
    if any(len(entry) != 2 for entry in entries):
        raise ValueError("an entry is no pair")
    found = {_number(name): content for name, content in entries}
    if len(found) != len(entries):
        raise ValueError("an entry is there twice")
    return found


def _items(value: cbor.CborValue) -> Sequence[cbor.CborValue]:
    if not isinstance(value, list | tuple):
        raise ValueError("it is no array")  # noqa: TRY004 (one kind of refusal)
    return value


def _number(value: cbor.CborValue) -> int:
    if not isinstance(value, int):
        raise ValueError("it is no number")  # noqa: TRY004 (one kind of refusal)
    return value


def _text(value: cbor.CborValue) -> str:
    """Read a text, which stands as an item of its own inside bytes."""
    text = cbor.decode(value) if isinstance(value, bytes) else value
    if not isinstance(text, str):
        raise ValueError("it is no text")  # noqa: TRY004 (one kind of refusal)
    return text


def _hash(value: cbor.CborValue) -> bytes:
    digest = bytes.fromhex(_text(value))
    if len(digest) != _HASH_BYTES:
        raise ValueError("it is no SHA-256 hash")
    return digest


def _refused(detail: str) -> ProofError:
    return ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID, detail)
