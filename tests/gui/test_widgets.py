"""The parts that screens are made of."""

import hashlib
import re
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from wallet import resources
from wallet.gui.tone import Tone
from wallet.gui.viewmodels.passphrase_words import strength
from wallet.gui.viewmodels.result_words import results
from wallet.gui.widgets.art import artwork_of, badge_pixmap
from wallet.gui.widgets.canvas import break_lines
from wallet.gui.widgets.flow_layout import FlowLayout
from wallet.gui.widgets.icons import icon_pixmap
from wallet.gui.widgets.pills import Pill
from wallet.gui.widgets.qr import QUIET_ZONE, QrCode
from wallet.gui.widgets.segments import Segmented
from wallet.gui.widgets.text import ElidedText, Text, foreign, plain_tooltip
from wallet.gui.widgets.theme import (
    DARK,
    FONT_FILES,
    HIGH_DARK,
    HIGH_LIGHT,
    LIGHT,
    TABLES,
    Dress,
    TextStyle,
    Tokens,
    apply_dress,
    font,
    load_fonts,
    palette_of,
    tokens_of,
)
from wallet.model.artwork import GLYPHS, MEANINGS, SHAPES
from wallet.model.badge import Score
from wallet.presentation.qr_drawing import qr_modules

TEXT_ON = {
    "text": ("canvas", "surface", "raised", "sunken", "accent_soft"),
    "text2": ("canvas", "surface", "raised", "sunken"),
    "text3": ("canvas", "surface", "raised", "sunken"),
    "accent_text": ("canvas", "surface", "raised", "accent_soft"),
    "on_accent": ("accent", "accent_hover", "accent_press"),
    "ok": ("surface", "ok_soft"),
    "warn": ("surface", "warn_soft"),
    "bad": ("surface", "bad_soft"),
    "neutral": ("surface", "neutral_soft"),
    "info": ("surface", "info_soft"),
    "toast_text": ("toast",),
    "toast_action": ("toast",),
}
EDGES_ON = {"border_strong": ("canvas", "surface", "raised"), "focus": ("canvas", "surface"), "data": ("surface",)}


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [value / 255 for value in bytes.fromhex(color[1:])]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(tokens: Tokens, first: str, second: str) -> float:
    lights = sorted(luminance(getattr(tokens, name)) for name in (first, second))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


ORDINARY, HIGH = (4.5, 3.0), (7.0, 4.5)
"""The least contrast of text and of edges: WCAG 2.2, 1.4.3 and 1.4.11; 1.4.6 where everything is to stand out."""


@pytest.mark.parametrize(
    ("tokens", "least"),
    [(LIGHT, ORDINARY), (DARK, ORDINARY), (HIGH_LIGHT, HIGH), (HIGH_DARK, HIGH)],
    ids=["light", "dark", "high light", "high dark"],
)
def test_text_and_edges_can_be_seen(tokens, least):
    texts = {(name, ground): contrast(tokens, name, ground) for name, on in TEXT_ON.items() for ground in on}
    edges = {(name, ground): contrast(tokens, name, ground) for name, on in EDGES_ON.items() for ground in on}
    assert not {pair: ratio for pair, ratio in texts.items() if ratio < least[0]}
    assert not {pair: ratio for pair, ratio in edges.items() if ratio < least[1]}


@pytest.mark.parametrize("tokens", TABLES, ids=["light", "dark", "high light", "high dark"])
def test_a_palette_leads_back_to_its_tokens(app, tokens):
    assert tokens_of(palette_of(tokens)) is tokens


def test_a_foreign_palette_is_light_or_dark(app):
    assert tokens_of(QPalette(QColor("#333333"))) is DARK
    assert tokens_of(QPalette(QColor("#dddddd"))) is LIGHT


