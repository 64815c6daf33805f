"""ecdsa-sd-2023: what is signed and derived verifies, and no other part or change does."""

from __future__ import annotations

import copy
import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jsonld.badges import LIMITS, badge
from tests.proofs.test_suites import SIGNERS, changed_leaf, leaves, places, with_change
from wallet.crypto.cbor import CborValue, decode, encode
from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.crypto.keys import KeyType, PrivateKey
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.proofs.disclosure import disclose
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.proofs.ecdsa_sd_proof_value import BaseProof, DerivedProof, parse, serialize_base, serialize_derived
from wallet.proofs.labels import given_labels, hmac_labels
from wallet.proofs.registry import suite_for
from wallet.proofs.selective import relabelled, separated

Json = dict[str, Any]
CONTEXTS = editions(badge())[0]
OPTIONS: Json = {"created": "2026-05-01T12:00:00Z", "proofPurpose": "assertionMethod"}
POINTERS = ["/credentialSubject/achievement/name", "/credentialSubject/achievement/alignment"]
ENCODING = (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_ENCODING)
INVALID = (CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID)


def base_proof(document: Json) -> Json:
    return dict(ECDSA_SD_2023.sign(document, OPTIONS, SIGNERS[KeyType.P256], CONTEXTS, LIMITS))


BASE = base_proof(badge())
SHOWN: Json = dict(ECDSA_SD_2023.derive(badge(), BASE, POINTERS, CONTEXTS, LIMITS))
DERIVED: Json = SHOWN.pop("proof")


def refusal(document: Json, proof: Json, key_type: KeyType = KeyType.P256) -> tuple[CheckId, Code] | None:
    try:
        key = SIGNERS[key_type].private_key.public_key
        ECDSA_SD_2023.verify(document, proof, key, editions(document)[0], LIMITS)
    except ProofError as error:
        return error.check, error.code
    return None


def base() -> BaseProof:
    value = parse(BASE["proofValue"])
    assert isinstance(value, BaseProof)
    return value


def derived() -> DerivedProof:
    value = parse(DERIVED["proofValue"])
    assert isinstance(value, DerivedProof)
    return value


def with_derived(**parts: Any) -> Json:
    return {**DERIVED, "proofValue": serialize_derived(replace(derived(), **parts))}


def test_base_and_derived_proofs_hold() -> None:
    assert suite_for(BASE) is ECDSA_SD_2023
    assert refusal(badge(), BASE) is None
    assert refusal(SHOWN, DERIVED) is None
    assert [ECDSA_SD_2023.is_derived(proof) for proof in (BASE, DERIVED, {"proofValue": 5}, {})] == [
        False,
        True,
        False,
        False,
    ]


def test_a_derived_proof_shows_what_was_chosen_and_what_is_mandatory() -> None:
    assert SHOWN.keys() == {"@context", "id", "type", "issuer", "validFrom", "credentialSubject", "credentialStatus"}
    assert SHOWN["credentialSubject"]["achievement"].keys() == {"id", "type", "name", "alignment"}
    assert "hmac" not in DERIVED["proofValue"]
    assert b64url_encode(base().hmac_key) not in DERIVED["proofValue"]


def test_mandatory_alone_can_be_shown() -> None:
    part: Json = dict(ECDSA_SD_2023.derive(badge(), BASE, [], CONTEXTS, LIMITS))
    proof = part.pop("proof")
    assert refusal(part, proof) is None
    assert "credentialSubject" not in part


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_choice_holds(data: st.DataObject) -> None:
    every = ["/" + "/".join(map(str, path)) for path, _ in places(badge()) if path[0] != "@context"]
    choosable = [pointer for pointer in every if "/allowedValue/" not in pointer]
    chosen = data.draw(st.lists(st.sampled_from(choosable), max_size=5))
    part: Json = dict(ECDSA_SD_2023.derive(badge(), BASE, chosen, CONTEXTS, LIMITS))
    proof = part.pop("proof")
    assert refusal(part, proof) is None


