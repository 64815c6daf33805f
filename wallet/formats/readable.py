"""A badge for people: its card, its page, and the text that search looks in. Decoded from signed bytes alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from wallet.formats import achievements, elm, european_achievements, vcdm
from wallet.formats.art import art_of
from wallet.formats.associations import associations_of
from wallet.formats.details import details_of, texts_of
from wallet.formats.evidence import pieces_of
from wallet.formats.kinds import is_european
from wallet.formats.language import Text
from wallet.formats.micro_credentials import elements_of, level_of, partners_of
from wallet.formats.scores import scores_of
from wallet.formats.wording import one_line, short_identifier, words
from wallet.model.badge import BadgeCard, BadgeId, BadgePage, Field, Skill
from wallet.model.credential import Credential
from wallet.model.json_types import JsonObject
from wallet.model.report import Kind, Report

__all__ = ["art_of", "card_of", "page_of", "search_text"]


class _Vocabulary(Protocol):
    """What a page of each family of standards says of an achievement, from its claims."""

    def type_of(self, claims: JsonObject) -> str: ...
    def credits_of(self, claims: JsonObject) -> str: ...
    def description_of(self, claims: JsonObject) -> str: ...
    def criteria_of(self, claims: JsonObject) -> str: ...
    def results_of(self, claims: JsonObject) -> tuple[Field, ...]: ...
    def skills_of(self, claims: JsonObject) -> tuple[Skill, ...]: ...
    def evidence_of(self, claims: JsonObject) -> tuple[Field, ...]: ...


_GENERAL_TYPES = frozenset({"VerifiableCredential", "VerifiablePresentation"})
_NAMELESS = {Kind.PRESENTATION: "Presentation", Kind.STATUS_LIST: "Status list"}


def card_of(credential: Credential, document_id: BadgeId, report: Report, added_at: datetime) -> BadgeCard:
    """Return what a list shows of a badge.

    Args:
        credential: The badge.
        document_id: SHA-256 of its bytes.
        report: Its last report.
        added_at: When it came into the wallet.
    """
    said = _vocabulary(credential.claims)
    return BadgeCard(
        id=document_id,
        name=_name(credential),
        issuer_id=credential.issuer_id,
        issuer_name=one_line(credential.issuer_name) or short_identifier(credential.issuer_id),
        achievement_type=said.type_of(credential.claims),
        credits=said.credits_of(credential.claims),
        valid_from=credential.valid_from,
        valid_until=credential.valid_until,
        verdict=report.verdict,
        checked_at=report.at,
        added_at=added_at,
        has_art=art_of(credential.source, credential) is not None,
    )


def page_of(credential: Credential, card: BadgeCard, report: Report, note: str) -> BadgePage:
    """Return what the badge page shows.

    Args:
        credential: The badge.
        card: Its card.
        report: Its last report.
        note: Its owner's note.
    """
    claims = credential.claims
    said = _vocabulary(claims)
    return BadgePage(
        card=card,
        description=said.description_of(claims),
        criteria=said.criteria_of(claims),
        results=said.results_of(claims),
        skills=said.skills_of(claims),
        evidence=said.evidence_of(claims),
        details=details_of(claims),
        source=credential.source.content.decode(errors="replace"),
        report=report,
        note=note,
        associations=associations_of(claims),
        scores=scores_of(claims),
        level=level_of(credential),
        partners=partners_of(credential),
        elements=elements_of(credential),
        pieces=pieces_of(claims),
    )


def title_in(credential: Credential, languages: Sequence[str]) -> Text:
    """Return a badge's name with its stated language, in the first of its reader's languages in which it is written.

    Args:
        credential: The badge.
        languages: Tags of the languages that the reader knows, in order.
    """
    of_kind = elm.title_of if is_european(credential.claims) else vcdm.title_of
    title = of_kind(credential.claims, languages)
    return title if title.text else Text(credential.name, "")


def search_text(credential: Credential) -> str:
    """Return every text of a badge, one a line: names, descriptions, criteria, skills, identifiers."""
    return texts_of(credential.claims)


def _vocabulary(claims: JsonObject) -> _Vocabulary:
    return european_achievements if is_european(claims) else achievements


def _name(credential: Credential) -> str:
    """Return a badge's name, or words made of its type where it has none."""
    types = [name for name in credential.types if name not in _GENERAL_TYPES]
    of_type = words(types[-1].rstrip("/").rpartition("/")[2]) if types else ""
    return one_line(credential.name) or _NAMELESS.get(credential.kind, "") or one_line(of_type) or "Badge"
