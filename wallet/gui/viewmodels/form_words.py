"""The forms in which something can be saved, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallet.model.disclosure import Presentation
from wallet.operations.forms import Form

OFFERED = (Form.NATURAL, Form.PDF, Form.PNG, Form.SVG)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Forms", text)


def form_words(form: Form, presentation: Presentation) -> str:
    """Return what a form is called."""
    words = {
        Form.NATURAL: _tr("File for a program ({suffix})").format(suffix=presentation.suffix),
        Form.SD_JWT: _tr("SD-JWT (.sd-jwt)"),
        Form.VP: _tr("Presentation (.json)"),
        Form.PNG: _tr("Badge picture (.png)"),
        Form.SVG: _tr("Badge picture (.svg)"),
        Form.PDF: _tr("PDF to read, with the proof inside"),
    }
    return words[form]


def suffix_of(form: Form, presentation: Presentation) -> str:
    """Return the ending of the name of a file."""
    endings = {Form.NATURAL: presentation.suffix, Form.VP: ".json"}
    return endings.get(form, f".{form}")
