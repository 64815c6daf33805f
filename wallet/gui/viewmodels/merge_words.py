"""What became of a backup that was merged, in words."""

from __future__ import annotations

from collections.abc import Iterable

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.adding import Outcome
from wallet.gui.viewmodels.backup_words import tr
from wallet.model.backup import Merged, MergedRest, MergeResult

MERGE_LOOKS = {
    Merged.ADDED: ("circle-check", Tone.OK),
    Merged.KEPT: ("copy", Tone.NEUTRAL),
    Merged.NOTED: ("file-text", Tone.INFO),
    Merged.CONFLICT: ("triangle-alert", Tone.WARN),
    Merged.REFUSED: ("circle-alert", Tone.BAD),
}


def merge_outcome(result: MergeResult) -> Outcome:
    """Return what became of one badge of a backup."""
    icon, tone = MERGE_LOOKS[result.outcome]
    titles = {
        Merged.ADDED: tr("{name} added"),
        Merged.KEPT: tr("You already have {name}"),
        Merged.NOTED: tr("{name} got its note"),
        Merged.CONFLICT: tr("{name} has another note here"),
        Merged.REFUSED: tr("{name} was not added"),
    }
    issuer = result.badge.issuer_name if result.badge is not None else ""
    return Outcome(icon, tone, titles[result.outcome].format(name=result.name), result.reason or issuer)


def merge_summary(results: Iterable[MergeResult], rest: MergedRest) -> str:
    """Return what came of a merge, in a few short sentences."""
    outcomes = [result.outcome for result in results]
    words = {
        Merged.ADDED: tr("{n} added"),
        Merged.KEPT: tr("{n} already there"),
        Merged.NOTED: tr("{n} given their note"),
        Merged.CONFLICT: tr("{n} with two notes"),
        Merged.REFUSED: tr("{n} not added"),
    }
    counted = ", ".join(each.format(n=outcomes.count(kind)) for kind, each in words.items() if kind in outcomes)
    first = tr("{counts}.").format(counts=counted) if counted else tr("It holds no badge.")
    return " ".join((first, *_rest(rest)))


def _rest(rest: MergedRest) -> Iterable[str]:
    said = (
        (rest.keys, tr("Signing keys that came: {n}.")),
        (rest.shares, tr("Lines of the sharing history that came: {n}.")),
        (rest.presets, tr("Presets that came: {n}.")),
        (rest.collections, tr("Collections that came: {n}.")),
        (rest.tagged, tr("Tags that came: {n}.")),
        (rest.favourites, tr("Favourites that came: {n}.")),
        (rest.in_bin, tr("Left out, as they lay in its bin: {n}.")),
        (rest.packs, tr("Issuer lists left out: {n}. Adopt them yourself if you know them.")),
    )
    return (text.format(n=number) for number, text in said if number)
