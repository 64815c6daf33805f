"""Whatever is chosen of whichever badges, in whatever mix of formats: nothing else is in the bytes that leave.

The shelf holds a badge of each format. What tells one place of one badge from everything else on it are the texts that
occur there alone; none of them may leave unless its place is shown. Nor may what an issuer hid details with: the salts
of an SD-JWT that stay behind, the key of a base proof and, with BBS, the issuer's signature itself.
"""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.presentation import issuing
from tests.presentation.issuing import AT, LIMITS, REQUEST, choice, read
from tests.simulators.bbs_issuer import BbsIssuer
from wallet.crypto import cbor
from wallet.crypto.encodings import multibase_decode
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeyType
from wallet.formats.sd_jwt import parse_sd_jwt
from wallet.jsonld.contexts import editions
from wallet.model.credential import Credential, Securing
from wallet.model.disclosure import Hiding
from wallet.model.json_types import JsonValue
from wallet.presentation.building import present
from wallet.presentation.claims import claims_of
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.proofs.registry import suite_for

HOLDER = issuing.key()
HOLDER_DID = issuing.did(HOLDER)
FORMATS = ("sd-jwt", "ecdsa-sd-2023", "bbs-2023", "json-1", "json-2", "jwt")
RUN = re.compile(rb"[\w-]{12,}", re.ASCII)


