"""Ready-made selections: the least, what an employer usually needs, and all; and those that the owner keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from wallet.formats.wording import NAMELESS
from wallet.model.disclosure import Claim, DisclosedBadge, Hiding, OwnPreset, Preset
from wallet.presentation.labels import is_contact, path_of

__all__ = ["OwnPreset", "Preset", "kind_of", "preset_of", "preset_pointers"]

_NUMBER = re.compile(r" \d+$")


def preset_pointers(claims: Sequence[Claim], preset: Preset | OwnPreset) -> frozenset[str]:
    """Return the pointers of the claims that a preset shows.

    A job application leaves out what is sensitive, ways to be contacted, and whatever can only be shown with them. One
    of the owner's own leaves out what is of another kind than it was made for, and whatever can only be shown with it.

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
    if isinstance(preset, OwnPreset):
        return _within(choosable, lambda claim: kind_of(claim) in preset.kinds)
    return _within(choosable, lambda claim: not claim.sensitive and not is_contact(path_of(claim.pointer)))


def kind_of(claim: Claim) -> str:
    """Return what kind of claim it is, the same in badges of every format: its name for people, without a number.

    A claim that has no name of its own is its pointer.
    """
    kind = _NUMBER.sub("", claim.label)
    return claim.pointer if kind == NAMELESS else kind


def preset_of(name: str, shown: Iterable[DisclosedBadge]) -> OwnPreset:
    """Return the preset that shows again what is shown of some badges.

    Args:
        name: Its name.
        shown: The badges. A kind of claim of which something is kept back stays out: it would show too much elsewhere.
    """
    badges = list(shown)
    kinds = {kind_of(claim) for badge in badges for claim in badge.shown if claim.hiding is Hiding.CHOOSABLE}
    return OwnPreset(name, frozenset(kinds - {kind_of(claim) for badge in badges for claim in badge.hidden}))


def _within(choosable: Sequence[Claim], wanted: Callable[[Claim], bool]) -> frozenset[str]:
    """Return those wanted, without what can only be shown with others that are not."""
    shown = {""}
    for claim in choosable:
        if claim.parent in shown and wanted(claim):
            shown.add(claim.pointer)
    return frozenset(shown - {""})
