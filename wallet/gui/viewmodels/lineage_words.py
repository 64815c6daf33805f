"""Badges that belong to another one, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallet.gui.viewmodels.dates import long_date
from wallet.model.lineage import Related, Relation


def relation_words(related: Related) -> str:
    """Return what a badge is to the one whose page it is shown on."""
    if related.relation is Relation.COPY:
        return _tr("The same badge in another format")
    if related.relation is Relation.TRANSLATED:
        return _tr("The same badge in another language")
    if related.relation is Relation.CORRECTED:
        return _tr("Newer: corrected by the issuer") if related.is_newer else _tr("Older: before it was corrected")
    return _tr("Newer: you earned it again") if related.is_newer else _tr("Older: you earned it before")


def awarded_words(related: Related) -> str:
    """Return when a badge was awarded; empty where it does not say."""
    moment = related.card.valid_from
    return "" if moment is None else _tr("Awarded {date}").format(date=long_date(moment))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Lineage", text)
