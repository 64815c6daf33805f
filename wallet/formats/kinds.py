"""What a JSON document is: a credential, a presentation, a status list, or no badge at all; and the names of formats.

Source: https://www.w3.org/TR/vc-data-model-2.0/#types, https://www.imsglobal.org/spec/ob/v3p0/ ,
https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html
"""

from __future__ import annotations

from functools import lru_cache

from wallet.formats.members import contexts, first_object, types
from wallet.model.credential import Carrier, Securing
from wallet.model.json_types import JsonObject
from wallet.model.report import Kind

VCDM_1_CONTEXT = "https://www.w3.org/2018/credentials/v1"
VCDM_2_CONTEXT = "https://www.w3.org/ns/credentials/v2"

ACHIEVEMENT_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
"""The two names of one type (Open Badges 3.0, AchievementCredential)."""

SD_JWT_VC = "sd-jwt-vc"
"""The name of the one format that has no family: its `vct` says what it is of."""

_STATUS_LIST_TYPES = frozenset(
    {"BitstringStatusListCredential", "StatusList2021Credential", "RevocationList2020Credential"}
)
_STATUS_LIST_SUBJECTS = frozenset({"BitstringStatusList", "StatusList2021", "RevocationList2020"})
_CREDENTIAL_TYPES = ACHIEVEMENT_TYPES | {"VerifiableCredential", "ClrCredential", "EndorsementCredential"}
_PRESENTATION_TYPE = "VerifiablePresentation"
_VC_TYPE = "VerifiableCredential"
_EUROPEAN_TYPE = "EuropeanDigitalCredential"
_ASSERTION_TYPE = "Assertion"
_OTHER_TYPES = frozenset({"UniversalWallet2020", "DataIntegrityProof"})
"""Types of documents that use a credentials context and are no credentials."""

_FAMILIES = (
    (ACHIEVEMENT_TYPES, "ob3"),
    (frozenset({"ClrCredential"}), "clr2"),
    (frozenset({"EndorsementCredential"}), "endorsement"),
    (frozenset({_EUROPEAN_TYPE}), "elm3"),
    (frozenset({"BlockcertsCredential"}), "blockcerts3"),
)
_FORMS = {
    Securing.EMBEDDED: "json",
    Securing.JWT: "jwt",
    Securing.SD_JWT: "sd-jwt",
    Securing.HOSTED: "json",
    Securing.JADES: "jades",
}


def kind_of(document: JsonObject) -> Kind | None:
    """Return what a document claims to be, by its type or else by its context; None for no badge.

    A document that lacks its type but has the context of credentials is one, badly made: the structure check says so.
    """
    names = frozenset(types(document))
    if names & _OTHER_TYPES:
        return None
    if _PRESENTATION_TYPE in names:
        return Kind.PRESENTATION
    if names & _STATUS_LIST_TYPES or _holds_status_list(document):
        return Kind.STATUS_LIST
    if names & _CREDENTIAL_TYPES or is_assertion(document) or is_blockcerts_2(document):
        return Kind.CREDENTIAL
    return _kind_by_context(document)


def is_assertion(document: JsonObject) -> bool:
    """Return whether a document is an assertion of Open Badges 1 or 2; those before 1.1 have no type to say so."""
    names = types(document)
    if _VC_TYPE in names or uses_blockcerts(document):
        return False
    if "type" in document:
        return _ASSERTION_TYPE in names
    return {"recipient", "badge"} <= document.keys() or _is_pointer(document)


def is_blockcerts_2(document: JsonObject) -> bool:
    """Return whether a document is an assertion of Open Badges 2 with the extensions of Blockcerts 2."""
    names = types(document)
    return _ASSERTION_TYPE in names and _VC_TYPE not in names and uses_blockcerts(document)


def is_european(document: JsonObject) -> bool:
    """Return whether a document is a European Digital Credential."""
    return _EUROPEAN_TYPE in types(document) and kind_of(document) is Kind.CREDENTIAL


def is_status_token(payload: JsonObject) -> bool:
    """Return whether a token's payload is a status list and nothing else."""
    return "status_list" in payload and "@context" not in payload and "vct" not in payload


def uses_blockcerts(document: JsonObject) -> bool:
    """Return whether a document is written in the terms of Blockcerts, of whichever version."""
    return any("blockcerts" in address for address in contexts(document))


def _is_pointer(document: JsonObject) -> bool:
    return document.keys() == {"verify"} and isinstance(first_object(document["verify"]).get("url"), str)


def securing_of(document: JsonObject) -> Securing:
    """Return what secures a JSON document: the place it is hosted at, or what is inside it."""
    return Securing.HOSTED if is_assertion(document) else Securing.EMBEDDED


def is_typed_as_status_list(names: tuple[str, ...]) -> bool:
    """Return whether a credential's types name it a status list, as its standard demands."""
    return not _STATUS_LIST_TYPES.isdisjoint(names)


def _holds_status_list(document: JsonObject) -> bool:
    subject = first_object(document.get("credentialSubject"))
    return not _STATUS_LIST_SUBJECTS.isdisjoint(types(subject))


def _kind_by_context(document: JsonObject) -> Kind | None:
    if not {VCDM_1_CONTEXT, VCDM_2_CONTEXT}.intersection(contexts(document)) or "proofPurpose" in document:
        return None
    is_presentation = "verifiableCredential" in document and "credentialSubject" not in document
    return Kind.PRESENTATION if is_presentation else Kind.CREDENTIAL


@lru_cache(maxsize=256)  # badges of one kind share it
def format_name(kind: Kind, names: tuple[str, ...], carrier: Carrier, securing: Securing) -> str:
    """Return a format's name in reports, such as ``ob3-json``, ``ob3-png-jwt``, ``vp-json`` or ``vc-sd-jwt``."""
    return f"{_family(kind, names)}-{carried(_FORMS[securing], carrier)}"


def carried(name: str, carrier: Carrier) -> str:
    """Return the name of a format inside a picture, such as ``png-json``; unchanged where it came plain."""
    return name if carrier is Carrier.PLAIN else f"{carrier.value}-{name}"


def _family(kind: Kind, names: tuple[str, ...]) -> str:
    if kind is Kind.PRESENTATION:
        return "vp"
    if kind is Kind.STATUS_LIST:
        return "status-list"
    return next((family for members, family in _FAMILIES if members.intersection(names)), "vc")
