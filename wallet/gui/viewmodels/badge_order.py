"""How the owner puts the badge on the page in order: favourite, tags, collections, and badges that belong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from wallet.gui.session import Session
from wallet.model.badge import BadgeId
from wallet.model.collection import Belongings, Collection, CollectionId
from wallet.model.lineage import STANDS_IN, Related
from wallet.operations import collecting, tagging
from wallet.operations.particulars import Particulars, particulars
from wallet.operations.wallet import Wallet


class BadgeOrderViewModel(QObject):
    """Tags, collections and the star of one badge.

    Signals:
        known: All of it is of now.
        said: Something was changed, and can be taken back; carries that as a sentence.
        failed: Something could not be done, as a `WalletError`.
    """

    known = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._id: BadgeId | None = None
        self._particulars: Particulars | None = None
        session.changed.connect(self.reload)

    def open(self, badge_id: BadgeId) -> None:
        """Find out how a badge was put in order."""
        self._id, self._particulars = badge_id, None
        self.reload()

    def leave(self) -> None:
        """Forget the badge."""
        self._id, self._particulars = None, None

    def reload(self) -> None:
        """Find out anew."""
        badge_id = self._id
        if badge_id is None:
            return

        def show(found: Particulars) -> None:
            if badge_id == self._id:
                self._particulars = found
                self.known.emit()

        self._session.run_beside(self, lambda wallet: particulars(wallet, badge_id), show, self.failed.emit)

    @property
    def belongings(self) -> Belongings:
        """The badge's own collections and tags, and whether it is a favourite."""
        return self._particulars.belongings if self._particulars is not None else Belongings()

    @property
    def related(self) -> tuple[Related, ...]:
        """The badges that belong with it, the latest first."""
        return self._particulars.related if self._particulars is not None else ()

    @property
    def newer(self) -> Related | None:
        """The latest badge that stands in for it; None where it stands itself."""
        stands_in = (each for each in self.related if each.is_newer and each.relation in STANDS_IN)
        return next(stands_in, None)

    @property
    def tags_to_choose(self) -> tuple[str, ...]:
        """Tags of other badges, which it has not."""
        every = self._particulars.tags if self._particulars is not None else ()
        return tuple(tag for tag in every if tag not in self.belongings.tags)

    @property
    def its_collections(self) -> tuple[tuple[CollectionId, str], ...]:
        """The collections that it is in, with their paths."""
        return tuple((each.id, path) for each, path in self._paths() if each.id in self.belongings.collections)

    @property
    def collections_to_choose(self) -> tuple[tuple[CollectionId, str], ...]:
        """The collections that it can be put into, with their paths; saved searches find by themselves."""
        free = ((each, path) for each, path in self._paths() if not each.is_smart)
        return tuple((each.id, path) for each, path in free if each.id not in self.belongings.collections)

    def set_favourite(self, on: bool) -> None:
        """Make it a favourite, or such no more."""
        words = self.tr("Added to your favourites") if on else self.tr("No longer a favourite")
        self._change(lambda wallet, ids: tagging.set_favourites(wallet, ids, are=on), words)

    def tag(self, name: str) -> None:
        """Put a tag on it."""
        self._change(lambda wallet, ids: tagging.tag(wallet, ids, name), self.tr("Tag added"))

    def untag(self, name: str) -> None:
        """Take a tag off it."""
        self._change(lambda wallet, ids: tagging.untag(wallet, ids, name), self.tr("Tag taken off"))

    def put_into(self, collection: CollectionId) -> None:
        """Put it into a collection."""
        self._change(lambda wallet, ids: collecting.add(wallet, collection, ids), self.tr("Added to the collection"))

    def take_out(self, collection: CollectionId) -> None:
        """Take it out of a collection."""
        words = self.tr("Taken out of the collection")
        self._change(lambda wallet, ids: collecting.take_out(wallet, collection, ids), words)

    def put_into_new(self, name: str) -> None:
        """Make a collection, and put it into that."""

        def make(wallet: Wallet, ids: Sequence[BadgeId]) -> int:
            return collecting.add(wallet, collecting.new(wallet, name).id, ids)

        self._change(make, self.tr("Added to the collection"))

    def _change(self, change: Callable[[Wallet, Sequence[BadgeId]], int], words: str) -> None:
        badge_id = self._id
        if badge_id is None:
            return

        def done(changed: int) -> None:
            self._session.changed.emit()
            if changed:
                self.said.emit(words)

        self._session.run(self, lambda wallet: change(wallet, (badge_id,)), done, self.failed.emit)

    def _paths(self) -> tuple[tuple[Collection, str], ...]:
        """Return every collection with its name behind those of the collections around it."""
        every = self._particulars.collections if self._particulars is not None else ()
        paths: dict[CollectionId, str] = {}
        for each in every:
            around = "" if each.parent is None else f"{paths[each.parent]} / "
            paths[each.id] = around + each.name
        return tuple((each, paths[each.id]) for each in every)
