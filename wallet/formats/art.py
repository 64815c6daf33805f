"""The picture a badge carries: one inside its data, or else the one it was baked into. Nothing is fetched or decoded.

Source: https://www.imsglobal.org/spec/ob/v3p0/#image (OB 3.0, class Image), https://www.rfc-editor.org/rfc/rfc2397
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from wallet.formats.achievements import achievement_of
from wallet.formats.members import identifier, items
from wallet.model.credential import Credential, SecuredDocument
from wallet.model.json_types import JsonObject

_DATA_IMAGE = "data:image/"


def art_of(document: SecuredDocument, credential: Credential) -> bytes | None:
    """Return the bytes of a badge's own picture, whatever they are; None where it carries none.

    Args:
        document: The document as it came.
        credential: What it says.
    """
    pictures = (_picture(address) for address in _addresses(credential.claims))
    # What is inside is signed; the picture around it is not.
    return next((picture for picture in pictures if picture), document.container)


def _addresses(claims: JsonObject) -> Iterator[str]:
    for holder in (achievement_of(claims), claims):
        for image in items(holder.get("image")):
            yield identifier(image)


def _picture(address: str) -> bytes | None:
    if not address.startswith(_DATA_IMAGE):
        return None
    head, _, data = address.partition(",")
    content = unquote_to_bytes(data)
    if not head.endswith(";base64"):
        return content
    try:
        return binascii.a2b_base64(content)
    except ValueError:
        return None
