"""Ready-made selections: the least, what an employer usually needs, and all."""

from __future__ import annotations

from collections.abc import Sequence

from wallet.model.disclosure import Claim, Hiding, Preset
from wallet.presentation.labels import is_contact, path_of

__all__ = ["Preset", "preset_pointers"]


def preset_pointers(claims: Sequence[Claim], preset: Preset) -> frozenset[str]:
    """Return the pointers of the claims that a preset shows.

    A job application leaves out what is sensitive, ways to be contacted, and whatever can only be shown with them.

    Args:
        claims: Every claim of one badge; those around a claim come before it.
        preset: Which.

    Returns:
        Pointers of choosable claims; none for a badge that can only be shown whole.
    """
    choosable = [claim for claim in claims if claim.hiding is Hiding.CHOOSABLE]
    if preset is Preset.MINIMUM:
        return frozenset()
    if preset is Preset.EVERYTHING:
        return frozenset(claim.pointer for claim in choosable)
    shown = {""}
    for claim in choosable:
        if claim.parent in shown and not claim.sensitive and not is_contact(path_of(claim.pointer)):
            shown.add(claim.pointer)
    return frozenset(shown - {""})
