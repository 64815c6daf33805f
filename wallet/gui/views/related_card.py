"""The other versions of a badge: newer, older, in another format or language."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.badge_order import BadgeOrderViewModel
from wallet.gui.viewmodels.lineage_words import awarded_words, relation_words
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import Card, clear, column, row
from wallet.gui.widgets.text import ElidedText, Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.badge import BadgeId
from wallet.model.lineage import Related


class RelatedCard(Card):
    """A row for each badge that belongs with the one shown; hidden where there is none.

    Args:
        order: Knows them.

    Signals:
        badge_wanted: One of them is to be shown; carries its id.
    """

    badge_wanted = Signal(object)

    def __init__(self, order: BadgeOrderViewModel) -> None:
        super().__init__(self.tr("Other versions of this badge"))
        self._order = order
        self._rows = column(spacing=8)
        self.body.addLayout(self._rows)
        self.hide()
        order.known.connect(self._show)

    def _show(self) -> None:
        clear(self._rows)
        for related in self._order.related:
            self._rows.addWidget(self._row(related))
        self.setVisible(bool(self._order.related))

    def _row(self, related: Related) -> QWidget:
        line = QWidget()
        inner = row(line, spacing=10)
        words = column(spacing=1)
        words.addWidget(Paragraph(relation_words(related), TextStyle.MEDIUM))
        words.addWidget(ElidedText(foreign(related.card.name), TextStyle.SMALL, "text2"))
        if date := awarded_words(related):
            words.addWidget(ElidedText(date, TextStyle.SMALL, "text3"))
        show = Button(self.tr("Show"), look=Look.LINK)
        show.setAccessibleName(f"{show.text()}: {relation_words(related)}, {awarded_words(related)}")
        show.clicked.connect(partial(self._want, related.card.id))
        inner.addLayout(words, 1)
        inner.addWidget(show, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _want(self, badge_id: BadgeId, _checked: bool = False) -> None:
        self.badge_wanted.emit(badge_id)
