"""Open Badges 2.0 and 2.1: assertions, hosted at an address or signed as a JWS; and 1.x, as far as it is the same.

An assertion names its badge class, and that its issuer, by their addresses or by holding them. What is only named is
not here: the verifier fills it in from saved documents.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html ,
https://www.imsglobal.org/spec/ob/v2p1/ , https://github.com/mozilla/openbadges-backpack/wiki/Assertions (1.0, 1.1)
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from wallet.formats.kinds import carried, is_blockcerts_2
from wallet.formats.language import text_of
from wallet.formats.members import contexts, first_object, identifier, string, types
from wallet.formats.ob2_dates import parse_badge_date
from wallet.model.credential import Credential, DataModel, SecuredDocument, Securing
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.report import Kind

HOSTED_TYPES = frozenset({"hosted", "HostedBadge"})
SIGNED_TYPES = frozenset({"signed", "SignedBadge"})

_VERSION_1_CONTEXT = "openbadges/v1"


def assertion_credential(document: SecuredDocument, claims: JsonObject) -> Credential:
    """Decode an assertion, leniently.

    Args:
        document: What it came in.
        claims: The assertion; its badge class and issuer as it holds them, or filled in.
    """
    model = data_model_of(claims)
    badge = first_object(claims.get("badge"))
    issuer = badge.get("issuer")
    party = first_object(issuer)
    return Credential(
        source=document,
        kind=Kind.CREDENTIAL,
        format=_format_name(document, model),
        data_model=model,
        claims=claims,
        types=types(claims) or ("Assertion",),
        id=string(claims.get("id")) or None,
        # Version 0.5 knew an issuer by the origin of its web site alone.
        issuer_id=identifier(issuer) or string(party.get("origin")),
        issuer_name=text_of(party.get("name")),
        subject_id=None,
        name=text_of(badge.get("name")),
        valid_from=_date(claims.get("issuedOn", claims.get("issued_on")), model),
        valid_until=_date(claims.get("expires"), model),
        status=(),
        proofs=(),
    )


def data_model_of(claims: JsonObject) -> DataModel:
    """Return the version an assertion is of: 1 where its context says so, or where it has neither context nor type."""
    if is_blockcerts_2(claims):
        return DataModel.BLOCKCERTS_2
    addresses = contexts(claims)
    is_bare = "@context" not in claims and "type" not in claims
    is_version_1 = is_bare or any(_VERSION_1_CONTEXT in address for address in addresses)
    return DataModel.OB_1 if is_version_1 else DataModel.OB_2


def verification_of(claims: JsonObject) -> JsonObject:
    """Return what an assertion says of its verification; ``verify`` is the older name of the member."""
    return first_object(claims.get("verification", claims.get("verify")))


def is_signed(claims: JsonObject) -> bool:
    """Return whether an assertion says that it is signed (section "SignedBadge")."""
    return not SIGNED_TYPES.isdisjoint(types(verification_of(claims)))


def hosted_at(claims: JsonObject) -> str:
    """Return the address at which a hosted assertion is found: its `id`, before that its ``verify.url``.

    Empty where it says none.

    Source: section "HostedBadge Verification"; version 1.0, "Verification Object".
    """
    older = string(verification_of(claims).get("url")) if data_model_of(claims) is DataModel.OB_1 else ""
    address = older or string(claims.get("id"))
    return address if is_web_address(address) else ""


def is_web_address(address: str) -> bool:
    """Return whether a document can be looked up by an address: http or https, with a host."""
    return bool(host_of(address))


def host_of(address: str) -> str:
    """Return host and port of an http or https address, in lower case; empty for anything else."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or address.strip() != address:
        return ""
    return f"{host}:{port}" if host and port else host


def pointer_to(address: str) -> JsonObject:
    """Return an assertion that says nothing but where it is hosted, as pictures of version 0.5 and 1.0 hold it."""
    return {"verify": {"type": "hosted", "url": address}}


def is_pointer(claims: JsonObject) -> bool:
    """Return whether an assertion says nothing but where it is hosted."""
    return claims.keys() == {"verify"}


def _format_name(document: SecuredDocument, model: DataModel) -> str:
    form = "jws" if document.securing is Securing.JWT else "json" if document.content.lstrip()[:1] == b"{" else "url"
    return f"{model.value}-{carried(form, document.carrier)}"


def _date(value: JsonValue, model: DataModel) -> datetime | None:
    try:
        return parse_badge_date(value, is_strict=model is DataModel.OB_2)
    except ValueError:
        return None
