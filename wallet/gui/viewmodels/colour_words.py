"""The colours of collections, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallet.model.collection import Colour


def colour_words(colour: Colour) -> str:
    """Return what a colour is called."""
    return {
        Colour.NONE: tr("No colour"),
        Colour.TEAL: tr("Teal"),
        Colour.VIOLET: tr("Violet"),
        Colour.ORANGE: tr("Orange"),
        Colour.GREEN: tr("Green"),
        Colour.BLUE: tr("Blue"),
        Colour.PINK: tr("Pink"),
        Colour.AMBER: tr("Amber"),
        Colour.SLATE: tr("Slate"),
    }[colour]


def tr(text: str) -> str:
    """Return one of our words in the reader's language."""
    return QCoreApplication.translate("Colours", text)
