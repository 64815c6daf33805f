"""Whole published files through the verifier: a table of expected and got, every difference explained by file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.conformance.ledger import Ledger
from tests.conformance.verdicts import FAMILIES, POSITIVE, Row, rows
from wallet.model.checks import CheckId, Outcome

pytestmark = pytest.mark.conformance


@pytest.mark.sweep
@pytest.mark.parametrize("with_pack", [False, True], ids=["no-pack", "pack"])
@pytest.mark.parametrize("family", FAMILIES)
def test_every_file_gets_the_verdict_it_should(
    corpus: Path, ledger: Ledger, family: str, with_pack: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    found = list(rows(corpus, family, with_pack=with_pack))
    if with_pack:
        _account(ledger, found)
    with capsys.disabled():
        _print_table(family, with_pack, found)
    wrong = [f"{row.file}: {row.report.verdict}, not {sorted(row.allowed)}" for row in found if not row.agrees]
    assert found
    assert not wrong


@pytest.mark.sweep
@pytest.mark.parametrize("family", FAMILIES)
def test_no_wrong_signature_is_accepted(corpus: Path, family: str) -> None:
    accepted = [
        row.file
        for row in rows(corpus, family, with_pack=True)
        if row.upstream in ("invalid", "malformed") and row.report.verdict in POSITIVE
    ]
    assert accepted == []


@pytest.mark.parametrize("family", ["w3c-vc-di-eddsa", "w3c-vc-di-ecdsa", "w3c-vcdm2-spec-examples"])
def test_the_mathematics_of_the_w3c_vectors_hold(corpus: Path, family: str) -> None:
    signed = [row for row in rows(corpus, family, with_pack=False) if row.upstream == "valid"]
    ours = [row for row in signed if not row.file.endswith(".txt")]
    assert {row.file: row.report.check(CheckId.PROOF_SIGNATURE).outcome for row in ours} == {
        row.file: Outcome.PASSED for row in ours
    }
    assert all(row.report.check(CheckId.ISSUER_BINDING).outcome is Outcome.FAILED for row in ours)


def _account(ledger: Ledger, found: list[Row]) -> None:
    """Tell the ledger of each file of which the publisher asserts something; of the others the libraries' tests do."""
    for row in found:
        if not row.agrees:
            ledger.wrong(row.file)
        elif row.upstream == "valid" and row.report.verdict not in POSITIVE:
            ledger.explained(
                row.file, row.why or f"upstream looks at signature or structure alone: {row.report.verdict}"
            )
        elif row.upstream in ("valid", "invalid", "malformed"):
            ledger.agreed(row.file)


def _print_table(family: str, with_pack: bool, found: list[Row]) -> None:
    print(f"\n{family}, {'with' if with_pack else 'without'} evidence: {len(found)} files")
    counts = Counter((row.upstream, row.report.verdict.value) for row in found)
    for (upstream, verdict), number in sorted(counts.items()):
        print(f"  {upstream:12} x {verdict:15} {number:4}")
    for row in found:
        if row.upstream == "valid" and row.report.verdict not in POSITIVE and not row.file.endswith(".png"):
            print(f"    {row.file.removeprefix(family + '/')}: {row.report.verdict} ({row.why})")
