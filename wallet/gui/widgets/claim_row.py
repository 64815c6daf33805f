"""One detail of a badge to tick: box, label, pills and value."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.text import foreign, plain_tooltip
from wallet.gui.widgets.theme import TextStyle, font, scaled, tokens_of
from wallet.model.disclosure import Claim, Hiding

BOX = 18
GAP = 9
LONGEST_TIP = 1_000


class ClaimRow(QCheckBox):
    """A detail that is shown or hidden.

    Args:
        claim: The detail.
        indent: How many others it lies in.
        extra: Whether nobody asks for it.
    """

    def __init__(self, claim: Claim, indent: int = 0, *, extra: bool = False) -> None:
        super().__init__(foreign(claim.label, 60))
        self._value = claim.value if claim.pointer else ""
        self._fixed = claim.hiding is not Hiding.CHOOSABLE
        self._indent = indent
        self._small = font(TextStyle.SMALL)
        self._pill = font(TextStyle.CAPTION_STRONG)
        self._pills = self._make_pills(claim, extra=extra)
        self.setFont(font(TextStyle.BODY))
        self.setChecked(self._fixed)
        self.setEnabled(not self._fixed)
        self.setAccessibleName(". ".join((claim.label, *(words for words, _ in self._pills))))
        self.setAccessibleDescription(claim.value)
        self.setToolTip(plain_tooltip(foreign(claim.value, LONGEST_TIP)))
        self.setCursor(Qt.CursorShape.ArrowCursor if self._fixed else Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line, and never less than 28 pixels."""
        return QSize(scaled(240), max(scaled(28), self.fontMetrics().height() + scaled(9)))

    def minimumSizeHint(self) -> QSize:
        """Let the value be squeezed first."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere on the row."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, label, pills and value."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = scaled(BOX)
        left = self._indent * (edge + GAP)
        self._paint_box(painter, self._mirrored(QRect(left, (self.height() - edge) // 2, edge, edge)))
        left += edge + GAP
        tokens = tokens_of(self.palette())
        painter.setPen(tokens.color("text" if self.isChecked() else "text2"))
        painter.setFont(self.font())
        room = self.width() - left - self._pills_width()
        wanted = self.fontMetrics().horizontalAdvance(self.text()) + 2
        label = min(wanted, room if not self._words() else max(room * 3 // 5, room - self._value_width()))
        self._draw(painter, self.text(), QRect(left, 0, label, self.height()), Qt.AlignmentFlag.AlignLeft)
        self._paint_pills(painter, self._paint_value(painter, left + label + self._pills_width() + GAP))

    def _make_pills(self, claim: Claim, *, extra: bool) -> tuple[tuple[str, str], ...]:
        fixed, sensitive = (self.tr("Always shown"), "neutral"), (self.tr("Sensitive"), "warn")
        unasked = (self.tr("Not asked for"), "neutral")
        pills = ((fixed, self._fixed), (unasked, extra), (sensitive, claim.sensitive))
        return tuple(pill for pill, is_there in pills if is_there)

    def _words(self) -> str:
        return foreign(self._value) if self.isChecked() else self.tr("not shown")

    def _value_width(self) -> int:
        return QFontMetrics(self._small).horizontalAdvance(self._words()) + GAP + 2

    def _paint_value(self, painter: QPainter, left: int) -> int:
        """Paint the value at the trailing side, and return where it begins."""
        if not self._words():
            return self.width() + GAP
        painter.setFont(self._small)
        width = min(painter.fontMetrics().horizontalAdvance(self._words()) + 2, max(0, self.width() - left))
        painter.setPen(tokens_of(self.palette()).color("text2" if self.isChecked() else "text3"))
        area = QRect(self.width() - width, 0, width, self.height())
        self._draw(painter, self._words(), area, Qt.AlignmentFlag.AlignRight)
        return self.width() - width

    def _paint_pills(self, painter: QPainter, right: int) -> None:
        tokens = tokens_of(self.palette())
        painter.setFont(self._pill)
        height = painter.fontMetrics().height() + scaled(6)
        for words, tone in reversed(self._pills):
            width = self._pill_width(words)
            right -= GAP + width
            area = self._mirrored(QRect(right, (self.height() - height) // 2, width, height))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color(f"{tone}_soft"))
            painter.drawRoundedRect(QRectF(area), height / 2, height / 2)
            painter.setPen(tokens.color(tone))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def _pills_width(self) -> int:
        return sum(self._pill_width(words) + GAP for words, _ in self._pills)

    def _pill_width(self, words: str) -> int:
        return QFontMetrics(self._pill).horizontalAdvance(words) + scaled(18)

    def _paint_box(self, painter: QPainter, box: QRect) -> None:
        tokens = tokens_of(self.palette())
        if self._fixed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("sunken"))
            painter.drawRoundedRect(QRectF(box), 4, 4)
            self._paint_mark(painter, "lock", box.adjusted(3, 3, -3, -3), "text3")
            return
        painter.setPen(Qt.PenStyle.NoPen if self.isChecked() else QPen(tokens.color("border_strong"), 1.5))
        painter.setBrush(tokens.color("accent" if self.isChecked() else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        if self.isChecked():
            self._paint_mark(painter, "check", box.adjusted(2, 2, -2, -2), "on_accent")

    def _paint_mark(self, painter: QPainter, name: str, area: QRect, ink: str) -> None:
        color = tokens_of(self.palette()).color(ink)
        painter.drawPixmap(area.topLeft(), icon_pixmap(name, color, area.width(), self.devicePixelRatioF()))

    def _draw(self, painter: QPainter, words: str, area: QRect, side: Qt.AlignmentFlag) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        aligned = self.style().visualAlignment(self.layoutDirection(), side)
        painter.drawText(self._mirrored(area), aligned | Qt.AlignmentFlag.AlignVCenter, shown)

    def _mirrored(self, area: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), area)
