"""What a holder who shows a part of a badge may have kept back of its withdrawal lists.

Source: https://www.w3.org/TR/vc-di-ecdsa/#selective-disclosure-and-data-leakage-0 (what verifiers rely on is for the
issuer to make mandatory); VERIFICATION.md, check `status`
"""

from __future__ import annotations

from collections.abc import Iterable

from wallet.model.checks import CheckId, Code
from wallet.model.json_types import JsonObject
from wallet.proofs.suite import Reading, SelectiveSuite, Suite
from wallet.verification.case import Case

_STATUS = "<https://www.w3.org/2018/credentials#credentialStatus>"


def check_status_is_whole(case: Case, suite: Suite, document: JsonObject, proof: JsonObject, reading: Reading) -> None:
    """Record a limit of `status` where the holder chose what to show of it: there may be a list that tells otherwise.

    Args:
        case: The verification under way.
        suite: The suite of the proof.
        document: What the proof was made over.
        proof: A derived proof that holds.
        reading: What it holds with.
    """
    if not case.credential.status or not isinstance(suite, SelectiveSuite):
        return
    always, chosen = suite.shown_statements(document, proof, reading)
    if _says_of_status(chosen) or not _says_of_status(always):
        detail = "It shows a withdrawal list; what it keeps back may name another."
        case.findings.limited(CheckId.STATUS, Code.NOT_SHOWN, detail)


def _says_of_status(statements: Iterable[str]) -> bool:
    return any(statement.split(" ", 2)[1] == _STATUS for statement in statements)
