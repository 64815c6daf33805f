"""Colours, type and space: the token table of the design, a palette made of it, and the small style sheet."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from wallet import resources
from wallet.gui.tone import Tone

FONT_FILES = (
    "Inter-Regular.ttf",
    "Inter-Medium.woff2",
    "Inter-SemiBold.ttf",
    "Inter-Bold.woff2",
    "InterDisplay-SemiBold.woff2",
    "InterDisplay-Bold.ttf",
)
BODY_PIXELS = 14
SYSTEM_PIXELS = 13.34  # 10 pt at 96 dots per inch: the system font size at which the table's sizes hold as they are
DARKER_THAN = 128
UNHINTED = QFont.HintingPreference.PreferNoHinting  # hinting rounds each advance, and small text falls apart


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour that the window uses, as ``#RRGGBB``; named by use, never by hue."""

    canvas: str
    surface: str
    raised: str
    sunken: str
    sidebar: str
    border: str
    border_strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_text: str
    accent_soft: str
    data: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    neutral: str
    neutral_soft: str
    info: str
    info_soft: str
    focus: str
    toast: str
    toast_text: str
    toast_action: str
    on_white: str

    def color(self, name: str) -> QColor:
        """Return the colour of a token by its name, such as ``ok_soft``."""
        return QColor(getattr(self, name))

    @property
    def is_dark(self) -> bool:
        """Whether its window is dark."""
        return self.color("canvas").lightness() < DARKER_THAN

    def soft(self, tone: Tone) -> QColor:
        """Return the fill that belongs to a tone."""
        return self.color(f"{tone}_soft")


LIGHT = Tokens(
    canvas="#F6F7F9",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#EEF0F4",
    sidebar="#EEF0F4",
    border="#DDE1E8",
    border_strong="#7D8595",
    text="#161A22",
    text2="#4A5365",
    text3="#626C7F",
    accent="#4A47C9",
    accent_hover="#3E3BB0",
    accent_press="#34319A",
    on_accent="#FFFFFF",
    accent_text="#4340B8",
    accent_soft="#ECECFC",
    data="#4A47C9",
    ok="#14713F",
    ok_soft="#E3F4EA",
    warn="#855200",
    warn_soft="#FDF1D8",
    bad="#B3261E",
    bad_soft="#FCE9E7",
    neutral="#566073",
    neutral_soft="#EDEFF3",
    info="#0B5FA8",
    info_soft="#E4F0FB",
    focus="#4A47C9",
    toast="#20242E",
    toast_text="#F1F3F7",
    toast_action="#B3B1FF",
    on_white="#4A5365",
)
DARK = Tokens(
    canvas="#111319",
    surface="#191C24",
    raised="#20242E",
    sunken="#0C0E13",
    sidebar="#0E1016",
    border="#2C313C",
    border_strong="#6D778A",
    text="#F1F3F7",
    text2="#B4BCCB",
    text3="#949EB0",
    accent="#5E5BDE",
    accent_hover="#6865E5",
    accent_press="#524FCB",
    on_accent="#FFFFFF",
    accent_text="#B3B1FF",
    accent_soft="#25254A",
    data="#8C89F7",
    ok="#6FD79B",
    ok_soft="#12301F",
    warn="#F2BE5C",
    warn_soft="#352708",
    bad="#FF9B92",
    bad_soft="#3D1714",
    neutral="#A6AFBF",
    neutral_soft="#262B35",
    info="#86C2F7",
    info_soft="#10293F",
    focus="#B3B1FF",
    toast="#F1F3F7",
    toast_text="#161A22",
    toast_action="#4340B8",
    on_white="#4A5365",
)


HIGH_LIGHT = Tokens(
    canvas="#FFFFFF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#F2F2F2",
    sidebar="#FFFFFF",
    border="#000000",
    border_strong="#000000",
    text="#000000",
    text2="#1A1A1A",
    text3="#2E2E2E",
    accent="#1B1A8A",
    accent_hover="#34319A",
    accent_press="#000060",
    on_accent="#FFFFFF",
    accent_text="#16157D",
    accent_soft="#E4E4FF",
    data="#16157D",
    ok="#00431F",
    ok_soft="#E3F4EA",
    warn="#523200",
    warn_soft="#FDF1D8",
    bad="#7A0A05",
    bad_soft="#FCE9E7",
    neutral="#2B3340",
    neutral_soft="#F2F2F2",
    info="#003A6B",
    info_soft="#E4F0FB",
    focus="#000000",
    toast="#000000",
    toast_text="#FFFFFF",
    toast_action="#FFE566",
    on_white="#000000",
)
HIGH_DARK = Tokens(
    canvas="#000000",
    surface="#000000",
    raised="#000000",
    sunken="#161616",
    sidebar="#000000",
    border="#FFFFFF",
    border_strong="#FFFFFF",
    text="#FFFFFF",
    text2="#F2F2F2",
    text3="#E0E0E0",
    accent="#FFD60A",
    accent_hover="#FFE566",
    accent_press="#E6BF00",
    on_accent="#000000",
    accent_text="#FFD60A",
    accent_soft="#2E2700",
    data="#FFD60A",
    ok="#7CFFB2",
    ok_soft="#00240F",
    warn="#FFD27A",
    warn_soft="#2B1D00",
    bad="#FFB3AC",
    bad_soft="#330A07",
    neutral="#E0E0E0",
    neutral_soft="#1F1F1F",
    info="#A8D8FF",
    info_soft="#001E33",
    focus="#FFD60A",
    toast="#FFFFFF",
    toast_text="#000000",
    toast_action="#16157D",
    on_white="#000000",
)
TABLES = (LIGHT, DARK, HIGH_LIGHT, HIGH_DARK)
"""Every table; their borders differ, and tell them apart."""


