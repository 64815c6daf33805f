"""Merkle Proof 2017, of Blockcerts 2: https://w3c-dvcg.github.io/lds-merkleproof2017/ .

It says in JSON what Merkle Proof 2019 says in CBOR, and names chains by names of its own.

Source: also https://github.com/blockchain-certificates/cert-schema (2.0/merkleProof2017Schema.json)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.proofs.merkle_proof_2019 import Anchor, MerkleProof

NAME = "MerkleProof2017"
_HASH = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
_TRANSACTION = re.compile(r"(?:0x)?[0-9a-fA-F]{1,128}", re.ASCII)
_CHAIN = re.compile(r"(bitcoin|ethereum)([A-Z][a-z]{2,20})", re.ASCII)
_CODES = {"bitcoin": "btc", "ethereum": "eth"}
_MOCKS = ("mockchain", "mocknet")


def is_merkle_proof_2017(proof: JsonObject) -> bool:
    """Return whether a signature is of this kind; its type stands beside that of an extension."""
    stated = proof.get("type")
    return NAME in (stated if isinstance(stated, list) else [stated])


def decode_proof(proof: JsonObject) -> MerkleProof:
    """Read a certificate's `signature`.

    Raises:
        ProofError: PROOF_SIGNATURE with SIGNATURE_ENCODING.
    """
    try:
        return MerkleProof(
            path=tuple(_step(step) for step in _objects(proof.get("proof", []))),
            root=_hash(proof.get("merkleRoot")),
            target=_hash(proof.get("targetHash")),
            anchors=tuple(found for anchor in _objects(proof.get("anchors") or None) for found in _places(anchor)),
        )
    except ValueError as error:
        detail = "The Merkle proof is not written as its kind of proof demands."
        raise ProofError(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING, detail) from error


def _objects(value: JsonValue) -> Iterator[JsonObject]:
    for item in value if isinstance(value, list) else [None]:
        if not isinstance(item, dict):
            raise ValueError("it is no array of objects")  # noqa: TRY004 (one kind of refusal)
        yield item


def _step(step: JsonObject) -> tuple[bool, bytes]:
    if step.keys() not in ({"left"}, {"right"}):
        raise ValueError("a step of the path is neither left nor right")
    return "left" in step, _hash(next(iter(step.values())))


def _places(anchor: JsonObject) -> Iterator[Anchor]:
    """Yield where an anchor may be: in one place, or in either network of Bitcoin where it names none, as at first."""
    chain = anchor.get("chain", "bitcoinMainnet")
    if chain in _MOCKS:
        yield Anchor("blink:mocknet", is_production=False)
        return
    match = _CHAIN.fullmatch(chain) if isinstance(chain, str) else None
    transaction = anchor.get("sourceId")
    if match is None or not isinstance(transaction, str) or not _TRANSACTION.fullmatch(transaction):
        raise ValueError("an anchor names no chain, or no transaction")
    for network in (match[2].lower(), *(() if "chain" in anchor else ("testnet",))):
        yield Anchor(f"blink:{_CODES[match[1]]}:{network}:{transaction}", is_production=network == "mainnet")


def _hash(value: JsonValue) -> bytes:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise ValueError("it is no SHA-256 hash")
    return bytes.fromhex(value)
