"""Presenting: what to show, exactly what they get, and the code or file to give them."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wallet.gui.viewmodels.presenting import LASTING, PRESETS, PresentingViewModel
from wallet.gui.views.choosing_columns import ChoosingColumns
from wallet.gui.views.preset_menu import PresetMenu
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.inputs import Field
from wallet.gui.widgets.overlay import Overlay
from wallet.gui.widgets.panels import Line, column, row
from wallet.gui.widgets.segments import Segmented
from wallet.gui.widgets.text import Text
from wallet.gui.widgets.theme import TextStyle

SIZE = QSize(1092, 700)


class PresentDialog(Overlay):
    """A presentation being put together."""

    def __init__(self, window: QWidget, model: PresentingViewModel) -> None:
        super().__init__(window, self.tr("Present"), SIZE)
        self.model = model
        self.subheading.setText(self.tr("Tick what to show. The middle column is exactly what they get."))
        self.subheading.show()
        self.recipient = Field(self.tr("A name or a place, for your own order"), self.tr("Who is this for?"))
        self.presets = Segmented(
            (self.tr("Minimum"), self.tr("Job application"), self.tr("Everything")), self.tr("How much to show")
        )
        self.lasting = Segmented(
            (self.tr("A week"), self.tr("30 days"), self.tr("A year")), self.tr("How long it is meant to be used")
        )
        self.lasting.choose(LASTING.index(model.lasts))
        self._how_much = QWidget()
        self.columns = ChoosingColumns(model.choosing, model.leaving, self._make_head(), window)
        self.own_presets = PresetMenu(model.own_presets, window, self.columns.messages)
        self._ways_to_tick.addWidget(self.own_presets)
        self.content.addWidget(self.columns, 1)
        self.content.addWidget(Line())
        self.content.addLayout(self._make_foot())
        self.first_focus = self.recipient
        self._connect()

    def _make_head(self) -> QWidget:
        self._ways_to_tick = row(self._how_much, spacing=4)
        self._ways_to_tick.addWidget(Text(self.tr("Show"), TextStyle.SMALL_STRONG), 1)
        self._ways_to_tick.addWidget(self.presets)
        head = QWidget()
        body = column(head, spacing=8)
        body.addWidget(Text(self.tr("Who is this for?"), TextStyle.SMALL_STRONG))
        body.addWidget(self.recipient)
        body.addSpacing(4)
        body.addWidget(self._how_much)
        how_long = row(spacing=4)
        how_long.addWidget(Text(self.tr("To be used for"), TextStyle.SMALL_STRONG), 1)
        how_long.addWidget(self.lasting)
        body.addLayout(how_long)
        return head

    def _make_foot(self) -> QHBoxLayout:
        done = Button(self.tr("&Done"), look=Look.SOFT)
        done.clicked.connect(self.close_overlay)
        foot = row(margins=QMargins(24, 12, 20, 12), spacing=10)
        foot.addWidget(self.columns.footnote, 1)
        foot.addWidget(done)
        return foot

    def _connect(self) -> None:
        self.recipient.textChanged.connect(self._name_recipient)
        self.presets.chosen.connect(lambda number: self.model.choose(PRESETS[number]))
        self.lasting.chosen.connect(lambda number: self.model.last(LASTING[number]))
        self.model.choosing.loaded.connect(self._show_badges)
        self.model.preset_changed.connect(self._show_preset)
        self.model.failed.connect(self.columns.messages.show_refusal)
        self.closed.connect(self.columns.handing_over.close_screen)

    def _name_recipient(self, text: str) -> None:
        self.model.leaving.name_recipient(text.strip())

    def _show_badges(self) -> None:
        badges = self.model.choosing.badges
        one, many = self.tr("Present this badge"), self.tr("Present {n} badges")
        self.heading.setText(one if len(badges) == 1 else many.format(n=len(badges)))
        self._how_much.setVisible(any(not badge.whole_only for badge in badges))

    def _show_preset(self) -> None:
        preset = self.model.preset
        self.presets.choose(PRESETS.index(preset) if preset is not None else -1)
