"""First start: what to do first, then a passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from wallet.gui.viewmodels.opening import OpeningViewModel
from wallet.gui.viewmodels.passphrase_words import strength
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.facts import StrengthBar
from wallet.gui.widgets.inputs import DropZone, PassphraseField
from wallet.gui.widgets.panels import column, row
from wallet.gui.widgets.showcase import Showcase
from wallet.gui.widgets.statements import Icon, MessageSlot
from wallet.gui.widgets.text import Paragraph, Text
from wallet.gui.widgets.theme import TextStyle, scaled
from wallet.gui.widgets.tiles import Tile

SHOWCASE_WIDTH = 520
SHOWCASE_FROM = 1000
CONTENT_MARGINS = QMargins(64, 36, 64, 28)


class ChoiceStep(QWidget):
    """What would you like to do first.

    Signals:
        collect_wanted: A wallet is to be made.
        check_wanted: Somebody's badges are to be checked.
        samples_wanted: A wallet with sample badges is to be made.
        paths_dropped: Badges were dropped, as a tuple of `Path`.
    """

    collect_wanted = Signal()
    check_wanted = Signal()
    samples_wanted = Signal()
    paths_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.collect = Tile(
            "award", self.tr("Collect my badges"), self.tr("Set a passphrase, then add badges."), large=True
        )
        no_passphrase = self.tr("For recruiters and staff. No passphrase needed, works offline.")
        self.check = Tile("scan-line", self.tr("Check someone's badges"), no_passphrase, large=True)
        self.collect.setDefault(True)
        self.samples = Button(self.tr("Try with &sample badges"), look=Look.LINK)
        self.collect.clicked.connect(self.collect_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.samples.clicked.connect(self.samples_wanted)
        body = column(self, margins=CONTENT_MARGINS, spacing=14)
        body.addWidget(Text(self.tr("Step 1 of 2"), TextStyle.SMALL_STRONG, "text2"))
        body.addStretch(2)
        body.addWidget(Text(self.tr("Welcome"), TextStyle.DISPLAY))
        body.addWidget(Text(self.tr("What would you like to do first? You can do the others later."), tone="text2"))
        body.addSpacing(8)
        body.addWidget(self.collect)
        body.addWidget(self.check)
        body.addWidget(self._make_drop_zone())
        body.addStretch(3)
        body.addLayout(self._make_foot())

    def _make_drop_zone(self) -> DropZone:
        zone = DropZone(12.0)
        zone.paths_dropped.connect(self.paths_dropped)
        inner = row(zone, margins=QMargins(20, 22, 20, 22), spacing=16)
        words = column(spacing=2)
        words.addWidget(Text(self.tr("Or drop badge files here to start"), TextStyle.STRONG))
        words.addWidget(Text(self.tr("Badge pictures, JSON or JWT"), TextStyle.SMALL, "text2"))
        inner.addStretch(1)
        inner.addWidget(Icon("file-down", "text2", 24))
        inner.addLayout(words)
        inner.addStretch(1)
        return zone

    def _make_foot(self) -> QHBoxLayout:
        foot = row(spacing=8)
        foot.addWidget(Icon("lock", "text3", 16))
        words = self.tr("Nothing leaves this computer unless you choose to present it.")
        foot.addWidget(Paragraph(words, TextStyle.SMALL, "text2"), 1)
        foot.addWidget(self.samples)
        return foot


class PassphraseStep(QWidget):
    """Choosing the passphrase.

    Signals:
        chosen: A passphrase was chosen; carries it.
        left: Back to the choices.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = PassphraseField(self.tr("Passphrase"))
        self.second = PassphraseField(self.tr("The same passphrase again"))
        self.make = Button(self.tr("&Create my wallet"), look=Look.PRIMARY)
        self.messages = MessageSlot()
        self._bar = StrengthBar()
        self._words = Paragraph("", TextStyle.SMALL, "text2")
        self._fill()
        for field in (self.first, self.second):
            field.changed.connect(self._judge)
            field.entered.connect(self._choose)
        self.make.clicked.connect(self._choose)
        self._judge()

    def forget(self) -> None:
        """Empty the fields."""
        self.first.forget()
        self.second.forget()
        self.messages.dismiss()

    def show_busy(self, busy: bool) -> None:
        """Show that the key is being derived."""
        self.make.setText(self.tr("Creating…") if busy else self.tr("&Create my wallet"))
        self.make.setEnabled(not busy)

    def _fill(self) -> None:
        back = Button(self.tr("Back"), "chevron-left", Look.QUIET)
        back.clicked.connect(self.left)
        body = column(self, margins=CONTENT_MARGINS, spacing=10)
        top = row()
        top.addWidget(Text(self.tr("Step 2 of 2"), TextStyle.SMALL_STRONG, "text2"), 1)
        top.addWidget(back)
        body.addLayout(top)
        body.addStretch(2)
        body.addWidget(Paragraph(self.tr("Choose a passphrase"), TextStyle.DISPLAY))
        lead = self.tr(
            "It locks your badges on this computer. Nobody can reset it, so keep a note of it in a safe place."
        )
        body.addWidget(Paragraph(lead, tone="text2"))
        body.addSpacing(12)
        body.addWidget(Text(self.tr("Passphrase"), TextStyle.SMALL_STRONG))
        body.addWidget(self.first)
        body.addWidget(self._bar)
        body.addWidget(self._words)
        body.addSpacing(6)
        body.addWidget(Text(self.tr("The same again"), TextStyle.SMALL_STRONG))
        body.addWidget(self.second)
        body.addWidget(self.messages)
        body.addSpacing(8)
        body.addWidget(self.make)
        body.addStretch(3)

    def _judge(self) -> None:
        judged = strength(self.first.text())
        self._bar.show_strength(judged.share, judged.tone)
        self._words.setText(judged.words)
        self.make.setEnabled(judged.enough)

    def _choose(self) -> None:
        if not strength(self.first.text()).enough:
            return
        if self.first.text() != self.second.text():
            self.messages.show_error(
                self.tr("The two passphrases differ"), self.tr("Type the same one in both fields.")
            )
            self.second.field.selectAll()
            self.second.field.setFocus()
            return
        self.messages.dismiss()
        self.chosen.emit(self.first.text())


