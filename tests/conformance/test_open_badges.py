"""Published Open Badges 2.0 with the copies that their tests serve: each hosted badge at its own address."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conformance.verdicts import AT, pack_of
from wallet.formats.reader import extract, parse
from wallet.formats.recipients import issued_to
from wallet.model.checks import CheckId, Outcome, Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.model.report import Report, Verdict
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

pytestmark = pytest.mark.conformance

FOLDER = "1edtech-validator-ob20/inspector-vc/src/test/resources/ob20"
VALID = (
    "assertion-with-endorsements.json",
    "assertion-with-extension-node-basic.json",
    "basic-assertion.json",
    "basic-assertion-with-language.json",
    "basic-assertion-with-allowed-origins.json",
    "basic-assertion-with-allowed-origins-valid-starts-with.json",
    "basic-assertion-with-allowed-origins-valid-multiple-starts-with.json",
    "simple-badge.png",
)


def with_copy(corpus: Path, data: bytes) -> EvidenceSet:
    """Return the corpus's map, and one document more: what is served at an assertion's own address."""
    document = extract(data, Limits())
    address, seen = str(document.payload["id"]), AT - timedelta(hours=1)
    copy = EvidenceDocument(address, EvidenceKind.ASSERTION, document.content, seen, Source.PACK, "corpus")
    return pack_of(corpus, copy)


def verified(corpus: Path, name: str) -> Report:
    data = (corpus / FOLDER / name).read_bytes()
    return Verifier(with_copy(corpus, data), VerifyOptions(at=AT)).verify(data, name)


@pytest.mark.parametrize("name", VALID)
def test_a_hosted_badge_holds_with_its_copy(corpus: Path, name: str) -> None:
    report = verified(corpus, name)
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    assert report.name
    assert report.issuer is not None
    assert report.issuer.id.startswith(("https://example.org/", "http://example.org/"))


def test_an_issuer_that_claims_other_addresses_is_not_its_issuer(corpus: Path) -> None:
    report = verified(corpus, "basic-assertion-with-allowed-origins-invalid-multiple-starts-with.json")
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.ISSUER_BINDING).outcome is Outcome.FAILED


def test_an_issuer_without_an_address_is_not_proved(corpus: Path) -> None:
    assert verified(corpus, "warning-issuer-non-http.json").verdict is Verdict.UNKNOWN


def test_dates_are_heeded(corpus: Path) -> None:
    assert verified(corpus, "basic-assertion-expired.json").verdict is Verdict.EXPIRED
    assert verified(corpus, "basic-assertion-in-future.json").verdict is Verdict.NOT_YET_VALID
    assert verified(corpus, "basic-assertion-expired-before-issued.json").verdict is Verdict.FAILED


def test_a_baked_badge_of_version_1_is_found(corpus: Path) -> None:
    document = extract((corpus / "mozilla-openbadges-bakery/test/baked.svg").read_bytes(), Limits())
    assert document.payload == {"verify": {"url": "http://example.org"}}
    assert parse(document, Limits()).format == "ob1-svg-json"


def test_a_recipient_is_known_by_address_or_hash(corpus: Path) -> None:
    folder = corpus / "1edtech-openbadges-validator-core"
    plain = parse(extract((folder / "1_0_basic_assertion.json").read_bytes(), Limits()), Limits())
    assert issued_to(plain, ["other@example.com", "test@example.com"]) == ("test@example.com",)
    hashed = json.loads((folder / "2_0_basic_assertion.json").read_bytes())
    credential = parse(extract(json.dumps(hashed).encode(), Limits()), Limits())
    assert issued_to(credential, ["test@example.com"]) == ()
