"""SD-JWT VC Type Metadata: what the type of a credential calls its claims.

It is somebody's word on how to show a claim, and nothing that a verdict leans on. Where a document is not at hand, is
not the one whose hash was signed, or goes in circles, claims are called by our own words.

Source: https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/ (sections "Type Metadata", "Document Integrity" and
"Claim Metadata"); https://www.w3.org/TR/SRI/ section 3.3 (the strongest hash counts)
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from wallet.formats.language import text_of
from wallet.formats.members import objects, string
from wallet.formats.wording import whole_line
from wallet.model.credential import Credential, DataModel
from wallet.model.disclosure import Claim
from wallet.model.errors import UnreadableError
from wallet.model.evidence import Evidence, EvidenceKind
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.language import SOURCE_LANGUAGE
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object

_HASHES = {"sha512": hashlib.sha512, "sha384": hashlib.sha384, "sha256": hashlib.sha256}
"""Strongest first (SRI section 3.2)."""
_MOST_EXTENDED = 8
"""Most types that a type may build on, one on the other; published ones build on one."""
_MOST_CLAIMS = 500
"""Most claims of one type that are read; a type of the EU's identity card has some thirty."""


@dataclass(frozen=True, slots=True)
class NamedClaim:
    """What a type calls some of its claims.

    Attributes:
        path: The way to them: names of members, indexes of items, None for every item of an array.
        labels: Their names, as a language map.
    """

    path: tuple[str | int | None, ...]
    labels: JsonObject


def named_by_type(
    credential: Credential, claims: Sequence[Claim], evidence: Evidence, languages: Sequence[str], limits: Limits
) -> tuple[Claim, ...]:
    """Return a credential's claims, each under the name its type gives it in a language the reader reads.

    Args:
        credential: The credential; of any format but SD-JWT VC the claims are returned as they are.
        claims: Its claims.
        evidence: Where documents of types are found.
        languages: Tags of the languages that the reader reads, in order.
        limits: Bounds on foreign input.
    """
    if credential.data_model is not DataModel.SD_JWT_VC or not claims:
        return tuple(claims)
    vct, integrity = string(credential.claims.get("vct")), string(credential.claims.get("vct#integrity"))
    named = tuple(_named_in(vct, integrity, evidence, limits))
    return tuple(_renamed(claim, named, languages) for claim in claims)


def extended_by(document: JsonObject) -> str:
    """Return the type that a type builds on; empty where it builds on none."""
    return string(document.get("extends"))


def matches_integrity(content: bytes, integrity: str) -> bool:
    """Return whether a document is the one whose hash was stated; so is every one where none was.

    Args:
        content: Its bytes, as fetched.
        integrity: Integrity metadata: hashes such as ``sha256-`` and base64, parted by spaces.
    """
    stated = [entry.partition("?")[0].partition("-") for entry in integrity.split()]
    if not stated:
        return True
    for name, digest in _HASHES.items():
        wanted = {value for algorithm, _, value in stated if algorithm == name}
        if wanted:
            return base64.b64encode(digest(content).digest()).decode() in wanted
    return False


def _named_in(vct: str, integrity: str, evidence: Evidence, limits: Limits) -> Iterator[NamedClaim]:
    """Yield the named claims of a type, then those of the types it builds on: the first name for a claim counts."""
    seen: set[str] = set()
    while vct and vct not in seen and len(seen) < _MOST_EXTENDED:
        seen.add(vct)
        document = _document(vct, integrity, evidence, limits)
        yield from map(_named, objects(document.get("claims"))[:_MOST_CLAIMS])
        vct, integrity = extended_by(document), string(document.get("extends#integrity"))


def _document(vct: str, integrity: str, evidence: Evidence, limits: Limits) -> JsonObject:
    """Return the newest copy of a type's document that is the right one; empty where there is none."""
    for copy in evidence.find(EvidenceKind.TYPE_METADATA, vct):
        with suppress(UnreadableError):
            document = parse_object(copy.content, limits)
            if document.get("vct") == vct and matches_integrity(copy.content, integrity):
                return document
    return {}


def _named(entry: JsonObject) -> NamedClaim:
    path = entry.get("path")
    parts = tuple(part for part in path if _is_part(part)) if isinstance(path, list) else ()
    # `lang` is what drafts before the tenth called the locale.
    displays = ((each.get("locale") or each.get("lang"), each.get("label")) for each in objects(entry.get("display")))
    labels: JsonObject = {string(language): string(label) for language, label in displays if language and label}
    is_whole = isinstance(path, list) and len(parts) == len(path)
    return NamedClaim(parts if is_whole else (), labels)


def _is_part(part: JsonValue) -> bool:
    return part is None or isinstance(part, str) or (isinstance(part, int) and not isinstance(part, bool))


def _renamed(claim: Claim, named: Sequence[NamedClaim], languages: Sequence[str]) -> Claim:
    way = claim.pointer.split("/")[1:]
    for entry in named:
        label = text_of(entry.labels, (*languages, SOURCE_LANGUAGE)) if _leads_to(entry.path, way) else ""
        if label:
            return replace(claim, label=_numbered(whole_line(label), entry.path, way))
    return claim


def _leads_to(path: Sequence[str | int | None], way: Sequence[str]) -> bool:
    if not way or len(path) != len(way):
        return False
    parts = (part.replace("~1", "/").replace("~0", "~") for part in way)
    return all(part.isdecimal() if step is None else str(step) == part for step, part in zip(path, parts, strict=True))


def _numbered(label: str, path: Sequence[str | int | None], way: Sequence[str]) -> str:
    """Return a label that tells the items of a list apart, as our own names do."""
    return f"{label} {int(way[-1]) + 1}" if path[-1] is None else label
