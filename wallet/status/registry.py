"""The kinds of status list that are read, each a page of its own, loaded when an entry of its kind is met."""

from __future__ import annotations

from importlib import import_module

from wallet.model.checks import Code
from wallet.model.json_types import JsonObject
from wallet.status.listed import StatusEntry, names, unknown

_PAGES = {
    "BitstringStatusListEntry": "wallet.status.bitstring",
    "StatusList2021Entry": "wallet.status.status_list_2021",
    "RevocationList2020Status": "wallet.status.revocation_list_2020",
    "1EdTechRevocationList": "wallet.status.one_edtech",
}
"""The page of each kind, by its entries' `type`; on it, `read_entry` reads one."""

_TOKEN_PAGE = "wallet.status.token_status_list"  # noqa: S105 (a module)
_TOKEN_MEMBER = "status_list"  # noqa: S105 (a claim)


def read_entry(entry: JsonObject, badge_id: str | None) -> StatusEntry:
    """Read one status entry, of whichever kind it is.

    Args:
        entry: A member of `credentialStatus`, or the `status` claim of a token, which has no type.
        badge_id: The identifier of the badge it belongs to.

    Raises:
        ProofError: For check STATUS, UNKNOWN: a kind that is not read, or a member of the wrong shape.
    """
    read: StatusEntry = import_module(_page_for(entry)).read_entry(entry, badge_id)
    return read


def _page_for(entry: JsonObject) -> str:
    if "type" not in entry and _TOKEN_MEMBER in entry:
        return _TOKEN_PAGE
    kinds = [kind for kind in names(entry.get("type")) if kind in _PAGES]
    if len(kinds) != 1:
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge names a kind of status list that Rosette does not read.")
    return _PAGES[kinds[0]]
