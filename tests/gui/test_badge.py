"""The badge page: its overview, and what an owner does there."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wallet.gui.viewmodels.badge import BadgeViewModel, technical_lines
from wallet.gui.views.badge_view import BadgeView
from wallet.gui.widgets.text import Text
from wallet.model.badge import BadgeId
from wallet.model.checks import CheckId

SOURCE = 5


@pytest.fixture
def model(session, pictures):
    return BadgeViewModel(session, pictures)


@pytest.fixture
def view(qtbot, model):
    return shown(qtbot, model)


def shown(qtbot: QtBot, model: BadgeViewModel) -> BadgeView:
    """The badge page on the screen."""
    view = BadgeView(model)
    qtbot.addWidget(view)
    view.resize(1044, 800)
    view.show()
    return view


def words(view: BadgeView) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in view.findChildren(Text) if label.isVisibleTo(view))


def open_badge(qtbot: QtBot, model: BadgeViewModel, badge_id: BadgeId) -> None:
    with qtbot.waitSignal(model.shown):
        model.open(badge_id)


def test_the_page_shows_what_a_displayer_must(qtbot, model, view, ids):
    open_badge(qtbot, model, ids["Wind Turbine Safety: Working at Height"])
    shown = words(view)
    for said in ("Wind Turbine Safety", "Safe work at height", "Nordlys Energy Academy", "awarded", "87 %", "rescue"):
        assert said in shown
    assert "Genuine, with one limit" in shown
    assert view.verification.again.isEnabled()


def test_a_withdrawn_badge_says_so(qtbot, model, view, ids):
    open_badge(qtbot, model, ids["Cyber Hygiene for Operators"])
    assert "Withdrawn by the issuer" in words(view)


def test_an_altered_badge_says_so(qtbot, model, view, ids):
    open_badge(qtbot, model, ids["Circular Design Thinking"])
    assert "Changed after signing" in words(view)


def test_checking_again_moves_the_time(qtbot, model, view, ids, clock):
    open_badge(qtbot, model, ids["Photovoltaic Installation I"])
    clock.forward(hours=3)
    before = model.page.report.at
    with qtbot.waitSignals([model.shown, model.busy]):
        view.verification.check_wanted.emit()
    assert (model.page.report.at - before).total_seconds() >= 3 * 3600 - 1
    assert "Checked today" in words(view)


def test_the_details_name_every_check_that_ran(qtbot, model, view, ids):
    open_badge(qtbot, model, ids["Photovoltaic Installation I"])
    lines = technical_lines(model.page.report.checks)
    assert any(line.startswith(f"{CheckId.PROOF_SIGNATURE} · passed · ok") for line in lines)
    assert not any("not_applicable" in line for line in lines)
    view.verification.details._toggle.click()
    assert "proof.signature" in words(view)


def test_the_source_is_what_came(qtbot, model, view, ids):
    open_badge(qtbot, model, ids["Data Analysis with Python"])
    view.tabs.setCurrentIndex(SOURCE)
    source = view.part(SOURCE)
    assert source.text.toPlainText().startswith("{")
    assert source.text.isReadOnly()
    source.copy.click()
    assert QApplication.clipboard().text() == model.page.source


def test_a_badge_left_is_forgotten(qtbot, model, ids):
    open_badge(qtbot, model, ids["Data Analysis with Python"])
    model.leave()
    assert model.page is None
    assert model.image is None
