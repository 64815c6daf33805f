"""A badge's page in a language that its owner reads, or in another one that its issuer wrote."""

from __future__ import annotations

from dataclasses import replace

from wallet.formats.readable import page_of
from wallet.formats.writings import writing_of
from wallet.model.badge import BadgeId, BadgePage, Writing
from wallet.model.language import SOURCE_LANGUAGE, primary
from wallet.operations.library import credential_of
from wallet.operations.wallet import Wallet


def read(wallet: Wallet, badge_id: BadgeId, language: str = "") -> tuple[BadgePage, Writing]:
    """Return what a badge's page shows, and in which language its texts are.

    Args:
        wallet: The open wallet.
        badge_id: The badge.
        language: A language to read it in, as a tag of BCP 47; empty for the first that the owner reads.

    Raises:
        RefusedError: Where there is no such badge.
    """
    stored = wallet.vault.get(badge_id)
    credential = credential_of(wallet, stored)
    page = page_of(credential, stored.card, stored.report, stored.note)
    known = wallet.languages or (SOURCE_LANGUAGE,)
    writing = writing_of(credential, (language, *known) if language else known)
    is_known = not writing.language or primary(writing.language) in map(primary, known)
    writing = replace(writing, is_foreign=not is_known)
    card = replace(page.card, name=writing.name or page.card.name)
    return replace(page, card=card, description=writing.description, criteria=writing.criteria), writing
