"""The badge page: what the badge is at the top, and its parts behind tabs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QTabBar, QWidget

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.badge import BadgeViewModel
from wallet.gui.viewmodels.claim_words import skills_shown
from wallet.gui.viewmodels.language_words import in_language
from wallet.gui.viewmodels.lineage_words import awarded_words
from wallet.gui.viewmodels.words import Words
from wallet.gui.views.badge_header import BadgeBar, BadgeHeader
from wallet.gui.views.badge_overview import OverviewPart
from wallet.gui.views.note_card import NoteCard
from wallet.gui.views.verification_card import VerificationCard
from wallet.gui.widgets.panels import Line, column, row
from wallet.gui.widgets.statements import MessageSlot, Strip
from wallet.gui.widgets.theme import TextStyle, font
from wallet.model.badge import BadgePage

EXPORT_KEYS = "Ctrl+E"


class BadgeView(QWidget):
    """A badge's own page.

    Args:
        model: The badge.

    Signals:
        left: The library is to be shown again.
        present_wanted: The badge is to be presented.
        remove_wanted: The badge is to go to the bin.
        badge_wanted: Another badge is to be shown; carries its id.
        changed: The owner changed something that can be undone; carries that as a sentence.
        said: Something else was done; carries that as a sentence.
    """

    left = Signal()
    present_wanted = Signal()
    remove_wanted = Signal()
    badge_wanted = Signal(object)
    changed = Signal(str)
    said = Signal(str)

    def __init__(self, model: BadgeViewModel) -> None:
        super().__init__()
        self._model = model
        self.bar = BadgeBar(model.order)
        self.header = BadgeHeader()
        self.messages = MessageSlot()
        self.newer = MessageSlot()
        self.tabs = QTabBar()
        self.overview = OverviewPart(model)
        self._pages = QStackedWidget()
        self._makers: tuple[Callable[[], QWidget], ...] = (
            self._make_skills,
            self._make_evidence,
            self._make_endorsements,
            self._make_claims,
            self._make_source,
        )
        self._parts: dict[int, QWidget] = {0: self.overview}
        self._fill()
        self._connect()

    @property
    def verification(self) -> VerificationCard:
        """What the last check came to."""
        return self.overview.verification

    @property
    def note(self) -> NoteCard:
        """The owner's note."""
        return self.overview.note

    def part(self, number: int) -> QWidget:
        """Return what is behind a tab, made when it is first wanted."""
        if number not in self._parts:
            self._parts[number] = self._makers[number - 1]()
            self._pages.addWidget(self._parts[number])
        return self._parts[number]

    def _fill(self) -> None:
        body = column(self)
        top = column(margins=QMargins(24, 10, 24, 0), spacing=12)
        top.addWidget(self.bar)
        top.addWidget(self.header)
        top.addWidget(self.messages)
        top.addWidget(self.newer)
        top.addLayout(self._make_tabs())
        body.addLayout(top)
        body.addWidget(Line())
        self._pages.addWidget(self.overview)
        body.addWidget(self._pages, 1)

    def _make_tabs(self) -> QHBoxLayout:
        self.tabs.setFont(font(TextStyle.MEDIUM))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Parts of this page"))
        for label in self._labels(None):
            self.tabs.addTab(label)
        self.tabs.currentChanged.connect(lambda number: self._pages.setCurrentWidget(self.part(number)))
        line = row()
        line.addWidget(self.tabs, 1)
        return line

    def _labels(self, page: BadgePage | None) -> tuple[str, ...]:
        """Return the words on the tabs, with how many there are behind each."""
        skills = len(skills_shown(page)) if page is not None else 0
        evidence = len(page.pieces) if page is not None else 0
        endorsements = len(page.report.endorsements) if page is not None else 0
        return (
            self.tr("Overview"),
            self.tr("Skills {n}").format(n=skills) if skills else self.tr("Skills"),
            self.tr("Evidence {n}").format(n=evidence) if evidence else self.tr("Evidence"),
            self.tr("Endorsements {n}").format(n=endorsements) if endorsements else self.tr("Endorsements"),
            self.tr("All details"),
            self.tr("Source"),
        )

    def _make_skills(self) -> QWidget:
        from wallet.gui.views.badge_skills import SkillsPart  # noqa: PLC0415 (the overview counts)

        return SkillsPart(self._model)

    def _make_evidence(self) -> QWidget:
        from wallet.gui.views.badge_evidence import EvidencePart  # noqa: PLC0415 (the overview counts)

        return EvidencePart(self._model)

    def _make_endorsements(self) -> QWidget:
        from wallet.gui.views.badge_endorsements import EndorsementsPart  # noqa: PLC0415 (the overview counts)

        return EndorsementsPart(self._model)

    def _make_claims(self) -> QWidget:
        from wallet.gui.views.badge_claims import ClaimsPart  # noqa: PLC0415 (the overview counts)

        return ClaimsPart(self._model)

    def _make_source(self) -> QWidget:
        from wallet.gui.views.badge_source import SourcePart  # noqa: PLC0415 (the overview counts)

        return SourcePart(self._model)

    def _connect(self) -> None:
        model = self._model
        self.bar.left.connect(self.left)
        self.bar.remove_wanted.connect(self.remove_wanted)
        self.bar.export_wanted.connect(model.ask_name)
        self.header.present_wanted.connect(self.present_wanted)
        self.header.export_wanted.connect(model.ask_name)
        self.overview.badge_wanted.connect(self.badge_wanted)
        export = QShortcut(QKeySequence(EXPORT_KEYS), self)
        export.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        export.activated.connect(model.ask_name)
        model.shown.connect(self._show)
        model.pictured.connect(self._show_picture)
        model.failed.connect(self.messages.show_refusal)
        model.named.connect(self._ask_place)
        model.saved.connect(lambda name: self.said.emit(self.tr("Saved as {name}").format(name=name)))
        model.order.said.connect(self.changed)
        model.order.known.connect(self._show_newer)

    def _show(self) -> None:
        page = self._model.page
        if page is None:
            return
        self.messages.dismiss()
        writing = self._model.writing
        language = in_language(writing.language) if writing is not None and writing.is_foreign else ""
        self.header.show_page(page, language)
        self._show_picture()
        for number, label in enumerate(self._labels(page)):
            self.tabs.setTabText(number, label)

    def _show_newer(self) -> None:
        """Say where a newer badge stands in for the one shown."""
        newer = self._model.order.newer
        if newer is None:
            self.newer.dismiss()
            return
        words = Words("info", Tone.INFO, self.tr("You have a newer version of this badge"), awarded_words(newer))
        strip = Strip(words, self.tr("Show it"))
        strip.acted.connect(lambda: self.badge_wanted.emit(newer.card.id))
        self.newer.show_strip(strip)

    def _show_picture(self) -> None:
        page = self._model.page
        if page is not None:
            self.header.picture.show_badge(page.card.issuer_name, page.card.name, self._model.image)

    def _ask_place(self, suggested: str) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the badge as it came"), suggested)
        if name:
            self._model.save(Path(name))
