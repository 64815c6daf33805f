"""What a colour says."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """A colour's meaning; words and an icon's shape always say it too. OK belongs to what was checked and passed."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    NEUTRAL = "neutral"
    INFO = "info"
    ACCENT = "accent"
