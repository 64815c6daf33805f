"""Evidence packs: what a checker needs with no network, in one folder or zip (VERIFICATION.md, "Evidence pack").

A malformed pack is refused whole. Nothing here decides whether a pack is adopted: that is an act of the user.
"""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from wallet.model.checks import Source
from wallet.model.errors import EvidenceError, UnreadableError
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.model.report import Level
from wallet.model.strict_json import parse_object

PACK_FORMAT = "rosette-evidence-pack/1"
_MANIFEST = "pack.json"
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
_ENCRYPTED = 0x1
"""The flag of an encrypted member (APPNOTE.TXT section 4.4.4, bit 0)."""

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class EvidencePack:
    """An evidence pack as read, every hash checked.

    Attributes:
        name: Its name for people.
        created: When it was made.
        expires: Its end.
        version: Its number; a later pack of the same name has a higher one.
        documents: Its documents.
        issuers: The issuers it lists.
    """

    name: str
    created: datetime
    expires: datetime
    version: int
    documents: tuple[EvidenceDocument, ...]
    issuers: tuple[ListedIssuer, ...]


def read_pack(path: Path, limits: Limits) -> EvidencePack:
    """Read a pack from a folder or zip file.

    Args:
        path: A folder with `pack.json` in it, that file itself, or a zip with it at its root.
        limits: Bounds on sizes and counts.

    Raises:
        EvidenceError: Where anything about the pack is not as it must be.
    """
    try:
        if path.is_dir():
            return _parse(_folder_reader(path, limits), limits)
        if path.name == _MANIFEST:
            return _parse(_folder_reader(path.parent, limits), limits)
        _check_regular(path, limits.pack_bytes)
        with zipfile.ZipFile(path) as archive:
            return _parse(_zip_reader(archive, limits), limits)
    except (OSError, *_BROKEN_ZIP, KeyError, ValueError, TypeError, UnreadableError) as error:
        raise EvidenceError(
            f"The evidence pack {path.name} cannot be used.", f"{_reason(error)}.", "Ask its maker for a sound copy."
        ) from error


