"""Pictures of collections in the sidebar, of what needs attention, of the command palette and of the list of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wallet.model.badge import BadgeId
from wallet.model.collection import Colour
from wallet.operations import collecting
from wallet.operations.wallet import Wallet

if TYPE_CHECKING:
    from tests.screenshots import Photographer
    from wallet.gui.main_window import MainWindow


def take_shell(photographer: Photographer, theme: str, window: MainWindow, wallet: Wallet) -> None:
    """What stands around the library."""
    view = window.wallet_view
    nest(wallet, photographer.ids(window._session))
    window._session.changed.emit()
    photographer.wait(lambda: len(view.sidebar.collections.items) > 1)
    photographer.save(window, f"collections-{theme}")
    view.new_collection()
    photographer.save(window, f"collection-new-{theme}")
    photographer.close_overlays(window)
    view.show_attention()
    photographer.wait(lambda: bool(view.attention.rows))
    view.attention.rows[-1].close_button.click()
    photographer.wait(lambda: bool(view._models.attention.dismissed))
    photographer.save(window, f"attention-{theme}")
    view.show_palette()
    photographer.save(window, f"palette-{theme}")
    photographer.close_overlays(window)
    view.show_shortcuts()
    photographer.save(window, f"shortcuts-{theme}")
    photographer.close_overlays(window)
    view.show_everything()


def nest(wallet: Wallet, ids: dict[str, BadgeId]) -> None:
    """Put collections into each other, each in a colour."""
    outer = collecting.new(wallet, "Offshore work", Colour.TEAL)
    inner = collecting.new(wallet, "First aid and safety", Colour.ORANGE, outer.id)
    collecting.add(wallet, outer.id, [ids["Wind Turbine Safety: Working at Height"]])
    collecting.add(wallet, inner.id, [ids["Emergency First Aid at Work"]])
