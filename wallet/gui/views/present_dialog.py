"""Presenting: what to show, exactly what they get, and the code or file to give them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from wallet.gui.viewmodels.presenting import PRESETS, PresentingViewModel
from wallet.gui.views.claim_picker import ClaimPicker
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import Field as InputField
from wallet.gui.widgets.inputs import Segmented
from wallet.gui.widgets.moving_qr import FullScreenQr, MovingQr
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import WIDEST, Line, Panel, Scroll, clear, column, row
from wallet.gui.widgets.preview_card import PreviewCard
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.model.disclosure import DisclosedBadge

SIZE = QSize(1092, 700)
CODE = 276  # two pixels a module for the largest code, with its quiet zone
NAMED = 1
STACKED_BELOW = 1000


class PresentDialog(Overlay):
    """A presentation being put together."""

    def __init__(self, window: QWidget, model: PresentingViewModel) -> None:
        super().__init__(window, self.tr("Present"), SIZE)
        self._model = model
        self.subheading.setText(self.tr("Tick what to show. The middle column is exactly what they get."))
        self.subheading.show()
        self.recipient = InputField(self.tr("A name or a place, for your own order"), self.tr("Who is this for?"))
        self.presets = Segmented(
            (self.tr("Minimum"), self.tr("Job application"), self.tr("Everything")), self.tr("How much to show")
        )
        self._show_label = Text(self.tr("Show"), TextStyle.SMALL_STRONG)
        self.messages = MessageSlot()
        self.picker = ClaimPicker(model)
        self.code = MovingQr(CODE)
        self.motion = Button("", look=Look.QUIET)
        self._parts = Text("", TextStyle.SMALL, "text2")
        self._preview = column(spacing=10)
        self._right = QStackedWidget()
        self.full_screen = Button(self.tr("Show &full screen"), "maximize", Look.PRIMARY)
        self.save_file = Button(self.tr("&Save as file"), "file-down")
        self._footnote = Paragraph("", TextStyle.SMALL, "text2")
        page = QWidget()
        self._columns = row(page)
        self._left, self._middle, self._giving = self._make_left(), self._make_middle(), self._make_right()
        self._columns.addWidget(self._left, 410)
        self._columns.addWidget(self._middle, 366)
        self._columns.addWidget(self._giving)
        self.content.addWidget(Scroll(page), 1)
        self.content.addWidget(Line())
        self.content.addLayout(self._make_foot())
        self.first_focus = self.recipient
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        self._giving.setMaximumWidth(WIDEST if narrow else CODE + 2 * 20)
        for scrolled in (self._left, self._middle):
            scrolled.setMinimumHeight(scaled(360) if narrow else 0)

    def _make_left(self) -> QWidget:
        left = QWidget()
        body = column(left, margins=QMargins(24, 14, 16, 0), spacing=8)
        body.addWidget(Text(self.tr("Who is this for?"), TextStyle.SMALL_STRONG))
        body.addWidget(self.recipient)
        body.addSpacing(4)
        show = row(spacing=8)
        show.addWidget(self._show_label, 1)
        show.addWidget(self.presets)
        body.addLayout(show)
        body.addWidget(self.messages)
        body.addSpacing(2)
        body.addWidget(Scroll(self.picker), 1)
        return left

    def _make_middle(self) -> QWidget:
        middle = Panel("column")
        page = QWidget()
        inner = column(page, margins=QMargins(20, 12, 16, 12), spacing=10)
        inner.addWidget(Text(self.tr("What they will see"), TextStyle.OVERLINE, "text2"))
        inner.addLayout(self._preview)
        inner.addStretch(1)
        column(middle).addWidget(Scroll(page))
        return middle

    def _make_right(self) -> QWidget:
        right = QWidget()
        right.setMinimumWidth(CODE + 2 * 20)
        self._right.addWidget(self._make_code())
        advice = self.tr("A camera could not read it. Save it as a file, or show less.")
        self._right.addWidget(_too_big(self.tr("Too much for a code"), advice))
        self._right.addWidget(QWidget())
        self._right.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        body = column(right, margins=QMargins(20, 18, 20, 18), spacing=8)
        body.addWidget(self._right)
        body.addSpacing(6)
        for button in (self.full_screen, self.save_file):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            body.addWidget(button)
        body.addStretch(1)
        return right

    def _make_code(self) -> QWidget:
        page = QWidget()
        body = column(page, spacing=10)
        body.addWidget(self.code)
        works = row(spacing=8)
        works.addStretch(1)
        works.addWidget(Icon("wifi-off", "text2", 16))
        works.addWidget(Text(self.tr("Works without internet"), TextStyle.MEDIUM))
        works.addStretch(1)
        body.addLayout(works)
        moves = row(spacing=8)
        moves.addWidget(self._parts, 1)
        moves.addWidget(self.motion)
        body.addLayout(moves)
        return page

    def _make_foot(self) -> QHBoxLayout:
        done = Button(self.tr("&Done"), look=Look.SOFT)
        done.clicked.connect(self.close_overlay)
        foot = row(margins=QMargins(24, 12, 20, 12), spacing=10)
        foot.addWidget(Icon("info", "text3", 16))
        foot.addWidget(self._footnote, 1)
        foot.addWidget(done)
        return foot

    def _connect(self) -> None:
        self.recipient.textChanged.connect(self._name_recipient)
        self.presets.chosen.connect(lambda number: self._model.choose(PRESETS[number]))
        self.full_screen.clicked.connect(self._show_full_screen)
        self.save_file.clicked.connect(self._save)
        self.motion.clicked.connect(lambda: self.code.hold(still=self.code.is_moving))
        self.code.changed.connect(self._show_motion)
        self._model.loaded.connect(self._show_badges)
        self._model.ticked.connect(self._show_preset)
        self._model.previewed.connect(self._show_preview)
        self._model.saved.connect(self._show_saved)
        self._model.failed.connect(self.messages.show_refusal)

    def _name_recipient(self, text: str) -> None:
        self._model.recipient = text.strip()

    def _show_badges(self) -> None:
        count = len(self._model.badges)
        one, many = self.tr("Present this badge"), self.tr("Present {n} badges")
        self.heading.setText(one if count == 1 else many.format(n=count))
        for widget in (self._show_label, self.presets):
            widget.setVisible(any(not badge.whole_only for badge in self._model.badges))

    def _show_preset(self) -> None:
        preset = self._model.preset
        self.presets.choose(PRESETS.index(preset) if preset is not None else -1)

    def _show_preview(self) -> None:
        clear(self._preview)
        preview = self._model.preview
        self.save_file.setEnabled(preview is not None)
        code = preview.code if preview is not None else None
        self.full_screen.setEnabled(code is not None)
        self.code.show_code(code)
        self._show_counts()
        if preview is None:
            self._right.setCurrentIndex(2)
            return
        self.messages.dismiss()
        self._right.setCurrentIndex(0 if code is not None else 1)
        for badge in preview.presentation.badges:
            self._preview.addWidget(self._preview_card(badge))
        hidden = [claim.label for badge in preview.presentation.badges for claim in badge.hidden]
        if hidden:
            self._preview.addWidget(self._hidden_box(hidden))

    def _preview_card(self, badge: DisclosedBadge) -> PreviewCard:
        card = self._model.card(badge.badge)
        fields = self._model.facts(badge)
        return PreviewCard(badge.name, card.issuer_name, fields, self._model.image(badge.badge))

    def _hidden_box(self, labels: list[str]) -> Panel:
        box = Panel("sunken")
        inner = row(box, margins=QMargins(12, 10, 12, 11), spacing=11)
        inner.addWidget(Icon("eye-off", "text3", 17), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=1)
        words.addWidget(Text(self.tr("Hidden from them"), TextStyle.STRONG))
        words.addWidget(Paragraph(self._hidden_words(labels), TextStyle.SMALL, "text2"))
        inner.addLayout(words, 1)
        return box

    def _hidden_words(self, labels: list[str]) -> str:
        first, more = foreign(labels[0], 60), len(labels) - NAMED
        if not more:
            return first
        one = self.tr("{first} and 1 more detail")
        return (one if more == 1 else self.tr("{first} and {n} more details")).format(first=first, n=more)

    def _show_counts(self) -> None:
        shown, total = self._model.counts()
        words = self.tr("Showing {shown} of {total} details. They can keep a copy.")
        self._footnote.setText(words.format(shown=shown, total=total))

    def _show_motion(self) -> None:
        preview = self._model.preview
        count = preview.code.count if preview is not None and preview.code is not None else 0
        self.motion.setVisible(count > 1)
        self._parts.setVisible(count > 1)
        self._parts.setText(self.tr("Moving code of {n} parts").format(n=count))
        self.motion.setText(self.tr("&Pause") if self.code.is_moving else self.tr("&Move"))

    def _show_full_screen(self) -> None:
        preview = self._model.preview
        if preview is not None and preview.code is not None:
            recipient = self._model.recipient
            words = self.tr("For {recipient}.").format(recipient=foreign(recipient, 60)) if recipient else ""
            self._screen = FullScreenQr(preview.code, words)
            self._screen.showFullScreen()

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save what they will get"), self._model.file_name())
        if name:
            self._model.save(Path(name))

    def _show_saved(self, name: str) -> None:
        words = self.tr("Saved as {name}. They can keep a copy.").format(name=foreign(name, 80))
        self._footnote.setText(words)


def _too_big(title: str, text: str) -> QWidget:
    page = Panel("sunken")
    page.setMinimumHeight(scaled(200))
    body = column(page, margins=QMargins(20, 20, 20, 20), spacing=6)
    centre = Qt.AlignmentFlag.AlignHCenter
    body.addStretch(1)
    body.addWidget(Icon("qr-code", "text3", 32), 0, centre)
    body.addSpacing(6)
    for words, style, tone in ((title, TextStyle.STRONG, "text"), (text, TextStyle.SMALL, "text2")):
        label = Paragraph(words, style, tone)
        label.setAlignment(centre)
        body.addWidget(label)
    body.addStretch(1)
    return page
