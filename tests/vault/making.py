"""Badges and vaults to test with."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wallet.crypto.wrapping import KdfCost
from wallet.model.badge import BadgeCard, BadgeId, StoredBadge
from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.credential import Carrier
from wallet.model.report import IssuerView, Kind, Level, Report, Verdict
from wallet.vault.vault import Vault

AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
PASSPHRASE = "correct horse battery staple"
CHEAP = KdfCost.dangerously_cheap()


def make_vault(folder: Path, passphrase: str = PASSPHRASE) -> Vault:
    return Vault.create(folder, passphrase, AT, CHEAP)


def enable_keyring(vault: Vault) -> None:
    with vault.slots() as slots:
        slots.enable_keyring()


def disable_keyring(vault: Vault) -> None:
    with vault.slots() as slots:
        slots.disable_keyring()


def make_report(verdict: Verdict = Verdict.VERIFIED, name: str = "Three points") -> Report:
    return Report(
        input="badge.json",
        kind=Kind.CREDENTIAL,
        format="ob3-json",
        verdict=verdict,
        at=AT,
        issuer=IssuerView("did:web:university.example", "University of Example", ("Fair pack",), Level.PRODUCTION),
        subject_id="did:key:z6MkSubject",
        name=name,
        checks=(Check(CheckId.PROOF_SIGNATURE, Outcome.PASSED, Code.OK, "The signature holds.", AT),),
    )


def make_badge(  # noqa: PLR0913 (every part of a badge that a test may care about)
    name: str = "Three points",
    *,
    issuer: str = "University of Example",
    texts: str = "",
    note: str = "",
    verdict: Verdict = Verdict.VERIFIED,
    minutes: int = 0,
) -> StoredBadge:
    document = f"the document of {name} by {issuer}".encode()
    card = BadgeCard(
        id=BadgeId(hashlib.sha256(document).hexdigest()),
        name=name,
        issuer_id="did:web:university.example",
        issuer_name=issuer,
        achievement_type="Certificate",
        credits="3 credits",
        valid_from=AT - timedelta(days=400),
        valid_until=None,
        verdict=verdict,
        checked_at=AT,
        added_at=AT + timedelta(minutes=minutes),
        has_art=False,
    )
    return StoredBadge(card, document, None, Carrier.PLAIN, "ob3-json", texts, make_report(verdict, name), note)
