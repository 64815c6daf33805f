"""What an Open Badges assertion only names: its badge class and that one's issuer, from saved documents.

A document is who it is by the address it was fetched from, never by what it says of itself: anybody can write another's
name into a file. So a badge class is the issuer's where the issuer's key or site vouches for the assertion, and the
assertion leads to the issuer step by step.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html
(section "Open Badges in Linked Data")
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wallet.dids.verification_method import unavailable
from wallet.formats.members import identifier, string, types
from wallet.formats.ob2 import host_of, is_web_address
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.report import Policy
from wallet.model.strict_json import parse_object
from wallet.verification.case import Case
from wallet.verification.issuer import FRESH as PROFILE_FRESH
from wallet.verification.issuer import USABLE as PROFILE_USABLE
from wallet.verification.withdrawal import FRESH, USABLE_FOR_OTHERS
from wallet.verification.words import day, minute

_BADGE_CLASS = frozenset({"BadgeClass"})
_PROFILE = frozenset({"Issuer", "Profile", "IssuerOrg"})


@dataclass(frozen=True, slots=True)
class Linked:
    """A document that an assertion leads to.

    Attributes:
        id: The address it was found under; empty where it stands in the assertion and has no address on the web.
        content: What it says.
        document: The saved copy; None where it stands in the assertion.
    """

    id: str
    content: JsonObject
    document: EvidenceDocument | None


@dataclass(frozen=True, slots=True)
class Chain:
    """From a badge to who issued it."""

    badge: Linked
    issuer: Linked

    @property
    def documents(self) -> tuple[EvidenceDocument, ...]:
        """The saved copies it rests on."""
        return tuple(linked.document for linked in (self.badge, self.issuer) if linked.document is not None)


def chain_of(case: Case, claims: JsonObject) -> Chain:
    """Follow an assertion to its issuer.

    Raises:
        ProofError: ISSUER_KEY with KEY_UNAVAILABLE or NOT_AS_OF (unknown) where a document is not at hand;
            ISSUER_BINDING with BAD_VALUE where one is something else, or ISSUER_MISMATCH (unknown) where the profile
            does not name itself by an address of the site it stands on.
    """
    badge = _badge_class(case, claims.get("badge"))
    _check_types(badge, _BADGE_CLASS, "The badge's class")
    issuer_id = identifier(badge.content.get("issuer"))
    if not is_web_address(issuer_id):
        raise unavailable("The badge does not lead to an issuer on the web.")
    issuer = from_evidence(case, EvidenceKind.ISSUER_PROFILE, issuer_id, "The issuer's profile")
    _check_types(issuer, _PROFILE, "The issuer's profile")
    own_name = string(issuer.content.get("id"))
    if own_name and host_of(own_name) != host_of(issuer_id):
        raise ProofError(
            CheckId.ISSUER_BINDING,
            Code.ISSUER_MISMATCH,
            "The issuer's profile goes by a name that is not of the site it stands on.",
            Outcome.UNKNOWN,
        )
    return Chain(badge, issuer)


def from_evidence(case: Case, kind: EvidenceKind, address: str, what: str) -> Linked:
    """Return the newest saved copy of a document as `chain_of` needs it.

    Raises:
        ProofError: ISSUER_KEY with KEY_UNAVAILABLE or NOT_AS_OF, unknown.
    """
    document = newest(case, kind, address)
    if document is None:
        if case.evidence.only_later(kind, address):
            detail = f"{what} was saved only after the time asked about."
            raise ProofError(CheckId.ISSUER_KEY, Code.NOT_AS_OF, detail, Outcome.UNKNOWN)
        raise unavailable(f"{what} is not on this computer.")
    content = content_of(case, document)
    if content is None:
        raise unavailable(f"{what}, as it was saved, cannot be read.")
    return Linked(address, content, document)


def newest(case: Case, kind: EvidenceKind, address: str) -> EvidenceDocument | None:
    """Return the newest saved copy; what stands at an address now is what counts."""
    return next(iter(case.evidence.find(kind, address)), None)


def content_of(case: Case, document: EvidenceDocument) -> JsonObject | None:
    """Return the JSON object that a saved document holds; None where it holds none."""
    try:
        return parse_object(document.content, case.options.limits)
    except UnreadableError:
        return None


def check_profile_age(case: Case, documents: Sequence[EvidenceDocument]) -> None:
    """Record `issuer.key` by the oldest document that leads to the issuer (VERIFICATION.md, "Freshness offline")."""
    findings = case.findings
    oldest = min(documents, key=lambda document: document.fetched)
    age, seen = case.at - oldest.fetched, day(oldest.fetched)
    if age > PROFILE_USABLE:
        findings.unknown(CheckId.ISSUER_KEY, Code.STALE, f"The issuer's profile was last seen on {seen}.")
    elif age > PROFILE_FRESH:
        findings.limited(CheckId.ISSUER_KEY, Code.STALE, f"The issuer's profile was last seen on {seen}.")
    else:
        findings.passed(CheckId.ISSUER_KEY, f"The issuer's profile was seen on {seen}.")
    check_pack_ends(case, CheckId.ISSUER_KEY, documents)
    findings.evidence(CheckId.ISSUER_KEY, oldest.fetched, oldest.source)
    if any(document.id.startswith("http://") for document in documents):
        case.findings.warnings.append("Part of it stands on a site without encryption, where others can change it.")


def check_not_withdrawn(case: Case, document: EvidenceDocument, where: str) -> None:
    """Record `status` as passed, as far as the document that shows it is recent.

    Args:
        case: The verification under way.
        document: The list or copy that shows it.
        where: What it shows, before the time, such as ``Hosted, last seen``.
    """
    findings, age = case.findings, case.at - document.fetched
    detail = f"{where} {minute(document.fetched)}."
    if age <= FRESH:
        findings.passed(CheckId.STATUS, detail)
    elif case.options.policy is Policy.WALLET or age <= USABLE_FOR_OTHERS:
        findings.limited(CheckId.STATUS, Code.STALE, detail)
    else:
        findings.unknown(CheckId.STATUS, Code.STALE, detail)
    check_pack_ends(case, CheckId.STATUS, [document])
    findings.evidence(CheckId.STATUS, document.fetched, document.source)


def check_pack_ends(case: Case, check_id: CheckId, documents: Sequence[EvidenceDocument]) -> None:
    """Record that a check rests on a pack that has ended."""
    for document in documents:
        if document.pack_expires is not None and document.pack_expires < case.at:
            case.findings.limited(check_id, Code.PACK_EXPIRED, f"The evidence pack {document.pack} has ended.")


def _badge_class(case: Case, reference: JsonValue) -> Linked:
    """Take a badge class with an address from its address, whatever the assertion holds of it."""
    address = identifier(reference)
    if is_web_address(address):
        return from_evidence(case, EvidenceKind.BADGE_CLASS, address, "The badge's class")
    if isinstance(reference, dict):
        return Linked("", reference, None)
    raise unavailable("The badge does not lead to a badge class on the web.")


def _check_types(linked: Linked, expected: Collection[str], what: str) -> None:
    """Refuse a document that is something else; before version 1.1 documents had no type."""
    found = types(linked.content)
    if found and not set(found).intersection(expected):
        raise ProofError(CheckId.ISSUER_BINDING, Code.BAD_VALUE, f"{what} is a document of another kind.")
