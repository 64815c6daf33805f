"""Published badges, each presented whole: what came stands in it unchanged, and the holder's signature holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.presentation import issuing
from tests.presentation.issuing import AT, LIMITS, REQUEST, choice, read
from wallet.formats.reader import extract, parse
from wallet.jsonld.contexts import Contexts, editions
from wallet.model.credential import Credential, Securing
from wallet.model.errors import ProofError, RefusedError, UnreadableError
from wallet.model.json_types import JsonObject
from wallet.model.report import Kind
from wallet.presentation.building import present
from wallet.presentation.claims import claims_of
from wallet.proofs.registry import suite_for

pytestmark = pytest.mark.conformance
HOLDER = issuing.key()
FOLDERS = ("dcc-vc-test-fixtures", "1edtech-ob-spec", "1edtech-validator-ob30", "learncard-credential-library")


def badges(corpus: Path) -> Iterator[Credential]:
    for path in (path for folder in FOLDERS for path in sorted((corpus / folder).rglob("*")) if path.is_file()):
        try:
            credential = read(path.read_bytes())
        except UnreadableError:
            continue
        if credential.kind is Kind.CREDENTIAL:
            yield credential


def holds(document: JsonObject, proof: JsonObject, contexts: Contexts) -> bool:
    try:
        suite_for(proof).verify(document, proof, HOLDER.private_key.public_key, contexts, LIMITS)
    except ProofError:
        return False
    return True


@pytest.mark.sweep
def test_badges_of_the_corpus_can_be_presented(corpus: Path) -> None:
    outcomes: Counter[str] = Counter()
    for credential in badges(corpus):
        try:
            content = present([choice(credential)], REQUEST, HOLDER, AT, LIMITS).content
        except RefusedError as refusal:
            outcomes[refusal.why] += 1
            continue
        document = json.loads(content)
        proof = document.pop("proof")
        assert any(holds(document, proof, contexts) for contexts in editions(document))
        (inner,) = parse(extract(content, LIMITS), LIMITS).presented
        assert inner.content == credential.source.content
        assert inner.securing is credential.source.securing is not Securing.SD_JWT
        outcomes["presented"] += 1
    print(*(f"{number:4} {outcome}" for outcome, number in outcomes.most_common()), sep="\n")
    assert outcomes["presented"] > 90
    # Those refused are themselves badly made: no signature covers all they say, or none ends.
    reasons = outcomes.keys() - {"presented"}
    assert all(
        re.search(r"vocabular|relative or broken address|too symmetrical|in several places", reason)
        for reason in reasons
    )


@pytest.mark.sweep
def test_claims_of_the_corpus_are_told_apart_and_have_words(corpus: Path) -> None:
    every = [claims_of(credential) for credential in badges(corpus)]
    assert len(every) > 100
    for claims in every:
        assert len({claim.pointer for claim in claims}) == len(claims)
        assert all(claim.label and claim.value for claim in claims)
