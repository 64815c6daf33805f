"""What to show: for each badge its details to tick, or the word that it can only be shown whole."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.choosing import Choosing, Shown
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.badge_picture import BadgePicture
from wallet.gui.widgets.claim_row import ClaimRow
from wallet.gui.widgets.panels import Line, clear, column, row
from wallet.gui.widgets.statements import Strip
from wallet.gui.widgets.text import Paragraph, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.disclosure import Claim, Hiding

PICTURE = 28


class ClaimPicker(QWidget):
    """The badges of a presentation, and the details that can be chosen."""

    def __init__(self, choosing: Choosing) -> None:
        super().__init__()
        self._choosing = choosing
        self._rows: list[tuple[Shown, str, ClaimRow]] = []
        self._whole: list[tuple[Shown, ClaimRow, Strip]] = []
        self._body = column(self, margins=QMargins(0, 0, 4, 8), spacing=0)
        choosing.loaded.connect(self._fill)
        choosing.ticked.connect(self._show_ticks)

    def _fill(self) -> None:
        clear(self._body)
        self._rows, self._whole = [], []
        for number, badge in enumerate(self._choosing.badges):
            if number:
                self._body.addSpacing(10)
                self._body.addWidget(Line())
                self._body.addSpacing(10)
            self._body.addLayout(self._heading(badge))
            self._body.addSpacing(4)
            self._add_claims(badge)
        self._body.addStretch(1)

    def _heading(self, badge: Shown) -> QHBoxLayout:
        picture = BadgePicture(PICTURE)
        picture.show_badge(badge.card.issuer_name, badge.card.name, self._choosing.image(badge.card.id))
        heading = row(spacing=10)
        heading.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        heading.addWidget(Paragraph(foreign(badge.card.name), TextStyle.STRONG), 1)
        return heading

    def _add_claims(self, badge: Shown) -> None:
        if badge.whole_only:
            self._add_whole(badge)
            return
        depths: dict[str, int] = {}
        for claim in badge.claims:
            depths[claim.pointer] = depths.get(claim.parent, -1) + 1 if claim.parent else 0
            row_of_claim = ClaimRow(claim, depths[claim.pointer], extra=badge.is_extra(claim))
            if claim.hiding is Hiding.CHOOSABLE:
                self._connect(badge, claim.pointer, row_of_claim)
            self._body.addWidget(row_of_claim)

    def _connect(self, badge: Shown, pointer: str, ticked: ClaimRow) -> None:
        self._rows.append((badge, pointer, ticked))
        ticked.clicked.connect(lambda shown: self._choosing.set_shown(badge, pointer, shown=shown))

    def _add_whole(self, badge: Shown) -> None:
        count = self.tr("all {n} details").format(n=len(badge.claims))
        whole = Claim("/", self.tr("Show this badge"), count, Hiding.CHOOSABLE, sensitive=False)
        ticked = ClaimRow(whole)
        ticked.setEnabled(len(self._choosing.badges) > 1 and badge.asked is None)
        ticked.clicked.connect(lambda shown: self._choosing.set_included(badge, included=shown))
        strip = Strip(Words("triangle-alert", Tone.WARN, self.tr("This badge can only be shown whole")))
        self._whole.append((badge, ticked, strip))
        self._body.addWidget(ticked)
        self._body.addSpacing(6)
        self._body.addWidget(strip)

    def _show_ticks(self) -> None:
        for badge, pointer, ticked in self._rows:
            ticked.setChecked(pointer in badge.pointers)
        for badge, ticked, strip in self._whole:
            ticked.setChecked(badge.included)
            strip.say(self._whole_words(badge))
            strip.setVisible(badge.included)

    def _whole_words(self, badge: Shown) -> str:
        revealed = self._choosing.revealed_elsewhere(badge)
        if not revealed:
            return self.tr("Its format cannot hide parts. They will see every detail of it.")
        text = self.tr("Its format cannot hide parts. They will see {details}, which you hid of another badge.")
        return text.format(details=foreign(", ".join(revealed), None))