def test_what_cannot_be_derived_is_refused() -> None:
    with pytest.raises(ValueError, match="only a base proof"):
        ECDSA_SD_2023.derive(SHOWN, DERIVED, [], CONTEXTS, LIMITS)
    with pytest.raises(ValueError, match="points at nothing"):
        ECDSA_SD_2023.derive(badge(), BASE, ["/nothing"], CONTEXTS, LIMITS)
    with pytest.raises(ValueError, match="does not fit"):
        ECDSA_SD_2023.derive({**badge(), "description": "more"}, BASE, [], CONTEXTS, LIMITS)
    nothing = {**BASE, "proofValue": serialize_base(replace(base(), mandatory=()))}
    with pytest.raises(ValueError, match="nothing is selected"):
        ECDSA_SD_2023.derive(badge(), nothing, [], CONTEXTS, LIMITS)


@pytest.mark.parametrize(("document", "proof"), [(badge(), BASE), (SHOWN, DERIVED)], ids=["base", "derived"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_changed_character_is_refused(document: Json, proof: Json, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(leaves(document)))
    altered = with_change(document, path, lambda value: changed_leaf(value, data))
    assert refusal(altered, proof) is not None
    path = data.draw(st.sampled_from(leaves(proof)))
    assert refusal(document, with_change(proof, path, lambda value: changed_leaf(value, data))) is not None


@pytest.mark.parametrize(("document", "proof"), [(badge(), BASE), (SHOWN, DERIVED)], ids=["base", "derived"])
def test_every_removed_value_is_noticed(document: Json, proof: Json) -> None:
    for path, _ in places(document):
        altered: Any = copy.deepcopy(document)
        holder = altered
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        # A context of which nothing is used says nothing.
        assert refusal(altered, proof) is not None or path == ("@context",), path


def test_every_flipped_bit_of_the_derived_proof_is_refused() -> None:
    octets = b64url_decode(DERIVED["proofValue"][1:])
    for position in range(len(octets)):
        flipped = bytearray(octets)
        flipped[position] ^= 1 << position % 8
        altered = {**DERIVED, "proofValue": "u" + b64url_encode(bytes(flipped))}
        assert refusal(SHOWN, altered) is not None, position


def test_statements_cannot_change_sides() -> None:
    """Neither a mandatory statement as one signed alone, nor the other way round, nor signatures too many or few."""
    value = derived()
    signatures = value.signatures
    others = [index for index in range(99) if index not in value.mandatory]
    for changed in (
        with_derived(mandatory=value.mandatory[1:]),
        with_derived(mandatory=value.mandatory[1:], signatures=(signatures[0], *signatures)),
        with_derived(mandatory=tuple(sorted([*value.mandatory, others[0]])), signatures=signatures[1:]),
        with_derived(mandatory=(*value.mandatory, 99)),
        with_derived(signatures=signatures[:-1]),
        with_derived(signatures=(*signatures, signatures[0])),
        with_derived(signatures=signatures[::-1]),
    ):
        assert refusal(SHOWN, changed) == INVALID


def test_labels_cannot_be_exchanged() -> None:
    """Exchanged or merged, they would let a statement about one thing be told of another."""
    labels = dict(derived().labels)
    first, second = list(labels)[:2]
    for changed in (
        {**labels, first: labels[second], second: labels[first]},
        {**labels, first: labels[second]},
        {**labels, f"_:c14n{len(labels)}": "_:u" + b64url_encode(bytes(32))},
        {name: label for name, label in labels.items() if name != first},
    ):
        assert refusal(SHOWN, with_derived(labels=changed)) == INVALID


def test_a_proof_key_of_ones_own_is_refused() -> None:
    own = PrivateKey.generate(KeyType.P256)
    foreign = parse(base_proof(badge())["proofValue"])
    assert refusal(SHOWN, with_derived(public_key=foreign.public_key)) == INVALID
    signatures = tuple(own.sign(b"anything") for _ in derived().signatures)
    assert refusal(SHOWN, with_derived(signatures=signatures)) == INVALID


def test_mandatory_pointers_of_ones_own_are_refused() -> None:
    for mandatory in ((), ("/issuer",), ("/nothing",), ("no pointer",)):
        altered = {**BASE, "proofValue": serialize_base(replace(base(), mandatory=mandatory))}
        assert refusal(badge(), altered) == INVALID


def test_keys_of_another_type_are_refused() -> None:
    for other in (KeyType.ED25519, KeyType.P384):
        assert refusal(SHOWN, DERIVED, other) == (CheckId.PROOF_SUITE, Code.ALGORITHM_KEY_MISMATCH)
        with pytest.raises(ValueError, match="cannot sign"):
            ECDSA_SD_2023.sign(badge(), OPTIONS, SIGNERS[other], CONTEXTS, LIMITS)


def test_proof_values_have_one_spelling() -> None:
    value = DERIVED["proofValue"]
    octets = b64url_decode(value[1:])
    others = [octets + b"\0", octets[:-1], octets[:3], b"\xd9\x5d\x02" + octets[3:], octets[:3] + b"\x9f" + octets[4:]]
    spellings = [None, 5, [value], "", "u", value[1:], f"z{value[1:]}", f"{value}=", *map(_multibase, others)]
    for spelling in spellings:
        altered = {**DERIVED, "proofValue": spelling}
        assert refusal(SHOWN, altered) == ENCODING
        with pytest.raises(ProofError):
            ECDSA_SD_2023.check(altered, LIMITS)


def test_parts_of_the_wrong_size_are_refused() -> None:
    wrong = {"signature": b"1" * 63, "public_key": b"1" * 34, "signatures": (b"1" * 65,), "mandatory": (2, 1)}
    for name, part in (*wrong.items(), ("mandatory", (1, 1)), ("public_key", b"1" * 36), ("signature", "text")):
        assert refusal(SHOWN, with_derived(**{name: part})) == ENCODING
    assert refusal(badge(), {**BASE, "proofValue": serialize_base(replace(base(), hmac_key=b"1" * 31))}) == ENCODING


@pytest.mark.parametrize(
    ("place", "part"),
    [
        (0, None),  # one part fewer
        (2, [7]),
        (2, {0: bytes(64)}),
        (3, []),
        (3, {"0": bytes(32)}),
        (3, {b"0": bytes(32)}),
        (3, {0: bytes(31)}),
        (3, {0: 5}),
        (4, {0: 0}),
        (4, ["0"]),
        (4, [[0]]),
    ],
)
def test_parts_of_another_type_are_refused(place: int, part: CborValue | None) -> None:
    components = components_of(DERIVED)
    components[place : place + 1] = [] if part is None else [part]
    assert refusal(SHOWN, {**DERIVED, "proofValue": _multibase(b"\xd9\x5d\x01" + encode(components))}) == ENCODING


def test_the_two_kinds_of_proof_do_not_pass_for_one_another() -> None:
    for proof, mark in ((BASE, b"\xd9\x5d\x01"), (DERIVED, b"\xd9\x5d\x00")):
        octets = b64url_decode(proof["proofValue"][1:])
        assert refusal(SHOWN, {**proof, "proofValue": _multibase(mark + octets[3:])}) == ENCODING


def test_a_huge_label_map_is_refused() -> None:
    labels = {f"_:c14n{number}": "_:u" + b64url_encode(number.to_bytes(32, "big")) for number in range(20_000)}
    assert refusal(SHOWN, with_derived(labels=labels)) == INVALID
    assert refusal(SHOWN, with_derived(labels={**derived().labels, f"_:c14n{2**64 - 1}": labels["_:c14n0"]})) == INVALID


def test_what_is_derived_costs_no_more_than_its_statements() -> None:
    """From some forty statements to more than a thousand, for the holder and for who is shown them."""
    (small, small_took), (large, large_took) = (_statements_and_seconds(number) for number in (8, 320))
    assert large > 20 * small
    # Four times for noise and for sorting; if it were quadratic, it would be twenty.
    assert large_took / large < 4 * small_took / small


def _statements_and_seconds(number: int) -> tuple[int, float]:
    document = badge()
    alignments = [{"type": ["Alignment"], "targetName": f"Skill {place}"} for place in range(number)]
    document["credentialSubject"]["achievement"]["alignment"] = alignments
    relabel, reading = hmac_labels(bytes(32)), (CONTEXTS, LIMITS)
    always, shown = (
        [f"/credentialSubject/achievement/alignment/{place}" for place in range(start, number, 2)] for start in (0, 1)
    )
    took = []
    for _ in range(5):
        start = time.process_time()
        part = disclose(document, always, shown, relabel, reading)
        found = relabelled(part.revealed, given_labels(part.labels), *reading)
        separated(found, part.mandatory)
        took.append(time.process_time() - start)
    return len(found), min(took)


def components_of(proof: Json) -> list[Any]:
    components = decode(b64url_decode(proof["proofValue"][1:])[3:])
    assert isinstance(components, list)
    return components


def _multibase(octets: bytes) -> str:
    return "u" + b64url_encode(octets)