class WelcomeView(QWidget):
    """The first start.

    Signals:
        check_wanted: The check window is wanted.
    """

    check_wanted = Signal()

    def __init__(self, model: OpeningViewModel) -> None:
        super().__init__()
        self._model = model
        self.choices = ChoiceStep()
        self.passphrase = PassphraseStep()
        self._showcase = Showcase()
        self._showcase.setFixedWidth(SHOWCASE_WIDTH)
        self._steps = QStackedWidget()
        self._steps.addWidget(self.choices)
        self._steps.addWidget(self.passphrase)
        body = row(self)
        body.addWidget(self._showcase)
        body.addWidget(self._steps, 1)
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture out where there is little room."""
        super().resizeEvent(event)
        self._showcase.setVisible(self.width() >= scaled(SHOWCASE_FROM))

    def _connect(self) -> None:
        self.choices.collect_wanted.connect(lambda: self._ask_passphrase(samples=False))
        self.choices.samples_wanted.connect(lambda: self._ask_passphrase(samples=True))
        self.choices.check_wanted.connect(self.check_wanted)
        self.choices.paths_dropped.connect(self._bring)
        self.passphrase.left.connect(lambda: self._steps.setCurrentIndex(0))
        self.passphrase.chosen.connect(self._model.create)
        self._model.busy.connect(self.passphrase.show_busy)
        self._model.refused.connect(self._refuse)

    def _ask_passphrase(self, *, samples: bool) -> None:
        self._model.wants_samples = samples
        self.passphrase.forget()
        self._steps.setCurrentWidget(self.passphrase)
        self.passphrase.first.field.setFocus()

    def _bring(self, paths: tuple[Path, ...]) -> None:
        self._model.bring(paths)
        self._ask_passphrase(samples=False)

    def _refuse(self, why: str) -> None:
        self.passphrase.messages.show_error(self.tr("The wallet was not created"), why)
