"""Pictures of each part of the badge page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gui.rich_badge import rich_badge
from wallet.operations.wallet import Wallet

if TYPE_CHECKING:
    from tests.screenshots import Photographer
    from wallet.gui.main_window import MainWindow

PARTS = ("overview", "skills", "evidence", "endorsements", "details", "source")
LITTLE_ROOM = (820, 640)


def take_badge_parts(photographer: Photographer, theme: str, window: MainWindow, wallet: Wallet) -> None:
    """Each part of the page of a badge that says all that one can, and what its owner made of it."""
    window.wallet_view.show_badge(rich_badge(wallet))
    view, usual = window.wallet_view.badge, window.size()
    photographer.wait(lambda: view._model.page is not None)
    view.bar.star.click()
    view._model.order.tag("wind")
    view._model.order.put_into_new("Wind technician CV")
    photographer.wait(lambda: bool(view._model.order.belongings.collections))
    for number, name in enumerate(PARTS):
        view.tabs.setCurrentIndex(number)
        photographer.save(window, f"badge-{name}-{theme}")
    view.tabs.setCurrentIndex(0)
    view.overview.verticalScrollBar().setValue(view.overview.verticalScrollBar().maximum())
    photographer.save(window, f"badge-own-{theme}")
    window.resize(*LITTLE_ROOM)
    photographer.save(window, f"badge-narrow-{theme}")
    window.resize(usual)
