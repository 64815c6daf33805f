"""What verifying a badge needs of the network: where each document stands, and which further ones it leads to.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html (section "Open Badges in Linked
Data"); https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/ (section 4); https://www.w3.org/TR/cid-1.0/
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from wallet.dids.did_web import document_url
from wallet.dids.issuer_metadata import metadata_url
from wallet.formats.members import first_object, identifier, items
from wallet.formats.ob2 import hosted_at, is_signed, is_web_address
from wallet.formats.reader import extract, parse
from wallet.formats.type_metadata import extended_by
from wallet.model.credential import ASSERTIONS, Credential, DataModel, Securing
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object
from wallet.status.registry import read_entry

_TOKENS = frozenset({Securing.JWT, Securing.SD_JWT})
_MOST_KEYS = 5
"""Most keys of one profile that are asked for; issuers name one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document that a verification asks for.

    Attributes:
        kind: What it is.
        id: What the verifier will look for.
        url: Where it is fetched from; nothing about a badge or its holder is ever part of it, but for a hosted badge,
            which is proved by what stands at its own address.
    """

    kind: EvidenceKind
    id: str
    url: str


def wanted_by(credential: Credential, limits: Limits) -> Iterator[Wanted]:
    """Yield what verifying a credential or presentation asks for first; what comes of it may lead to more.

    Args:
        credential: The credential or presentation.
        limits: Bounds on foreign input.
    """
    for presented in credential.presented:
        # The report of a badge that cannot be read will say so; there is nothing to fetch for it.
        with suppress(UnreadableError):
            yield from wanted_by(parse(presented, limits), limits)
    if credential.data_model in ASSERTIONS:
        yield from _by_assertion(credential.claims)
    else:
        yield from _by_issuer(credential)
        yield from _type_of(credential)
    for entry in credential.status:
        # An entry that cannot be read has nothing to fetch, and a report that says so.
        with suppress(ProofError):
            read = read_entry(entry, credential.id)
            yield Wanted(read.evidence, read.list_id, read.list_id)


def led_to(document: EvidenceDocument, limits: Limits) -> Iterator[Wanted]:
    """Yield what a document that came leads to; nothing where it cannot be read, which its verifier will say.

    Args:
        document: What was fetched.
        limits: Bounds on foreign input.
    """
    with suppress(UnreadableError):
        if document.kind is EvidenceKind.STATUS_LIST:
            yield from wanted_by(parse(extract(document.content, limits), limits), limits)
        elif document.kind in _LEADS:
            yield from _LEADS[document.kind](parse_object(document.content, limits))


def _by_issuer(credential: Credential) -> Iterator[Wanted]:
    """An issuer's DID document, or what an https issuer says of itself and, for tokens, of its keys."""
    issuer = credential.issuer_id
    if issuer.startswith("did:web:"):
        yield Wanted(EvidenceKind.DID_DOCUMENT, issuer, document_url(issuer))
    elif credential.source.securing in _TOKENS:
        yield from _at(EvidenceKind.JWKS, metadata_url(issuer) if is_web_address(issuer) else "")
        yield from _at(EvidenceKind.ISSUER_PROFILE, issuer)
    elif credential.source.securing is Securing.EMBEDDED or credential.data_model is DataModel.BLOCKCERTS_2:
        yield from _at(EvidenceKind.ISSUER_PROFILE, issuer)


def _type_of(credential: Credential) -> Iterator[Wanted]:
    """What the type of an SD-JWT VC calls its claims; a type may name no address, but itself."""
    if credential.data_model is DataModel.SD_JWT_VC:
        yield from _at(EvidenceKind.TYPE_METADATA, "".join(credential.types))


def _by_assertion(claims: JsonObject) -> Iterator[Wanted]:
    if not is_signed(claims):
        yield from _at(EvidenceKind.ASSERTION, hosted_at(claims))
    yield from _badge_class_of(claims)


def _badge_class_of(claims: JsonObject) -> Iterator[Wanted]:
    badge = claims.get("badge")
    if is_web_address(identifier(badge)):
        yield from _at(EvidenceKind.BADGE_CLASS, identifier(badge))
    else:
        yield from _profile_of(first_object(badge))


def _profile_of(badge: JsonObject) -> Iterator[Wanted]:
    yield from _at(EvidenceKind.ISSUER_PROFILE, identifier(badge.get("issuer")))


def _named_by_profile(profile: JsonObject) -> Iterator[Wanted]:
    yield from _at(EvidenceKind.REVOCATION_LIST, identifier(profile.get("revocationList")))
    for key in items(profile.get("publicKey"))[:_MOST_KEYS]:
        if not _holds_key(key):
            yield from _at(EvidenceKind.PUBLIC_KEY, identifier(key))


def _holds_key(reference: JsonValue) -> bool:
    return isinstance(reference, dict) and "publicKeyPem" in reference


def _key_set_of(metadata: JsonObject) -> Iterator[Wanted]:
    yield from _at(EvidenceKind.JWKS, identifier(metadata.get("jwks_uri")))


def _extended_by_type(document: JsonObject) -> Iterator[Wanted]:
    yield from _at(EvidenceKind.TYPE_METADATA, extended_by(document))


_LEADS = {
    EvidenceKind.ASSERTION: _badge_class_of,
    EvidenceKind.BADGE_CLASS: _profile_of,
    EvidenceKind.ISSUER_PROFILE: _named_by_profile,
    EvidenceKind.JWKS: _key_set_of,
    EvidenceKind.TYPE_METADATA: _extended_by_type,
}


def _at(kind: EvidenceKind, address: str) -> Iterator[Wanted]:
    if is_web_address(address):
        yield Wanted(kind, address, address)
