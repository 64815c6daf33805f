"""Presenting: choose, and see exactly what would leave; how it leaves is `wallet.operations.leaving`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wallet.crypto.keys import KeyType, PublicKey, public_key_from_jwk, public_key_from_multikey
from wallet.formats.type_metadata import named_by_type
from wallet.model.badge import BadgeId
from wallet.model.credential import Credential, DataModel, Securing
from wallet.model.disclosure import (
    Claim,
    Copy,
    DisclosedBadge,
    Hiding,
    OwnPreset,
    Presentation,
    PresentationRequest,
    Selection,
)
from wallet.model.errors import ProofError, RefusedError
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.operations.library import credential_of
from wallet.operations.wallet import Wallet, evidence_of
from wallet.presentation.building import present as build
from wallet.presentation.claims import claims_of
from wallet.presentation.drafts import Unsigned
from wallet.presentation.presets import Preset, preset_pointers

_GENERAL_HOLDER = "presentations"
"""What the owner's key is for that signs badges bound to no key of this wallet."""

COPY_LASTS = timedelta(days=30)
"""How long a copy to share is meant to be used where the owner does not say."""


def claims(wallet: Wallet, badge_id: BadgeId) -> tuple[Claim, ...]:
    """Return what there is to show of a badge, and what of it can be hidden.

    Raises:
        RefusedError: Where there is no such badge.
    """
    credential = _credential(wallet, badge_id)
    return _by_type(wallet, credential, claims_of(credential))


def preset(wallet: Wallet, badge_id: BadgeId, chosen: Preset | OwnPreset) -> Selection:
    """Return the selection that a preset makes of a badge."""
    return Selection(badge_id, preset_pointers(claims(wallet, badge_id), chosen))


def selection_of(wallet: Wallet, badge_id: BadgeId, names: Sequence[str]) -> Selection:
    """Return the selection of the claims named, each by its pointer or its label.

    Raises:
        RefusedError: Where the badge has no such claim, or it cannot be chosen.
    """
    choosable = [claim for claim in claims(wallet, badge_id) if claim.hiding is Hiding.CHOOSABLE]
    return Selection(badge_id, frozenset(_pointer(choosable, name) for name in names))


def present(
    wallet: Wallet,
    selections: Sequence[Selection],
    request: PresentationRequest | None = None,
    until: datetime | None = None,
    *,
    draft: bool = False,
) -> Presentation:
    """Build what leaves: exactly the chosen claims, signed by the holder where there is a request.

    Args:
        wallet: The open wallet.
        selections: What to show, badge by badge.
        request: What the presentation is bound to; None for a copy to share.
        until: Until when a copy is meant to be used; None for `COPY_LASTS` from now. Only a copy that the holder signs
            says so itself (`Presentation.until_is_signed`); of any other the owner alone knows.
        draft: Whether it is to be looked at first: where the passphrase is asked for before a key signs, it is not
            signed then (`Presentation.is_draft`), and cannot leave.

    Raises:
        PassphraseNeededError: Where it is to be signed, and the passphrase to be typed for that (`own_keys.signing`).
        RefusedError: Where the badges cannot be shown together, or their holder's key is not in this wallet.
    """
    items = [(_credential(wallet, selection.badge), selection) for selection in selections]
    signer: Signer = _holder(wallet, [credential for credential, _ in items])
    if draft and wallet.vault.signing.asks:
        signer = Unsigned(signer)
    if request is not None:
        _check_issued_to(signer, [credential for credential, _ in items])
    now = wallet.clock.now()
    made = build(items, request or Copy(_end(until, now)), signer, now, wallet.limits)
    leaving = zip(made.badges, items, strict=True)
    badges = tuple(_named(wallet, badge, credential) for badge, (credential, _) in leaving)
    is_draft = isinstance(signer, Unsigned) and signer.was_asked
    return replace(made, request=request, badges=badges, is_draft=is_draft)


def _named(wallet: Wallet, badge: DisclosedBadge, credential: Credential) -> DisclosedBadge:
    """Return a badge that leaves with its claims called what their type calls them, as they were when chosen."""
    names = {claim.pointer: claim for claim in _by_type(wallet, credential, (*badge.shown, *badge.hidden))}
    shown, hidden = (tuple(names[claim.pointer] for claim in claims) for claims in (badge.shown, badge.hidden))
    return replace(badge, shown=shown, hidden=hidden)


def _by_type(wallet: Wallet, credential: Credential, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    if credential.data_model is not DataModel.SD_JWT_VC:
        return tuple(claims)
    return named_by_type(credential, claims, evidence_of(wallet), wallet.languages, wallet.limits)


def _end(until: datetime | None, now: datetime) -> datetime:
    if until is not None and until <= now:
        raise RefusedError("A copy cannot end before it leaves.", remedy="Choose a later day.")
    return until or now + COPY_LASTS


def _credential(wallet: Wallet, badge_id: BadgeId) -> Credential:
    return credential_of(wallet, wallet.vault.get(badge_id))


def _pointer(choosable: Sequence[Claim], name: str) -> str:
    for claim in choosable:
        if name in (claim.pointer, claim.label):
            return claim.pointer
    known = ", ".join(claim.pointer for claim in choosable) or "none: this badge can only be shown whole"
    raise RefusedError(f"The badge has no detail {name} to choose.", f"What can be chosen: {known}.")


def _holder(wallet: Wallet, credentials: Sequence[Credential]) -> Signer:
    """Return the key that the first badge is bound to, or the owner's general one."""
    for credential in credentials:
        key = bound_key(credential, wallet.limits)
        signer = wallet.vault.signer_for(key) if key is not None else None
        if signer is not None:
            return signer
    return wallet.vault.holder(_GENERAL_HOLDER, KeyType.ED25519, wallet.clock.now())


def _check_issued_to(signer: Signer, credentials: Sequence[Credential]) -> None:
    """Refuse an answer that its reader would have to refuse: a badge bound to another key than the one that signs."""
    holder = signer.verification_method.partition("#")[0]
    for credential in credentials:
        subject = credential.subject_id or ""
        is_whole = credential.source.securing is not Securing.SD_JWT
        if is_whole and subject.startswith("did:") and subject != holder:
            raise RefusedError(
                "This badge cannot answer a request.",
                "It was issued to a key that this answer is not signed with, so it would not prove who shows it.",
                "Answer from the wallet that it was issued to, or bring that key here; with several badges, answer "
                "with each by itself. Or share a copy, which proves the badge and not who shows it.",
            )


def bound_key(credential: Credential, limits: Limits) -> PublicKey | None:
    """Return the key that a badge is bound to; None where it is bound to none that can be read."""
    confirmation = credential.source.payload.get("cnf")
    try:
        if credential.source.securing is Securing.SD_JWT and isinstance(confirmation, Mapping):
            jwk = confirmation.get("jwk")
            return public_key_from_jwk(jwk) if isinstance(jwk, Mapping) else None
        subject = credential.subject_id or ""
        return public_key_from_multikey(subject.removeprefix("did:key:"), limits) if "did:key:" in subject else None
    except (ProofError, ValueError):
        # A badge bound to a key we cannot read is bound to none of ours.
        return None
