"""What the badge page shows besides what the badge says itself: what its owner and its endorsers say of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from wallet.formats.language import text_of
from wallet.formats.members import first_object
from wallet.formats.reader import parse
from wallet.model.badge import BadgeId, Endorsed
from wallet.model.collection import Belongings, Collection
from wallet.model.credential import Endorsement
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.model.lineage import Related
from wallet.operations.library import credential_of
from wallet.operations.wallet import Wallet


@dataclass(frozen=True, slots=True)
class Particulars:
    """How the owner put a badge in order, and what there is to put it in order with.

    Attributes:
        belongings: Its collections and tags, and whether it is a favourite.
        collections: Every collection of the wallet, each before those in it.
        tags: Every tag of the wallet, by name.
        related: The badges that belong with it, the latest first.
    """

    belongings: Belongings
    collections: tuple[Collection, ...]
    tags: tuple[str, ...]
    related: tuple[Related, ...]


def particulars(wallet: Wallet, badge_id: BadgeId) -> Particulars:
    """Return how the owner put a badge in order.

    Raises:
        RefusedError: Where there is no such badge.
    """
    vault = wallet.vault
    return Particulars(
        belongings=vault.belongings(badge_id),
        collections=tuple(vault.collections()),
        tags=tuple(tag.name for tag in vault.tags()),
        related=tuple(vault.related(badge_id)),
    )


def endorsements(wallet: Wallet, badge_id: BadgeId) -> tuple[Endorsed, ...]:
    """Return the endorsements that a badge carries, each with its own report and what it says.

    Raises:
        RefusedError: Where there is no such badge.
    """
    stored = wallet.vault.get(badge_id)
    carried = credential_of(wallet, stored).endorsements
    pairs = zip_longest(stored.report.endorsements, carried)
    return tuple(Endorsed(report, _comment(carried, wallet.limits)) for report, carried in pairs if report is not None)


def _comment(endorsement: Endorsement | None, limits: Limits) -> str:
    """Return what an endorsement says; nothing where it cannot be read, as its report says already."""
    if endorsement is None:
        return ""
    try:
        claims = parse(endorsement.document, limits).claims
    except UnreadableError:
        return ""
    return text_of(first_object(claims.get("credentialSubject")).get("endorsementComment"))
