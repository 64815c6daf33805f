"""The library as a list, more of one badge beside it, and marks where words were found."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tests.gui.test_library import model, names, view  # noqa: F401 (fixtures)
from wallet.gui.viewmodels import badge_rows
from wallet.gui.viewmodels.badge_rows import HITS_ROLE, LibraryModel, snippet_of
from wallet.gui.viewmodels.library import LibraryViewModel
from wallet.gui.widgets.badge_row import columns_of
from wallet.gui.widgets.badge_words import led_to
from wallet.gui.widgets.canvas import Canvas, break_lines
from wallet.gui.widgets.highlights import foreign_marked, paint_marked
from wallet.gui.widgets.theme import TextStyle, font
from wallet.model.badge import BadgeQuery, Order
from wallet.model.facets import Hit, HitField
from wallet.operations import library, tagging
from wallet.settings import load_settings


@pytest.fixture
def listed(qtbot, view):  # noqa: F811 (fixtures)
    """The library as a list."""
    qtbot.keyClick(view.grid, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    return view


def test_the_look_is_kept(qtbot, listed, session, pictures):
    assert listed._content.currentWidget() is listed._framed_table
    assert listed.list.hasFocus()
    qtbot.waitUntil(lambda: load_settings(session.folders.config).badges_as_list)
    assert LibraryViewModel(session, pictures).as_list
    qtbot.keyClick(listed.list, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert listed._content.currentWidget() is listed.grid
    qtbot.waitUntil(lambda: not load_settings(session.folders.config).badges_as_list)


def test_grid_and_list_share_what_is_selected(listed, model):  # noqa: F811 (fixtures)
    listed.list.selectAll()
    listed.toggle_look()
    assert len(listed.grid.selectionModel().selectedIndexes()) == 12


def test_a_click_on_a_column_sorts(qtbot, listed, model):  # noqa: F811 (fixtures)
    with qtbot.waitSignal(model.shown):
        listed.table.header._names[0].click()
    assert model.query.order is Order.NAME
    assert [name.is_sorted for name in listed.table.header._names] == [True, False, False, False]


@pytest.mark.parametrize(("width", "shown"), [(800, 2), (520, 1), (400, 0)])
def test_columns_go_where_there_is_no_room(app, width, shown):
    columns = columns_of(width)
    assert sum(room > 0 for _, room in (columns.credits, columns.awarded)) == shown
    assert columns.name[0] + columns.name[1] <= columns.status[0]


def test_space_says_more_of_a_badge(qtbot, listed, model, session, ids):  # noqa: F811 (fixtures)
    tagging.tag(session._wallet, [ids["Data Analysis with Python"]], "harbour")
    row = names(model).index("Data Analysis with Python")
    listed.list.setCurrentIndex(model.model.index(row))
    qtbot.keyClick(listed.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: model.inspector.whole is not None)
    assert listed.inspector.isVisible()
    assert "Data Analysis with Python" in listed.inspector.name.text()
    assert {field.label: field.value for field in model.inspector.fields}["Tags"] == "harbour"
    with qtbot.waitSignal(listed.badge_opened) as opened:
        listed.inspector.open.click()
    assert opened.args == [ids["Data Analysis with Python"]]
    qtbot.keyClick(listed.list, Qt.Key.Key_Down)
    assert model.inspector.card.name == names(model)[row + 1]
    qtbot.keyClick(listed.list, Qt.Key.Key_Space)
    assert not listed.inspector.isVisible()


def test_the_inspector_lies_over_the_badges_where_there_is_little_room(listed):
    listed.toggle_inspector()
    assert listed._whole.contentsMargins().right() == listed.inspector.width()
    listed.resize(600, 600)
    assert listed._whole.contentsMargins().right() == 0
    assert listed.inspector.geometry().right() == listed.rect().right()


def test_words_are_marked_where_they_were_found(qtbot, view, model, session, ids):  # noqa: F811 (fixtures)
    library.set_note(session._wallet, ids["Data Analysis with Python"], "for the grid of the harbour")
    index = model.model.index(0)
    view.search.setText("grid")
    qtbot.waitUntil(lambda: model.found == 2 and bool(index.data(HITS_ROLE)))
    assert names(model)[0] == "Grid Connection Basics"
    name = next(hit for hit in index.data(HITS_ROLE) if hit.field is HitField.NAME)
    assert name.spans == ((0, 4),)
    assert [hit.field for hit in model.model.index(1).data(HITS_ROLE)] == [HitField.NOTE]
    spoken = model.model.index(1).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "Found in your note: for the grid of the harbour" in spoken
    assert view.grid._cards.has_snippet


def test_words_are_marked_beyond_the_first_page_too(qtbot, monkeypatch, session, pictures):
    monkeypatch.setattr(badge_rows, "PAGE", 1)
    query = BadgeQuery(text="data")
    found = library.cards(session._wallet, query, 0, 2)
    rows = LibraryModel(session, pictures)
    rows.fill(query, len(found), found)
    assert len(found) == 2
    last = rows.index(1)
    qtbot.waitUntil(lambda: bool(last.data(HITS_ROLE)))


def test_a_text_that_only_repeats_the_name_is_no_news():
    name, text = Hit(HitField.NAME, "Grid", ((0, 4),)), Hit(HitField.TEXT, "…Grid…", ((1, 5),))
    assert snippet_of((name, text)) is None
    assert snippet_of((text,)) is text


def test_a_long_snippet_begins_near_what_was_found(app):
    hit = Hit(HitField.NOTE, "they pay for the whole course on the grid", ((37, 41),))
    face = font(TextStyle.CAPTION)
    assert led_to(hit, face, 1000) == (hit.text, hit.spans)
    words, ((begin, end),) = led_to(hit, face, 90)
    assert words.startswith("…")
    assert words[begin:end] == "grid"
    assert QFontMetrics(face).horizontalAdvance(words[:end]) <= 90


def test_the_inspector_changes_sides_with_the_direction_of_reading(qtbot, listed):
    listed.toggle_inspector()
    listed.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert listed.inspector.geometry().left() == 0
    assert listed._whole.contentsMargins().left() == listed.inspector.width()
    first, last = listed.table.header._names[0], listed.table.header._names[-1]
    assert first.geometry().left() > last.geometry().left()


def test_marks_move_with_what_is_made_visible():
    shown, marks = foreign_marked("a\u202eb grid", ((4, 8),))
    assert [shown[begin:end] for begin, end in marks] == ["grid"]
    assert "[U+202E]" in shown


def test_lines_break_between_characters_that_are_two_units_for_qt(app):
    face = font(TextStyle.BODY)
    words = "\U0001f3c5 " * 8 + "medal"
    lines = break_lines(words, face, 90, 20)
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def painted(spans: tuple[tuple[int, int], ...]) -> QImage:
    image, option = QImage(QSize(220, 24), QImage.Format.Format_RGB32), QStyleOptionViewItem()
    option.rect = QRect(0, 0, 220, 24)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    canvas = Canvas(painter, option, option.rect)
    paint_marked(canvas, ("a <b>grid</b>", spans), option.rect, font(TextStyle.BODY), "text")
    painter.end()
    return image


def test_marked_text_is_painted_in_another_colour(app):
    assert painted(()) != painted(((5, 9),))
