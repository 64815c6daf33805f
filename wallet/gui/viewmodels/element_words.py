"""The elements of a micro-credential in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallet.model.badge import Element, Stated


def element_name(element: Element) -> str:
    """Return what an element is called."""
    return {
        Element.LEARNER: _tr("Learner"),
        Element.TITLE: _tr("Title"),
        Element.COUNTRY: _tr("Country"),
        Element.AWARDING_BODY: _tr("Awarding body"),
        Element.DATE: _tr("Date"),
        Element.OUTCOMES: _tr("Learning outcomes"),
        Element.WORKLOAD: _tr("Workload"),
        Element.LEVEL: _tr("Level"),
        Element.ASSESSMENT: _tr("Assessment"),
        Element.PARTICIPATION: _tr("Participation"),
        Element.QUALITY: _tr("Quality assurance"),
    }[element]


def not_stated() -> str:
    """Return what is said of an element that is missing: a fact, and no error."""
    return _tr("Not stated by the issuer")


def how_many_stated(elements: tuple[Stated, ...]) -> str:
    """Return how many of the elements are stated."""
    stated = sum(1 for each in elements if each.value)
    return _tr("{n} of {all} stated").format(n=stated, all=len(elements))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Elements", text)
