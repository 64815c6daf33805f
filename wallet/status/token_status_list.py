"""Token Status List: https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/ ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from wallet.model.checks import Code
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.status.bits import ZLIB, decoded, first_is_lowest, inflated
from wallet.status.listed import ListedStatus, ListForm, Meaning, address_of, index_of, invalid, seconds, unknown

MEMBER = "status_list"
SIZES = (1, 2, 4, 8)

_MEANINGS = {0: Meaning.CLEAR, 1: Meaning.REVOKED, 2: Meaning.SUSPENDED}
"""VALID, INVALID and SUSPENDED (section 7.1); every other value is the issuer's own or reserved."""


@dataclass(frozen=True, slots=True)
class TokenStatusEntry:
    """The `status_list` of a token's `status` claim (section 6.1).

    Attributes:
        index: Position in the list, counted in entries.
        list_id: The `uri` of the list.
    """

    index: int
    list_id: str
    form = ListForm.TOKEN
    evidence = EvidenceKind.STATUS_LIST

    def look_up(self, status_list: JsonObject, limits: Limits) -> ListedStatus:
        """Look the entry up (section 8.3, "Validation Rules", step 4 and on)."""
        if status_list.get("sub") != self.list_id:
            raise invalid("The status list is another one than the badge names.")
        value = first_is_lowest(*_bits(status_list, limits, self.index))
        if value not in _MEANINGS:
            raise unknown(
                Code.STATUS_UNSUPPORTED, "The status list gives the badge a status that Rosette does not know."
            )
        return ListedStatus(_MEANINGS[value])

    def fresh_for(self, status_list: JsonObject) -> timedelta | None:
        """Return the list's `ttl`, which is in seconds (section 5.1)."""
        return seconds(status_list.get("ttl"))


def read_entry(entry: JsonObject, badge_id: str | None = None) -> TokenStatusEntry:
    """Read a token's `status` claim (section 6.1).

    Raises:
        ProofError: For check STATUS, UNKNOWN: a member of the wrong shape.
    """
    del badge_id
    reference = entry.get(MEMBER)
    if not isinstance(reference, Mapping) or not isinstance(reference.get("idx"), int):
        raise unknown(Code.STATUS_INDEX_RANGE, "The badge's place in the status list is not a number.")
    return TokenStatusEntry(index_of(reference["idx"]), address_of(reference.get("uri")))


def _bits(status_list: JsonObject, limits: Limits, index: int) -> tuple[bytes, int, int]:
    """Return the list's bits, the index, and the bits of one entry (section 4.2)."""
    held = status_list.get(MEMBER)
    if not isinstance(held, Mapping):
        raise invalid("The status list holds no list.")
    size, text = held.get("bits"), held.get("lst")
    if isinstance(size, bool) or not isinstance(size, int) or size not in SIZES:
        raise invalid("The entries of the status list have a size that they must not have.")
    if not isinstance(text, str) or "=" in text:
        raise invalid("The status list is not encoded as its standard says.")
    return inflated(decoded(text), ZLIB, limits), index, size
