"""Checking without a wallet: what was found, beside what the badges say."""

from datetime import UTC, datetime

import pytest

from wallet.crypto.keys import KeyType, PrivateKey
from wallet.model.report import Policy, Verdict
from wallet.operations.checking import see_bytes, see_paths
from wallet.operations.samples import Holder, make_samples
from wallet.operations.trusting import evidence_of_packs
from wallet.verification.options import VerifyOptions

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
OPTIONS = VerifyOptions(at=NOW, policy=Policy.CHECK)


@pytest.fixture(scope="module")
def made():
    key = PrivateKey.generate(KeyType.ED25519).public_key
    return make_samples(Holder("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", key), NOW)


def test_what_a_badge_says_stands_beside_its_report(made):
    sample = next(each for each in made.samples if each.file_name == "data-analysis.json")
    seen = see_bytes(sample.file_name, sample.data, evidence_of_packs([made.pack]), OPTIONS)
    assert seen.report.verdict is Verdict.VERIFIED
    (badge,) = seen.badges
    assert badge is not None
    assert badge.card.name == "Data Analysis with Python"
    assert badge.card.valid_until is not None
    assert "91" in {claim.value.removesuffix(" %") for claim in badge.claims}


def test_of_what_cannot_be_read_nothing_is_said(made, tmp_path):
    (tmp_path / "notes.txt").write_text("no badge")
    (seen,) = see_paths([tmp_path / "notes.txt"], evidence_of_packs([]), OPTIONS)
    assert seen.report.verdict is Verdict.UNREADABLE
    assert seen.badges == ()
