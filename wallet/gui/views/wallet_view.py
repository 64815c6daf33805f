"""The open wallet: sidebar, library and badge page, and the keys that lead between them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from wallet.gui.viewmodels.backup_words import reminder_words
from wallet.gui.viewmodels.checkup_words import notice_words
from wallet.gui.viewmodels.palette import Ways
from wallet.gui.viewmodels.wallet import WalletModels
from wallet.gui.views.collection_keeper import CollectionKeeper
from wallet.gui.views.library_view import LibraryView
from wallet.gui.views.regions import regions_of
from wallet.gui.views.wallet_actions import actions_of, actions_of_window
from wallet.gui.widgets.panels import row
from wallet.gui.widgets.sidebar import Sidebar
from wallet.gui.widgets.sidebar_item import SidebarItem
from wallet.gui.widgets.statements import Strip
from wallet.gui.widgets.text import foreign
from wallet.gui.widgets.theme import scaled
from wallet.gui.widgets.toast import Toast
from wallet.model.attention import Notice
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.collection import Collection
from wallet.model.finding import Finding

if TYPE_CHECKING:
    from wallet.gui.views.attention_view import AttentionView
    from wallet.gui.views.badge_view import BadgeView
    from wallet.gui.views.bin_view import BinView
    from wallet.gui.views.settings_backup import BackupPage
    from wallet.gui.views.settings_general import GeneralPage
    from wallet.gui.views.settings_security import SecurityPage
    from wallet.gui.views.settings_view import SettingsView
    from wallet.gui.views.sharing_view import SharingView

NARROW_BELOW = 1000


class WalletView(QWidget):
    """Everything behind the lock: the library at once, every other page when it is first wanted.

    Signals:
        add_wanted: Badges are to be added.
        paste_wanted: The clipboard is to be read.
        present_wanted: Badges are to be presented; carries their ids.
        check_wanted: The check window is wanted.
        lock_wanted: The wallet is to be locked.
    """

    add_wanted = Signal()
    paste_wanted = Signal()
    present_wanted = Signal(object)
    check_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, models: WalletModels) -> None:
        super().__init__()
        self._models = models
        self._library_model = models.library
        self._badge_model = models.badge
        self._opened: BadgeId | None = None
        self.sidebar = Sidebar()
        self.library = LibraryView(models.library)
        self.toast = Toast(self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.library)
        body = row(self)
        body.addWidget(self.sidebar)
        body.addWidget(self._pages, 1)
        self._connect()
        self._connect_keeping()
        self._add_keys()

    @cached_property
    def badge(self) -> BadgeView:
        """One badge."""
        from wallet.gui.views.badge_view import BadgeView  # noqa: PLC0415 (the first list counts)

        view = BadgeView(self._models.badge)
        view.left.connect(self.show_library)
        view.present_wanted.connect(self.present)
        view.remove_wanted.connect(self._remove_opened)
        view.badge_wanted.connect(self.show_badge)
        view.changed.connect(self._say_changed)
        view.said.connect(self.toast.say)
        self._pages.addWidget(view)
        return view

    @cached_property
    def attention(self) -> AttentionView:
        """What needs attention."""
        from wallet.gui.views.attention_view import AttentionView  # noqa: PLC0415 (the first list counts)

        view = AttentionView(self._models.attention)
        view.badge_opened.connect(self.show_badge)
        view.backup_wanted.connect(self.back_up)
        view.security_wanted.connect(self.show_security)
        view.dismissed.connect(self._say_dismissed)
        self._models.attention.checked.connect(lambda: self.toast.say(self.tr("Checked again")))
        self._pages.addWidget(view)
        return view

    @cached_property
    def sharing(self) -> SharingView:
        """The sharing history."""
        from wallet.gui.views.sharing_view import SharingView  # noqa: PLC0415 (the first list counts)

        view = SharingView(self._models.sharing)
        self._pages.addWidget(view)
        return view

    @cached_property
    def bin(self) -> BinView:
        """The badges that were removed."""
        from wallet.gui.views.bin_view import BinView  # noqa: PLC0415 (the first list counts)

        view = BinView(self._models.bin)
        self._pages.addWidget(view)
        return view

    @cached_property
    def settings(self) -> SettingsView:
        """What can be set, and the backups."""
        from wallet.gui.views.settings_view import SettingsView  # noqa: PLC0415 (the first list counts)

        view = SettingsView(self._make_general_page, self._make_security_page, self._make_backup_page)
        self._pages.addWidget(view)
        return view

    def _make_general_page(self) -> GeneralPage:
        from wallet.gui.views.settings_general import GeneralPage  # noqa: PLC0415 (the first list counts)

        return GeneralPage(self._models.general, self._models.wallets)

    def _make_backup_page(self) -> BackupPage:
        from wallet.gui.views.settings_backup import BackupPage  # noqa: PLC0415 (the first list counts)

        return BackupPage(self._models.backups, self._models.snapshots)

    def _make_security_page(self) -> SecurityPage:
        from wallet.gui.views.settings_security import SecurityPage  # noqa: PLC0415 (the first list counts)

        models = self._models
        page = SecurityPage(models.security, models.checkup, models.keys)
        page.said.connect(self.toast.say)
        page.checkup.snapshots_wanted.connect(self._show_snapshots)
        return page

    def undo(self) -> None:
        """Take back the last change of the library."""
        self._models.undo.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._models.undo.redo()

    def show_library(self) -> None:
        """Show the badges of the place that was shown last."""
        self._show_place(self.library_item(), self.library)
        self.library.badges.setFocus()

    def show_everything(self) -> None:
        """Show every badge of the wallet, not only those of the place that was shown last."""
        self.library.show_query(BadgeQuery())
        self.show_library()

    def show_collection(self, collection: Collection) -> None:
        """Show the badges of one collection."""
        self.library.show_query(BadgeQuery(collection=collection.id), collection.name)
        self.show_library()

    def show_attention(self) -> None:
        """Show what needs attention."""
        self._show_place(self.sidebar.attention, self.attention)
        self.attention.enter()

    def show_sharing(self) -> None:
        """Show the sharing history."""
        self._show_place(self.sidebar.sharing, self.sharing)
        self.sharing.enter()

    def show_bin(self) -> None:
        """Show the badges that were removed."""
        self._show_place(self.sidebar.bin, self.bin)
        self.bin.enter()

    def show_settings(self) -> None:
        """Show what can be set, and the backups."""
        self._show_place(self.sidebar.settings, self.settings)
        self.settings.enter()
        self.settings.tabs.setFocus()

    def show_badge(self, badge_id: BadgeId) -> None:
        """Show one badge."""
        self._opened = badge_id
        self.library_item().setChecked(True)
        self.badge.tabs.setCurrentIndex(0)
        self._badge_model.open(badge_id)
        self._pages.setCurrentWidget(self.badge)
        self.badge.tabs.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the sidebar where there is little room."""
        super().resizeEvent(event)
        self.sidebar.set_narrow(narrow=self.width() < scaled(NARROW_BELOW))

    def _show_place(self, item: SidebarItem, page: QWidget) -> None:
        self._opened = None
        self._badge_model.leave()
        item.setChecked(True)
        self._pages.setCurrentWidget(page)

    def library_item(self) -> SidebarItem:
        """Return the place in the sidebar that the library shows."""
        return self.sidebar.collections.item(self._library_model.base.collection) or self.sidebar.badges

    def _follow_collections(self) -> None:
        """Show the collection by its name of now, or every badge where it is gone."""
        place = self._library_model.base.collection
        shelf = self._models.collections.shelf(place)
        if place and shelf is None:
            self.library.show_query(BadgeQuery())
        elif shelf is not None:
            self.library.show_query(self._library_model.base, shelf.collection.name)
        if self._pages.currentWidget() is self.library:
            self.library_item().setChecked(True)

    def _connect(self) -> None:
        self.sidebar.badges.clicked.connect(self.show_everything)
        self.sidebar.attention.clicked.connect(self.show_attention)
        self.sidebar.sharing.clicked.connect(self.show_sharing)
        self.sidebar.bin.clicked.connect(self.show_bin)
        self.sidebar.settings.clicked.connect(self.show_settings)
        self.sidebar.check.clicked.connect(self.check_wanted)
        self.sidebar.lock.clicked.connect(self.lock_wanted)
        self.library.badge_opened.connect(self.show_badge)
        self.library.present_wanted.connect(self.present_wanted)
        self.library.add_wanted.connect(self.add_wanted)
        self.library.all_wanted.connect(self.show_everything)
        self.library.changed.connect(self._say_changed)
        self.library.said.connect(self.toast.say)
        self.library.empty.paste_wanted.connect(self.paste_wanted)
        self._library_model.removed.connect(self._say_removed)
        self._library_model.shown.connect(self._show_count)

    def _connect_keeping(self) -> None:
        models = self._models
        self._keeper = CollectionKeeper(models.collections, models.library, self.sidebar.collections)
        self.sidebar.collections.chosen.connect(self.show_collection)
        models.attention.shown.connect(self._show_attention_count)
        models.attention.failed.connect(self.library.messages.show_refusal)
        self.library.endings.acted.connect(self.show_attention)
        models.collections.shown.connect(self._follow_collections)
        models.collections.changed.connect(self._say_changed)
        models.collections.failed.connect(self.library.messages.show_refusal)
        models.undo.undone.connect(lambda words: self.toast.say(words, self.tr("Redo"), models.undo.redo))
        models.undo.redone.connect(self._say_changed)
        models.undo.nothing.connect(self.toast.say)
        models.undo.failed.connect(self.library.messages.show_refusal)
        models.upkeep.failed.connect(self.library.messages.show_refusal)
        models.bin.shown.connect(self._show_binned)
        models.bin.restored.connect(self._say_restored)
        models.bin.emptied.connect(self._say_emptied)
        models.backups.known.connect(self._remind)
        models.checkup.found.connect(self._say_found)
        models.checkup.accepted.connect(self.library.messages.dismiss)
        self.library.notices.acted.connect(self.back_up)

    def _add_keys(self) -> None:
        for action in actions_of(self):
            for key in action.keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(action.act)

    def show_palette(self) -> None:
        """Find an action, a page, a collection or a badge by a few letters."""
        from wallet.gui.views.command_palette import CommandPalette  # noqa: PLC0415 (loaded when first wanted)

        actions = (*actions_of(self), *actions_of_window(self))
        model = self._models.palette(actions, Ways(self.show_badge, self.show_collection))
        model.failed.connect(self.library.messages.show_refusal)
        dialog = CommandPalette(self.window(), model)
        model.setParent(dialog)
        dialog.open()

    def show_shortcuts(self) -> None:
        """List what is done by a key."""
        from wallet.gui.views.shortcuts_dialog import ShortcutsDialog  # noqa: PLC0415 (loaded when first wanted)

        ShortcutsDialog(self.window(), (*actions_of(self), *actions_of_window(self))).open()

    def new_collection(self) -> None:
        """Ask what a new collection is to be."""
        self._keeper.ask_for_new()

    def check_opened(self) -> None:
        """Check the badge again whose page is open."""
        self._badge_model.check_again()

    def search(self) -> None:
        """Show the badges, and let the next key be a word to find."""
        self.show_library()
        self.library.focus_search()

    def present(self) -> None:
        """Present the open badge, or those selected."""
        ids = [self._opened] if self._opened is not None else self.library.selected_ids()
        if ids and (self._opened is not None or self._pages.currentWidget() is self.library):
            self.present_wanted.emit(ids)

    def remove(self) -> None:
        """Move the open badge, or those selected, to the bin."""
        if self._opened is not None:
            self._remove_opened()
        elif self._pages.currentWidget() is self.library:
            self.library.remove_selected()

    def _remove_opened(self) -> None:
        if self._opened is not None:
            self._library_model.remove([self._opened])
            self.show_library()

    def _say_changed(self, words: str) -> None:
        self.toast.say(words, self.tr("Undo"), self.undo)

    def _say_removed(self, count: int) -> None:
        one, many = self.tr("1 badge moved to the bin"), self.tr("{n} badges moved to the bin")
        self._say_changed(one if count == 1 else many.format(n=count))

    def _show_binned(self) -> None:
        self.sidebar.bin.set_count(str(self._models.bin.lines.rowCount() or ""))

    def _say_restored(self, count: int) -> None:
        one, many = self.tr("1 badge is back"), self.tr("{n} badges are back")
        self._say_changed(one if count == 1 else many.format(n=count))

    def _say_emptied(self, count: int) -> None:
        one, many = self.tr("1 badge was deleted for good"), self.tr("{n} badges were deleted for good")
        self.toast.say(one if count == 1 else many.format(n=count))

    def back_up(self) -> None:
        """Make a backup."""
        self.settings.backup.make_backup()

    def show_security(self) -> None:
        """Show what is set for the wallet's security."""
        self._show_place(self.sidebar.settings, self.settings)
        self.settings.show_security()
        self.settings.tabs.setFocus()

    def _show_snapshots(self) -> None:
        self.settings.show_backup()

    def _say_found(self, findings: tuple[Finding, ...]) -> None:
        strip = Strip(notice_words(findings), self.tr("See what to do"), closable=True)
        strip.acted.connect(self.show_security)
        self.library.messages.show_strip(strip)

    def _remind(self) -> None:
        state = self._models.backups.state
        if state is not None and state.overdue:
            self.library.notices.offer(reminder_words(state, self._models.backups.now()), self.tr("Back up"))
        else:
            self.library.notices.dismiss()

    def _show_attention_count(self) -> None:
        model = self._models.attention
        self.sidebar.attention.set_count(str(len(model.notices) or ""), "warn")
        words = model.ending(foreign)
        if words is None:
            self.library.endings.dismiss()
        else:
            self.library.endings.offer(words, self.tr("Review"))

    def _say_dismissed(self, notice: Notice) -> None:
        self.toast.say(self.tr("Dismissed"), self.tr("Undo"), lambda: self._models.attention.recall(notice))

    def _show_count(self) -> None:
        self.sidebar.badges.set_count(str(self._library_model.whole or ""))

    def next_region(self, step: int) -> None:
        """Move the keyboard to the next part of the window, or with -1 to the one before."""
        regions = regions_of(self, opened=self._opened is not None)
        here = next((number for number, region in enumerate(regions) if region.hasFocus()), 0)
        regions[(here + step) % len(regions)].setFocus(Qt.FocusReason.ShortcutFocusReason)
