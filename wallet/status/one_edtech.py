"""1EdTech Revocation List Status Method: https://purl.imsglobal.org/spec/vcrl/v1p0/ .

The list is a plain file at the address that the signed badge names; nobody signs it. What it says is as good as the
address and whoever saved the copy, so a badge that it does not name is never more than "genuine, with limits".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from wallet.model.checks import Code
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.status.listed import ListedStatus, ListForm, Meaning, address_of, invalid, unknown


@dataclass(frozen=True, slots=True)
class OneEdTechEntry:
    """The one `1EdTechRevocationList` of a credential.

    Attributes:
        list_id: Where the list is found.
        badge_id: The identifier it is looked up by.
    """

    list_id: str
    badge_id: str
    form = ListForm.HOSTED
    evidence = EvidenceKind.REVOCATION_LIST

    def look_up(self, status_list: JsonObject, limits: Limits) -> ListedStatus:
        """Return whether the list names the badge, with `revoked` true or absent."""
        del limits
        revoked = status_list.get("revokedCredentials")
        if status_list.get("id") != self.list_id or not isinstance(revoked, list):
            raise invalid("What should be the revocation list is something else.")
        is_named = any(_is_revoked(entry, self.badge_id) for entry in revoked)
        return ListedStatus(Meaning.REVOKED if is_named else Meaning.CLEAR)

    def fresh_for(self, status_list: JsonObject) -> timedelta | None:
        """Return nothing: the list has no dates."""
        del status_list
        return None


def read_entry(entry: JsonObject, badge_id: str | None) -> OneEdTechEntry:
    """Read one member of `credentialStatus`.

    Raises:
        ProofError: STATUS_UNSUPPORTED, unknown, where the badge has no identifier to be listed by.
    """
    if not badge_id:
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge has no identifier by which a revocation list could name it.")
    return OneEdTechEntry(address_of(entry.get("id")), badge_id)


def _is_revoked(entry: JsonValue, badge_id: str) -> bool:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
        raise invalid("The revocation list holds an entry that names no badge.")
    return entry["id"] == badge_id and entry.get("revoked", True) is not False
