"""What the journal notes of a change: each thing with what it was before, and what it is after."""

from __future__ import annotations

from typing import TypeAlias

from wallet.model.badge import BadgeId

Changed: TypeAlias = tuple[BadgeId, str, str]
"""A badge, and for a note, a tag or the id of a collection what it had before and what it has after; "" is none."""
Reshelved: TypeAlias = tuple[str, str, str]
"""The id of a collection, and what was kept of it before and is after, as JSON; "" where there was or is none."""