def tokens_of(palette: QPalette) -> Tokens:
    """Return the token table that a palette was made of; for a foreign palette light or dark, by its window colour."""
    border = palette.color(QPalette.ColorRole.Mid).name().upper()
    found = next((table for table in TABLES if table.border == border), None)
    if found is not None:
        return found
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < DARKER_THAN else LIGHT


class TextStyle(Enum):
    """Type sizes in pixels at 96 dots per inch, with their weight and family."""

    DISPLAY = (36, 700, "Inter Display")
    HEADLINE = (26, 600, "Inter Display")
    TITLE = (20, 600, "Inter Display")
    SUBTITLE = (16, 600, "Inter")
    LEAD = (16, 400, "Inter")
    BODY = (14, 400, "Inter")
    MEDIUM = (14, 500, "Inter")
    STRONG = (14, 600, "Inter")
    SMALL = (13, 400, "Inter")
    SMALL_MEDIUM = (13, 500, "Inter")
    SMALL_STRONG = (13, 600, "Inter")
    CAPTION = (12, 400, "Inter")
    CAPTION_STRONG = (12, 600, "Inter")
    OVERLINE = (11, 600, "Inter")


def font(style: TextStyle) -> QFont:
    """Return the font of a style, in the size that the system's text size asks for."""
    pixels, weight, family = style.value
    base = QApplication.font().families()
    shown = QFont([family, *base] if "Inter" in base[:1] else base)
    shown.setPixelSize(round(pixels * text_scale()))
    shown.setWeight(QFont.Weight(weight))
    shown.setHintingPreference(UNHINTED)
    if style is TextStyle.OVERLINE:
        shown.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.55)
    return shown


def text_scale() -> float:
    """How much larger than the table all text is shown; 1.0 where the system's text size is 10 pt or less."""
    return QApplication.font().pixelSize() / BODY_PIXELS


def scaled(pixels: int) -> int:
    """Return a length that grows with the text, in pixels."""
    return round(pixels * text_scale())


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the shipped fonts known to Qt, once.

    Returns:
        Their family names; empty where this platform cannot read them, and the system's font is used.
    """
    loaded = (QFontDatabase.addApplicationFont(str(resources.path("fonts", name))) for name in FONT_FILES)
    return tuple(sorted({family for each in loaded for family in QFontDatabase.applicationFontFamilies(each)}))


@dataclass(frozen=True, slots=True)
class Dress:
    """How the window is to look.

    Attributes:
        dark: Whether to be dark; None follows the system.
        contrast: Whether everything is to stand out; None follows the system.
        scale: How much larger than the table text is; None follows the system's text size.
        system_font: Whether text is in the system's font, not in the one that comes along.
    """

    dark: bool | None = None
    contrast: bool | None = None
    scale: float | None = None
    system_font: bool = False


def apply_theme(app: QApplication, *, dark: bool | None = None, scale: float | None = None) -> None:
    """Dress the application in light or dark; see `Dress`."""
    apply_dress(app, Dress(dark=dark, contrast=False, scale=scale))


def apply_dress(app: QApplication, dress: Dress) -> None:
    """Dress the application; what it shows already changes its colours, while new widgets alone take another size."""
    tokens = _tokens_for(dress)
    app.setFont(_base_font(dress))
    app.setPalette(palette_of(tokens))
    app.setStyleSheet(style_sheet(tokens))


def _tokens_for(dress: Dress) -> Tokens:
    dark = _system_is_dark() if dress.dark is None else dress.dark
    if _system_wants_contrast() if dress.contrast is None else dress.contrast:
        return HIGH_DARK if dark else HIGH_LIGHT
    return DARK if dark else LIGHT


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _system_wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()  # PySide forgets what belongs to it as soon as nobody holds it
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _base_font(dress: Dress) -> QFont:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    scale = dress.scale or max(1.0, QFontInfo(system).pixelSize() / SYSTEM_PIXELS)
    own = ["Inter"] if not dress.system_font and "Inter" in load_fonts() else []
    base = QFont([*own, *system.families()])
    base.setPixelSize(round(BODY_PIXELS * scale))
    base.setHintingPreference(UNHINTED)
    return base


def palette_of(tokens: Tokens) -> QPalette:
    """Return Qt's palette in the colours of a token table."""
    role = QPalette.ColorRole
    colors = {
        role.Window: tokens.canvas,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.toast_text,
        role.Mid: tokens.border,
        role.Accent: tokens.accent,
    }
    palette = QPalette()
    for name, value in colors.items():
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.text3))
    return palette


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet: text tones, panels, inputs, scroll bars and menus; the rest is painted."""
    tones = "".join(
        f'Text[tone="{field.name}"] {{ color: {getattr(tokens, field.name)}; }}\n' for field in fields(tokens)
    )
    template = resources.read_bytes("styles", "window.qss").decode()
    for field in sorted(fields(tokens), key=lambda field: -len(field.name)):
        template = template.replace(f"@{field.name}", getattr(tokens, field.name))
    return tones + template
