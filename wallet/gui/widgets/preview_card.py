"""A badge as its receiver will see it."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QImage

from wallet.gui.widgets.badge_picture import BadgePicture
from wallet.gui.widgets.facts import Facts
from wallet.gui.widgets.panels import Line, Panel, column, row
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.badge import Field

PICTURE = 42


class PreviewCard(Panel):
    """Picture, name, issuer and facts of a badge.

    Args:
        name: Its name.
        issuer_name: Its issuer's name.
        fields: What else is seen of it.
        image: Its own picture; None where it has none.
    """

    def __init__(self, name: str, issuer_name: str, fields: tuple[Field, ...], image: QImage | None = None) -> None:
        super().__init__("card")
        picture = BadgePicture(PICTURE)
        picture.show_badge(issuer_name, name, image)
        words = column(spacing=2)
        words.addWidget(Paragraph(foreign(name), TextStyle.STRONG))
        words.addWidget(Paragraph(foreign(issuer_name), TextStyle.SMALL, "text2"))
        head = row(spacing=14)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        body = column(self, margins=QMargins(14, 12, 14, 12), spacing=10)
        body.addLayout(head)
        if fields:
            facts = Facts(label_width=96)
            facts.show_fields(fields)
            body.addWidget(Line())
            body.addWidget(facts)
