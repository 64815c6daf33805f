"""Pictures of badges as the sandbox drew them, kept so that a picture is opened once."""

from __future__ import annotations

import zlib

from wallet.model.badge import BadgeId
from wallet.sandbox.images import RawImage
from wallet.vault.badges import key_of
from wallet.vault.database import Connection

_BYTES_PER_PIXEL = 4
_FASTEST = 1


def get_thumbnail(connection: Connection, badge_id: BadgeId, size: int) -> RawImage | None:
    """Return the picture of a badge at a size; None where none is kept."""
    row = connection.execute(
        "SELECT width, height, pixels FROM thumbnails JOIN badges ON key = badge "
        "WHERE id = ? AND size = ? AND removed_at IS NULL",
        (badge_id, size),
    ).fetchone()
    if row is None:
        return None
    width, height, pixels = row
    return RawImage(width, height, zlib.decompress(pixels))


def set_thumbnail(connection: Connection, badge_id: BadgeId, size: int, image: RawImage) -> None:
    """Keep the picture of a badge at a size; where the badge has left the library, nothing is kept.

    Raises:
        ValueError: If the pixels do not fill the picture.
    """
    if len(image.rgba) != image.width * image.height * _BYTES_PER_PIXEL:
        raise ValueError("a picture has four bytes for each of its pixels")
    key = key_of(connection, badge_id)
    if key is not None:
        connection.execute(
            "INSERT OR REPLACE INTO thumbnails (badge, size, width, height, pixels) VALUES (?, ?, ?, ?, ?)",
            (key, size, image.width, image.height, zlib.compress(image.rgba, _FASTEST)),
        )
