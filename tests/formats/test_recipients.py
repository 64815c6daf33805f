"""Recipients by address and by hash, in Open Badges 0.5 to 3."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from tests.simulators.open_badges import assertion
from wallet.formats.reader import extract, parse
from wallet.formats.recipients import Identity, identities_of, issued_to
from wallet.model.limits import Limits

ADA = "Ada@Example.org"
OTHER = "bob@example.org"


def hashed(address: str, salt: str = "", name: str = "sha256") -> str:
    return f"{name}${hashlib.new(name, (address + salt).encode()).hexdigest()}"


def named(recipient: Any, **more: Any) -> tuple[str, ...]:
    badge = assertion(recipient=recipient, **more)
    return issued_to(parse(extract(json.dumps(badge).encode(), Limits()), Limits()), [OTHER, ADA])


@pytest.mark.parametrize(
    "recipient",
    [
        {"type": "email", "identity": ADA},
        {"type": "email", "identity": ADA.lower(), "hashed": False},
        {"type": "email", "identity": ADA.upper(), "hashed": False},
        {"type": "email", "identity": hashed(ADA), "hashed": True},
        {"type": "email", "identity": hashed(ADA, "deadsea"), "hashed": True, "salt": "deadsea"},
        {"type": "email", "identity": hashed(ADA.lower(), "deadsea"), "hashed": True, "salt": "deadsea"},
        {"type": "email", "identity": hashed(ADA, "x", "md5"), "hashed": True, "salt": "x"},
        {"type": "email", "identity": f"sha256${hashed(ADA)[7:].upper()}", "hashed": True},
    ],
)
def test_the_owner_is_found(recipient: Any) -> None:
    assert named(recipient) == (ADA,)


@pytest.mark.parametrize(
    "recipient",
    [
        {"type": "email", "identity": "eve@example.org"},
        {"type": "email", "identity": hashed(ADA, "salt"), "hashed": True},
        {"type": "email", "identity": hashed(ADA), "hashed": True, "salt": "salt"},
        {"type": "email", "identity": hashed(ADA, name="sha1"), "hashed": True},
        {"type": "email", "identity": hashed(ADA)},
        {"type": "email", "identity": "sha256$é", "hashed": True},
        {"type": "url", "identity": ADA.upper()},
        {"type": "email"},
        {},
    ],
)
def test_anybody_else_is_not(recipient: Any) -> None:
    assert named(recipient) == ()


def test_version_0_5_names_its_recipient_by_a_text() -> None:
    for text, salt in ((ADA, ""), (hashed(ADA), ""), (hashed(ADA, "sel gris"), "sel gris")):
        badge = {"recipient": text, "salt": salt, "badge": {}}
        assert issued_to(parse(extract(json.dumps(badge).encode(), Limits()), Limits()), [ADA]) == (ADA,)


def test_version_3_names_it_in_the_subject() -> None:
    identifier = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": hashed(ADA, "s"),
        "identityType": "emailAddress",
        "salt": "s",
    }
    badge = {"type": ["VerifiableCredential"], "credentialSubject": {"identifier": [identifier, {"hashed": True}]}}
    credential = parse(extract(json.dumps(badge).encode(), Limits()), Limits())
    assert identities_of(credential) == (Identity("emailAddress", hashed(ADA, "s"), True, "s"),)
    assert issued_to(credential, [OTHER, ADA]) == (ADA,)
