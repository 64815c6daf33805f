"""What is read out of a badge once, so that lists can be narrowed by it and badges that belong together are found."""

from __future__ import annotations

from dataclasses import dataclass

FACTS_VERSION = 1
"""Grows whenever more is read; facts of an older version are read once more."""


@dataclass(frozen=True, slots=True)
class BadgeFacts:
    """What a badge says of itself, for finding it; made again from its bytes at any time, never exported.

    Attributes:
        credential: The credential's own identifier; empty where it has none.
        achievement: The achievement's identifier; empty where that has none.
        subject: Whom it was issued to; empty where it does not say.
        language: The language it is written in; empty where not stated.
        related: Identifiers of achievements that are the same one, in another language or version.
        refreshes: Whether the issuer says where a newer one is to be had.
        skills: Names of the skills it stands for, each once.
    """

    credential: str = ""
    achievement: str = ""
    subject: str = ""
    language: str = ""
    related: tuple[str, ...] = ()
    refreshes: bool = False
    skills: tuple[str, ...] = ()
