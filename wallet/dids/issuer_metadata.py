"""Where an https issuer of SD-JWT VCs says its keys are: JWT VC Issuer Metadata.

Source: https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/ (section 4)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from wallet.model.errors import UnreadableError
from wallet.model.evidence import Evidence, EvidenceDocument, EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

_WELL_KNOWN = "/.well-known/jwt-vc-issuer"


def metadata_url(issuer: str) -> str:
    """Return where an issuer's metadata lies; empty for an issuer that is no address.

    Source: section 4.1: the well-known part stands between the host and the path.
    """
    try:
        parts = urlsplit(issuer)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, parts.netloc, _WELL_KNOWN + parts.path.rstrip("/"), "", ""))


def key_sets_of(issuer: str, evidence: Evidence, limits: Limits) -> tuple[EvidenceDocument, ...]:
    """Return the saved key sets of an issuer, newest first: those under its own name, and those its metadata names.

    Metadata that names another issuer, or that says neither what nor where its keys are, counts for nothing.
    """
    found = [*evidence.find(EvidenceKind.JWKS, issuer)]
    for metadata in evidence.find(EvidenceKind.JWKS, metadata_url(issuer)):
        found += _named_by(metadata, issuer, evidence, limits)
    return tuple(sorted(found, key=lambda document: document.fetched, reverse=True))


def _named_by(
    metadata: EvidenceDocument, issuer: str, evidence: Evidence, limits: Limits
) -> Iterator[EvidenceDocument]:
    """Section 4.2: `issuer` is the `iss` of the token, and there is one of `jwks` and `jwks_uri`."""
    members = _members(metadata, limits)
    keys, address = members.get("jwks"), members.get("jwks_uri")
    if members.get("issuer") != issuer or (keys is None) is (address is None):
        return
    if isinstance(keys, Mapping):
        yield replace(metadata, content=json.dumps(keys).encode())
    elif isinstance(address, str):
        yield from evidence.find(EvidenceKind.JWKS, address)


def _members(metadata: EvidenceDocument, limits: Limits) -> JsonObject:
    try:
        return parse_object(metadata.content, limits)
    except UnreadableError:
        return {}
