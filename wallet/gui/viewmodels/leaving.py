"""What is about to leave: built anew after each tick, and let go only by an act of its owner, which is written down."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from wallet.gui.session import Session
from wallet.gui.tasks import Task
from wallet.gui.viewmodels.choosing import Choosing
from wallet.gui.viewmodels.dates import long_date
from wallet.gui.viewmodels.sheets import Sheet, sheet_of
from wallet.model.badge import Field
from wallet.model.disclosure import Claim, DisclosedBadge, Presentation, Selection
from wallet.model.errors import WalletError
from wallet.model.sharing import Receiver, Way
from wallet.operations import leaving, own_keys
from wallet.operations.codes import QrCodes
from wallet.operations.forms import Form, forms_of
from wallet.operations.leaving import Target
from wallet.operations.remarks import remarks
from wallet.operations.wallet import Wallet

DEBOUNCE_MILLISECONDS = 20
TYPING_MILLISECONDS = 300
RENEWED_AFTER = timedelta(minutes=4)  # who asked wants an answer made just now: not more than five minutes ago
UNSAFE_IN_NAMES = '<>:"/\\|?*'

T = TypeVar("T")


class Build(Protocol):
    """Makes the presentation of what is chosen; a draft where it is to be looked at before it is signed."""

    def __call__(self, wallet: Wallet, chosen: Sequence[Selection], /, *, draft: bool) -> Presentation:
        """Return the presentation."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a presentation besides what is in it.

    Attributes:
        remarks: What its receiver can tell besides, as sentences.
        forms: As what it can be saved, each with the reason why not; empty where it can.
    """

    remarks: tuple[str, ...] = ()
    forms: Mapping[Form, str] = field(default_factory=dict)


class LeavingViewModel(QObject):
    """The presentation that the ticks make, and the ways it leaves.

    Args:
        session: The wallet.
        choosing: What is ticked.
        build: Makes the presentation of what is chosen; called off the window's thread.

    Signals:
        previewed: What would leave changed; `presentation` is of now, None where nothing can leave.
        shown: It may be shown now, and its line is written; `code` holds it.
        told: What the receiver can tell besides, and as what it can be saved, is known.
        saved: It was written to a file; carries the file's name.
        copied: It may be put on the clipboard now, and its line is written.
        printed: It may be printed now, and its line is written; carries what goes on the paper.
        looked_at: Its bytes are those that would leave, and may be looked at.
        passphrase_wanted: It has to be signed first, and the owner wants to be asked for the passphrase then.
        signing: The passphrase is being tried, or that is over.
        not_signed: It was not signed, as a `WalletError`.
        failed: It cannot be done this way, as a `WalletError`.
    """

    previewed = Signal()
    told = Signal()
    shown = Signal()
    saved = Signal(str)
    copied = Signal()
    printed = Signal(object)
    looked_at = Signal()
    passphrase_wanted = Signal()
    signing = Signal(bool)
    not_signed = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, choosing: Choosing, build: Build) -> None:
        super().__init__()
        self._session = session
        self._choosing = choosing
        self._build = build
        self.recipient = ""
        self.ends: datetime | None = None
        self.presentation: Presentation | None = None
        self.code: QrCodes | None = None
        self.told_things = Told()
        self._building: Task | None = None
        self._telling: Task | None = None
        self._waiting: Callable[[], None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=DEBOUNCE_MILLISECONDS)
        self._pause.timeout.connect(self.build_now)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self._typing.timeout.connect(self._tell)
        choosing.ticked.connect(self._wait_and_build)

    def name_recipient(self, name: str) -> None:
        """Say who it is for."""
        self.recipient = name
        self._typing.start()

    def show_to_them(self) -> None:
        """Write the line of the history, and draw the code."""

        def draw(wallet: Wallet, presentation: Presentation) -> QrCodes:
            return leaving.show(wallet, presentation, Receiver(self.recipient))

        def show(code: QrCodes) -> None:
            self.code = code
            self.shown.emit()

        self._let_go(draw, show)

    def save(self, path: Path, form: Form = Form.NATURAL) -> None:
        """Write the line of the history, and the file."""
        # The system's own dialog asked before it named a file that is there.
        target = Target(path, replace=True)

        def write(wallet: Wallet, presentation: Presentation) -> None:
            leaving.save(wallet, presentation, Receiver(self.recipient), target, form)

        self._let_go(write, lambda _: self.saved.emit(path.name))

    def save_codes(self, path: Path) -> None:
        """Write the line of the history, and the picture of the code, or the sheets of them."""
        target = Target(path, replace=True)

        def write(wallet: Wallet, presentation: Presentation) -> None:
            leaving.save_codes(wallet, presentation, Receiver(self.recipient), target)

        self._let_go(write, lambda _: self.saved.emit(path.name))

    def print(self) -> None:
        """Write the line of the history, and draw what goes on paper."""

        def draw(wallet: Wallet, presentation: Presentation) -> Sheet:
            return sheet_of(wallet, presentation, Receiver(self.recipient))

        self._let_go(draw, self.printed.emit)

    def copy(self) -> None:
        """Write the line of the history, so that it may be copied."""

        def record(wallet: Wallet, presentation: Presentation) -> None:
            leaving.leave(wallet, presentation, Receiver(self.recipient), Way.CLIPBOARD)

        self._let_go(record, lambda _: self.copied.emit())

    def look_at_bytes(self) -> None:
        """Let the bytes be looked at that would leave."""
        self._when_ready(self.looked_at.emit)

    def sign(self, passphrase: str) -> None:
        """Sign what would leave, and go on with what waits for it."""
        chosen = self._choosing.selections()

        def sign(wallet: Wallet) -> Presentation:
            with own_keys.signing(wallet, passphrase):
                return self._build(wallet, chosen, draft=False)

        self.signing.emit(True)
        self._session.run(self, sign, self._preview, self.not_signed.emit).ended.connect(self._rest)

    def keep_unsigned(self) -> None:
        """Sign nothing, and go on with nothing that waits for it."""
        self._waiting = None

    def seconds_left(self) -> int | None:
        """Return how long it can still be read; None where it has no end."""
        return None if self.ends is None else self._seconds_until(self.ends)

    def seconds_to_renewal(self) -> int | None:
        """Return when it should be made anew, because an answer has to be fresh; None where it need not or cannot."""
        made = self.presentation.created if self.presentation is not None and self.presentation.bound else None
        if made is None or (self.ends is not None and made + RENEWED_AFTER >= self.ends):
            return None
        return self._seconds_until(made + RENEWED_AFTER)

    def renew(self) -> None:
        """Make what is shown anew, and show that."""
        self.build_now()
        self.show_to_them()

    def counts(self) -> tuple[int, int]:
        """Return how many details leave, and how many there are."""
        badges = self.presentation.badges if self.presentation is not None else ()
        return sum(len(badge.shown) for badge in badges), self._choosing.number_of_claims()

    def dates(self, badge: DisclosedBadge) -> Field | None:
        """Return the dates of a badge in words, as far as they leave."""
        begin, end = (moment and long_date(moment) for moment in (badge.valid_from, badge.valid_until))
        if begin and end:
            words = self.tr("{begin} to {end}").format(begin=begin, end=end)
        elif end:
            words = self.tr("Until {end}").format(end=end)
        else:
            words = self.tr("From {begin}").format(begin=begin) if begin else ""
        return Field(self.tr("Dates"), words) if words else None

    def seen(self, badge: DisclosedBadge) -> tuple[Claim, ...]:
        """Return what is seen of a badge besides its name, its issuer and its dates, which stand above."""
        above = {badge.name, badge.issuer}
        return tuple(claim for claim in badge.shown if claim.pointer and claim.value not in above)

    def file_name(self) -> str:
        """Return a file name to suggest, without an ending: for whom, in letters that every system takes."""
        name = self.tr("Badges for {recipient}").format(recipient=self.recipient) if self.recipient else ""
        if not name and self._choosing.badges:
            name = self._choosing.badges[0].card.name
        safe = "".join("_" if letter in UNSAFE_IN_NAMES or not letter.isprintable() else letter for letter in name)
        return safe[:80].strip(" .")

    def build_now(self) -> None:
        """Make the presentation of what is chosen now; what was shown before is no longer."""
        self._stop_building()
        chosen = self._choosing.selections()
        if not chosen:
            self._preview(None)
            return
        self._building = self._session.run(
            self, lambda wallet: self._build(wallet, chosen, draft=True), self._preview, self._refuse
        )

    def _seconds_until(self, moment: datetime) -> int:
        return max(0, math.ceil((moment - self._session.clock.now()).total_seconds()))

    def _wait_and_build(self) -> None:
        self._stop_building()
        self._pause.start()

    def _stop_building(self) -> None:
        if self._building is not None:
            self._building.cancel()
            self._building = None

    def _let_go(self, work: Callable[[Wallet, Presentation], T], done: Callable[[T], None]) -> None:
        """Do what lets it leave, as soon as it may."""

        def act() -> None:
            presentation = self.presentation
            if presentation is not None:
                self._session.run(self, lambda wallet: work(wallet, presentation), done, self.failed.emit)

        self._when_ready(act)

    def _when_ready(self, act: Callable[[], None]) -> None:
        """Do something as soon as what was ticked last is what would leave, signed."""
        if self._pause.isActive() or self._building is not None:
            self._waiting = act
        elif self.presentation is not None and self.presentation.is_draft:
            self._waiting = act
            self.passphrase_wanted.emit()
        elif self.presentation is not None:
            act()

    def _preview(self, presentation: Presentation | None) -> None:
        waiting, self._waiting = self._waiting, None
        self._building = None
        self.presentation, self.code, self.told_things = presentation, None, Told()
        self.previewed.emit()
        self._tell()
        if waiting is not None:
            self._when_ready(waiting)

    def _tell(self) -> None:
        """Find what the receiver can tell besides, and as what it can be saved."""
        if self._telling is not None:
            self._telling.cancel()
        presentation, receiver = self.presentation, Receiver(self.recipient)
        if presentation is None:
            return

        def find(wallet: Wallet) -> Told:
            return Told(remarks(wallet, presentation, receiver), forms_of(presentation))

        def tell(told: Told) -> None:
            self.told_things = told
            self.told.emit()

        self._telling = self._session.run(self, find, tell, self.failed.emit)

    def _rest(self) -> None:
        self.signing.emit(False)

    def _refuse(self, error: WalletError) -> None:
        self._preview(None)
        self.failed.emit(error)
