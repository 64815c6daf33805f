"""Status lists, each verified itself before a word of it is believed, once for all the badges that it speaks of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from wallet.formats.reader import extract, parse
from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.credential import Credential, DataModel
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.evidence import EvidenceDocument
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.report import Kind, Report
from wallet.model.strict_json import parse_object
from wallet.status.listed import ListForm
from wallet.verification.inside import HOLDS

_UNSIGNED = Check(
    CheckId.STATUS,
    Outcome.PASSED,
    Code.STATUS_UNSIGNED,
    "nobody signed it; it was saved from the address that the badge names.",
)


class VerifiedList(NamedTuple):
    """A status list that holds, and with which limits.

    Attributes:
        claims: What it says.
        issuer_id: Who says so.
        limits: Checks of it that passed with a reservation; they limit whatever it says.
    """

    claims: JsonObject
    issuer_id: str
    limits: tuple[Check, ...] = ()


class StatusLists:
    """Verifies status lists.

    Args:
        verify: Verifies one credential, with the same evidence at the same time.
        limits: Bounds on foreign input.
    """

    def __init__(self, verify: Callable[[Credential], Report], limits: Limits) -> None:
        self._verify = verify
        self._limits = limits
        self._verified: dict[tuple[bytes, ListForm, str], VerifiedList | ProofError] = {}

    def verified(self, document: EvidenceDocument, form: ListForm, badge_issuer: str) -> VerifiedList:
        """Verify a list.

        Args:
            document: The list as it was saved.
            form: How it must be secured.
            badge_issuer: Whose key must have signed a list that does not say who made it.

        Raises:
            ProofError: For check STATUS, UNKNOWN, where it does not hold.
        """
        key = (hashlib.sha256(document.content).digest(), form, badge_issuer)
        if key not in self._verified:
            self._verified[key] = self._attempt(document, form, badge_issuer)
        found = self._verified[key]
        if isinstance(found, ProofError):
            raise found
        return found

    def _attempt(self, document: EvidenceDocument, form: ListForm, badge_issuer: str) -> VerifiedList | ProofError:
        try:
            if form is ListForm.HOSTED:
                return self._hosted(document)
            credential = parse(extract(document.content, self._limits), self._limits)
        except UnreadableError as error:
            return _bad_list(f"it cannot be read. {error.what}")
        if credential.kind is not Kind.STATUS_LIST:
            return _bad_list("it is something else.")
        is_token = credential.data_model is DataModel.STATUS_TOKEN
        if is_token is not (form is ListForm.TOKEN):
            return _bad_list("it is a list of another kind than the badge says.")
        issuer = credential.issuer_id or (badge_issuer if is_token else "")
        return self._signed(replace(credential, status=(), issuer_id=issuer))

    def _signed(self, credential: Credential) -> VerifiedList | ProofError:
        report = self._verify(credential)
        is_signed = report.check(CheckId.PROOF_SIGNATURE).outcome is Outcome.PASSED
        if not is_signed or report.verdict not in HOLDS:
            return _bad_list(_first_reason(report))
        limits = [check for check in report.checks if check.is_limit and check.id is not CheckId.ISSUER_TRUST]
        return VerifiedList(credential.claims, credential.issuer_id, tuple(limits))

    def _hosted(self, document: EvidenceDocument) -> VerifiedList | ProofError:
        claims = parse_object(document.content, self._limits)
        issuer = claims.get("issuer")
        if not document.id.startswith("https://") or not isinstance(issuer, str):
            return _bad_list("it does not say whose it is, or anybody could have changed it on its way.")
        return VerifiedList(claims, issuer, (_UNSIGNED,))


def _first_reason(report: Report) -> str:
    bad = [check for check in report.checks if check.outcome in (Outcome.FAILED, Outcome.UNKNOWN)]
    return bad[0].detail if bad else "it is no signed status list."


def _bad_list(why: str) -> ProofError:
    return ProofError(
        CheckId.STATUS, Code.STATUS_LIST_INVALID, f"The withdrawal list does not hold: {why}", Outcome.UNKNOWN
    )
