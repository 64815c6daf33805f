"""A request that was received: who asks, what for, and what answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from wallet.gui.session import Session
from wallet.gui.viewmodels.choosing import Choosing, Shown
from wallet.gui.viewmodels.leaving import LeavingViewModel
from wallet.gui.viewmodels.pictures import Pictures
from wallet.gui.viewmodels.words import domain_of
from wallet.model.badge import BadgeId
from wallet.model.disclosure import Presentation, Selection
from wallet.model.errors import RefusedError, WalletError
from wallet.operations import answering, library, presenting
from wallet.operations.answering import Proposal
from wallet.operations.inputs import Input
from wallet.operations.wallet import Wallet

Source = Path | Input
Found = tuple[Proposal, list[Shown]]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in words.

    Attributes:
        name: What to call them.
        is_proved: Whether their signature proves who they are.
        own_name: What they call themselves besides, which nobody confirmed; may be empty.
    """

    name: str
    is_proved: bool
    own_name: str


@dataclass(frozen=True, slots=True)
class Question:
    """A request, and the least that answers it.

    Attributes:
        asker: Who asks.
        purpose: What for, in their words; may be empty.
        details: How many details answer it.
        beyond: What goes beyond the usual, or beyond what was asked for, as sentences.
    """

    asker: Asker
    purpose: str
    details: int
    beyond: tuple[str, ...]


class _Names(Protocol):
    """By what a request names who asks."""

    @property
    def client_id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def proved_by(self) -> str: ...


class RequestsViewModel(QObject):
    """Tells requests from badges among what comes in.

    Signals:
        received: A request came, as its `Path` or `Input`.
        others: What came is no request; carries it as it came.
    """

    received = Signal(object)
    others = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def take(self, source: Source) -> None:
        """Look at what came."""

        def look(wallet: Wallet) -> bool:
            return answering.is_request(source, wallet.limits)

        def tell(is_request: bool) -> None:
            (self.received if is_request else self.others).emit(source)

        self._session.run(self, look, tell, lambda _error: self.others.emit(source))


class AnsweringViewModel(QObject):
    """One request, from its arrival to its answer.

    Signals:
        asked: It was read, and there is an answer to choose from; `question` is of now.
        refused: It cannot be answered, as a `WalletError`; where it could be read, `asker` is of now.
        alone: No other badge answers it, as a `WalletError`.
        ended: Its time is over.
    """

    asked = Signal()
    refused = Signal(object)
    alone = Signal(object)
    ended = Signal()

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session = session
        self._proposal: Proposal | None = None
        self._passed_over: frozenset[BadgeId] = frozenset()
        self.asker: Asker | None = None
        self.question: Question | None = None
        self.choosing = Choosing(pictures)
        self.leaving = LeavingViewModel(session, self.choosing, self._answer)
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self.ended)
        for model in (self.choosing, self.leaving):
            model.setParent(self)

    def open(self, source: Source) -> None:
        """Read a request, and find what answers it with the least."""

        def read(wallet: Wallet) -> tuple[Asker, Found | WalletError]:
            request = answering.read(wallet, source)
            try:
                return _asker(request), _found(wallet, answering.propose(wallet, request))
            except WalletError as error:
                return _asker(request), error

        self._session.run(self, read, self._take, self.refused.emit)

    def use_other_badges(self) -> None:
        """Answer with other badges than those proposed, the least that they have to show."""
        if self._proposal is None:
            return
        request = self._proposal.request
        passed_over = self._passed_over | {match.selection.badge for match in self._proposal.matches}

        def propose(wallet: Wallet) -> Found:
            left = [badge for badge in answering.badges_to_choose_from(wallet) if badge not in passed_over]
            return _found(wallet, answering.propose(wallet, request, left))

        def show(found: Found) -> None:
            self._passed_over = passed_over
            self._ask(found)

        def stay(_error: WalletError) -> None:
            self._passed_over = frozenset()
            self.alone.emit(RefusedError(self.tr("No other badge of yours answers this.")))

        self._session.run(self, propose, show, stay)

    def now(self) -> datetime:
        """Return the owner's time."""
        return self._session.clock.now()

    def start_over(self) -> None:
        """Tick again what was asked for, and nothing else."""
        self.choosing.choose([Selection(each.card.id, each.asked or frozenset()) for each in self.choosing.badges])

    def _take(self, read: tuple[Asker, Found | WalletError]) -> None:
        self.asker, found = read
        if isinstance(found, WalletError):
            self.refused.emit(found)
        else:
            self._ask(found)

    def _ask(self, found: Found) -> None:
        self._proposal, badges = found
        request = self._proposal.request
        asker = _asker(request)
        details = sum(match.cost for match in self._proposal.matches)
        self.question = Question(asker, request.purpose, details, self._proposal.beyond)
        self.leaving.recipient = asker.own_name or asker.name
        self.leaving.ends = request.expires
        self._end.start((self.leaving.seconds_left() or 0) * 1_000)
        self.choosing.begin(badges)
        self.asked.emit()

    def _answer(self, wallet: Wallet, selections: Sequence[Selection], *, draft: bool) -> Presentation:
        if self._proposal is None:
            raise WalletError("There is no request to answer.")
        return answering.answer(wallet, self._proposal, {each.badge: each for each in selections}, draft=draft)


def _found(wallet: Wallet, proposal: Proposal) -> Found:
    return proposal, _badges(wallet, proposal)


def _badges(wallet: Wallet, proposal: Proposal) -> list[Shown]:
    return [
        Shown(
            library.page(wallet, match.selection.badge).card,
            presenting.claims(wallet, match.selection.badge),
            set(match.selection.pointers),
            asked=match.selection.pointers,
        )
        for match in proposal.matches
    ]


def _asker(request: _Names) -> Asker:
    if request.proved_by:
        return Asker(domain_of(request.proved_by), is_proved=True, own_name=request.name)
    return Asker(request.name or domain_of(request.client_id), is_proved=False, own_name="")