def test_text_takes_the_size_and_the_font_that_the_owner_asks_for(app):
    apply_dress(app, Dress(dark=False, contrast=True, scale=1.5, system_font=True))
    assert tokens_of(app.palette()) is HIGH_LIGHT
    shown = font(TextStyle.TITLE)
    assert shown.pixelSize() == 30
    assert not {"Inter", "Inter Display"} & set(shown.families())
    apply_dress(app, Dress(dark=True, contrast=True, scale=1.0))
    assert tokens_of(app.palette()) is HIGH_DARK
    assert font(TextStyle.TITLE).families()[0] == "Inter Display"


def test_the_shipped_fonts_are_read(app):
    assert set(load_fonts()) >= {"Inter", "Inter Display"}
    assert font(TextStyle.STRONG).families()[0] == "Inter"


def test_shipped_faces_carry_their_licences():
    assert "SIL OPEN FONT LICENSE" in resources.read_bytes("fonts", "LICENSE").decode().upper()
    assert "ISC License" in resources.read_bytes("icons", "lucide", "LICENSE").decode()
    assert all(resources.path("fonts", name).is_file() for name in FONT_FILES)


def test_every_icon_that_is_named_ships_and_draws(app):
    source = "\n".join(path.read_text("utf-8") for path in Path("wallet/gui").rglob("*.py"))
    shipped = {path.stem for path in resources.path("icons", "lucide").glob("*.svg")}
    named = set(re.findall(r'(?:Icon|Button|Words|Tile|SidebarItem|icon)\w*\("([a-z0-9-]+)"', source)) - {""}
    assert named <= shipped
    assert set(MEANINGS) | set(GLYPHS) <= shipped
    for name in shipped:
        assert QSvgRenderer(str(resources.path("icons", "lucide", f"{name}.svg"))).isValid()


def test_icons_take_the_colour_they_are_given(app):
    image = icon_pixmap("shield", QColor("#14713F"), 48).toImage()
    inked = {image.pixelColor(x, 20).name() for x in range(48) if image.pixelColor(x, 20).alpha() == 255}
    assert inked == {"#14713f"}


def test_labels_show_markup_as_it_is(app):
    label = Text('<img src="file:///etc/passwd"><b>x</b>')
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert plain_tooltip("<b>&") == "<qt>&lt;b&gt;&amp;</qt>"
    assert plain_tooltip("") == ""


def test_foreign_text_cannot_hide_or_turn_anything():
    assert foreign("a\u202eb") == "\u2068a[U+202E]b\u2069"
    assert foreign("zero\u200bwidth") == "\u2068zero[U+200B]width\u2069"
    assert foreign("\u0645\u06cc\u200c\u062e") == "\u2068\u0645\u06cc\u200c\u062e\u2069"
    assert foreign("") == ""
    assert len(foreign("x" * 500)) == 202
    assert foreign("x" * 500, None) == "\u2068" + "x" * 500 + "\u2069"


def test_elided_text_offers_the_whole_of_it(qtbot, app):
    label = ElidedText("A rather long name of a badge")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert "rather long" in label.toolTip()
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_artwork_is_the_same_for_the_same_achievement(app):
    first, again = artwork_of("Nordlys", "Wind Turbine Safety"), artwork_of("Nordlys", "Wind Turbine Safety")
    assert first == again
    assert first.glyph == "wind"
    looks = {
        (artwork_of("Nordlys", name).shape, artwork_of("Nordlys", name).hue.name()) for name in map(str, range(99))
    }
    assert len(looks) > 40
    assert {shape for shape, _ in looks} == set(SHAPES)


def test_artwork_is_drawn_in_every_shape(app):
    arts = [artwork_of("Nordlys", name) for name in map(str, range(40))]
    drawn = {hashlib.sha256(bytes(badge_pixmap(None, art, 64, 1.0).toImage().constBits())).hexdigest() for art in arts}
    assert len(drawn) == len(set(map(repr, arts)))


