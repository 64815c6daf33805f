"""The checks that a verdict on a published file must rest on, as the corpus's mapping page names them by family."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.conformance.verdicts import FAMILIES, Row, rows
from wallet.model.checks import CheckId, Outcome

pytestmark = pytest.mark.conformance

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
BY_ANOTHER = {CheckId.PROOF_SIGNATURE: PASSED, CheckId.ISSUER_BINDING: FAILED}
UNPROVEN = {CheckId.ISSUER_KEY: UNKNOWN}
UNSUPPORTED = {CheckId.PROOF_SUITE: UNKNOWN}
UNBOUND = {CheckId.ISSUER_BINDING: FAILED}
DROPS = {CheckId.SCHEMA: FAILED, CheckId.CANONICAL_LOSSLESS: FAILED}
ENDED = {CheckId.VALIDITY_PERIOD: FAILED}
DCC, OB20 = "dcc-vc-test-fixtures", "1edtech-validator-ob20"

# The first pattern that fits a file of which a verdict is expected says what its report must rest on.
ALONE: dict[str, dict[CheckId, Outcome]] = {
    "w3c-vc-di-bbs/*/HolderBinding/addSignedSDBase.json": UNSUPPORTED,
    "w3c-vc-di-bbs/*/PseudonymHB/*": UNSUPPORTED,
    "w3c-vc-di-*": BY_ANOTHER,
    "w3c-bitstring-spec-examples/*.proof-*": BY_ANOTHER,
    "w3c-bitstring-spec-examples/*.jwt.txt": UNPROVEN,
    "w3c-vcdm2-spec-examples/*.proof-*": BY_ANOTHER,
    "w3c-vcdm2-spec-examples/*jwt.txt": {**UNPROVEN, CheckId.STRUCTURE: PASSED},
    "1edtech-validator-ob30/*simple-did-key-method.json": BY_ANOTHER,
    "1edtech-validator-ob30/*-unknown-*": UNBOUND,
    "1edtech-validator-ob30/*simple-eddsa-2022.json": UNSUPPORTED,
    "1edtech-validator-ob30/*simple-err-*result-type.json": DROPS,
    "1edtech-validator-ob30/*simple-err-*result-description-type.json": DROPS,
    "1edtech-validator-ob30/*simple-err-evidence-type.json": DROPS,
    "1edtech-validator-ob30/*simple-err-context.json": DROPS,
    "1edtech-validator-ob30/*simple-err-*profile-type.json": {CheckId.SCHEMA: FAILED},
    "1edtech-validator-ob30/*simple-err-issuer.json": {CheckId.STRUCTURE: FAILED},
    "1edtech-validator-ob30/*simple-err-type.json": {CheckId.STRUCTURE: FAILED},
    "1edtech-validator-ob30/*simple-err-proof-value.json": {CheckId.PROOF_SIGNATURE: FAILED},
    "1edtech-validator-ob30/*simple-err-expired.json": ENDED,
    "1edtech-validator-ob30/*simple-err-issued.json": ENDED,
    "1edtech-validator-ob30/*complete_v1.json": ENDED,
    "1edtech-validator-ob30/*complete.json": {**UNPROVEN, CheckId.STATUS: UNKNOWN},
    "1edtech-validator-ob30/*credential-status-revoked*": {**UNPROVEN, CheckId.STATUS: UNKNOWN},
    "1edtech-validator-*noproof.json": {CheckId.PROOF_PRESENT: FAILED},
    "1edtech-validator-ob30/*velocity.jwt": UNBOUND,
    "1edtech-validator-ob30/*": UNPROVEN,
    "1edtech-validator-clr/*complex.json": UNBOUND,
    "1edtech-validator-clr/*": UNPROVEN,
    "dif-jws-test-suite/*secp256k1*": UNSUPPORTED,
    "dif-jws-test-suite/*": UNPROVEN,
    "spruceid-ssi/*inline-context*": {**UNPROVEN, CheckId.CONTEXT_KNOWN: PASSED},
    "spruceid-ssi/*": UNPROVEN,
    "mynextid-credentials/*": UNPROVEN,
    "elm-empl/*": UNPROVEN,
    f"{DCC}/*-expired.json": ENDED,
    f"{DCC}/*did[Ww]eb*.json": UNPROVEN,
    # Its name speaks of a schema that this copy does not name; it follows that of its standard.
    f"{DCC}/*badSchema*.json": {CheckId.SCHEMA: PASSED},
    f"{DCC}/verifiableCredentials/*.json": {CheckId.PROOF_SIGNATURE: PASSED},
    f"{OB20}/*-expired.json": ENDED,
    f"{OB20}/*-in-future.json": ENDED,
    "w3c-vc-jose-cose-test-suite/*-jose-minimal.txt": UNPROVEN,
}
WITH_EVIDENCE: dict[str, dict[CheckId, Outcome]] = {
    f"{OB20}/*allowed-origins-invalid*": UNBOUND,
    f"{OB20}/*simple-revoked.jwt": {CheckId.STATUS: FAILED},
    f"{DCC}/verifiableCredentials/*noStatus*.json": {CheckId.PROOF_SIGNATURE: PASSED},
    f"{DCC}/verifiableCredentials/*.json": {CheckId.PROOF_SIGNATURE: PASSED, CheckId.STATUS: UNKNOWN},
}


@pytest.mark.sweep
@pytest.mark.parametrize(("table", "with_pack"), [(ALONE, False), (WITH_EVIDENCE, True)], ids=["no-pack", "pack"])
def test_every_verdict_rests_on_the_check_it_should(
    corpus: Path, table: dict[str, dict[CheckId, Outcome]], with_pack: bool
) -> None:
    used: set[str] = set()
    wrong = []
    for row in _judged(corpus, table, with_pack):
        pattern = next((pattern for pattern in table if fnmatchcase(row.file, pattern)), "")
        used.add(pattern)
        for check_id, outcome in table.get(pattern, {}).items():
            found = row.report.check(check_id)
            if found.outcome is not outcome:
                wrong.append(f"{row.file}: {check_id} is {found.outcome} ({found.code}), not {outcome}")
    assert wrong == []
    assert used - {""} == set(table)


def _judged(corpus: Path, table: dict[str, dict[CheckId, Outcome]], with_pack: bool) -> Iterator[Row]:
    """Yield each file of which the publisher expects an answer, in the families that a table names."""
    for family in FAMILIES:
        if any(fnmatchcase(f"{family}/", f"{pattern.partition('/')[0]}/") for pattern in table):
            rows_of = rows(corpus, family, with_pack=with_pack)
            yield from (row for row in rows_of if row.upstream in ("valid", "invalid"))
