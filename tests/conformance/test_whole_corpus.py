"""Every published file through the verifier: nothing crashes, nothing is `verified` without an issuer list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.verdicts import AT, pack_of
from wallet.model.checks import Code
from wallet.model.report import Report, Verdict
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

pytestmark = pytest.mark.conformance


def codes(report: Report) -> set[Code]:
    inner = [code for credential in report.credentials for code in codes(credential)]
    return {check.code for check in report.checks} | set(inner)


@pytest.mark.sweep
def test_no_file_breaks_the_verifier_or_is_verified_unlisted(corpus: Path) -> None:
    verifier = Verifier(pack_of(corpus), VerifyOptions(at=AT))
    files = sorted(path for path in corpus.rglob("*") if path.is_file())
    reports = {path: verifier.verify(path.read_bytes(), path.name) for path in files}
    assert len(reports) > 4000
    assert [path for path, report in reports.items() if report.verdict in (Verdict.VERIFIED, Verdict.LIMITED)] == []
    assert [path for path, report in reports.items() if Code.INTERNAL in codes(report)] == []
