"""Check of withdrawal by the list that an issuer's profile names, of Open Badges 2 and of Blockcerts.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html (sections "Revocation List" and
"SignedBadge Verification", step 7)
"""

from __future__ import annotations

from wallet.formats.members import identifier, items, types
from wallet.model.checks import CheckId, Code
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject, JsonValue
from wallet.verification.case import Case
from wallet.verification.linked import check_not_withdrawn, content_of, newest

_NAMES = ("id", "uid")
"""What an assertion goes by on a list; `uid` before version 1.1."""


def check_revocation_list(case: Case, profile: JsonObject) -> None:
    """Record `status`: the badge is not on the list that the profile names.

    Args:
        case: The verification under way.
        profile: The issuer's profile.
    """
    findings = case.findings
    if "revocationList" not in profile:
        findings.not_applicable(CheckId.STATUS, "The issuer keeps no list of withdrawn badges.")
        return
    if not any(case.credential.claims.get(name) for name in _NAMES):
        detail = "The badge has no identifier by which the issuer's withdrawal list could name it."
        findings.unknown(CheckId.STATUS, Code.STATUS_UNSUPPORTED, detail)
        return
    address = identifier(profile["revocationList"])
    document = newest(case, EvidenceKind.REVOCATION_LIST, address)
    if document is None:
        is_later = case.evidence.only_later(EvidenceKind.REVOCATION_LIST, address)
        code = Code.NOT_AS_OF if is_later else Code.STATUS_UNAVAILABLE
        when = "was saved only after the time asked about" if is_later else "is not on this computer"
        findings.unknown(CheckId.STATUS, code, f"The issuer's withdrawal list {when}.")
        return
    entries = _entries(content_of(case, document))
    if entries is None:
        detail = "What was saved as the issuer's withdrawal list is none."
        findings.unknown(CheckId.STATUS, Code.STATUS_LIST_INVALID, detail)
    elif any(_is_of(entry, case.credential.claims) for entry in entries):
        findings.failed(CheckId.STATUS, Code.REVOKED, "The issuer has withdrawn this badge.")
        findings.evidence(CheckId.STATUS, document.fetched, document.source)
    else:
        check_not_withdrawn(case, document, "Not on the withdrawal list of")


def _entries(revocation_list: JsonObject | None) -> list[JsonValue] | None:
    """Return the entries of a revocation list; None where it is none (section "Revocation List")."""
    if revocation_list is None or "RevocationList" not in types(revocation_list):
        return None
    entries = revocation_list.get("revokedAssertions")
    return None if entries is None else items(entries)


def _is_of(entry: JsonValue, claims: JsonObject) -> bool:
    """Return whether an entry names an assertion, by its `id` or, before version 1.1, its `uid`."""
    if isinstance(entry, dict) and entry.get("revoked") is False:
        return False
    by_uid = isinstance(entry, dict) and bool(entry.get("uid")) and entry.get("uid") == claims.get("uid")
    name = identifier(entry)
    return by_uid or (bool(name) and name in [claims.get(member) for member in _NAMES])
