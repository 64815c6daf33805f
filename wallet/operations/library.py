"""The library: finding, opening, noting and removing badges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wallet.formats.readable import art_of, card_of, page_of
from wallet.formats.reader import extract, parse
from wallet.model.backup import SnapshotReason
from wallet.model.badge import BadgeCard, BadgeId, BadgePage, BadgeQuery, StoredBadge
from wallet.model.credential import ASSERTIONS, Credential
from wallet.model.facets import Facets, Hit
from wallet.model.json_types import JsonObject
from wallet.model.lineage import Related
from wallet.operations.snapshots import keep
from wallet.operations.wallet import Wallet, evidence_of, own_badges
from wallet.sandbox.images import RawImage, thumbnails
from wallet.verification.verifier import Verifier

_MANY = 10
"""From how many badges on a snapshot is kept before they are removed together."""


def cards(wallet: Wallet, query: BadgeQuery, offset: int, limit: int) -> list[BadgeCard]:
    """Return a page of the badges that a query finds.

    Args:
        wallet: The open wallet.
        query: What to find, and how to sort it.
        offset: How many to pass over.
        limit: How many to return at most.
    """
    return wallet.vault.cards(asked_now(wallet, query), offset, limit)


def count(wallet: Wallet, query: BadgeQuery) -> int:
    """Return how many badges a query finds."""
    return wallet.vault.count(asked_now(wallet, query))


def facets(wallet: Wallet, query: BadgeQuery) -> Facets:
    """Return what a query can be narrowed by: for each filter its choices, counted under all the other filters."""
    return wallet.vault.facets(asked_now(wallet, query))


def hits(wallet: Wallet, text: str, ids: Sequence[BadgeId]) -> dict[BadgeId, tuple[Hit, ...]]:
    """Return for the badges of a page where the words of a search are, by field; others than these are not in it."""
    return wallet.vault.hits(text, ids)


def related(wallet: Wallet, badge_id: BadgeId) -> list[Related]:
    """Return the badges that belong with one, the latest first: renewed, corrected, copied, translated.

    Raises:
        RefusedError: Where there is no such badge.
    """
    return wallet.vault.related(badge_id)


def asked_now(wallet: Wallet, query: BadgeQuery) -> BadgeQuery:
    """Return a query with the time that it is asked at."""
    return replace(query, at=wallet.clock.now())


def find_id(wallet: Wallet, prefix: str) -> BadgeId:
    """Return the badge whose id starts with `prefix`.

    Raises:
        RefusedError: Where there is none, or more than one.
    """
    return wallet.vault.find_id(prefix)


def page(wallet: Wallet, badge_id: BadgeId) -> BadgePage:
    """Return what a badge's page shows.

    Raises:
        RefusedError: Where there is no such badge.
    """
    stored = wallet.vault.get(badge_id)
    return page_of(credential_of(wallet, stored), stored.card, stored.report, stored.note)


def shown(wallet: Wallet, badge_id: BadgeId) -> JsonObject:
    """Return a badge as JSON Pointers of `present` point into it, decoded from its signed bytes."""
    return credential_of(wallet, wallet.vault.get(badge_id)).claims


def original(wallet: Wallet, badge_id: BadgeId) -> StoredBadge:
    """Return a badge as it is kept, its bytes as they came."""
    return wallet.vault.get(badge_id)


def remove(wallet: Wallet, ids: Sequence[BadgeId]) -> None:
    """Move badges to the bin, which keeps them for 30 days; of a wallet that loses many, a snapshot is kept before."""
    if len(ids) >= _MANY:
        keep(wallet, SnapshotReason.REMOVAL)
    wallet.vault.remove(ids, wallet.clock.now())


def restore(wallet: Wallet, ids: Sequence[BadgeId]) -> None:
    """Take badges out of the bin again."""
    wallet.vault.restore(ids, wallet.clock.now())


def set_note(wallet: Wallet, badge_id: BadgeId, note: str) -> None:
    """Keep the owner's note on a badge; an empty one removes it."""
    wallet.vault.set_note(badge_id, note, wallet.clock.now())


def art(wallet: Wallet, badge_id: BadgeId, size: int) -> RawImage | None:
    """Return a badge's own picture, drawn outside this process; None where it has none that can be shown.

    Args:
        wallet: The open wallet.
        badge_id: The badge.
        size: Longest side, in pixels.
    """
    kept = wallet.vault.thumbnail(badge_id, size)
    if kept is not None:
        return kept
    credential = credential_of(wallet, wallet.vault.get(badge_id))
    picture = art_of(credential.source, credential)
    drawn = thumbnails([picture], size, wallet.limits)[0] if picture is not None else None
    if drawn is not None:
        wallet.vault.set_thumbnail(badge_id, size, drawn)
    return drawn


def check_again(wallet: Wallet, badge_id: BadgeId) -> BadgePage:
    """Verify one of the owner's badges as of now, and keep the report.

    Raises:
        RefusedError: Where there is no such badge.
    """
    _check(wallet, badge_id, Verifier(evidence_of(wallet), own_badges(wallet)))
    return page(wallet, badge_id)


def check_each(wallet: Wallet, ids: Sequence[BadgeId] = ()) -> Iterator[BadgeCard]:
    """Verify badges of the owner's as of now, such as after an issuer list was adopted, and keep the reports.

    Args:
        wallet: The open wallet.
        ids: The badges; none for all.

    Yields:
        The card of each as it is now.

    Raises:
        RefusedError: Where there is no such badge.
    """
    verifier, everything = Verifier(evidence_of(wallet), own_badges(wallet)), BadgeQuery(with_replaced=True)
    for badge_id in ids or [card.id for card in cards(wallet, everything, 0, count(wallet, everything))]:
        _check(wallet, badge_id, verifier)
        yield wallet.vault.get(badge_id).card


def check_all(wallet: Wallet) -> int:
    """Verify every badge of the owner's as `check_each` does, and return how many there are."""
    return sum(1 for _ in check_each(wallet))


def _check(wallet: Wallet, badge_id: BadgeId, verifier: Verifier) -> None:
    stored = wallet.vault.get(badge_id)
    credential = credential_of(wallet, stored)
    report = verifier.verify_credential(credential, stored.report.input)
    wallet.vault.update_report(card_of(credential, badge_id, report, stored.card.added_at), report)


def credential_of(wallet: Wallet, stored: StoredBadge) -> Credential:
    """Return the credential that a stored badge's original bytes hold, with what it is proved to lead to."""
    credential = parse(extract(stored.container or stored.document, wallet.limits), wallet.limits)
    if credential.data_model not in ASSERTIONS:
        return credential
    return Verifier(evidence_of(wallet), own_badges(wallet)).linked(credential)
