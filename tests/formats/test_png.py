import json
import struct
import zlib

import pytest

from tests.formats.badges import BADGE, LIMITS, sd_jwt, token
from wallet.formats.png import SIGNATURE, bake, baked_text
from wallet.formats.reader import extract, parse
from wallet.model.checks import Code
from wallet.model.credential import Carrier
from wallet.model.errors import RefusedError, UnreadableError

DOCUMENT = json.dumps(BADGE, ensure_ascii=False).encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PIXELS = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
END = chunk(b"IEND", b"")


def picture(*chunks: bytes) -> bytes:
    return SIGNATURE + HEADER + b"".join(chunks) + PIXELS + END


def text(body: bytes, keyword: bytes = b"openbadgecredential", *, compressed: bool = False) -> bytes:
    flags, content = (b"\x01\x00", zlib.compress(body)) if compressed else (b"\x00\x00", body)
    return chunk(b"iTXt", keyword + b"\x00" + flags + b"en\x00Badge\x00" + content)


def refusal(data: bytes, **limits: int) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        baked_text(data, LIMITS._replace(**limits))
    return caught.value


@pytest.mark.parametrize(
    "baked",
    [
        text(DOCUMENT),
        text(DOCUMENT, compressed=True),
        text(DOCUMENT, b"openbadges"),
        chunk(b"tEXt", b"openbadgecredential\x00" + DOCUMENT),
    ],
)
def test_a_badge_comes_out_as_it_went_in(baked: bytes) -> None:
    data = picture(text(b"Ada", b"Author"), baked)
    document = extract(data, LIMITS)
    assert (document.content, document.carrier, document.container) == (DOCUMENT, Carrier.PNG, data)
    assert parse(document, LIMITS).format == "ob3-png-json"


def test_a_token_comes_out_too() -> None:
    compact = token(BADGE, typ="JWT")
    credential = parse(extract(picture(text(compact)), LIMITS), LIMITS)
    assert (credential.source.content, credential.format) == (compact, "ob3-png-jwt")


def test_an_sd_jwt_vc_may_be_baked_too() -> None:
    compact = sd_jwt({"vct": "https://a.example/badge"})
    assert parse(extract(picture(text(compact)), LIMITS), LIMITS).format == "png-sd-jwt-vc"


def test_what_is_baked_is_read_back() -> None:
    plain = picture()
    once = bake(plain, b"{}", LIMITS)
    twice = bake(once, DOCUMENT, LIMITS)
    assert baked_text(twice, LIMITS) == DOCUMENT
    assert (
        twice
        == SIGNATURE + HEADER + chunk(b"iTXt", b"openbadgecredential\x00\x00\x00\x00\x00" + DOCUMENT) + PIXELS + END
    )
    assert twice.replace(twice[len(SIGNATURE + HEADER) : -len(PIXELS + END)], b"") == plain


@pytest.mark.parametrize(("data", "document"), [(b"GIF89a", b"{}"), (picture(), b"a\x00b")])
def test_what_cannot_be_baked_is_refused(data: bytes, document: bytes) -> None:
    with pytest.raises(RefusedError):
        bake(data, document, LIMITS)


def test_no_badge_and_more_than_one() -> None:
    assert refusal(picture()).code is Code.NOT_A_BADGE
    assert refusal(picture(text(b"{}"), text(b"{}", b"openbadges"))).code is Code.MORE_THAN_ONE


def test_what_follows_the_picture_is_not_of_it() -> None:
    assert baked_text(picture(text(DOCUMENT)) + text(b"{}"), LIMITS) == DOCUMENT


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SIGNATURE, "too early"),
        (picture(text(DOCUMENT))[:-5], "too early"),
        (picture(text(DOCUMENT))[:60], "too early"),
        (SIGNATURE + HEADER + PIXELS, "too early"),
        (picture().replace(b"IDAT", b"IDAU"), "checksum"),
        (SIGNATURE + PIXELS + END, "first part"),
        (SIGNATURE + HEADER + HEADER + END, "first part"),
        (picture(chunk(b"iTXt", b"openbadgecredential\x00\x02\x00\x00\x00{}")), "unknown way"),
        (picture(chunk(b"iTXt", b"openbadgecredential\x00\x01\x01\x00\x00{}")), "unknown way"),
        (picture(chunk(b"iTXt", b"openbadgecredential\x00\x00\x00en")), "cut off"),
        (picture(chunk(b"iTXt", b"openbadgecredential")), "unknown way"),
        (picture(chunk(b"iTXt", b"openbadgecredential\x00\x01\x00\x00\x00{}")), "damaged"),
        (picture(chunk(b"iTXt", b"openbadges\x00\x01\x00\x00\x00" + zlib.compress(DOCUMENT)[:-9])), "cut off"),
    ],
)
def test_damage_is_named(data: bytes, words: str) -> None:
    error = refusal(data)
    assert error.code is Code.MALFORMED
    assert words in str(error)


def test_growth_and_counts_are_limited() -> None:
    assert refusal(picture(text(bytes(100_000), compressed=True)), document_bytes=99_999).code is Code.TOO_LARGE
    assert refusal(picture(*[text(b"", b"Author")] * 20), png_chunks=20).code is Code.TOO_COMPLEX
