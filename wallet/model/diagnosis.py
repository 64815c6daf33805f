"""What is said of this computer and of the wallet's files by who looks for what ails them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How something is."""

    GOOD = "good"
    NOTICE = "notice"
    """It works; its owner should know something about it."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How one thing is; it holds no claim of a badge, no key, and of its owner nothing but where files lie.

    Attributes:
        about: What was looked at, as a stable word such as ``wallet.owner``.
        health: How it is.
        text: What was found, as sentences.
        remedy: What to do about it, as a sentence; empty where nothing is to be done.
    """

    about: str
    health: Health
    text: str
    remedy: str = ""
