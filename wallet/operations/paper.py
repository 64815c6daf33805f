"""A presentation on paper: read back from the bytes that leave, so that nothing else can stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wallet.export.pictures import png_of
from wallet.export.presentation_pdf import BadgeOnPaper, PresentationOnPaper
from wallet.formats.readable import title_in
from wallet.formats.wording import one_line
from wallet.model.credential import Credential, Securing
from wallet.model.disclosure import Claim, DisclosedBadge, Presentation
from wallet.model.errors import RefusedError
from wallet.model.limits import Limits
from wallet.operations.badge_pictures import artwork, issuer_name_of, signed_picture
from wallet.operations.codes import sheets_of
from wallet.operations.wallet import Wallet
from wallet.presentation.claims import SUMMARY_POINTER, claims_of
from wallet.presentation.qr import Codes
from wallet.presentation.qr_drawing import png
from wallet.words import Words

_MOST_CODES = 19
"""Codes that fill two sheets with their spares; more are of no use in print."""


def on_paper(
    wallet: Wallet, presentation: Presentation, leaving: Sequence[Credential], words: Words
) -> PresentationOnPaper:
    """Return what a PDF of a presentation shows and carries.

    Args:
        wallet: The wallet that the badges are in.
        presentation: What leaves.
        leaving: The badges in it, read from its bytes.
        words: In whose language.

    Raises:
        SandboxUnavailableError: Where a badge's picture cannot be opened.
    """
    has_proof = all(_has_proof(credential) for credential in leaving)
    codes = _codes(presentation.content, wallet.limits) if has_proof else None
    badges = zip(leaving, presentation.badges, strict=True)
    return PresentationOnPaper(
        badges=tuple(_badge(wallet, credential, badge, words) for credential, badge in badges),
        content=presentation.content,
        media_type=presentation.media_type,
        suffix=presentation.suffix,
        created=presentation.created,
        audience=one_line(presentation.request.audience) if presentation.request is not None else "",
        until=presentation.until,
        has_proof=has_proof,
        codes=tuple(png(drawing()) for drawing in sheets_of(codes)) if codes is not None else (),
        is_one_code=codes is not None and codes.count == 1,
    )


def _has_proof(leaving: Credential) -> bool:
    return bool(leaving.proofs) or leaving.source.securing is not Securing.EMBEDDED


def _codes(content: bytes, limits: Limits) -> Codes | None:
    """Return the QR codes to print; None where there are too many."""
    try:
        codes = Codes(content, limits)
    except RefusedError:
        return None
    return codes if codes.count <= _MOST_CODES else None


def _badge(wallet: Wallet, leaving: Credential, badge: DisclosedBadge, words: Words) -> BadgeOnPaper:
    report = wallet.vault.get(badge.badge).report
    picture = signed_picture(leaving, wallet.limits)
    title = title_in(leaving, words.languages)
    return BadgeOnPaper(
        name=one_line(title.text) or words.label("Badge"),
        language=title.language,
        issuer=issuer_name_of(leaving),
        valid_from=leaving.valid_from,
        valid_until=leaving.valid_until,
        claims=_claims(leaving, badge, wallet.limits, words),
        own_picture=png_of(picture) if picture is not None else None,
        artwork=artwork(leaving),
        verdict=report.verdict,
        checked_at=report.at,
    )


def _claims(leaving: Credential, badge: DisclosedBadge, limits: Limits, words: Words) -> tuple[Claim, ...]:
    """Return the claims to list, named as when they were chosen: all but the summary, whose parts stand above them."""
    names = {claim.pointer: claim.label for claim in badge.shown}
    claims = (claim for claim in claims_of(leaving, limits, words) if claim.pointer != SUMMARY_POINTER)
    return tuple(replace(claim, label=names.get(claim.pointer, claim.label)) for claim in claims)
