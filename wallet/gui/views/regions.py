"""Where F6 leads on each page of the wallet: sidebar, toolbar, content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from wallet.gui.views.wallet_view import WalletView


def regions_of(view: WalletView, *, opened: bool) -> tuple[QWidget, ...]:
    """Return the parts of the page that is shown.

    Args:
        view: The open wallet.
        opened: Whether one badge is shown.
    """
    sidebar = view.sidebar
    if sidebar.attention.isChecked():
        return sidebar.attention, view.attention.first_control
    if sidebar.sharing.isChecked():
        return sidebar.sharing, view.sharing.receiver, view.sharing.list
    if sidebar.bin.isChecked():
        return sidebar.bin, view.bin.empty, view.bin.list
    if sidebar.settings.isChecked():
        return sidebar.settings, view.settings.tabs, view.settings.first_control
    if opened:
        return view.library_item(), view.badge.tabs, view.badge.verification.again
    return view.library_item(), *view.library.regions()
