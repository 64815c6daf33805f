"""bbs-2023: what an issuer signed is checked whole, and part by part; and nothing else passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from py_arkworks_bls12381 import G2Point, Scalar

from tests.simulators.bbs_issuer import HMAC_KEY, BbsIssuer, proof_value
from wallet.crypto.bbs import Statement, sign
from wallet.crypto.bbs_blind import generators_with_commitment, pseudonymous
from wallet.crypto.bbs_interface import SHA_256
from wallet.crypto.bbs_proofs import Shown, prove
from wallet.crypto.cbor import CborValue, decode
from wallet.crypto.encodings import b64url_decode, b64url_encode, multibase_encode
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey, PublicKey, public_key_from_multikey
from wallet.jsonld.contexts import editions
from wallet.model.checks import Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits
from wallet.proofs.bbs_2023 import BBS_2023
from wallet.proofs.bbs_derivation import derive
from wallet.proofs.labels import shuffled_labels
from wallet.proofs.registry import suite_for
from wallet.proofs.selective import group, hash_options, hash_statements, separated

LIMITS = Limits()
ISSUER = BbsIssuer("an issuer of tests")
KEY = ISSUER.key
MANDATORY = ["/issuer", "/validFrom"]
DOCUMENT = ISSUER.badge()
OPTIONS = ISSUER.options()
CONTEXTS = editions(DOCUMENT)[0]
READING = (CONTEXTS, LIMITS)


def components_of(proof: dict[str, Any]) -> list[Any]:
    value = decode(b64url_decode(proof["proofValue"][1:])[3:])
    assert isinstance(value, list)
    return value


BASE = ISSUER.base_proof(DOCUMENT, MANDATORY)
CHOSEN = ["/credentialSubject/achievement/name", "/credentialSubject/result"]
SHOWN: Any = derive(DOCUMENT, BASE, CHOSEN, b"for you", READING)
DERIVED = SHOWN["proof"]
REVEALED = {name: value for name, value in SHOWN.items() if name != "proof"}
Found = tuple[Code, Outcome] | None


def refusal(document: Any, proof: Any, key: PublicKey = KEY, limits: Limits = LIMITS) -> Found:
    try:
        BBS_2023.check(proof, limits)
        BBS_2023.verify(document, proof, key, CONTEXTS, limits)
    except ProofError as error:
        return error.code, error.outcome
    return None


INVALID = (Code.SIGNATURE_INVALID, Outcome.FAILED)
ENCODING = (Code.SIGNATURE_ENCODING, Outcome.FAILED)
UNSUPPORTED = (Code.SUITE_UNSUPPORTED, Outcome.UNKNOWN)


def test_a_base_proof_and_what_is_derived_from_it_hold() -> None:
    assert suite_for(BASE) is BBS_2023
    assert refusal(DOCUMENT, BASE) is None
    assert refusal(REVEALED, DERIVED) is None


def test_what_was_not_chosen_does_not_leave() -> None:
    achievement = SHOWN["credentialSubject"]["achievement"]
    assert achievement["name"] == "Knots"
    assert set(achievement) == {"id", "type", "name"}


@pytest.mark.parametrize(
    "pointers", [[], [""], ["/issuer/name"], ["/credentialSubject"], ["/credentialSubject/achievement/criteria"]]
)
def test_any_part_can_be_shown(pointers: list[str]) -> None:
    shown = derive(DOCUMENT, BASE, pointers, b"", READING)
    assert refusal({name: value for name, value in shown.items() if name != "proof"}, shown["proof"]) is None


@pytest.mark.parametrize("pointers", [["credentialSubject"], ["/nothing"], ["/issuer/name/x"]])
def test_pointers_that_point_at_nothing_are_refused(pointers: list[str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        derive(DOCUMENT, BASE, pointers, b"", READING)


def test_who_chose_what_is_shown_can_be_told() -> None:
    always, chosen = BBS_2023.shown_statements(REVEALED, DERIVED, READING)
    assert any("#issuer>" in statement for statement in always)
    assert any('"Knots"' in statement for statement in chosen)
    assert not any("#issuer>" in statement for statement in chosen)
    for document, proof in ((DOCUMENT, DERIVED), (DOCUMENT, BASE)):
        with pytest.raises(ProofError):
            BBS_2023.shown_statements(document, proof, READING)


def test_nothing_is_derived_from_a_derived_proof() -> None:
    with pytest.raises(ValueError, match="derived"):
        derive(REVEALED, DERIVED, [], b"", READING)


def test_another_key_is_refused() -> None:
    other = (G2Point() * Scalar(5)).to_compressed_bytes()
    key = public_key_from_multikey(multibase_encode(b"\xeb\x01" + other), LIMITS)
    assert refusal(DOCUMENT, BASE, key) == INVALID
    assert refusal(REVEALED, DERIVED, key) == INVALID


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for name, inner in value.items() if name != "@context" for leaf in leaves(inner, (*path, name))]
    if isinstance(value, list):
        return [leaf for index, inner in enumerate(value) for leaf in leaves(inner, (*path, index))]
    return [path]


def changed(value: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    if not path:
        return change(value)
    inner = changed(value[path[0]], path[1:], change)
    if isinstance(value, dict):
        rest = {name: item for name, item in value.items() if name != path[0]}
        return rest if inner is None else {**rest, path[0]: inner}
    return [*value[: path[0]], *([] if inner is None else [inner]), *value[path[0] + 1 :]]


CHANGES: tuple[Callable[[Any], Any], ...] = (
    lambda _: None,
    lambda text: text + "x",
    lambda text: text[:-1],
    lambda _: 7,
)


def test_no_leaf_of_what_is_shown_may_change() -> None:
    accepted = [
        (path, number)
        for document, proof in ((DOCUMENT, BASE), (REVEALED, DERIVED))
        for path in leaves(document)
        for number, change in enumerate(CHANGES)
        if refusal(changed(document, path, change), proof) is None
    ]
    assert accepted == []


def test_no_option_of_a_proof_may_change() -> None:
    changes: dict[str, str] = {
        "created": "2026-01-01T00:00:01Z",
        "verificationMethod": "https://issuer.example/#other",
        "proofPurpose": "authentication",
        "expires": "2036-01-01T00:00:00Z",
        "domain": "elsewhere.example",
    }
    for name, value in changes.items():
        assert refusal(DOCUMENT, {**BASE, name: value}) == INVALID
        assert refusal(REVEALED, {**DERIVED, name: value}) == INVALID


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 7), st.booleans())
def test_no_bit_of_a_proof_value_may_change(place: int, bit: int, base: bool) -> None:
    document, proof = (DOCUMENT, BASE) if base else (REVEALED, DERIVED)
    octets = bytearray(b64url_decode(proof["proofValue"][1:]))
    octets[place % len(octets)] ^= 1 << bit
    # Another HMAC key can put so few nodes in the same order, and then everything signed is the same.
    assume(not base or HMAC_KEY in octets)
    assert refusal(document, {**proof, "proofValue": "u" + b64url_encode(bytes(octets))}) is not None


@pytest.mark.parametrize(
    "value",
    [None, 7, "", "u", "z" + DERIVED["proofValue"][1:], DERIVED["proofValue"] + "=", DERIVED["proofValue"] + "AA"],
)
def test_a_proof_value_has_one_spelling(value: object) -> None:
    assert refusal(REVEALED, {**DERIVED, "proofValue": value}) == ENCODING


def swapped(proof: Any, kind: int, place: int, value: CborValue) -> dict[str, Any]:
    components = components_of(proof)
    components[place] = value
    return {**proof, "proofValue": proof_value(kind, components)}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, b""),
        (0, "text"),
        (1, {}),
        (1, {0: 0, 1: 0}),
        (1, {0: 9, 1: 8}),
        (1, {"0": 0}),
        (2, [0, 0]),
        (2, [99]),
        (2, [b"0"]),
        (2, 0),
        (3, [1, 0]),
        (3, []),
        (3, [99]),
        (4, b"for another"),
        (4, "for you"),
    ],
)
def test_no_part_of_a_derived_proof_may_change(place: int, value: CborValue) -> None:
    assert refusal(REVEALED, swapped(DERIVED, 3, place, value)) in (INVALID, ENCODING)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (1, bytes(64)),
        (2, (G2Point() * Scalar(5)).to_compressed_bytes()),
        (3, bytes(32)),
        (3, bytes(16)),
        (4, []),
        (4, ["/issuer"]),
        (4, ["/nothing"]),
        (4, ["issuer"]),
        (4, [7]),
        (4, "/issuer"),
    ],
)
def test_no_part_of_a_base_proof_may_change(place: int, value: CborValue) -> None:
    assert refusal(DOCUMENT, swapped(BASE, 2, place, value)) in (INVALID, ENCODING)


def test_pointers_that_select_the_same_change_nothing() -> None:
    assert refusal(DOCUMENT, swapped(BASE, 2, 4, [*MANDATORY, "/issuer/name"])) is None


def test_base_proofs_over_a_secret_are_not_checked() -> None:
    components = components_of(BASE)
    assert refusal(DOCUMENT, {**BASE, "proofValue": proof_value(4, components)}) == UNSUPPORTED
    for kind in (6, 8):
        secret = {**BASE, "proofValue": proof_value(kind, [*components, bytes(32)])}
        assert refusal(DOCUMENT, secret) == UNSUPPORTED
        with pytest.raises(ValueError, match="derived"):
            derive(DOCUMENT, secret, [], b"", READING)


def test_no_proof_of_one_feature_passes_for_another() -> None:
    components = components_of(DERIVED)
    nym = SHA_256.p1
    for count in range(20):
        assert refusal(REVEALED, {**DERIVED, "proofValue": proof_value(5, [*components, count])}) == INVALID
        for kind in (7, 9):
            named = proof_value(kind, [*components, "here", nym, count])
            assert refusal(REVEALED, {**DERIVED, "proofValue": named}) == INVALID
            unnamed = proof_value(kind, [*components, nym, count])
            assert refusal(REVEALED, {**DERIVED, "proofValue": unnamed}) == UNSUPPORTED
    for kind in (0, 1, 10, 11, 255):
        assert refusal(REVEALED, {**DERIVED, "proofValue": proof_value(kind, components)}) == ENCODING


def test_messages_are_bounded() -> None:
    count = len(components_of(DERIVED)[3]) + (len(components_of(DERIVED)[0]) - 272) // 32
    assert refusal(REVEALED, DERIVED, limits=LIMITS._replace(bbs_messages=count)) is None
    for document, proof in ((REVEALED, DERIVED), (DOCUMENT, BASE)):
        found = refusal(document, proof, limits=LIMITS._replace(bbs_messages=count - 1))
        assert found == (Code.TOO_COMPLEX, Outcome.UNKNOWN)


def test_nobody_signs_with_it_here() -> None:
    signer = KeySigner(PrivateKey.generate(KeyType.ED25519), "did:key:z#z")
    with pytest.raises(ValueError, match="sign"):
        BBS_2023.sign(DOCUMENT, OPTIONS, signer, CONTEXTS, LIMITS)


def pseudonymous_proof(statements: list[str], header: bytes, domain: bytes) -> tuple[bytes, bytes]:
    """Make a proof with a pseudonym, all statements shown: the holder's side of the pseudonym draft."""
    interface = pseudonymous(SHA_256)
    generators = generators_with_commitment(interface, len(statements), 2)
    signed = Statement(interface, ISSUER.key_octets, header, generators)
    numbers = [*interface.scalars(map(str.encode, statements)), Scalar(1234567), Scalar(7654321)]
    signature = sign(signed, ISSUER.secret, numbers)
    base = interface.suite.hash_to_g1(domain, interface.api_id)
    pseudonym = (base * numbers[-1]).to_compressed_bytes()
    random = [Scalar(1000 + index) for index in range(7)]
    answer = (base * random[-1]).to_compressed_bytes()
    shown = dict(enumerate(numbers[:-2]))
    linked = (pseudonym, base.to_compressed_bytes(), answer)
    return prove(signed, signature, numbers, Shown(shown, b"", linked), lambda _: random), pseudonym


def test_a_pseudonym_holds_where_it_is_said_to_be_used_alone() -> None:
    labels = shuffled_labels(HMAC_KEY)
    grouped = group(DOCUMENT, {"mandatory": MANDATORY, "all": [""]}, labels, *READING)
    indexes = grouped.groups["mandatory"].indexes
    mandatory, others = separated(grouped.statements, indexes)
    header = hash_options(DOCUMENT, OPTIONS, *READING) + hash_statements(mandatory)
    proof, pseudonym = pseudonymous_proof(others, header, b"club.example")
    whole: Any = derive(DOCUMENT, BASE, [""], b"", READING)
    _, label_map, mandatory_indexes, _, _ = components_of(whole["proof"])
    common = [proof, label_map, mandatory_indexes, list(range(len(others))), b""]

    def found(domain: CborValue, kind: int = 7) -> Found:
        value = proof_value(kind, [*common, domain, pseudonym, len(others)])
        return refusal(DOCUMENT, {**OPTIONS, "proofValue": value})

    assert found("club.example") is None
    assert found(b"club.example") is None
    assert found("other.example") == INVALID
    assert found("club.example", 9) == INVALID
