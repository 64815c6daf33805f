"""First start: what to do first, then a passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from wallet.gui.viewmodels.backup_files import is_backup
from wallet.gui.viewmodels.general import GeneralViewModel, language_name, languages_offered
from wallet.gui.viewmodels.opening import OpeningViewModel
from wallet.gui.viewmodels.restoring import RestoringViewModel
from wallet.gui.views.new_passphrase import NewPassphrase
from wallet.gui.views.restore_step import RestoreStep, choose_backup
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.choice import Choice
from wallet.gui.widgets.inputs import DropZone
from wallet.gui.widgets.panels import column, row
from wallet.gui.widgets.showcase import Showcase
from wallet.gui.widgets.statements import Icon
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
        restore_wanted: A wallet is to be made of a backup.
        samples_wanted: A wallet with sample badges is to be made.
        paths_dropped: Badges were dropped, as a tuple of `Path`.
    """

    collect_wanted = Signal()
    check_wanted = Signal()
    restore_wanted = Signal()
    samples_wanted = Signal()
    paths_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.collect = Tile(
            "award", self.tr("Collect my badges"), self.tr("Set a passphrase, then add badges."), large=True
        )
        no_passphrase = self.tr("For recruiters and staff. No passphrase needed, works offline.")
        self.check = Tile("scan-line", self.tr("Check someone's badges"), no_passphrase, large=True)
        from_backup = self.tr("Open a backup that Rosette made, here or on another computer.")
        self.restore = Tile("history", self.tr("Restore a wallet"), from_backup, large=True)
        self.collect.setDefault(True)
        self.samples = Button(self.tr("Try with &sample badges"), look=Look.LINK)
        self.collect.clicked.connect(self.collect_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.samples.clicked.connect(self.samples_wanted)
        body = column(self, margins=CONTENT_MARGINS, spacing=14)
        top = row()
        top.addWidget(Text(self.tr("Step 1 of 2"), TextStyle.SMALL_STRONG, "text2"), 1)
        offered = (("", language_name("")), *languages_offered())
        self.language = Choice(self.tr("Language of badges and of pages to print"), offered, "globe", Look.QUIET)
        top.addWidget(self.language)
        body.addLayout(top)
        body.addStretch(2)
        body.addWidget(Text(self.tr("Welcome"), TextStyle.DISPLAY))
        body.addWidget(Text(self.tr("What would you like to do first? You can do the others later."), tone="text2"))
        body.addSpacing(8)
        body.addWidget(self.collect)
        body.addWidget(self.check)
        body.addWidget(self.restore)
        body.addWidget(self._make_drop_zone())
        body.addStretch(3)
        body.addLayout(self._make_foot())

    def _make_drop_zone(self) -> DropZone:
        zone = DropZone(12.0)
        zone.paths_dropped.connect(self.paths_dropped)
        inner = row(zone, margins=QMargins(20, 22, 20, 22), spacing=16)
        words = column(spacing=2)
        words.addWidget(Text(self.tr("Or drop badge files here to start"), TextStyle.STRONG))
        words.addWidget(Text(self.tr("Badge pictures, JSON or JWT, or a backup"), TextStyle.SMALL, "text2"))
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
        self.pair = NewPassphrase(self.tr("Passphrase"))
        self.first, self.second, self.messages = self.pair.first, self.pair.second, self.pair.messages
        self.make = Button(self.tr("&Create my wallet"), look=Look.PRIMARY)
        self.make.setEnabled(False)
        self.pair.judged.connect(self.make.setEnabled)
        self.pair.chosen.connect(self.chosen)
        self.make.clicked.connect(self.pair.choose)
        self._fill()

    def forget(self) -> None:
        """Empty the fields."""
        self.pair.forget()

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
        body.addWidget(self.pair)
        body.addSpacing(8)
        body.addWidget(self.make)
        body.addStretch(3)


class WelcomeView(QWidget):
    """The first start.

    Signals:
        check_wanted: The check window is wanted.
    """

    check_wanted = Signal()

    def __init__(self, model: OpeningViewModel, restoring: RestoringViewModel, general: GeneralViewModel) -> None:
        super().__init__()
        self._model = model
        self._general = general
        self.choices = ChoiceStep()
        self.passphrase = PassphraseStep()
        self.restore = RestoreStep(restoring)
        self._showcase = Showcase()
        self._showcase.setFixedWidth(SHOWCASE_WIDTH)
        self._steps = QStackedWidget()
        self._steps.addWidget(self.choices)
        self._steps.addWidget(self.passphrase)
        self._steps.addWidget(self.restore)
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
        self.choices.restore_wanted.connect(self._choose_backup)
        for step in (self.passphrase, self.restore):
            step.left.connect(lambda: self._steps.setCurrentIndex(0))
        self.passphrase.chosen.connect(self._model.create)
        self._model.busy.connect(self.passphrase.show_busy)
        self._model.refused.connect(self._refuse)
        self.choices.language.chosen.connect(lambda tag: self._general.prefer(language=tag))
        self._general.known.connect(lambda settings: self.choices.language.show_value(settings.language))
        self._general.reload()

    def _ask_passphrase(self, *, samples: bool) -> None:
        self._model.wants_samples = samples
        self.passphrase.forget()
        self._steps.setCurrentWidget(self.passphrase)
        self.passphrase.first.field.setFocus()

    def _bring(self, paths: tuple[Path, ...]) -> None:
        if len(paths) == 1 and is_backup(paths[0]):
            self._restore(paths[0])
            return
        self._model.bring(paths)
        self._ask_passphrase(samples=False)

    def _choose_backup(self) -> None:
        path = choose_backup(self)
        if path is not None:
            self._restore(path)

    def _restore(self, path: Path) -> None:
        self._steps.setCurrentWidget(self.restore)
        self.restore.begin(path)

    def _refuse(self, why: str) -> None:
        self.passphrase.messages.show_error(self.tr("The wallet was not created"), why)
