"""The library's filters: several values, counted as they are chosen, shown by their chips, and cleared again."""

import pytest
from PySide6.QtCore import Qt

from tests.gui.test_library import model, names, view  # noqa: F401 (fixtures)
from wallet.gui.viewmodels import narrowing
from wallet.gui.viewmodels.narrowing import Filter, Mark
from wallet.model.badge import BadgeQuery, Order
from wallet.model.collection import Colour
from wallet.model.facets import Expiry, Facets, FacetValue, Standing
from wallet.operations import collecting, tagging

ISSUERS = (FacetValue("did:a", "Academy", 3), FacetValue("did:b", "Bureau", 1))


@pytest.fixture
def popup(qtbot, view, model):  # noqa: F811 (fixtures)
    """The choices of issuers, counted."""
    with qtbot.waitSignal(model.counted):
        view.filters.open_choices(Filter.ISSUER)
    return view.filters.popup


def labels(popup) -> list[str]:
    rows = popup.list.model()
    return [rows.index(row, 0).data().strip("\u2068\u2069") for row in range(rows.rowCount())]


def test_a_filter_lets_any_of_its_values_through():
    query = narrowing.toggled(Filter.ISSUER, BadgeQuery(), "did:a")
    query = narrowing.toggled(Filter.ISSUER, query, "did:b")
    assert query.issuers == ("did:a", "did:b")
    assert narrowing.toggled(Filter.ISSUER, query, "did:a").issuers == ("did:b",)


def test_a_chip_says_what_is_chosen():
    facets = Facets(4, issuers=ISSUERS)
    assert narrowing.chip_words(Filter.ISSUER, BadgeQuery(), facets) == "Any issuer"
    assert narrowing.chip_words(Filter.ISSUER, BadgeQuery(issuers=("did:a",)), facets) == "Academy"
    assert narrowing.chip_words(Filter.ISSUER, BadgeQuery(issuers=("did:a", "did:b")), facets) == "2 issuers"


def test_what_is_chosen_can_be_taken_back_where_it_leaves_nothing():
    (option,) = narrowing.options(Filter.YEAR, BadgeQuery(years=(1999,)), Facets(0))
    assert (option.label, option.count, option.is_chosen) == ("1999", 0, True)


def test_one_end_is_chosen_at_a_time():
    query = narrowing.toggled(Filter.EXPIRY, BadgeQuery(), Expiry.EXPIRED)
    query = narrowing.toggled(Filter.EXPIRY, query, Expiry.NEVER)
    assert query.expiry is Expiry.NEVER
    assert narrowing.toggled(Filter.EXPIRY, query, Expiry.NEVER).expiry is None


def test_stars_and_notes_stand_before_tags():
    facets = Facets(3, tags=(FacetValue("is_favourite", "is_favourite", 1),), favourites=2, noted=1)
    query = narrowing.toggled(Filter.MARK, BadgeQuery(), Mark.FAVOURITE)
    found = narrowing.options(Filter.MARK, query, facets)
    assert [option.label for option in found] == ["Favourites", "With a note", "is_favourite"]
    assert [option.is_chosen for option in found] == [True, False, False]
    assert narrowing.toggled(Filter.MARK, query, "is_favourite").tags == ("is_favourite",)


def test_clearing_a_filter_keeps_what_the_place_asks_for():
    base = BadgeQuery(tags=("safety",))
    query = narrowing.toggled(Filter.MARK, narrowing.toggled(Filter.MARK, base, "work"), Mark.NOTE)
    assert narrowing.cleared(Filter.MARK, query, base) == base


def test_order_and_replaced_versions_narrow_nothing():
    assert not narrowing.is_narrowed(BadgeQuery(order=Order.NAME, with_replaced=True), BadgeQuery())
    assert narrowing.is_narrowed(BadgeQuery(standings=(Standing.VERIFIED,)), BadgeQuery())


def test_choices_are_ticked_with_the_keyboard(qtbot, popup, model, view):  # noqa: F811 (fixtures)
    assert "Nordlys Energy Academy" in labels(popup)
    row = labels(popup).index("Open Data Guild")
    popup.list.setCurrentIndex(popup.list.model().index(row, 0))
    with qtbot.waitSignals([model.shown, model.counted]):
        qtbot.keyClick(popup.list, Qt.Key.Key_Space)
    assert names(model) == ["SQL and Relational Databases"]
    assert "Open Data Guild" in view.filters.chips[Filter.ISSUER].text()
    assert popup.list.currentIndex().row() == row
    with qtbot.waitSignals([model.shown, model.counted]):
        popup.clear.click()
    assert model.found == 12
    assert popup.list.hasFocus()
    qtbot.keyClick(popup.list, Qt.Key.Key_Escape)
    assert view.filters.popup is None
    assert view.filters.chips[Filter.ISSUER].hasFocus()


def test_a_click_elsewhere_closes_the_choices(qtbot, popup, view):  # noqa: F811 (fixtures)
    qtbot.mouseClick(popup, Qt.MouseButton.LeftButton, pos=popup.rect().bottomRight())
    assert view.filters.popup is None


def test_a_click_ticks(qtbot, popup, model):  # noqa: F811 (fixtures)
    place = popup.list.visualRect(popup.list.model().index(0, 0)).center()
    with qtbot.waitSignals([model.shown, model.counted]):
        qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert 0 < model.found < 12
    popup.leave()


def test_long_lists_are_searched(qtbot, popup):
    assert not popup.search.isVisible()
    popup.search.setText("guild")
    assert labels(popup) == ["Open Data Guild"]
    popup.leave()


def test_clearing_all_shows_the_place_again(qtbot, view, model):  # noqa: F811 (fixtures)
    with qtbot.waitSignal(model.shown):
        model.toggle(Filter.RESULT, Standing.VERIFIED)
    assert view.filters.clear.isVisible()
    with qtbot.waitSignal(model.shown):
        view.filters.clear.click()
    assert (model.found, view.filters.clear.isVisible()) == (12, False)


def test_a_collection_is_a_place_of_its_own(qtbot, view, model, session, ids):  # noqa: F811 (fixtures)
    wallet = session._wallet
    made = collecting.new(wallet, "Harbour <b>job</b>", Colour.TEAL)
    collecting.add(wallet, made.id, [ids["Grid Connection Basics"], ids["Data Analysis with Python"]])
    view.search.setText("grid")
    with qtbot.waitSignal(model.shown):
        view.show_query(BadgeQuery(collection=made.id), made.name)
    assert (model.total, model.found, model.whole, model.filtered) == (2, 2, 12, False)
    assert view.search.text() == ""
    assert "Harbour <b>job</b>" in view._title.text()
    with qtbot.waitSignal(model.shown):
        model.toggle(Filter.MARK, Mark.FAVOURITE)
    assert (model.total, model.found) == (2, 0)
    with qtbot.waitSignal(model.shown):
        view.show_query(BadgeQuery())
    assert (model.total, view._title.text()) == (12, "Badges")


def test_tags_are_offered_as_their_owner_wrote_them(qtbot, model, session, ids):  # noqa: F811 (fixtures)
    tagging.tag(session._wallet, [ids["Grid Connection Basics"]], "Safety & health")
    with qtbot.waitSignal(model.counted):
        model.count_choices()
    assert [option.label for option in model.options(Filter.MARK)] == ["Safety & health"]
