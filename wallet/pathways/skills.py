"""One profile of skills over all badges that count, and what proves each of them (DESIGN.md, section 14).

Skills are the same by their address, then by framework and code. By name alone they are similar, which proves nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from wallet.model.award import Alignment, Award
from wallet.model.report import Verdict
from wallet.pathways.counting import counted, grouped


class Framework(StrEnum):
    """Where a skill is defined, as people group them."""

    ESCO = "esco"
    CASE = "case"
    CTDL = "ctdl"
    EQF = "eqf"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SkillProof:
    """A skill, and the badges that stand for it.

    Attributes:
        name: What it is called, as the latest badge has it.
        framework: Where it is defined.
        framework_name: The framework's own name; empty where not stated.
        url: Its address; empty where not stated.
        code: Its code; empty where not stated.
        proofs: The awards that prove it, each once, the latest first.
        strongest: The best of them: without limits before with, then the latest; None where none proves it.
        similar: Awards that name it without saying which skill of which framework it is; no proof of it.
    """

    name: str
    framework: Framework
    framework_name: str
    url: str
    code: str
    proofs: tuple[Award, ...]
    strongest: Award | None
    similar: tuple[Award, ...]


Stated = tuple[Award, Alignment]
Key = tuple[str, ...]


def skills(awards: Sequence[Award], at: datetime) -> tuple[SkillProof, ...]:
    """Return the skills of all awards that count at a time, by framework, then by name."""
    stated = [(award, each) for award in counted(awards, at) for each in award.alignments]
    exact = _gather(stated)
    named: dict[str, list[Stated]] = {}
    for award, alignment in stated:
        if not _is_exact(alignment) and fold(alignment.name):
            named.setdefault(fold(alignment.name), []).append((award, alignment))
    known = {fold(alignment.name) for group in exact for _, alignment in group}
    alone = [group for name, group in named.items() if name not in known]
    found = [_skill(group, named) for group in (*exact, *alone)]
    order = list(Framework)
    return tuple(sorted(found, key=lambda each: (order.index(each.framework), fold(each.name), each.url, each.code)))


def fold(text: str) -> str:
    """Return a name without case, accents and needless space, to be compared."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in apart if not unicodedata.combining(char)).split())


def framework_of(alignment: Alignment) -> Framework:
    """Return where a skill is defined, by its address, its kind, then its framework's name."""
    parts, name = urlsplit(_address(alignment.url)), fold(alignment.framework)
    if parts.netloc == "data.europa.eu" and parts.path.startswith("/esco/"):
        return Framework.ESCO
    if parts.netloc == "data.europa.eu" and parts.path.startswith("/snb/eqf/"):
        return Framework.EQF
    if "/ims/case/" in parts.path or alignment.kind.startswith("CF"):
        return Framework.CASE
    if parts.netloc.endswith("credentialengineregistry.org") or alignment.kind.startswith("ceterms:"):
        return Framework.CTDL
    return next((each for each in Framework if each.value in name.split() and each is not each.OTHER), Framework.OTHER)


def _gather(stated: Iterable[Stated]) -> list[list[Stated]]:
    """Put together what is one skill, by address or else by framework and code."""
    exact = [(award, each) for award, each in stated if _is_exact(each)]
    addresses: dict[Key, set[Key]] = {}
    for _, each in exact:
        if each.url and _code(each):
            addresses.setdefault(_code(each), set()).add(("url", _address(each.url)))
    groups: dict[Key, list[Stated]] = {}
    for award, each in exact:
        known = addresses.get(_code(each), set())
        by_code = next(iter(known)) if len(known) == 1 else _code(each)
        groups.setdefault(("url", _address(each.url)) if each.url else by_code, []).append((award, each))
    return list(groups.values())


def _skill(group: list[Stated], named: dict[str, list[Stated]]) -> SkillProof:
    latest = max(group, key=lambda each: _latest(each[0]))[1]
    good = {id(award): award for award, alignment in group if _is_exact(alignment)}
    names = dict.fromkeys(fold(alignment.name) for _, alignment in group)
    alike = {id(award): award for name in names for award, _ in named.get(name, ()) if id(award) not in good}
    proofs = [max(each, key=_strength) for each in grouped(list(good.values()))]
    return SkillProof(
        name=latest.name or latest.code or latest.url,
        framework=framework_of(latest),
        framework_name=latest.framework,
        url=latest.url,
        code=latest.code,
        proofs=tuple(sorted(proofs, key=_latest, reverse=True)),
        strongest=max(proofs, key=_strength, default=None),
        similar=tuple(each[0] for each in grouped(list(alike.values()))),
    )


def _is_exact(alignment: Alignment) -> bool:
    return bool(alignment.url or _code(alignment))


def _code(alignment: Alignment) -> Key:
    framework, code = fold(alignment.framework), alignment.code.strip()
    return ("code", framework, code) if framework and code else ()


def _address(url: str) -> str:
    """Return an address as it is compared: people write one with either scheme, and with or without a last slash."""
    return url.strip().replace("http://", "https://", 1).rstrip("/") if url.startswith("http") else url.strip()


def _latest(award: Award) -> float:
    return award.issue.issued.timestamp() if award.issue.issued else float("-inf")


def _strength(award: Award) -> tuple[bool, float]:
    return award.issue.verdict is Verdict.VERIFIED, _latest(award)
