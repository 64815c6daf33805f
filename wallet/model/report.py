"""The verification report: checks, a verdict that follows from them, and the badge they speak of (VERIFICATION.md)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from wallet.model.checks import Check, CheckId, Code


class Verdict(StrEnum):
    """What a report comes to, strongest bad news first."""

    UNREADABLE = "unreadable"
    FAILED = "failed"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    UNKNOWN = "unknown"
    ISSUER_UNKNOWN = "issuer_unknown"
    LIMITED = "limited"
    VERIFIED = "verified"


class Kind(StrEnum):
    """What an input turned out to be."""

    CREDENTIAL = "credential"
    PRESENTATION = "presentation"
    STATUS_LIST = "status_list"
    CONTAINER = "container"
    UNREADABLE = "unreadable"


class Policy(StrEnum):
    """Which checks are required: for one's own badges, or for somebody else's."""

    WALLET = "wallet"
    CHECK = "check"


class Level(StrEnum):
    """How much an issuer list claims for its entries."""

    PRODUCTION = "production"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class IssuerView:
    """Who signed, as far as signed bytes and issuer lists say.

    Attributes:
        id: The issuer's identifier.
        name: The name in the signed badge; empty where it has none.
        listed_in: Names of the issuer lists that hold the identifier.
        level: The best level among those lists; None where none lists it.
    """

    id: str
    name: str = ""
    listed_in: tuple[str, ...] = ()
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to "is this badge genuine", never a boolean.

    Attributes:
        input: The input's name as the caller gave it.
        kind: What it turned out to be.
        format: Which format it has, such as ``ob3-png-json``; empty where unreadable.
        verdict: What the checks come to.
        at: The time the report speaks of.
        issuer: Who signed; None where nothing could be read.
        subject_id: Whom it was issued to; None where it does not say.
        name: The badge's name from signed bytes.
        checks: Every check, in the order of `CheckId`.
        warnings: Plain sentences that change nothing.
        credentials: Reports of the badges inside a container, presentation or learner record.
        endorsements: Reports of the endorsements it carries; they never change its verdict.
    """

    input: str
    kind: Kind
    format: str
    verdict: Verdict
    at: datetime
    issuer: IssuerView | None
    subject_id: str | None
    name: str
    checks: tuple[Check, ...]
    warnings: tuple[str, ...] = ()
    credentials: tuple[Report, ...] = ()
    endorsements: tuple[Report, ...] = ()

    def check(self, check_id: CheckId) -> Check:
        """Return the one check with that id."""
        return next(check for check in self.checks if check.id is check_id)

    @property
    def has_newer_version(self) -> bool:
        """Whether the issuer says that there is a newer version of the badge."""
        return any(Code.STATUS_RENEWED in (check.code, *check.more_codes) for check in self.checks)

    def named(self, name: str) -> Report:
        """Return the same report under another input name."""
        return replace(self, input=name)
