"""The picture that leaves with a badge: its own, as pixels alone, or the artwork drawn for it."""

from __future__ import annotations

from wallet.export.artwork import artwork_svg
from wallet.formats.readable import art_of
from wallet.formats.wording import one_line, short_identifier
from wallet.model.artwork import artwork_of
from wallet.model.credential import Credential
from wallet.model.disclosure import DisclosedBadge
from wallet.model.limits import Limits
from wallet.model.picture import RawImage
from wallet.operations.wallet import Wallet
from wallet.sandbox.images import thumbnails

_SIDE = 1024
"""Longest side of a picture that leaves, in pixels."""


def signed_picture(leaving: Credential, limits: Limits) -> RawImage | None:
    """Return the picture inside what leaves of a badge; None where there is none that can be opened.

    Raises:
        SandboxUnavailableError: Where pictures cannot be opened.
    """
    return _opened(art_of(leaving.source, leaving), limits)


def own_picture(wallet: Wallet, leaving: Credential, badge: DisclosedBadge) -> RawImage | None:
    """Return a badge's own picture for baking: the signed one, or else the one that it was baked into.

    The latter leaves only with the whole badge. Nobody signed it.

    Args:
        wallet: The wallet that the badge is in.
        leaving: What leaves of it.
        badge: What the receiver will see of it.

    Raises:
        SandboxUnavailableError: Where pictures cannot be opened.
    """
    around = None if badge.hidden else wallet.vault.get(badge.badge).container
    return signed_picture(leaving, wallet.limits) or _opened(around, wallet.limits)


def artwork(credential: Credential) -> bytes:
    """Return what is drawn for a badge without a picture, as SVG."""
    return artwork_svg(artwork_of(issuer_name_of(credential), one_line(credential.name))).encode()


def drawn(drawing: bytes, limits: Limits) -> RawImage:
    """Return the pixels of a drawing of ours.

    Raises:
        SandboxUnavailableError: Where pictures cannot be drawn.
    """
    (picture,) = thumbnails([drawing], _SIDE, limits)
    if picture is None:
        raise ValueError("a drawing of ours cannot be drawn")
    return picture


def _opened(picture: bytes | None, limits: Limits) -> RawImage | None:
    return thumbnails([picture], _SIDE, limits)[0] if picture is not None else None


def issuer_name_of(credential: Credential) -> str:
    """Return an issuer's name for people: the readable part of its identifier where it has none."""
    return one_line(credential.issuer_name) or short_identifier(credential.issuer_id)
