"""The parts of BBS that its operations share: cipher suites, generators, and messages as numbers.

Source: https://datatracker.ietf.org/doc/draft-irtf-cfrg-bbs-signatures/ , section 4, and "Ciphersuites"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from py_arkworks_bls12381 import G1Point, Scalar

from wallet.crypto.bls12381 import (
    expand_message_xmd,
    expand_message_xof,
    g1_point,
    hash_to_g1_xmd,
    hash_to_g1_xof,
)

EXPANDED_BYTES = 48
"""expand_len ("Ciphersuites"): the bytes a scalar is reduced from."""
_GENERATORS_PER_BLOCK = 32


@dataclass(frozen=True, slots=True)
class Ciphersuite:
    """A choice of hash.

    Attributes:
        id: Its name, `ciphersuite_id`.
        p1: The fixed point P1, compressed.
        expand: `expand_message` of the suite.
        hash_to_g1: `hash_to_curve_g1` of the suite.
    """

    id: bytes
    p1: bytes
    expand: Callable[[bytes, bytes, int], bytes]
    hash_to_g1: Callable[[bytes, bytes], G1Point]


SHA_256 = Ciphersuite(
    id=b"BBS_BLS12381G1_XMD:SHA-256_SSWU_RO_",
    p1=bytes.fromhex(
        "a8ce256102840821a3e94ea9025e4662b205762f9776b3a766c872b948f1fd225e7c59698588e70d11406d161b4e28c9"
    ),
    expand=expand_message_xmd,
    hash_to_g1=hash_to_g1_xmd,
)
"""BLS12-381-SHA-256 ("Ciphersuites")."""
SHAKE_256 = Ciphersuite(
    id=b"BBS_BLS12381G1_XOF:SHAKE-256_SSWU_RO_",
    p1=bytes.fromhex(
        "8929dfbc7e6642c4ed9cba0856e493f8b9d7d5fcb0c31ef8fdcd34d50648a56c795e106e9eada6e0bda386b414150755"
    ),
    expand=expand_message_xof,
    hash_to_g1=hash_to_g1_xof,
)
"""BLS12-381-SHAKE-256 ("Ciphersuites")."""


@dataclass(frozen=True, slots=True)
class Generator:
    """A point that one message is bound to.

    Attributes:
        point: The point.
        octets: The point, compressed.
    """

    point: G1Point
    octets: bytes


@dataclass(frozen=True, slots=True)
class Interface:
    """A cipher suite in one use of it; the name of the use keeps what is hashed apart from other uses.

    Attributes:
        suite: The cipher suite.
        api_id: The name of the use, `api_id`.
    """

    suite: Ciphersuite
    api_id: bytes

    @property
    def p1(self) -> G1Point:
        """The fixed point P1."""
        return g1_point(self.suite.p1)

    def hash_to_scalar(self, octets: bytes, use: bytes = b"H2S_") -> Scalar:
        """Return the number that octets hash to (section 4.2.2, `hash_to_scalar`)."""
        return Scalar.from_be_bytes_mod_order(self.suite.expand(octets, self.api_id + use, EXPANDED_BYTES))

    def scalars(self, messages: Iterable[bytes]) -> list[Scalar]:
        """Return each message as a number (section 4.1.2, `messages_to_scalars`)."""
        return [self.hash_to_scalar(message, b"MAP_MSG_TO_SCALAR_AS_HASH_") for message in messages]

    def generators(self, count: int) -> list[Generator]:
        """Return the first `count` generators (section 4.1.1, `create_generators`)."""
        blocks = (_block(self.suite, self.api_id, number) for number in range(-(-count // _GENERATORS_PER_BLOCK)))
        return [generator for _, block in blocks for generator in block][:count]


def baseline(suite: Ciphersuite) -> Interface:
    """Return the interface of the draft itself (section 4, "H2G_HM2S_")."""
    return Interface(suite, suite.id + b"H2G_HM2S_")


@lru_cache(maxsize=256)
def _block(suite: Ciphersuite, api_id: bytes, number: int) -> tuple[bytes, tuple[Generator, ...]]:
    """Return a run of generators, and the state that the next run goes on from."""
    seed_tag, generator_tag = api_id + b"SIG_GENERATOR_SEED_", api_id + b"SIG_GENERATOR_DST_"
    if number == 0:
        state = suite.expand(api_id + b"MESSAGE_GENERATOR_SEED", seed_tag, EXPANDED_BYTES)
    else:
        state = _block(suite, api_id, number - 1)[0]
    generators = []
    for index in range(number * _GENERATORS_PER_BLOCK + 1, (number + 1) * _GENERATORS_PER_BLOCK + 1):
        state = suite.expand(state + index.to_bytes(8, "big"), seed_tag, EXPANDED_BYTES)
        point = suite.hash_to_g1(state, generator_tag)
        generators.append(Generator(point, point.to_compressed_bytes()))
    return state, tuple(generators)
