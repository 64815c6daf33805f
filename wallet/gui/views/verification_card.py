"""The verification card: the verdict, what was checked, the technical details, and checking again."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QWidget

from wallet.gui.viewmodels.badge import technical_lines
from wallet.gui.viewmodels.words import Words
from wallet.gui.widgets.buttons import Button, Look
from wallet.gui.widgets.panels import Line, Panel, clear, column, row
from wallet.gui.widgets.statements import Banner, CheckRows
from wallet.gui.widgets.text import Paragraph, Text, foreign
from wallet.gui.widgets.theme import TextStyle
from wallet.model.checks import Check


class TechnicalDetails(QWidget):
    """Check ids, outcomes and codes, folded away until asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._toggle = Button(self.tr("&Details"), look=Look.LINK, trailing="chevron-down")
        self._toggle.setCheckable(True)
        self._lines = QWidget()
        self._body = column(self._lines, spacing=8)
        self._lines.hide()
        self._toggle.toggled.connect(self._lines.setVisible)
        inner = column(self, spacing=8)
        inner.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self._lines)

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show other checks."""
        clear(self._body)
        for words in technical_lines(checks):
            self._body.addWidget(Paragraph(foreign(words), TextStyle.CAPTION, "text2"))


class VerificationCard(Panel):
    """What the last check came to.

    Signals:
        check_wanted: The badge is to be checked again.
    """

    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        self.banner = Banner()
        self.rows = CheckRows()
        self.details = TechnicalDetails()
        self._checked = Text("", TextStyle.CAPTION, "text2")
        self.again = Button(self.tr("Check a&gain"), "refresh-cw", Look.LINK)
        self.again.clicked.connect(self.check_wanted)
        body = column(self, margins=QMargins(14, 14, 14, 12), spacing=16)
        body.addWidget(self.banner)
        body.addWidget(self.rows)
        body.addWidget(self.details)
        body.addStretch(1)
        foot = row(spacing=8)
        foot.addWidget(self._checked, 1)
        foot.addWidget(self.again)
        body.addWidget(Line())
        body.addLayout(foot)

    def show_result(self, banner: Words, rows: tuple[Words, ...], checks: tuple[Check, ...], checked: str) -> None:
        """Show a report."""
        self.banner.show_words(banner)
        self.rows.show_rows(rows)
        self.details.show_checks(checks)
        self._checked.setText(checked)
