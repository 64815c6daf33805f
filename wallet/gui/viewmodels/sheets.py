"""What goes on paper: for whom, which badges, and the codes that hold them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from wallet.gui.viewmodels.dates import long_date
from wallet.model.disclosure import Presentation
from wallet.model.sharing import Receiver, Way
from wallet.operations import leaving
from wallet.operations.wallet import Wallet

SPARE = 1.25  # codes for each part, in case that some are not read

Modules = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes on paper.

    Attributes:
        recipient: For whom; may be empty.
        date: When it was made, in words.
        badges: The name of each badge, with the details shown of it.
        codes: The codes, module by module.
        needed: How many of them it takes to read the whole.
    """

    recipient: str
    date: str
    badges: tuple[tuple[str, str], ...]
    codes: tuple[Modules, ...]
    needed: int


def sheet_of(wallet: Wallet, presentation: Presentation, receiver: Receiver) -> Sheet:
    """Write the line of the history, and return what goes on paper.

    Args:
        wallet: The open wallet.
        presentation: What leaves.
        receiver: Who gets it.

    Raises:
        RefusedError: Where it is too much for QR codes; then nothing has left.
        WalletError: Where the line cannot be kept.
    """
    codes = leaving.show(wallet, presentation, receiver, Way.PRINT)
    number = math.ceil(codes.count * SPARE) if codes.count > 1 else 1
    return Sheet(
        recipient=receiver.name,
        date=long_date(presentation.created),
        badges=tuple(
            (badge.name, ", ".join(claim.label for claim in badge.shown if claim.pointer))
            for badge in presentation.badges
        ),
        codes=tuple(codes.modules(each) for each in range(1, number + 1)),
        needed=codes.count,
    )
