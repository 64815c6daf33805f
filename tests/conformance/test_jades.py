"""Published JAdES signatures through the library, with the certificate each came with; who vouches is not asked."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conformance.verdicts import AT
from wallet.crypto.certificates import read_certificate
from wallet.crypto.jws import parse_compact
from wallet.crypto.jws_json import parse_json_jws
from wallet.formats.reader import extract
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.jws import Jws
from wallet.model.limits import Limits
from wallet.model.report import Report, Verdict
from wallet.model.strict_json import parse_object
from wallet.proofs.jades import check_thumbprints, verify_seal
from wallet.proofs.time_stamps import time_of, time_stamps_of
from wallet.trust.evidence import EvidenceSet
from wallet.trust.x509 import chain_in
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

pytestmark = pytest.mark.conformance

DIFFERENT = {
    "jades-with-notBefore-header.json": Code.SUITE_UNSUPPORTED,
    "jades-level-b-sig-policy-invalid-digest-algo.json": Code.SUITE_UNSUPPORTED,
}
"""Valid upstream, and signed with RS512, which is not on our list: unknown, not failed."""
FOLDERS = ("elm-empl", "mynextid-credentials")


def test_every_published_signature_gets_the_answer_it_should(corpus: Path) -> None:
    expected = json.loads((corpus / "expected.open.json").read_bytes())
    asked = {file: entry["expected"] for file, entry in expected.items() if file.startswith("esig-dss-jades/")}
    answers = {
        file: _answer(corpus / file) for file, word in asked.items() if word in ("valid", "invalid", "malformed")
    }
    wrong = [
        f"{file}: {answer}, not {asked[file]}"
        for file, answer in answers.items()
        if (answer is None) != (asked[file] == "valid") and answer is not DIFFERENT.get(Path(file).name, Code.OK)
    ]
    assert len(answers) > 30
    assert wrong == []


def test_a_time_stamp_over_something_else_is_told_from_a_good_one(corpus: Path) -> None:
    folder = corpus / "esig-dss-jades/dss-jades/src/test/resources/validation"
    broken = _seals(folder / "jades-flattened-BpT-broken-sigTst.json")[0]
    good = _seals(folder / "jades-lta-broken-arcTst.json")[0]
    with pytest.raises(ValueError, match="something else"):
        time_of(time_stamps_of(broken, Limits())[0])
    assert time_of(time_stamps_of(good, Limits())[0]).year == 2021


@pytest.mark.parametrize("folder", FOLDERS)
def test_with_its_certificate_chosen_a_seal_holds_at_the_time_it_was_made(corpus: Path, folder: str) -> None:
    files = [file for file in (corpus / folder).rglob("*signed.jsonld") if "unsigned" not in file.name]
    assert files
    for file in files:
        report = _with_certificate(file)
        unknown = {check.id for check in report.checks if check.outcome is Outcome.UNKNOWN}
        assert not [check for check in report.checks if check.outcome is Outcome.FAILED], file
        # Three of them have status entries, whose lists nobody published.
        assert unknown in ({CheckId.ISSUER_TRUST}, {CheckId.ISSUER_TRUST, CheckId.STATUS}), file
        assert report.verdict in (Verdict.ISSUER_UNKNOWN, Verdict.UNKNOWN)


def _with_certificate(file: Path) -> Report:
    data = file.read_bytes()
    anchor = chain_in(extract(data, Limits()).seals[0].header)[0]
    fetched = AT - timedelta(days=1)
    evidence = EvidenceSet([EvidenceDocument("seal", EvidenceKind.CERTIFICATE, anchor, fetched, Source.PACK)])
    return Verifier(evidence, VerifyOptions(at=AT)).verify(data, file.name)


def _seals(file: Path) -> tuple[Jws, ...]:
    text = file.read_bytes().strip()
    if text.startswith(b"{"):
        return parse_json_jws(parse_object(text, Limits()), Limits())
    return (parse_compact(text, Limits()),)


def _answer(file: Path) -> Code | None:
    try:
        for seal in _seals(file):
            certificate = chain_in(seal.header)[0]
            check_thumbprints(seal.header, certificate)
            verify_seal(seal, read_certificate(certificate).key)
    except (ProofError, UnreadableError) as error:
        return error.code
    return None
