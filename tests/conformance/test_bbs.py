"""BBS: every published fixture of the draft and of hashing to its curve, and the optional features of bbs-2023."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from py_arkworks_bls12381 import Scalar

from wallet.crypto.bbs import Statement, sign, verify
from wallet.crypto.bbs_blind import blind, generators_with_commitment, pseudonym_points, pseudonymous
from wallet.crypto.bbs_interface import EXPANDED_BYTES, SHA_256, SHAKE_256, Ciphersuite, baseline
from wallet.crypto.bbs_proofs import Shown, parse_proof, prove, verify_proof
from wallet.crypto.bls12381 import expand_message_xmd, expand_message_xof, hash_to_g1_xmd
from wallet.model.errors import ProofError

pytestmark = pytest.mark.conformance
Json = dict[str, Any]
SUITES = {"bls12-381-sha-256": SHA_256, "bls12-381-shake-256": SHAKE_256}
SEED = bytes.fromhex("332e313431353932363533353839373933323338343632363433333833323739")
FIXTURES = "dif-bbs-signature/tooling/fixtures/fixture_data"
HASHING = "cfrg-hash-to-curve/poc/vectors"
FEATURES = "w3c-vc-di-bbs/TestVectors"


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def fixtures(corpus: Path, kind: str) -> Iterator[tuple[str, Ciphersuite, Json]]:
    for name, suite in SUITES.items():
        for path in sorted((corpus / FIXTURES / name).glob(kind)):
            yield f"{name}/{path.name}", suite, read(path)


def holds(check: Any, *arguments: Any) -> bool:
    try:
        check(*arguments)
    except ProofError:
        return False
    return True


def verify_octets(statement: Statement, proof: bytes, shown: Shown) -> None:
    verify_proof(statement, parse_proof(proof), shown)


def statement_of(suite: Ciphersuite, key: str, case: Json) -> Statement:
    interface = baseline(suite)
    generators = interface.generators(len(case["messages"]) + 1)
    return Statement(interface, bytes.fromhex(key), bytes.fromhex(case["header"]), generators)


def numbers_of(suite: Ciphersuite, case: Json) -> list[Scalar]:
    return baseline(suite).scalars(map(bytes.fromhex, case["messages"]))


def mocked(suite: Ciphersuite, count: int) -> list[Scalar]:
    """The draft's reproducible random numbers ("Mocked Random Scalars")."""
    tag = baseline(suite).api_id + b"MOCK_RANDOM_SCALARS_DST_"
    data = suite.expand(SEED, tag, count * EXPANDED_BYTES)
    starts = range(0, len(data), EXPANDED_BYTES)
    return [Scalar.from_be_bytes_mod_order(data[start : start + EXPANDED_BYTES]) for start in starts]


def test_generators(corpus: Path) -> None:
    every = list(fixtures(corpus, "generators.json"))
    assert len(every) == 2
    for _, suite, case in every:
        assert suite.p1.hex() == case["P1"]
        found = [generator.octets.hex() for generator in baseline(suite).generators(1 + len(case["MsgGenerators"]))]
        assert found == [case["Q1"], *case["MsgGenerators"]]


def test_messages_become_numbers(corpus: Path) -> None:
    for _, suite, document in fixtures(corpus, "MapMessageToScalarAsHash.json"):
        cases = document["cases"]
        found = baseline(suite).scalars(bytes.fromhex(case["message"]) for case in cases)
        assert [number.to_be_bytes().hex() for number in found] == [case["scalar"] for case in cases]


def test_signatures(corpus: Path) -> None:
    every = list(fixtures(corpus, "signature/*.json"))
    assert every
    for name, suite, case in every:
        statement = statement_of(suite, case["signerKeyPair"]["publicKey"], case)
        numbers, signature = numbers_of(suite, case), bytes.fromhex(case["signature"])
        assert holds(verify, statement, signature, numbers) == case["result"]["valid"], name
        if case["result"]["valid"]:
            secret = bytes.fromhex(case["signerKeyPair"]["secretKey"])
            assert sign(statement, secret, numbers) == signature, name


