"""QR codes in a picture of grey pixels: runs in the sandbox child alone."""

from __future__ import annotations

import zxingcpp

from wallet.sandbox.frames import MOST_TEXTS


def codes_in(pixels: memoryview) -> list[str]:
    """Return the texts of the QR codes in a picture, dark on light or the reverse.

    Args:
        pixels: The brightness of each pixel, a byte each, as rows of one length.
    """
    found = zxingcpp.read_barcodes(
        pixels,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [code.text for code in found[:MOST_TEXTS]]
