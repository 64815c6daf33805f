"""QR codes as modules and as pictures: one, or a sheet of several for print.

Source: ISO/IEC 18004
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from wallet.model.errors import RefusedError

Modules = tuple[tuple[bool, ...], ...]
"""Rows of modules, True for dark, without the quiet zone."""

_QUIET_ZONE = 4
_PIXELS_PER_MODULE = 8
_MASK = 2


def qr_modules(payload: str) -> Modules:
    """Return the modules of a QR code, row by row, True for dark, without the quiet zone.

    Args:
        payload: Such as `encode_qr` returns; other texts are written in the mode that fits them.

    Raises:
        RefusedError: If it is too long for any QR code.
    """
    from qrcode import QRCode  # noqa: PLC0415 (it imports Pillow)
    from qrcode.constants import ERROR_CORRECT_L  # noqa: PLC0415
    from qrcode.exceptions import DataOverflowError  # noqa: PLC0415

    # Trying all eight masks costs five times the time, and cameras read each of them.
    code = QRCode(error_correction=ERROR_CORRECT_L, border=0, mask_pattern=_MASK)
    code.add_data(payload, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise RefusedError("This is too much for one QR code.", remedy="Save it as a file instead.") from error
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def sheet_modules(payloads: Sequence[str], columns: int) -> Modules:
    """Return the modules of QR codes side by side, two quiet zones apart, with none around them.

    Args:
        payloads: The codes' texts, row by row.
        columns: How many stand in a row.

    Raises:
        RefusedError: If one is too long for any QR code.
    """
    codes = [qr_modules(payload) for payload in payloads]
    cell = max(map(len, codes)) + 2 * _QUIET_ZONE
    width, height = columns * cell - 2 * _QUIET_ZONE, math.ceil(len(codes) / columns) * cell - 2 * _QUIET_ZONE
    sheet = [[False] * width for _ in range(height)]
    for number, code in enumerate(codes):
        row, column = divmod(number, columns)
        for y, line in enumerate(code, row * cell):
            sheet[y][column * cell : column * cell + len(line)] = line
    return tuple(map(tuple, sheet))


def png(modules: Modules) -> bytes:
    """Return modules as a PNG, dark on white, with a quiet zone of four modules and eight pixels to a module."""
    from PIL import Image  # noqa: PLC0415 (costs 30 ms)

    width, height = len(modules[0]), len(modules)
    codes = Image.frombytes("L", (width, height), bytes(0 if dark else 255 for row in modules for dark in row))
    picture = Image.new("L", (width + 2 * _QUIET_ZONE, height + 2 * _QUIET_ZONE), 255)
    picture.paste(codes, (_QUIET_ZONE, _QUIET_ZONE))
    size = picture.width * _PIXELS_PER_MODULE, picture.height * _PIXELS_PER_MODULE
    out = io.BytesIO()
    picture.resize(size, Image.Resampling.NEAREST).convert("1").save(out, "PNG")
    return out.getvalue()
