"""Adopting evidence packs: an act of the user, never of a file that arrives with a badge."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wallet.model.errors import RefusedError
from wallet.model.evidence import EvidenceDocument
from wallet.model.limits import Limits
from wallet.model.report import Level
from wallet.trust.evidence import EvidenceSet

if TYPE_CHECKING:
    from wallet.trust.packs import EvidencePack


def show_pack(path: Path, limits: Limits) -> EvidencePack:
    """Read a pack, to be shown before it is adopted.

    Raises:
        EvidenceError: Where it is malformed.
    """
    from wallet.trust.packs import read_pack  # noqa: PLC0415 (start-up counts)

    return read_pack(path, limits)


def adopt_pack(packs: Path, pack: EvidencePack) -> None:
    """Keep a pack for every verification to come.

    Args:
        packs: The folder of adopted packs.
        pack: The pack, as the user was shown it.

    Raises:
        RefusedError: Where a newer version of the same pack was adopted before, or another pack of the same version:
            a version never goes back, and says one thing only.
    """
    from wallet.trust.packs import write_pack  # noqa: PLC0415 (start-up counts)

    folder = _folder(packs, pack.name)
    fresh = folder.with_suffix(".new")
    _remove(fresh)
    write_pack(fresh, pack)
    if folder.exists():
        _check_newer(show_pack(folder, Limits()), show_pack(fresh, Limits()))
    _remove(folder)
    fresh.rename(folder)


def _check_newer(kept: EvidencePack, pack: EvidencePack) -> None:
    if pack.version > kept.version or pack == kept:
        return
    version = "which is newer than" if kept.version > pack.version else "which differs from this"
    raise RefusedError(
        f"The pack {pack.name} was not adopted.",
        f"You have version {kept.version} of it already, {version} version {pack.version}.",
        "Ask its maker for a newer version, or forget the pack that you have.",
    )


def forget_pack(packs: Path, name: str) -> None:
    """Lean on a pack no longer.

    Raises:
        RefusedError: Where no pack of that name was adopted.
    """
    folder = _folder(packs, name)
    if not folder.is_dir():
        raise RefusedError(f"No pack of the name {name} was adopted.")
    _remove(folder)


def _remove(folder: Path) -> None:
    import shutil  # noqa: PLC0415 (start-up counts)

    if folder.exists():
        shutil.rmtree(folder)


def _folder(packs: Path, name: str) -> Path:
    # The name is foreign text and never becomes a path.
    return packs / hashlib.sha256(name.encode()).hexdigest()[:16]


def adopted_packs(packs: Path, limits: Limits) -> list[EvidencePack]:
    """Return every pack adopted before.

    Raises:
        EvidenceError: Where one of them was damaged since.
    """
    if not packs.is_dir():
        return []
    return [show_pack(folder, limits) for folder in sorted(packs.iterdir()) if folder.suffix != ".new"]


def packs_evidence(
    paths: Sequence[Path], limits: Limits, documents: Iterable[EvidenceDocument] = (), adopted: Path | None = None
) -> EvidenceSet:
    """Return the evidence to verify with.

    Args:
        paths: Packs that the user named for one verification.
        limits: Bounds on their documents.
        documents: Single documents beside them.
        adopted: The folder of packs adopted before; None to leave them out.

    Raises:
        EvidenceError: Where a pack is malformed.
    """
    before = adopted_packs(adopted, limits) if adopted is not None else []
    return evidence_of_packs([*before, *(show_pack(path, limits) for path in paths)], documents)


def evidence_of_packs(packs: Iterable[EvidencePack], documents: Iterable[EvidenceDocument] = ()) -> EvidenceSet:
    """Return packs and single documents as one set of evidence."""
    packs = list(packs)
    return EvidenceSet(
        documents=[*documents, *(document for pack in packs for document in pack.documents)],
        issuers=[issuer for pack in packs for issuer in pack.issuers],
    )


def as_test(pack: EvidencePack) -> EvidencePack:
    """Return the same pack with every issuer marked as a test issuer."""
    return replace(pack, issuers=tuple(replace(issuer, level=Level.TEST) for issuer in pack.issuers))
