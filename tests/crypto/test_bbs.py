"""BBS: what was signed is proved, and nothing else; points and numbers have one spelling."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_arkworks_bls12381 import G1Point, G2Point, Scalar

from wallet.crypto.bbs import Statement, sign, verify
from wallet.crypto.bbs_blind import blind, generators_with_commitment, pseudonym_points, pseudonymous
from wallet.crypto.bbs_interface import SHA_256, SHAKE_256, Interface, baseline
from wallet.crypto.bbs_proofs import Shown, parse_proof, prove, verify_proof
from wallet.crypto.bls12381 import (
    FIELD_ORDER,
    expand_message_xmd,
    g1_point,
    g2_point,
    scalar,
)
from wallet.crypto.encodings import multibase_encode
from wallet.crypto.keys import KeyType, public_key_from_multikey, public_key_to_jwk, public_key_to_multikey
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits

SECRET = (7**80 % 2**250).to_bytes(32, "big")
KEY = (G2Point() * Scalar.from_be_bytes(SECRET)).to_compressed_bytes()
MESSAGES = [b"one", b"two", b"", b"two", b"five"]
SHAKEN = baseline(SHAKE_256)
INTERFACE = baseline(SHA_256)
NUMBERS = INTERFACE.scalars(MESSAGES)
SIGNED = Statement(INTERFACE, KEY, b"header", INTERFACE.generators(len(MESSAGES) + 1))
SIGNATURE = sign(SIGNED, SECRET, NUMBERS)
SHOWN = Shown({1: NUMBERS[1], 3: NUMBERS[3]}, b"for you")
PROOF = prove(SIGNED, SIGNATURE, NUMBERS, SHOWN)
R = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001


def code_of(statement: Statement, proof: bytes, shown: Shown) -> Code:
    try:
        verify_proof(statement, parse_proof(proof), shown)
    except ProofError as error:
        return error.code if (error.check, error.outcome) == (CheckId.PROOF_SIGNATURE, Outcome.FAILED) else Code.OK
    return Code.OK


@pytest.mark.parametrize("interface", [INTERFACE, SHAKEN])
def test_a_signature_and_its_proofs_hold(interface: Interface) -> None:
    numbers = interface.scalars(MESSAGES)
    signed = Statement(interface, KEY, b"header", interface.generators(len(MESSAGES) + 1))
    signature = sign(signed, SECRET, numbers)
    verify(signed, signature, numbers)
    for indexes in ([], [0], [1, 4], [0, 1, 2, 3, 4]):
        shown = Shown({index: numbers[index] for index in indexes}, b"")
        assert code_of(signed, prove(signed, signature, numbers, shown), shown) is Code.OK


def test_no_two_proofs_of_one_signature_are_alike() -> None:
    again = prove(SIGNED, SIGNATURE, NUMBERS, SHOWN)
    assert not {PROOF[start : start + 48] for start in (0, 48, 96)} & {
        again[start : start + 48] for start in (0, 48, 96)
    }


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        (replace(SIGNED, header=b"another"), SHOWN),
        (replace(SIGNED, key=G2Point().to_compressed_bytes()), SHOWN),
        (replace(SIGNED, generators=INTERFACE.generators(5)), SHOWN),
        (replace(SIGNED, generators=INTERFACE.generators(7)), SHOWN),
        (SIGNED, replace(SHOWN, presentation_header=b"for another")),
        (SIGNED, replace(SHOWN, linked=(PROOF[:48],))),
        (SIGNED, replace(SHOWN, messages={1: NUMBERS[1]})),
        (SIGNED, replace(SHOWN, messages={0: NUMBERS[0], 3: NUMBERS[3]})),
        (SIGNED, replace(SHOWN, messages={1: NUMBERS[1], 4: NUMBERS[3]})),
        (SIGNED, replace(SHOWN, messages={1: NUMBERS[1], 5: NUMBERS[3]})),
        (SIGNED, replace(SHOWN, messages={1: NUMBERS[1], 3: NUMBERS[4]})),
    ],
)
def test_a_proof_holds_for_what_it_was_made_for_alone(statement: Statement, shown: Shown) -> None:
    assert code_of(SIGNED, PROOF, SHOWN) is Code.OK
    assert code_of(statement, PROOF, shown) is Code.SIGNATURE_INVALID


def test_a_signature_holds_for_its_messages_in_their_order_alone() -> None:
    for numbers in ([*NUMBERS[1:], NUMBERS[0]], [*NUMBERS[:4], NUMBERS[0]]):
        with pytest.raises(ProofError) as caught:
            verify(SIGNED, SIGNATURE, numbers)
        assert caught.value.code is Code.SIGNATURE_INVALID


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(PROOF) * 8 - 1))
def test_no_bit_of_a_proof_may_change(bit: int) -> None:
    changed = bytearray(PROOF)
    changed[bit // 8] ^= 1 << bit % 8
    assert code_of(SIGNED, bytes(changed), SHOWN) is not Code.OK


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SIGNATURE) * 8 - 1))
def test_no_bit_of_a_signature_may_change(bit: int) -> None:
    changed = bytearray(SIGNATURE)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ProofError) as caught:
        verify(SIGNED, bytes(changed), NUMBERS)
    assert caught.value.code in (Code.SIGNATURE_INVALID, Code.SIGNATURE_ENCODING)


IDENTITY = b"\xc0" + bytes(47)


@pytest.mark.parametrize(
    "proof",
    [
        b"",
        PROOF[:-32],
        PROOF[:-1],
        PROOF + bytes(31),
        PROOF[:200],
        IDENTITY + PROOF[48:],
        PROOF[:48] + IDENTITY + PROOF[96:],
        PROOF[:96] + IDENTITY + PROOF[144:],
        PROOF[:-32] + bytes(32),
        PROOF[:-32] + R.to_bytes(32, "big"),
    ],
)
def test_a_malformed_proof_is_refused(proof: bytes) -> None:
    assert code_of(SIGNED, proof, SHOWN) in (Code.SIGNATURE_ENCODING, Code.SIGNATURE_INVALID)


def test_a_malformed_signature_is_refused() -> None:
    for signature in (b"", SIGNATURE[:-1], IDENTITY + SIGNATURE[48:], SIGNATURE[:48] + bytes(32)):
        with pytest.raises(ProofError) as caught:
            verify(SIGNED, signature, NUMBERS)
        assert caught.value.code is Code.SIGNATURE_ENCODING


@pytest.mark.parametrize(
    "data",
    [
        IDENTITY,
        b"\xc0" + bytes(46) + b"\x01",
        b"\xe0" + bytes(47),
        bytes(48),
        b"\x80" + bytes(46) + b"\x04",
        (FIELD_ORDER + 4 | 1 << 383).to_bytes(48, "big"),
        KEY,
    ],
)
def test_what_is_no_usable_point_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        g1_point(data)


def test_points_outside_the_group_are_refused() -> None:
    """Points on the curve, of which hardly any lies in the group of prime order."""
    found = 0
    for x in range(64):
        data = (x | 1 << 383).to_bytes(48, "big")
        try:
            G1Point.from_compressed_bytes_unchecked(data)
        except ValueError:
            continue
        found += 1
        with pytest.raises(ValueError, match=r"."):
            g1_point(data)
    assert found > 8


def test_numbers_lie_between_one_and_the_order() -> None:
    assert scalar((R - 1).to_bytes(32, "big")) == Scalar(0) - Scalar(1)
    for number in (0, R, 2**256 - 1):
        with pytest.raises(ValueError, match=r"."):
            scalar(number.to_bytes(32, "big"))


def test_so_many_bytes_cannot_be_expanded() -> None:
    assert len(expand_message_xmd(b"", b"tag", 255 * 32)) == 255 * 32
    with pytest.raises(ValueError, match="expanded"):
        expand_message_xmd(b"", b"tag", 255 * 32 + 1)


def test_generators_go_on_where_fewer_ended() -> None:
    assert [generator.octets for generator in INTERFACE.generators(70)[:33]] == [
        generator.octets for generator in INTERFACE.generators(33)
    ]
    assert len({generator.octets for generator in INTERFACE.generators(70)}) == 70


def test_blind_and_pseudonymous_generators_are_apart() -> None:
    points = [
        generator.octets
        for interface in (INTERFACE, blind(SHA_256), pseudonymous(SHA_256))
        for generator in generators_with_commitment(interface, 3, 2)
    ]
    assert len(set(points)) == 3 * 6


def test_a_pseudonym_must_be_a_point() -> None:
    proof = parse_proof(PROOF)
    for pseudonym in (b"", IDENTITY, bytes(48)):
        with pytest.raises(ProofError) as caught:
            pseudonym_points(pseudonymous(SHA_256), proof, pseudonym, b"context")
        assert caught.value.code is Code.SIGNATURE_INVALID


def multikey(data: bytes) -> str:
    return multibase_encode(b"\xeb\x01" + data)


def test_a_key_reads_as_it_was_written() -> None:
    key = public_key_from_multikey(multikey(KEY), Limits())
    assert (key.key_type, key.material) == (KeyType.BLS12381, KEY)
    assert public_key_to_multikey(key) == multikey(KEY)
    with pytest.raises(ValueError, match="JWK"):
        public_key_to_jwk(key)


@pytest.mark.parametrize(
    "data",
    [b"", KEY[:-1], KEY + b"\0", b"\xc0" + bytes(95), b"\x80" + bytes(95), b"\xc0" + bytes(94) + b"\1", PROOF[:48]],
)
def test_a_key_that_is_no_point_of_the_group_is_refused(data: bytes) -> None:
    with pytest.raises(ProofError) as caught:
        public_key_from_multikey(multikey(data), Limits())
    assert (caught.value.check, caught.value.code) == (CheckId.KEY_STRENGTH, Code.KEY_INVALID)
    with pytest.raises(ValueError, match=r"."):
        g2_point(data)