def write_pack(folder: Path, pack: EvidencePack) -> None:
    """Write a pack as a folder: `pack.json` and one file a document.

    Args:
        folder: The folder to fill; made where it is missing.
        pack: What to write.
    """
    documents = folder / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    entries = []
    for number, document in enumerate(pack.documents, start=1):
        name = f"documents/{number}.json"
        (folder / name).write_bytes(document.content)
        digest = hashlib.sha256(document.content).hexdigest()
        entry = {"id": document.id, "kind": document.kind.value, "file": name, "fetched": _stamp(document.fetched)}
        entries.append({**entry, "sha256": digest})
    issuers = [_issuer_entry(issuer) for issuer in pack.issuers]
    manifest = {
        "format": PACK_FORMAT,
        "name": pack.name,
        "created": _stamp(pack.created),
        "expires": _stamp(pack.expires),
        "version": pack.version,
        "documents": entries,
        "issuers": issuers,
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _issuer_entry(issuer: ListedIssuer) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": issuer.id, "name": issuer.name, "level": issuer.level.value}
    if issuer.status_services:
        entry["statusServices"] = list(issuer.status_services)
    return entry


def _reason(error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return str(error).rstrip(".")
    if isinstance(error, FileNotFoundError):
        return "A file that it names, or its pack.json, is missing"
    if isinstance(error, _BROKEN_ZIP):
        return "It is no zip file, or a damaged one, or of a kind that is not read"
    return str(error).strip("'\"").rstrip(".") or type(error).__name__


def _folder_reader(folder: Path, limits: Limits) -> Read:
    budget = _Budget(limits.pack_bytes)

    def read(name: str) -> bytes:
        path = folder.joinpath(*_safe_parts(name))
        if not path.resolve(strict=True).is_relative_to(folder.resolve()):
            raise ValueError("It names a file outside itself")
        _check_regular(path, budget.left)
        with path.open("rb") as file:
            content = file.read(budget.left + 1)
        budget.spend(len(content))
        return content

    return read


def _check_regular(path: Path, most: int) -> None:
    """Refuse what is no file of a bounded size: a device never ends, and a pipe waits for ever."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("It holds something that is no file")
    if status.st_size > most:
        raise ValueError("It is larger than a pack may be")


def _zip_reader(archive: zipfile.ZipFile, limits: Limits) -> Read:
    budget = _Budget(limits.pack_bytes)
    names = archive.namelist()
    if len(set(names)) != len(names):
        raise ValueError("It holds two files of one name")
    if any(member.flag_bits & _ENCRYPTED for member in archive.infolist()):
        raise ValueError("It is encrypted")

    def read(name: str) -> bytes:
        with archive.open("/".join(_safe_parts(name))) as member:
            # The size a zip states may lie: count what comes out.
            content = member.read(budget.left + 1)
        budget.spend(len(content))
        return content

    return read


class _Budget:
    """What may still be read of a pack, in bytes."""

    def __init__(self, size: int) -> None:
        self.left = size

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise ValueError("It is larger than a pack may be")


def _safe_parts(name: str) -> tuple[str, ...]:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or "\\" in name or ":" in name or ".." in parts:
        raise ValueError("It names a file outside itself")
    return parts


def _parse(read: Read, limits: Limits) -> EvidencePack:
    manifest = parse_object(read(_MANIFEST), limits)
    if manifest.get("format") != PACK_FORMAT:
        raise ValueError(f"Its format is not {PACK_FORMAT}")
    name, expires = _text(manifest, "name"), _time(manifest, "expires")
    created, entries = _time(manifest, "created"), _objects(manifest, "documents")
    if expires < created:
        raise ValueError("It ends before it was made")
    if len(entries) > limits.pack_documents:
        raise ValueError("It holds too many documents")
    return EvidencePack(
        name=name,
        created=created,
        expires=expires,
        version=_version(manifest),
        documents=tuple(_document(entry, read, name, expires) for entry in entries),
        issuers=tuple(_issuer(entry, name, expires) for entry in _objects(manifest, "issuers")),
    )


def _document(entry: JsonObject, read: Read, pack: str, expires: datetime) -> EvidenceDocument:
    content = read(_text(entry, "file"))
    digest = entry.get("sha256")
    if digest is not None and hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(f"The document {_text(entry, 'id')} is not the one it was made with: its hash differs")
    return EvidenceDocument(
        id=_text(entry, "id"),
        kind=EvidenceKind(_text(entry, "kind")),
        content=content,
        fetched=_time(entry, "fetched"),
        source=Source.PACK,
        pack=pack,
        pack_expires=expires,
    )


def _issuer(entry: JsonObject, pack: str, expires: datetime) -> ListedIssuer:
    services = entry.get("statusServices", [])
    if not isinstance(services, list) or not all(isinstance(service, str) for service in services):
        raise ValueError("The status services of an issuer are not a list of identifiers")
    return ListedIssuer(
        id=_text(entry, "id"),
        name=_text(entry, "name"),
        # A level that this version does not know claims less than production, never more.
        level=Level.PRODUCTION if _text(entry, "level") == Level.PRODUCTION.value else Level.TEST,
        list_name=pack,
        expires=expires,
        source=Source.PACK,
        status_services=tuple(str(service) for service in services),
    )


def _objects(manifest: JsonObject, name: str) -> list[JsonObject]:
    entries = manifest.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise ValueError(f"Its {name} are not a list of objects")
    return list(_only_objects(entries))


def _only_objects(entries: Iterable[JsonValue]) -> Iterable[JsonObject]:
    return (entry for entry in entries if isinstance(entry, Mapping))


def _text(entry: JsonObject, name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"Its member {name} is missing")
    return value


def _version(manifest: JsonObject) -> int:
    value = manifest.get("version")
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("Its version is not a number")
    return value


def _time(entry: JsonObject, name: str) -> datetime:
    time = datetime.fromisoformat(_text(entry, name))
    if time.tzinfo is None:
        raise ValueError(f"Its time {name} has no time zone")
    try:
        return time.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"Its time {name} is not between the years 1 and 9999") from error


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
