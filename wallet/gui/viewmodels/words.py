"""A statement about a badge, and what all such statements share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from wallet.gui.tone import Tone
from wallet.model.checks import Check, CheckId
from wallet.model.report import Policy, Report

CONTENTS = (CheckId.PROOF_SIGNATURE, CheckId.CANONICAL_LOSSLESS, CheckId.DISCLOSURE_INTEGRITY)
"""Checks that fail where the contents are not what was signed."""
ISSUER = (CheckId.ISSUER_BINDING, CheckId.ISSUER_KEY, CheckId.PROOF_PURPOSE)
JOINERS = "\u200c\u200d"
"""Letters of some scripts need them, and emoji."""
LONGEST_NAME = 120
ANSWER = (CheckId.PRESENTATION_AUDIENCE, CheckId.PRESENTATION_FRESHNESS, CheckId.PRESENTATION_INTEGRITY)


@dataclass(frozen=True, slots=True)
class Words:
    """One statement about a badge.

    Attributes:
        icon: The name of its icon.
        tone: What its colour says.
        title: The statement.
        text: Why, or what to do; may be empty.
        checks: The checks it sums up.
    """

    icon: str
    tone: Tone
    title: str
    text: str = ""
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a report is read for.

    Attributes:
        now: The reader's time.
        policy: WALLET for one's own badges, CHECK for somebody else's.
        valid_from: The badge's start of validity, where known.
        valid_until: Its end, where known.
    """

    now: datetime
    policy: Policy = Policy.WALLET
    valid_from: datetime | None = None
    valid_until: datetime | None = None


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("Verdict", text)


def issuer_of(report: Report) -> str:
    """Return the issuer's name, or else what its identifier says; empty where nobody signed.

    It stands in our own sentences: what cannot be seen, and what reorders a line, is left out of it.
    """
    if report.issuer is None:
        return ""
    name = report.issuer.name[:LONGEST_NAME]
    return "".join(each for each in name if each.isprintable() or each in JOINERS) or domain_of(report.issuer.id)


def domain_of(identifier: str) -> str:
    """Return the part of an identifier that people know: its host, or a short form of its key."""
    if identifier.startswith("did:web:"):
        return identifier.removeprefix("did:web:").split(":")[0].split("#")[0].replace("%3A", ":")
    if "://" in identifier:
        return identifier.split("://", 1)[1].split("/", maxsplit=1)[0]
    return identifier if len(identifier) <= 24 else f"{identifier[:16]}…{identifier[-6:]}"
