"""Status List 2021: https://www.w3.org/TR/2023/WD-vc-status-list-20230427/ ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from wallet.model.checks import Code
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.status.bits import GZIP, decoded, first_is_highest, inflated
from wallet.status.bitstring import MINIMUM_ENTRIES, StatusPurpose, list_of, purpose_of
from wallet.status.listed import ListedStatus, ListForm, Meaning, address_of, index_of, unknown

_MEANINGS = {StatusPurpose.REVOCATION: Meaning.REVOKED, StatusPurpose.SUSPENSION: Meaning.SUSPENDED}
"""The two purposes there are (section 4.2, `statusPurpose`)."""


@dataclass(frozen=True, slots=True)
class StatusList2021Entry:
    """One `StatusList2021Entry` of a credential (section 4.1).

    Attributes:
        purpose: What a set bit means.
        index: Position in the list.
        list_id: Where the status list is found.
    """

    purpose: StatusPurpose
    index: int
    list_id: str
    form = ListForm.CREDENTIAL
    evidence = EvidenceKind.STATUS_LIST

    def look_up(self, status_list: JsonObject, limits: Limits) -> ListedStatus:
        """Look the entry up (section 5.2, "Validate Algorithm", steps 4 to 8).

        Section 4.2 says "base-64 encoded" and shows base64url: both are read.
        """
        subject = list_of(status_list, "StatusList2021Credential", "StatusList2021", self.purpose)
        bits = inflated(decoded(subject.get("encodedList"), either_alphabet=True), GZIP, limits)
        is_set = first_is_highest(bits, self.index, 1)
        is_small = len(bits) * 8 < MINIMUM_ENTRIES
        return ListedStatus(_MEANINGS[self.purpose] if is_set else Meaning.CLEAR, is_small=is_small)

    def fresh_for(self, status_list: JsonObject) -> timedelta | None:
        """Return nothing: the list says no more than until when it is valid."""
        del status_list
        return None


def read_entry(entry: JsonObject, badge_id: str | None = None) -> StatusList2021Entry:
    """Read one member of `credentialStatus` (section 4.1).

    Raises:
        ProofError: For check STATUS, UNKNOWN: another purpose, or a member of the wrong shape.
    """
    del badge_id
    purpose = purpose_of(entry.get("statusPurpose"))
    if purpose not in _MEANINGS:
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry has a purpose that its kind does not have.")
    index, address = entry.get("statusListIndex"), entry.get("statusListCredential")
    return StatusList2021Entry(purpose, index_of(index), address_of(address))