def test_a_picture_of_its_own_is_fitted(app):
    image = QImage(200, 100, QImage.Format.Format_RGBA8888)
    image.fill(QColor("red"))
    drawn = badge_pixmap(image, artwork_of("", ""), 64, 1.0).toImage()
    assert drawn.size() == QSize(64, 64)
    assert drawn.pixelColor(32, 32).name() == "#ff0000"
    assert drawn.pixelColor(32, 4).alpha() == 0


def test_lines_break_at_words(app):
    lines = break_lines("Wind Turbine Safety: Working at Height", font(TextStyle.STRONG), 200, 2)
    assert lines == ["Wind Turbine Safety:", "Working at Height"]
    assert len(break_lines("word " * 50, font(TextStyle.STRONG), 200, 2)) == 2


def test_a_flow_goes_on_below(qtbot, app):
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout()
    widget.setLayout(flow)
    for _ in range(6):
        flow.add(Pill("Micro-credential"))
    narrow, wide = flow.heightForWidth(200), flow.heightForWidth(2000)
    assert narrow > 3 * wide


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_code_on_screen_is_read_back(qtbot, app, theme):
    app.setPalette(palette_of(theme))
    code = QrCode(400)
    qtbot.addWidget(code)
    code.show_modules(qr_modules("ROSETTE READS THIS"))
    code.resize(400, 400)
    image = code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(image.constBits()).cast("B", [image.height(), image.bytesPerLine()])
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    assert [result.text for result in found] == ["ROSETTE READS THIS"]


def test_a_code_keeps_its_quiet_zone_white(qtbot, app):
    app.setPalette(palette_of(DARK))
    code = QrCode(290)
    qtbot.addWidget(code)
    modules = qr_modules("ROSETTE")
    code.show_modules(modules)
    code.resize(290, 290)
    image = code.grab().toImage()
    ground, module = code._measure()
    assert module == int(290 / (len(modules) + 2 * QUIET_ZONE))
    zone = int(QUIET_ZONE * module) - 1
    middle = image.height() // 2
    line = {image.pixelColor(int(ground.left()) + x, middle).name() for x in range(2, zone)}
    assert line == {"#ffffff"}


def test_one_segment_is_chosen_or_none(qtbot, app):
    choice = Segmented(("Minimum", "Everything"), "How much")
    qtbot.addWidget(choice)
    choice.choose(1)
    assert [button.isChecked() for button in choice._group.buttons()] == [False, True]
    choice.choose(-1)
    assert [button.isChecked() for button in choice._group.buttons()] == [False, False]


@pytest.mark.parametrize(
    ("passphrase", "tone", "enough"),
    [
        ("", Tone.NEUTRAL, False),
        ("short", Tone.BAD, False),
        ("password1", Tone.WARN, True),
        ("aaaaaaaaaaaaaaaa", Tone.WARN, True),
        ("correct horse battery staple", Tone.WARN, True),
        ("glacier onion velvet tractor humming", Tone.OK, True),
        ("k8$Tq!zR2w@Lm9vX", Tone.OK, True),
    ],
)
def test_passphrases_are_judged_in_words(passphrase, tone, enough):
    judged = strength(passphrase)
    assert (judged.tone, judged.enough) == (tone, enough)
    assert judged.words


def test_results_become_bars_where_they_are_numbers_between_two_others():
    exam, grade, points, odd = results(
        (
            Score("Exam", "87", "Proficient", "70", number=87, required=70, lowest=0, highest=100),
            Score("Grade", "B", pass_mark="C"),
            Score("Points", "12", number=12, highest=20),
            Score("Odd", "187", number=187, lowest=0, highest=100),
        )
    )
    assert (exam.value, exam.share, exam.mark, exam.note) == ("87 %", 0.87, 0.7, "Pass mark 70 %")
    assert exam.level == "Level reached: Proficient"
    assert (grade.value, grade.share, grade.note) == ("B", None, "Pass mark C")
    assert (points.value, points.share) == ("12 of 20", 0.6)
    assert odd.share is None
