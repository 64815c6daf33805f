"""The library in little room and with large text: nothing cut off, nothing without a name."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.gui.test_access import guessing_labels, nameless
from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.narrowing import Filter
from wallet.gui.views.library_view import LibraryView
from wallet.gui.widgets.theme import apply_theme
from wallet.model.facets import Standing

SIZES = [((800, 600), 1.0), ((1280, 800), 1.0), ((1280, 900), 2.0)]


@pytest.fixture
def sized(qtbot, app, session, request) -> MainWindow:
    """A window of some size, with text of some size."""
    size, scale = request.param
    apply_theme(app, dark=False, scale=scale)
    window = MainWindow(app, session)
    qtbot.addWidget(window)
    window.resize(QSize(*size))
    window.show()
    window._enter()
    qtbot.waitUntil(lambda: window.wallet_view.library._model.found == 12)
    assert window.size() == QSize(*size)
    return window


@pytest.fixture
def roomy(sized) -> LibraryView:
    return sized.wallet_view.library


def cut_off(root: QWidget, inside: QWidget) -> list[str]:
    shown = [each for each in root.findChildren(QAbstractButton) if each.isVisible()]
    assert shown
    inner = inside.rect()
    corners = ((each, each.mapTo(inside, each.rect().bottomRight())) for each in shown)
    return [each.accessibleName() or each.text() for each, corner in corners if not inner.contains(corner)]


@pytest.mark.parametrize("sized", SIZES, indirect=True)
def test_chips_and_selection_fit_their_room(qtbot, roomy):
    model = roomy._model
    with qtbot.waitSignal(model.shown):
        model.toggle(Filter.RESULT, Standing.WITHDRAWN)
    qtbot.waitUntil(lambda: not cut_off(roomy.filters, roomy))
    roomy.grid.selectAll()
    qtbot.waitUntil(lambda: not cut_off(roomy.selection_bar, roomy))
    assert roomy.selection_bar.isVisible()


@pytest.mark.parametrize("sized", SIZES, indirect=True)
def test_the_inspector_fits_its_room(qtbot, roomy):
    width = roomy.window().width()
    roomy.toggle_look()
    roomy.list.setCurrentIndex(roomy._model.model.index(0))
    roomy.toggle_inspector()
    qtbot.waitUntil(lambda: roomy._model.inspector.whole is not None)
    assert roomy.window().width() == width
    qtbot.waitUntil(lambda: roomy.rect().contains(roomy.inspector.geometry()))
    assert roomy.inspector.close_button.isVisible()
    assert nameless(roomy) == []
    assert guessing_labels(roomy) == []


@pytest.mark.parametrize("sized", SIZES, indirect=True)
def test_choices_fit_their_room(qtbot, roomy):
    with qtbot.waitSignal(roomy._model.counted):
        roomy.filters.open_choices(Filter.MARK)
    popup = roomy.filters.popup
    assert popup.rect().contains(popup.panel.geometry())
    assert nameless(popup) == []
    with qtbot.waitSignal(roomy._model.counted):
        roomy._model.count_choices()
    popup.leave()
