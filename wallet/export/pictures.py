"""Pixels as files: PNG, and SVG with a PNG in it."""

from __future__ import annotations

import base64
import io

from wallet.model.picture import RawImage


def png_of(picture: RawImage) -> bytes:
    """Return a picture as PNG; nothing but its pixels is in it."""
    from PIL import Image  # noqa: PLC0415 (costs 30 ms)

    out = io.BytesIO()
    Image.frombytes("RGBA", (picture.width, picture.height), picture.rgba).save(out, "PNG", optimize=True)
    return out.getvalue()


def svg_of(picture: RawImage) -> bytes:
    """Return a picture as SVG, for where only an SVG will do."""
    size = f'width="{picture.width}" height="{picture.height}"'
    address = f"data:image/png;base64,{base64.b64encode(png_of(picture)).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{address}"/></svg>'.encode()
