"""Languages of badges in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale


def language_words(tag: str) -> str:
    """Return what a language is called: in English for who reads English, else in itself; its tag where unknown.

    Args:
        tag: A tag of BCP 47.
    """
    locale = QLocale(tag)
    if locale.language() is QLocale.Language.C:
        return tag
    if QLocale().language() in (QLocale.Language.English, QLocale.Language.C):
        return QLocale.languageToString(locale.language())
    return locale.nativeLanguageName()


def in_language(tag: str) -> str:
    """Return that a text is in a language."""
    return QCoreApplication.translate("Languages", "in {language}").format(language=language_words(tag))