def rich(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Give a badge details of its own, some of them deep inside."""
    subject = document["credentialSubject"]
    subject["id"] = HOLDER_DID
    subject["result"] = [{"type": ["Result"], "value": f"{name} result {number}"} for number in range(3)]
    subject["achievement"] |= {
        "id": f"https://issuer.example/{name}",
        "description": f"{name} description",
        "criteria": {"narrative": f"{name} criteria"},
        "tag": [f"{name} first tag", f"{name} second tag"],
    }
    evidence = {"type": ["Evidence"], "name": f"{name} evidence", "narrative": f"{name} narrative"}
    return {**document, "id": f"urn:example:{name}", "name": f"{name} badge", "evidence": [evidence]}


def ecdsa_sd() -> bytes:
    issuer = issuing.key(KeyType.P256)
    document = rich(issuing.open_badge(issuer, HOLDER_DID), "ecdsa")
    options = {"created": "2026-01-01T00:00:00Z", "proofPurpose": "assertionMethod"}
    proof = ECDSA_SD_2023.sign(document, options, issuer, editions(document)[-1], LIMITS)
    return json.dumps({**document, "proof": proof}).encode()


def bbs() -> bytes:
    issuer = BbsIssuer("Guild")
    document = rich(issuer.badge(), "bbs")
    return json.dumps({**document, "proof": issuer.base_proof(document, ["/issuer", "/validFrom"])}).encode()


def embedded(version: int) -> bytes:
    issuer = issuing.key()
    document = rich(issuing.open_badge(issuer, HOLDER_DID, version), f"json-{version}")
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-03-01T00:00:00Z",
        "verificationMethod": issuer.verification_method,
        "proofPurpose": "assertionMethod",
    }
    proof = suite_for(options).sign(document, options, issuer, editions(document)[0], LIMITS)
    return json.dumps({**document, "proof": proof}).encode()


def jwt() -> bytes:
    issuer = issuing.key()
    claims = json.dumps(rich(issuing.open_badge(issuer, HOLDER_DID), "jwt")).encode()
    return sign_compact({"typ": "vc+jwt", "kid": issuer.verification_method}, claims, issuer).encode()


@cache
def shelf() -> dict[str, Credential]:
    made = {
        "sd-jwt": issuing.sd_jwt(issuing.key(), HOLDER),
        "ecdsa-sd-2023": ecdsa_sd(),
        "bbs-2023": bbs(),
        "json-1": embedded(1),
        "json-2": embedded(2),
        "jwt": jwt(),
    }
    return {name: read(data) for name, data in made.items()}


def texts(value: JsonValue, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a badge, with its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{pointer}/{number}")
    elif isinstance(value, str) and value.isascii():
        yield pointer, value


@cache
def telling() -> dict[str, dict[str, str]]:
    """The texts that occur in one place of one badge alone, and in no other text, by badge and place."""
    everything = [(name, *found) for name, badge in shelf().items() for found in texts(badge.claims)]
    joined = "\0".join(value for _, _, value in everything)
    counted = Counter({value: joined.count(value) for _, _, value in everything})
    own: dict[str, dict[str, str]] = {name: {} for name in shelf()}
    for name, pointer, value in everything:
        if counted[value] == 1 and len(value) > 3:
            own[name][pointer] = value
    return own


@cache
def secrets(name: str) -> tuple[bytes, ...]:
    """What the issuer hid details with, and must stay."""
    proof = shelf()[name].claims.get("proof")
    if name not in ("ecdsa-sd-2023", "bbs-2023") or not isinstance(proof, dict):
        return ()
    components = cbor.decode(multibase_decode(str(proof["proofValue"]), LIMITS)[3:])
    assert isinstance(components, list)
    kept = (components[2],) if name == "ecdsa-sd-2023" else (components[0], components[3])
    return tuple(bytes(secret) for secret in kept if isinstance(secret, bytes))


def readable(content: bytes, depth: int = 2) -> bytes:
    """The bytes, and what runs of base64url in them decode to, twice over; behind a multibase prefix, too."""
    if not depth:
        return content
    runs = [start for run in RUN.findall(content) for start in (run, run[1:])]
    decoded = (base64.urlsafe_b64decode(run[: len(run) - (len(run) % 4 == 1)] + b"===") for run in runs)
    return content + b"\0".join(readable(inner, depth - 1) for inner in decoded)


@st.composite
def selections(draw: st.DrawFn) -> dict[str, set[str]]:
    """Some badges, in some order, with some of what can be chosen of each."""
    names = draw(st.lists(st.sampled_from(FORMATS), min_size=1, max_size=4, unique=True))
    return {name: draw(st.sets(st.sampled_from(choosable(name)))) if choosable(name) else set() for name in names}


@cache
def choosable(name: str) -> tuple[str, ...]:
    return tuple(claim.pointer for claim in claims_of(shelf()[name], LIMITS) if claim.hiding is Hiding.CHOOSABLE)


@settings(max_examples=60, deadline=None)
@given(selections(), st.booleans())
def test_nothing_else_leaves(chosen: dict[str, set[str]], bound: bool) -> None:
    items = [choice(shelf()[name], *pointers) for name, pointers in chosen.items()]
    presentation = present(items, REQUEST if bound else None, HOLDER, AT, LIMITS)
    leaving = readable(presentation.content)
    for name, own in telling().items():
        assert not [secret for secret in secrets(name) if secret in leaving], name
        if name not in chosen:
            assert not [pointer for pointer, value in own.items() if value.encode() in leaving], name
    for (name, pointers), seen in zip(chosen.items(), presentation.badges, strict=True):
        shown = {claim.pointer for claim in seen.shown}
        hidden = {claim.pointer for claim in seen.hidden}
        assert pointers <= shown
        assert hidden == set(choosable(name)) - shown
        behind = {place: value for place, value in telling()[name].items() if is_within(place, hidden)}
        assert not [place for place, value in behind.items() if value.encode() in leaving], name
    assert_salts_stay(chosen, leaving)


def is_within(place: str, pointers: set[str]) -> bool:
    return any(place == pointer or place.startswith(f"{pointer}/") for pointer in pointers)


def assert_salts_stay(chosen: dict[str, set[str]], leaving: bytes) -> None:
    token = shelf()["sd-jwt"].source.content
    shown = {pointer for pointer in choosable("sd-jwt") if is_around(pointer, chosen.get("sd-jwt", set()))}
    left = [disclosure for disclosure in parse_sd_jwt(token, LIMITS).disclosures if disclosure.encoded in leaving]
    assert len(left) == len(shown)
    salts = {disclosure.salt for disclosure in parse_sd_jwt(token, LIMITS).disclosures}
    assert {salt for salt in salts if salt.encode() in leaving} == {disclosure.salt for disclosure in left}


def is_around(pointer: str, chosen: set[str]) -> bool:
    return any(place == pointer or place.startswith(f"{pointer}/") for place in chosen)


def test_the_shelf_can_tell() -> None:
    """What the property looks for is there: each badge has texts of its own, and each way of hiding has its secrets."""
    for name, badge in shelf().items():
        whole = readable(badge.source.content)
        assert len(telling()[name]) > 8, name
        assert all(value.encode() in whole for value in telling()[name].values()), name
        assert all(secret in whole for secret in secrets(name)), name
    assert [len(secrets(name)) for name in FORMATS] == [0, 1, 2, 0, 0, 0]
    assert all(len(choosable(name)) > 4 for name in FORMATS[:3])
    assert shelf()["jwt"].source.securing is Securing.JWT
