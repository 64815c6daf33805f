"""QR payloads out and back, through real pictures and the sandbox."""

from __future__ import annotations

import io
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter
from qrcode import util

from wallet.model.checks import Code
from wallet.model.errors import RefusedError, UnreadableError
from wallet.model.limits import Limits
from wallet.presentation import bytewords, ur
from wallet.presentation.qr import MOST_CHARACTERS, PART_CHARACTERS, Codes, decode_qr, encode_qr
from wallet.presentation.qr_drawing import png, qr_modules, sheet_modules
from wallet.sandbox.images import qr_texts

LIMITS = Limits()
SD_JWT = b"eyJhbGciOiJFZERTQSJ9.eyJ2Y3QiOiJ4In0.c2ln~WyJzYWx0IiwibmFtZSIsInZhbHVlIl0~"


def _png(payload: str) -> bytes:
    return png(qr_modules(payload))


def pseudo_random(length: int) -> bytes:
    return b"".join(zlib.crc32(bytes([n % 256, n // 256])).to_bytes(4, "big") for n in range(length // 4))


@given(st.binary(max_size=700))
def test_out_and_back(content: bytes) -> None:
    payload = encode_qr(content)
    assert payload is not None
    assert payload.startswith("UR:BYTES/")
    assert payload == payload.upper()
    assert decode_qr(payload, LIMITS) == content


@given(st.binary(max_size=70_000))
def test_byte_strings_have_one_spelling(data: bytes) -> None:
    text = ur.encode_bytes(data)
    assert ur.decode(text) == data


@pytest.mark.parametrize(("version", "characters"), [(24, MOST_CHARACTERS), (15, PART_CHARACTERS)])
def test_codes_are_of_versions_that_cameras_read(version: int, characters: int) -> None:
    bits = util.BIT_LIMIT_TABLE[1][version] - 4 - util.length_in_bits(util.MODE_ALPHA_NUM, version)
    assert bits // 11 * 2 + (bits % 11 >= 6) >= characters
    assert len(qr_modules("A" * characters)) == 17 + 4 * version


def test_content_that_does_not_fit_into_one_code_takes_several() -> None:
    assert encode_qr(pseudo_random(780)) is not None
    assert encode_qr(pseudo_random(800)) is None
    assert Codes(pseudo_random(780), LIMITS).text(7) == encode_qr(pseudo_random(780))
    codes = Codes(pseudo_random(10_000), LIMITS)
    assert codes.count == 30
    texts = [codes.text(number) for number in range(1, 2_000)]
    assert max(map(len, texts)) <= PART_CHARACTERS
    assert len(set(texts)) == len(texts)
    with pytest.raises(RefusedError, match="too much"):
        Codes(pseudo_random(10_000), Limits(code_parts=29))
    with pytest.raises(RefusedError, match="too much"):
        qr_modules("A" * 5_000)


def test_pictures_are_read_back_even_when_photographed_badly() -> None:
    content = SD_JWT + pseudo_random(600)
    payload = encode_qr(content)
    assert payload is not None
    plain = Image.open(io.BytesIO(_png(payload))).convert("L")
    shots = [
        plain,
        plain.filter(ImageFilter.GaussianBlur(3)),
        plain.rotate(17, expand=True, fillcolor=255),
        plain.rotate(90, expand=True).filter(ImageFilter.GaussianBlur(2)).point(lambda grey: 90 + grey // 3),
        plain.resize((plain.width // 2, plain.height // 2)).rotate(-8, expand=True, fillcolor=255),
    ]
    pictures = []
    for shot in shots:
        out = io.BytesIO()
        shot.save(out, "JPEG", quality=70)
        pictures.append(out.getvalue())
    read = qr_texts([_png(payload), *pictures], LIMITS)
    assert [[decode_qr(text, LIMITS) for text in texts] for texts in read] == [[content]] * 6


def test_a_sheet_is_read_whole() -> None:
    codes = Codes(pseudo_random(9_000), LIMITS)
    texts = [codes.text(number) for number in range(1, 36)]
    (read,) = qr_texts([png(sheet_modules(texts, 5))], LIMITS)
    assert set(read) == set(texts)


def test_the_quiet_zone_is_four_modules_of_white() -> None:
    picture = Image.open(io.BytesIO(_png("UR:BYTES/ABLE")))
    edge = picture.convert("L").crop((0, 0, picture.width, 4 * 8))
    assert edge.getextrema() == (255, 255)
    assert picture.width == (len(qr_modules("UR:BYTES/ABLE")) + 8) * 8


@pytest.mark.parametrize("text", ["a.b.c", "a.b.c~d~", "a.b.c~d~e.f.g", "a.b.", '{"a": 1}', "[1]"])
def test_plain_tokens_and_json_are_handed_on(text: str) -> None:
    assert decode_qr(f" {text}\n", LIMITS) == text.encode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://university.example/b/1?token=secret", "a link to university.example"),
        ("openid4vp://authorize?client_id=x", "a link to authorize"),
        ("interaction:https://x.example", "a link to interaction:"),
        ("https://[bad", "cannot be read"),
        ("VP1-B3ECQDIYACEMHIG", "VP1"),
        ("hello world", "a text"),
        ("", "a text"),
    ],
)
def test_links_and_texts_are_told_apart_in_words(text: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as error:
        decode_qr(text, LIMITS)
    assert error.value.code is Code.NOT_A_BADGE
    assert "secret" not in str(error.value)


def packed(data: bytes, version: int = 1) -> str:
    deflate = zlib.compressobj(9, wbits=-15)
    return ur.encode_bytes(bytes([version]) + deflate.compress(data) + deflate.flush())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ur:bytes/1-9/" + bytewords.encode(b"x"), Code.MALFORMED),
        ("ur:bytes/", Code.MALFORMED),
        ("ur:seed/oyadgdstaslplabghydrpfmkbggufgludprfgmamdpwmox", Code.MALFORMED),
        (packed(SD_JWT)[:-2] + "ae", Code.MALFORMED),
        (packed(SD_JWT)[:-1], Code.MALFORMED),
        (packed(SD_JWT, version=3), Code.NOT_A_BADGE),
        (ur.encode_bytes(b""), Code.NOT_A_BADGE),
        (ur.encode_bytes(b"\x01"), Code.MALFORMED),
        (ur.encode_bytes(b"\x01\xff\xff"), Code.MALFORMED),
        ("ur:bytes/" + bytewords.encode(b"\x42a"), Code.MALFORMED),
        ("ur:bytes/" + bytewords.encode(b"\x58\x01a"), Code.MALFORMED),
        ("ur:bytes/" + bytewords.encode(b"\x18\x20"), Code.MALFORMED),
        (packed(bytes(9 * 2**20)), Code.TOO_LARGE),
    ],
)
def test_damaged_codes_are_refused(text: str, code: Code) -> None:
    with pytest.raises(UnreadableError) as error:
        decode_qr(text, LIMITS)
    assert error.value.code is code


def test_trailing_bytes_after_the_message_are_refused() -> None:
    deflate = zlib.compressobj(9, wbits=-15)
    data = b"\x01" + deflate.compress(SD_JWT) + deflate.flush() + b"more"
    with pytest.raises(UnreadableError, match="does not end"):
        decode_qr(ur.encode_bytes(data), LIMITS)


def test_a_code_is_drawn_within_a_frame_after_a_tick() -> None:
    qr_modules("WARM UP")
    begun = time.perf_counter()
    qr_modules("A" * MOST_CHARACTERS)
    assert time.perf_counter() - begun < 0.5