def test_proofs(corpus: Path) -> None:
    every = list(fixtures(corpus, "proof/*.json"))
    assert every
    for name, suite, case in every:
        statement, numbers = statement_of(suite, case["signerPublicKey"], case), numbers_of(suite, case)
        messages = {index: numbers[index] for index in case["disclosedIndexes"]}
        shown = Shown(messages, bytes.fromhex(case["presentationHeader"]))
        proof = bytes.fromhex(case["proof"])
        assert holds(verify_octets, statement, proof, shown) == case["result"]["valid"], name
        if case["result"]["valid"]:
            signature = bytes.fromhex(case["signature"])
            made = prove(statement, signature, numbers, shown, partial(mocked, suite))
            assert made == proof, name


def test_expanding_messages(corpus: Path) -> None:
    functions = {
        "expand_message_xmd_SHA256_256.json": expand_message_xmd,
        "expand_message_xof_SHAKE256_36.json": expand_message_xof,
    }
    for file, expand in functions.items():
        document = read(corpus / HASHING / file)
        for case in document["tests"]:
            length = int(case["len_in_bytes"], 16)
            found = expand(case["msg"].encode(), document["DST"].encode(), length)
            assert found.hex() == case["uniform_bytes"], (file, case["msg"], length)


def test_hashing_to_the_curve(corpus: Path) -> None:
    document = read(corpus / HASHING / "BLS12381G1_XMD:SHA-256_SSWU_RO_.json")
    for case in document["vectors"]:
        point = hash_to_g1_xmd(case["msg"].encode(), document["dst"].encode())
        assert point.to_xy_bytes_be().hex() == case["P"]["x"][2:] + case["P"]["y"][2:]


def feature(corpus: Path, name: str) -> tuple[Json, Json, dict[int, bytes], bytes]:
    folder = corpus / FEATURES
    derived = read(folder / name / "derivedDisclosureData.json")
    base = read(folder / name / "addRawBaseSignatureInfo.json")
    quads = read(folder / name / "verifyNQuads.json")
    texts = [text.encode() for index, text in enumerate(quads) if index not in derived["mandatoryIndexes"]]
    header = bytes.fromhex(read(folder / "BBSDeriveMaterial.json")["presentationHeaderHex"])
    return derived, base, dict(zip(derived["adjSelectiveIndexes"], texts, strict=True)), header


def test_the_vector_of_holder_binding(corpus: Path) -> None:
    derived, base, messages, presentation_header = feature(corpus, "HolderBinding")
    interface, proof = blind(SHA_256), parse_proof(bytes.fromhex(derived["bbsProof"]))
    generators = generators_with_commitment(interface, derived["lengthBBSMessages"], 2)
    statement = Statement(interface, bytes.fromhex(base["publicKey"]), bytes.fromhex(base["bbsHeader"]), generators)
    shown = Shown(dict(zip(messages, interface.scalars(messages.values()), strict=True)), presentation_header)
    assert holds(verify_proof, statement, proof, shown)
    assert not holds(verify_proof, statement, proof, Shown(shown.messages, b""))


@pytest.mark.parametrize("context", ["https://car.rental.verifier.example/", "https://other.example/"])
def test_the_vector_of_pseudonyms(corpus: Path, context: str) -> None:
    derived, base, messages, presentation_header = feature(corpus, "PseudonymHB")
    interface, proof = pseudonymous(SHA_256), parse_proof(bytes.fromhex(derived["bbsProof"]))
    generators = generators_with_commitment(interface, derived["lengthBBSMessages"], 3)
    statement = Statement(interface, bytes.fromhex(base["publicKey"]), bytes.fromhex(base["bbsHeader"]), generators)
    linked = pseudonym_points(interface, proof, bytes.fromhex(derived["pseudonym"]), context.encode())
    numbers = dict(zip(messages, interface.scalars(messages.values()), strict=True))
    shown = Shown(numbers, presentation_header, linked)
    assert holds(verify_proof, statement, proof, shown) == (context == "https://car.rental.verifier.example/")
