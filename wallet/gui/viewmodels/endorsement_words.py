"""Endorsements in words: whose they are, and what their own check came to. Pure functions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.check_words import row_look
from wallet.gui.viewmodels.words import Words, issuer_of
from wallet.model.checks import Outcome
from wallet.model.report import Report, Verdict

_HOLDS = frozenset({Verdict.VERIFIED, Verdict.LIMITED})
_OPEN = frozenset({Verdict.UNKNOWN, Verdict.ISSUER_UNKNOWN, Verdict.UNREADABLE})


def endorsement_words(report: Report) -> Words:
    """Return what one endorsement comes to, as a row under the badge's verdict."""
    name = issuer_of(report)
    if report.verdict in _HOLDS and not report.warnings:
        icon, tone = row_look(Outcome.PASSED)
        return Words(icon, tone, _tr("Endorsed by {name}").format(name=name), _tr("Their signature matches too."))
    if report.verdict in _OPEN or report.verdict in _HOLDS:
        icon, tone = row_look(Outcome.UNKNOWN)
        return Words(icon, tone, _tr("Endorsement not checked fully"), _why(report, name))
    if report.verdict is Verdict.FAILED:
        icon, tone = row_look(Outcome.FAILED)
        return Words(icon, tone, _tr("Endorsement does not match"), _tr("Do not rely on it."))
    return Words("triangle-alert", Tone.WARN, _tr("Endorsement no longer counts"), _why(report, name))


def _why(report: Report, name: str) -> str:
    if report.warnings:
        return report.warnings[0]
    if report.verdict is Verdict.ISSUER_UNKNOWN:
        return _tr("The signature matches, but {name} is not on your list.").format(name=name)
    stated = {
        Verdict.REVOKED: _tr("{name} withdrew it."),
        Verdict.SUSPENDED: _tr("{name} has paused it."),
        Verdict.EXPIRED: _tr("The endorsement of {name} has expired."),
        Verdict.NOT_YET_VALID: _tr("The endorsement of {name} is not valid yet."),
        Verdict.UNREADABLE: _tr("It could not be read."),
    }
    return stated.get(report.verdict, _tr("What {name} signed could not be checked fully.")).format(name=name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Endorsements", text)
