"""What the owner prefers: how the window looks, what it says, and what others may see of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

from wallet import resources
from wallet.gui.session import Session
from wallet.settings import Theme, load_settings, save_settings


class GeneralViewModel(QObject):
    """The owner's preferences: they hold at once, and are kept behind whatever is under way.

    Signals:
        known: What is preferred is known, as `Settings`.
        changed: The owner prefers something else, as `Settings`.
        failed: What is preferred could not be kept, as a `WalletError`; it holds until Rosette ends.
    """

    known = Signal(object)
    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.settings = load_settings(session.folders.config)

    def reload(self) -> None:
        """Find out what is preferred now."""
        self.settings = load_settings(self._session.folders.config)
        self.known.emit(self.settings)

    def prefer(self, **changes: Any) -> None:
        """Prefer something else.

        Args:
            changes: Members of `Settings` with their new values.
        """
        self.settings = replace(self.settings, **changes)
        self.known.emit(self.settings)
        self.changed.emit(self.settings)
        config = self._session.folders.config

        def keep() -> None:
            save_settings(config, replace(load_settings(config), **changes))

        def kept(_none: None) -> None:
            if "language" in changes:
                self._session.follow_languages()

        self._session.tasks.run(self, keep, kept, self.failed.emit)


def languages_offered() -> tuple[tuple[str, str], ...]:
    """Return the languages that Rosette has words in, as tags of BCP 47 with what each is called in itself."""
    tags = sorted(path.stem for path in resources.path("words").glob("*.json"))
    return tuple((tag, QLocale(tag).nativeLanguageName()) for tag in tags)


def language_name(tag: str) -> str:
    """Return what a language is called in itself; for an empty tag, that the system's is followed."""
    return QLocale(tag).nativeLanguageName() if tag else tr("The system's language")


def theme_words(theme: Theme) -> str:
    """Return what a theme is called."""
    return {
        Theme.SYSTEM: tr("The system's"),
        Theme.LIGHT: tr("Light"),
        Theme.DARK: tr("Dark"),
        Theme.CONTRAST: tr("High contrast"),
    }[theme]


def size_words(percent: int) -> str:
    """Return what a size of text is called."""
    return tr("{n} %").format(n=percent) if percent else tr("The system's")


def tr(text: str) -> str:
    """Return one of our sentences in the reader's language."""
    return QCoreApplication.translate("General", text)
