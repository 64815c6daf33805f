"""Artwork of badges as SVG: the medal that the window draws for a badge without a picture."""

from __future__ import annotations

import colorsys
import re

from wallet import resources
from wallet.model.artwork import Artwork
from wallet.model.outlines import Step, outline

_COMMANDS = "LQC"
_ICON = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_SIDE = 100.0
_LEFT, _TOP, _BODY = 4.0, 2.0, 92.0
_MIDDLE = _TOP + _BODY / 2


def artwork_svg(art: Artwork) -> str:
    """Return a medal: shadow, rim, face, inner line and glyph, on a square that is otherwise transparent."""
    # A shield's middle lies above the middle of its box.
    glyph_top = _MIDDLE - 20.0 - (3.0 if art.shape == "shield" else 0.0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE:g} {_SIDE:g}" width="512" height="512">'
        '<defs><linearGradient id="face" x1="0" y1="0" x2="1" y2="1">'
        f'<stop offset="0" stop-color="{_shade(art.hue, 1.38)}"/>'
        f'<stop offset=".55" stop-color="{_shade(art.hue, 1.06)}"/>'
        f'<stop offset="1" stop-color="{_shade(art.hue, 1 / 1.08)}"/></linearGradient></defs>'
        f'<path d="{_path(art.shape, 1.0, 3.0)}" fill="#000" fill-opacity=".16"/>'
        f'<path d="{_path(art.shape, 1.0)}" fill="{_shade(art.hue, 1 / 1.55)}"/>'
        f'<path d="{_path(art.shape, 0.86)}" fill="url(#face)"/>'
        f'<path d="{_path(art.shape, 0.72)}" fill="none" stroke="#fff" stroke-opacity=".47" stroke-width="1.4"/>'
        f'<g transform="translate({_SIDE / 2 - 20:g} {glyph_top:g}) scale({40 / 24:.4f})" fill="none" stroke="#fff" '
        f'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{_glyph(art.glyph)}</g></svg>'
    )


def _path(shape: str, share: float, down: float = 0.0) -> str:
    """Return a medal's outline as SVG path data, made smaller around its middle."""
    size = _BODY * share
    left, top = _LEFT + (_BODY - size) / 2, _TOP + (_BODY - size) / 2 + down
    start, *steps = outline(shape)
    drawn = (f"{_COMMANDS[len(step) - 1]}{_points(step, size, left, top)}" for step in steps)
    return f"M{_points(start, size, left, top)}{''.join(drawn)}Z"


def _points(step: Step, size: float, left: float, top: float) -> str:
    return " ".join(f"{left + x * size:.2f} {top + y * size:.2f}" for x, y in step)


def _glyph(name: str) -> str:
    found = _ICON.search(resources.read_bytes("icons", "lucide", f"{name}.svg").decode())
    return found[1].strip() if found else ""


def _shade(colour: str, factor: float) -> str:
    """Return a colour lighter (factor above 1) or darker; what goes beyond full brightness takes colour away."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    bright = value * factor
    shaded = colorsys.hsv_to_rgb(hue, max(0.0, saturation - max(0.0, bright - 1.0)), min(1.0, bright))
    return "#" + "".join(f"{round(part * 255):02x}" for part in shaded)
