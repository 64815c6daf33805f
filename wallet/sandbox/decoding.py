"""Foreign pictures, opened: runs in the sandbox child alone, never in the program itself.

PNG, JPEG, GIF and WebP through Pillow, by the decoder their first bytes name and no other; of a moving picture, such as
a recording of a moving code, the first frame is shown, and codes are looked for in all;
SVG through resvg, which draws without scripts and without a network. Texts of an SVG are not drawn, as fonts are files.

The child opens no file once it is confined, so every module that a decoder would import later is imported here.

Source: https://pillow.readthedocs.io/en/stable/handbook/image-file-formats.html, https://github.com/linebender/resvg
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from itertools import islice
from xml.parsers import expat

import resvg_py
from PIL import Image, ImageFile, ImageSequence, TiffImagePlugin  # noqa: F401 (reads the Exif of a JPEG)
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from wallet.sandbox.codes import codes_in
from wallet.sandbox.frames import MOST_TEXTS, Answer, Task, pack_texts

_DECODERS: tuple[tuple[re.Pattern[bytes], Callable[[io.BytesIO], ImageFile.ImageFile]], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PngImageFile),
    (re.compile(rb"\xff\xd8\xff"), JpegImageFile),
    (re.compile(rb"GIF8[79]a"), GifImageFile),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), WebPImageFile),
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_LOADS = frozenset({"image", "feImage"})
_QR_DRAWING_SIDE = 1600

REFUSALS = (OSError, SyntaxError, ValueError, EOFError, MemoryError, expat.ExpatError)
"""What decoders raise for broken or oversized pictures. Anything else ends the child, and the picture with it."""


def answer(task: Task, data: bytes, side: int, most_pixels: int) -> Answer:
    """Do one task; raises one of `REFUSALS` where the picture is refused."""
    if task is Task.THUMBNAIL:
        picture = thumbnail(data, side, most_pixels)
        return Answer(picture.width, picture.height, picture.tobytes())
    texts = _codes_in(_frame(data, side)) if task is Task.QR_PIXELS else qr_texts(data, most_pixels)
    return Answer(len(texts), 0, pack_texts(texts))


def thumbnail(data: bytes, side: int, most_pixels: int) -> Image.Image:
    """Return a picture in RGBA, made smaller where it is larger than a square of `side` pixels.

    Raises:
        OSError, SyntaxError, ValueError, EOFError, MemoryError: If it is refused; see `REFUSALS`.
    """
    picture = _open(data, side, most_pixels)
    picture.draft("RGB", (side, side))
    # Converted first: a palette cannot be made smaller without losing its transparency.
    pixels = picture.convert("RGBA")
    pixels.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return pixels


def qr_texts(data: bytes, most_pixels: int) -> list[str]:
    """Return the texts of the QR codes in a picture, or in all frames of one that moves; dark on light or the reverse.

    Raises:
        OSError, SyntaxError, ValueError, EOFError, MemoryError: If it is refused; see `REFUSALS`.
    """
    picture = _open(data, _QR_DRAWING_SIDE, most_pixels)
    # All frames together may have as many pixels as a picture that stands still.
    frames = islice(ImageSequence.Iterator(picture), max(1, most_pixels // max(1, picture.width * picture.height)))
    return list(dict.fromkeys(text for frame in frames for text in _codes_in(_grey(frame))))[:MOST_TEXTS]


def _frame(data: bytes, width: int) -> Image.Image:
    return Image.frombytes("L", (width, len(data) // width), data)


def _codes_in(grey: Image.Image) -> list[str]:
    return codes_in(memoryview(grey.tobytes()).cast("B", (grey.height, grey.width)))


def _open(data: bytes, side: int, most_pixels: int) -> Image.Image:
    for signature, decoder in _DECODERS:
        if signature.match(data):
            return _bounded(decoder(io.BytesIO(data)), most_pixels)
    if _XML.match(data):
        return _bounded(PngImageFile(io.BytesIO(_draw(data, side))), most_pixels)
    raise ValueError("no format on the list")


def _bounded(picture: Image.Image, most_pixels: int) -> Image.Image:
    if picture.width * picture.height > most_pixels:
        raise ValueError("too many pixels")
    return picture


def _draw(data: bytes, side: int) -> bytes:
    _refuse_loading(data)
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    return resvg_py.svg_to_bytes(svg_string=text, width=side, height=side, skip_system_fonts=True)


def _refuse_loading(data: bytes) -> None:
    """Refuse a drawing that would have a picture loaded from a file: resvg follows paths, though no addresses."""

    def element(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] not in _LOADS:
            return
        for attribute, value in attributes.items():
            if attribute.rpartition(":")[2] == "href" and not value.strip().startswith(("#", "data:")):
                raise ValueError("it loads a picture from elsewhere")

    reader = expat.ParserCreate()
    reader.StartElementHandler = element
    reader.Parse(data, True)


def _grey(picture: Image.Image) -> Image.Image:
    picture.draft("L", picture.size)
    if not picture.has_transparency_data:
        return picture.convert("L")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return paper.convert("L")
