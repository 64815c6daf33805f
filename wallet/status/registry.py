"""The kinds of status list that are read, each a page of its own."""

from __future__ import annotations

from collections.abc import Callable

from wallet.model.checks import Code
from wallet.model.json_types import JsonObject
from wallet.status import bitstring, one_edtech, revocation_list_2020, status_list_2021, token_status_list
from wallet.status.listed import StatusEntry, names, unknown

_READERS: dict[str, Callable[[JsonObject, str | None], StatusEntry]] = {
    bitstring.TYPE: bitstring.read_entry,
    status_list_2021.TYPE: status_list_2021.read_entry,
    revocation_list_2020.TYPE: revocation_list_2020.read_entry,
    one_edtech.TYPE: one_edtech.read_entry,
}


def read_entry(entry: JsonObject, badge_id: str | None) -> StatusEntry:
    """Read one status entry, of whichever kind it is.

    Args:
        entry: A member of `credentialStatus`, or the `status` claim of a token, which has no type.
        badge_id: The identifier of the badge it belongs to.

    Raises:
        ProofError: For check STATUS, UNKNOWN: a kind that is not read, or a member of the wrong shape.
    """
    if "type" not in entry and token_status_list.MEMBER in entry:
        return token_status_list.read_entry(entry, badge_id)
    kinds = [kind for kind in names(entry.get("type")) if kind in _READERS]
    if len(kinds) != 1:
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge names a kind of status list that Rosette does not read.")
    return _READERS[kinds[0]](entry, badge_id)
