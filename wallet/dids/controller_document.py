"""Documents that list keys: DID documents, and controlled identifier documents of https issuers.

Source: https://www.w3.org/TR/cid-1.0/#retrieve-verification-method ; https://www.w3.org/TR/did-1.0/#verification-methods
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial

from wallet.crypto.keys import KeyType, PublicKey, public_key_from_jwk, public_key_from_multikey
from wallet.dids.verification_method import (
    RELATIONSHIPS,
    VerificationMethod,
    mismatch,
    unavailable,
    with_earlier,
)
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.dates import parse_date_time_stamp
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.evidence import EvidenceDocument
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

_ANY_TYPE = frozenset(KeyType)
_METHOD_TYPES = {
    "Multikey": ("publicKeyMultibase", _ANY_TYPE),
    "Ed25519VerificationKey2020": ("publicKeyMultibase", frozenset({KeyType.ED25519})),
    "JsonWebKey": ("publicKeyJwk", _ANY_TYPE),
    "JsonWebKey2020": ("publicKeyJwk", _ANY_TYPE),
}
"""For each type of method, the one member that may hold its key, and the types of key it is for."""
_KEY_MEMBERS = ("publicKeyMultibase", "publicKeyJwk", "publicKeyBase58", "publicKeyPem", "publicKeyHex")
_SECRET_MEMBERS = ("secretKeyMultibase", "secretKeyJwk", "privateKeyMultibase", "privateKeyJwk", "privateKeyBase58")


def find_method(
    method_id: str, controller: str, copies: Sequence[EvidenceDocument], limits: Limits
) -> VerificationMethod:
    """Find a method in the saved copies of its controller's document.

    Args:
        method_id: The absolute id of the method.
        controller: Whose document it is; the document's own `id` must be the same text.
        copies: The copies, newest first. A copy that is malformed or names another subject counts for nothing.
        limits: Bounds on the JSON.

    Returns:
        The method; `retired` where the newest sound copy does not list it and an older one does; `earlier` holds the
        keys that older copies list in its place.

    Raises:
        ProofError: ISSUER_KEY with KEY_UNAVAILABLE (unknown); ISSUER_BINDING with CONTROLLER_MISMATCH; KEY_STRENGTH
            or PROOF_SUITE for the key itself.

    Source: Controlled Identifiers 1.0 section 3.3, "Retrieve Verification Method", steps 3 to 9.
    """
    sound = [(copy, document) for copy in copies if (document := _document(copy.content, controller, limits))]
    if not sound:
        raise unavailable("The issuer's keys are not saved here.")
    listing = [
        (copy, document, listed)
        for copy, document in sound
        if (listed := _listed(document, controller, method_id)) is not None
    ]
    method = with_earlier(partial(_method, document, listed, copy, limits) for copy, document, listed in listing)
    if method is None:
        raise unavailable("The issuer's saved document does not list the key that signed.")
    return replace(method, retired=listing[0][0] is not sound[0][0])


@lru_cache(maxsize=64)
def _document(content: bytes, controller: str, limits: Limits) -> JsonObject | None:
    try:
        document = parse_object(content, limits)
    except UnreadableError:
        return None
    return document if document.get("id") == controller else None


def _listed(document: JsonObject, controller: str, method_id: str) -> JsonObject | None:
    """Return the one object with that id, from `verificationMethod` or embedded under a relationship."""
    found = [
        entry
        for member in ("verificationMethod", *RELATIONSHIPS)
        for entry in _entries(document, member)
        if isinstance(entry, Mapping) and _absolute(entry.get("id"), controller) == method_id
    ]
    if any(entry != found[0] for entry in found):
        raise unavailable("The issuer's saved document gives one name to different keys.")
    return found[0] if found else None


def _method(document: JsonObject, listed: JsonObject, copy: EvidenceDocument, limits: Limits) -> VerificationMethod:
    controller = str(document["id"])
    method_id = _absolute(listed["id"], controller)
    if listed.get("controller") != controller:
        raise mismatch("The key is listed by the issuer and controlled by someone else.")
    return VerificationMethod(
        id=method_id,
        controller=controller,
        key=_key(listed, limits),
        relationships=frozenset(_relationships(document, controller, method_id)),
        as_of=copy.fetched,
        source=copy.source,
        revoked=_end(listed.get("revoked")),
        expires=_end(listed.get("expires")),
    )


def _relationships(document: JsonObject, controller: str, method_id: str) -> Iterator[str]:
    for relationship in RELATIONSHIPS:
        for entry in _entries(document, relationship):
            name = entry.get("id") if isinstance(entry, Mapping) else entry
            if _absolute(name, controller) == method_id:
                yield relationship


def _entries(document: JsonObject, member: str) -> Sequence[JsonValue]:
    value = document.get(member, [])
    return value if isinstance(value, list) else [value]


def _absolute(url: JsonValue, controller: str) -> str:
    """Return a URL with a relative one, `#key`, resolved against the document's subject (DID Core section 3.2.2)."""
    if not isinstance(url, str):
        return ""
    return controller + url if url.startswith("#") else url


def _key(listed: JsonObject, limits: Limits) -> PublicKey:
    if any(member in listed for member in _SECRET_MEMBERS):
        raise _invalid("The issuer has published the secret part of its key.")
    method_type = listed.get("type")
    if not isinstance(method_type, str) or method_type not in _METHOD_TYPES:
        detail = "The issuer lists its key as a type that Rosette does not know."
        raise ProofError(CheckId.PROOF_SUITE, Code.SUITE_UNSUPPORTED, detail, Outcome.UNKNOWN)
    member, key_types = _METHOD_TYPES[method_type]
    if [name for name in _KEY_MEMBERS if name in listed] != [member]:
        raise _invalid("The issuer lists its key in a form that its type does not have.")
    key = _read_key(listed[member], limits)
    if key.key_type not in key_types:
        raise _invalid("The issuer lists its key as a type that it is not.")
    return key


def _read_key(value: JsonValue, limits: Limits) -> PublicKey:
    if isinstance(value, str):
        return public_key_from_multikey(value, limits)
    if isinstance(value, Mapping):
        return public_key_from_jwk(value)
    raise _invalid("The issuer lists its key in a form that no key has.")


def _end(value: JsonValue) -> datetime | None:
    """Return when a method ends; an end that cannot be read was always in force."""
    if value is None:
        return None
    try:
        return parse_date_time_stamp(str(value))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _invalid(detail: str) -> ProofError:
    return ProofError(CheckId.KEY_STRENGTH, Code.KEY_INVALID, detail)
