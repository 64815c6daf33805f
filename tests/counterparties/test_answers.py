"""What `present` makes for a request, opened and verified by the libraries of others: jose, and that of each suite."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.counterparties.published import ask
from tests.presentation.issuing import LIMITS
from tests.simulators.laptops import SECRET, SUITES, Checker, Owner
from wallet.crypto.encodings import b64url_encode
from wallet.crypto.keys import public_key_to_jwk
from wallet.jsonld.contexts import editions
from wallet.model.disclosure import PresentationRequest
from wallet.operations import requesting

URLS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://w3id.org/security/data-integrity/v2",
    "https://w3id.org/security/multikey/v1",
    "https://www.w3.org/ns/did/v1",
)


def others_say(request: Path, answer: bytes, binding: PresentationRequest) -> Any:
    """What the libraries say of an answer, given what it has to be bound to."""
    key = requesting.open_request(request, LIMITS).key
    bundled = editions({"@context": list(URLS)})[0]
    return ask(
        "verify_answer",
        {
            "answer": answer.decode(),
            "key": {**public_key_to_jwk(key.public_key), "d": b64url_encode(key.to_bytes())},
            "nonce": binding.nonce,
            "audience": binding.audience,
            "contexts": {url: bundled.document(url) for url in URLS},
        },
    )


@pytest.mark.parametrize("suite", SUITES)
def test_the_library_of_each_suite_verifies_an_answer(owner: Owner, checker: Checker, suite: str) -> None:
    answer = owner.respond(checker.ask(SUITES[suite], name="https://employer.example"), suite)
    binding = requesting.open_request(checker.request, LIMITS).binding
    said = others_say(checker.request, answer, binding)
    assert said["errors"] == []
    assert said["verified"] is True
    assert said["plain"].encode() == checker.opened(answer)
    assert "87 %" in str(said["shown"])
    assert SECRET not in said["plain"] + str(said["shown"])


@pytest.mark.parametrize("suite", SUITES)
def test_it_refuses_the_same_answer_for_another_request(owner: Owner, checker: Checker, suite: str) -> None:
    answer = owner.respond(checker.ask(SUITES[suite], name="https://employer.example"), suite)
    nonce = requesting.open_request(checker.request, LIMITS).binding.nonce
    for binding in (
        PresentationRequest("another", "https://employer.example"),
        PresentationRequest(nonce, "https://elsewhere.example"),
    ):
        said = others_say(checker.request, answer, binding)
        assert said["verified"] is False
        assert said["errors"] != []
