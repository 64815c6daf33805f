"""The owner's note on a badge: found by search, never presented."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from wallet.gui.widgets.panels import Card
from wallet.gui.widgets.theme import TextStyle, font, scaled
from wallet.model.badge import BadgeId

PAUSE_MILLISECONDS = 600


class NoteField(QPlainTextEdit):
    """A few lines to type in.

    Signals:
        left: The keyboard went elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that typing is over."""
        super().focusOutEvent(event)
        self.left.emit()


class NoteCard(Card):
    """A note that saves itself when typing pauses.

    Signals:
        changed: The note is to be kept; carries the badge it is on, and the note.
    """

    changed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(self.tr("Your note"))
        self._badge: BadgeId | None = None
        self._kept = ""
        self.field = NoteField()
        self.field.setFont(font(TextStyle.BODY))
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(self.tr("Only you see this. It is never presented."))
        self.field.setAccessibleName(self.tr("Your note"))
        self.field.setFixedHeight(scaled(84))
        self.body.addWidget(self.field)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._keep)
        self.field.textChanged.connect(self._pause.start)
        self.field.left.connect(self._keep)

    def show_note(self, badge_id: BadgeId, note: str) -> None:
        """Show the note on a badge; one that is being typed on the same badge stays."""
        if (badge_id, note) == (self._badge, self._kept):
            return
        self._badge, self._kept = badge_id, note
        self.field.setPlainText(note)
        self._pause.stop()

    def _keep(self) -> None:
        note = self.field.toPlainText().strip()
        if note != self._kept:
            self._kept = note
            self.changed.emit(self._badge, note)
