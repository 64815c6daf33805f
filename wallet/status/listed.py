"""What every kind of status list is asked, and what it answers."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits


class Meaning(StrEnum):
    """What a list says of one badge."""

    CLEAR = "clear"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    RENEWED = "renewed"
    MESSAGE = "message"


class ListedStatus(NamedTuple):
    """What a list says of one entry.

    Attributes:
        meaning: What that comes to.
        message: The issuer's own words; empty where it has none.
        is_small: Whether the list is shorter than its specification's minimum.
    """

    meaning: Meaning
    message: str = ""
    is_small: bool = False


class ListForm(StrEnum):
    """How a list is secured."""

    CREDENTIAL = "credential"
    TOKEN = "token"  # noqa: S105 (a kind of document, no secret)
    HOSTED = "hosted"


class StatusEntry(Protocol):
    """One status entry of a badge, of any kind, read and ready to be looked up."""

    @property
    def list_id(self) -> str:
        """Where the list is found."""
        ...

    @property
    def form(self) -> ListForm:
        """How the list must be secured."""
        ...

    @property
    def evidence(self) -> EvidenceKind:
        """As what the list is kept."""
        ...

    def look_up(self, status_list: JsonObject, limits: Limits) -> ListedStatus:
        """Return what a list that was verified already says.

        Args:
            status_list: The claims of the list.
            limits: Bounds on the size of the list.

        Raises:
            ProofError: For check STATUS, UNKNOWN: the list is of another kind or purpose, cannot be decoded, or is
                shorter than the index.
        """
        ...

    def fresh_for(self, status_list: JsonObject) -> timedelta | None:
        """Return how long a copy of the list may be used by its own word; None where it does not say."""
        ...


def index_of(value: JsonValue) -> int:
    """Return a place in a list: a whole number from 0, or its decimal digits.

    Raises:
        ProofError: STATUS_INDEX_RANGE, unknown.
    """
    digits = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(digits, str) or not digits.isascii() or not digits.isdecimal() or len(digits) > 10:
        raise unknown(Code.STATUS_INDEX_RANGE, "The badge's place in the status list is not a number.")
    return int(digits)


def address_of(value: JsonValue) -> str:
    """Return where a list is found.

    Raises:
        ProofError: STATUS_UNSUPPORTED, unknown.
    """
    if not isinstance(value, str) or not value:
        raise unknown(Code.STATUS_UNSUPPORTED, "The badge's status entry does not say where its list is.")
    return value


def names(value: JsonValue) -> tuple[str, ...]:
    """Return the texts of a member that holds one or several."""
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in values if isinstance(name, str))


def seconds(value: JsonValue) -> timedelta | None:
    """Return a duration in seconds; None for what is no positive number. Beyond what is kept it makes no difference."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return None
    return timedelta(seconds=min(float(value), 1e9))


def unknown(code: Code, detail: str) -> ProofError:
    """Return the refusal of a list or entry that nothing can be learnt from."""
    return ProofError(CheckId.STATUS, code, detail, Outcome.UNKNOWN)


def invalid(detail: str) -> ProofError:
    """Return the refusal of a list that is not what it must be."""
    return unknown(Code.STATUS_LIST_INVALID, detail)
