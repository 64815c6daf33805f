"""Revocation List 2020: https://w3c-ccg.github.io/vc-status-rl-2020/ ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from wallet.model.checks import Code
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.status.bits import GZIP_OR_ZLIB, decoded, first_is_highest, inflated
from wallet.status.bitstring import MINIMUM_ENTRIES
from wallet.status.listed import ListedStatus, ListForm, Meaning, address_of, index_of, invalid, names, unknown


@dataclass(frozen=True, slots=True)
class RevocationList2020Entry:
    """One `RevocationList2020Status` of a credential.

    Attributes:
        index: Position in the list.
        list_id: Where the revocation list is found.
    """

    index: int
    list_id: str
    form = ListForm.CREDENTIAL
    evidence = EvidenceKind.STATUS_LIST

    def look_up(self, status_list: JsonObject, limits: Limits) -> ListedStatus:
        """Look the entry up ("Validate Algorithm").

        The text says ZLIB and base64; the implementation its authors published writes GZIP and base64url. Each says
        at its start what it is, and both are read.
        """
        subject = status_list.get("credentialSubject")
        if "RevocationList2020Credential" not in names(status_list.get("type")):
            raise invalid("What should be the revocation list is a credential of another type.")
        if not isinstance(subject, Mapping) or "RevocationList2020" not in names(subject.get("type")):
            raise invalid("The revocation list holds no list.")
        bits = inflated(decoded(subject.get("encodedList"), either_alphabet=True), GZIP_OR_ZLIB, limits)
        meaning = Meaning.REVOKED if first_is_highest(bits, self.index, 1) else Meaning.CLEAR
        return ListedStatus(meaning, is_small=len(bits) * 8 < MINIMUM_ENTRIES)

    def fresh_for(self, status_list: JsonObject) -> timedelta | None:
        """Return nothing: the list says no more than until when it is valid."""
        del status_list
        return None


def read_entry(entry: JsonObject, badge_id: str | None = None) -> RevocationList2020Entry:
    """Read one member of `credentialStatus`, also with the members' names of the specification that came after.

    Raises:
        ProofError: For check STATUS, UNKNOWN: a member of the wrong shape, or two names for one thing that disagree.
    """
    del badge_id
    if entry.get("statusPurpose", "revocation") != "revocation":
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry has a purpose that its kind does not have.")
    index = _one_of(entry, "revocationListIndex", "statusListIndex")
    address = _one_of(entry, "revocationListCredential", "statusListCredential")
    return RevocationList2020Entry(index_of(index), address_of(address))


def _one_of(entry: JsonObject, name: str, later: str) -> JsonValue:
    if name in entry and later in entry and entry[name] != entry[later]:
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry contradicts itself.")
    return entry.get(name, entry.get(later))
