import json

import pytest

from tests.formats.badges import BADGE, LIMITS, token
from wallet.formats.reader import extract, parse
from wallet.formats.svg import bake, baked_text
from wallet.model.checks import Code
from wallet.model.credential import Carrier
from wallet.model.errors import RefusedError, UnreadableError

DOCUMENT = json.dumps(BADGE, ensure_ascii=False).encode()
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def picture(inside: str = "", before: str = "", namespace: str = NAMESPACE) -> bytes:
    root = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{namespace}" viewBox="0 0 1 1">'
    return f'<?xml version="1.0"?>{before}{root}{inside}<rect width="1"/></svg>'.encode()


def cdata(document: bytes) -> str:
    return f"<openbadges:credential>\n <![CDATA[\n{document.decode()}\n]]>\n</openbadges:credential>"


def refusal(data: bytes, **limits: int) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        baked_text(data, LIMITS._replace(**limits))
    return caught.value


@pytest.mark.parametrize("namespace", [NAMESPACE, "https://purl.imsglobal.org/spec/ob/v3p0"])
def test_json_comes_out_of_the_element(namespace: str) -> None:
    data = b"\xef\xbb\xbf" + picture(cdata(DOCUMENT), namespace=namespace)
    document = extract(data, LIMITS)
    assert (document.content, document.carrier, document.container) == (DOCUMENT, Carrier.SVG, data)
    assert parse(document, LIMITS).format == "ob3-svg-json"


def test_a_token_comes_out_of_the_attribute() -> None:
    compact = token(BADGE, typ="JWT")
    data = picture(f'<openbadges:credential verify="{compact.decode()}"> </openbadges:credential>')
    credential = parse(extract(data, LIMITS), LIMITS)
    assert (credential.source.content, credential.format) == (compact, "ob3-svg-jwt")


@pytest.mark.parametrize("document", [DOCUMENT, json.dumps({**BADGE, "name": "a]]>b ü"}).encode(), token(BADGE)])
def test_what_is_baked_is_read_back(document: bytes) -> None:
    before = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    baked = bake(bake(picture("<title>T</title>", before), b"{}", LIMITS), document, LIMITS)
    assert baked.count(b"<openbadges:credential") == 1
    assert before.encode() in baked
    assert b"<title>T</title><rect" in baked
    text = baked_text(baked, LIMITS)
    assert text == document.replace(b"]]>", b"]]\\u003e")
    assert extract(baked, LIMITS).payload["credentialSubject"] == BADGE["credentialSubject"]


def test_what_cannot_stand_in_xml_is_refused() -> None:
    with pytest.raises(RefusedError):
        bake(picture(), b"a\x00b", LIMITS)
    with pytest.raises(RefusedError):
        bake(picture(), b'{"a": "\xff"}', LIMITS)


def test_no_badge_and_more_than_one() -> None:
    assert refusal(picture()).code is Code.NOT_A_BADGE
    assert refusal(picture(cdata(b"{}") * 2)).code is Code.MORE_THAN_ONE
    assert refusal(picture(f"<g>{cdata(b'{}')}</g>{cdata(b'{}')}")).code is Code.MORE_THAN_ONE


def test_a_badge_of_version_2_is_read() -> None:
    inside = (
        '<o:assertion xmlns:o="http://openbadges.org" verify="https://a.example">{"type": "Assertion"}</o:assertion>'
    )
    assert extract(picture(inside), LIMITS).payload == {"type": "Assertion"}
    with pytest.raises(UnreadableError, match="address of a badge"):
        extract(picture(inside.replace('{"type": "Assertion"}', "")), LIMITS)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(9))


@pytest.mark.parametrize(
    "data",
    [
        picture("<rect", ""),
        picture("&lol;"),
        picture("&e8;", f"<!DOCTYPE svg [{ENTITIES}]>"),
        picture('<rect id="&e8;"/>', f"<!DOCTYPE svg [{ENTITIES}]>"),
        picture("", '<!DOCTYPE svg [<!ENTITY a "b">]>'),
        picture("&x;", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        picture(cdata(b"{}"), '<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://a.example/x.dtd"> %x;]>'),
    ],
)
def test_damage_and_entities_are_refused(data: bytes) -> None:
    assert refusal(data).code is Code.MALFORMED


def test_depth_is_limited() -> None:
    nested = "<g>" * 30 + "</g>" * 30
    assert refusal(picture(nested), svg_depth=30).code is Code.TOO_COMPLEX
    assert refusal(picture(nested), svg_depth=31).code is Code.NOT_A_BADGE


@pytest.mark.parametrize("part", ["<a/>", "<!-- -->", "<?a b?>", '<a b="c"/>'])
def test_number_of_parts_is_limited(part: str) -> None:
    assert refusal(picture(part * 200), svg_nodes=100).code is Code.TOO_COMPLEX


def test_size_is_limited() -> None:
    assert refusal(picture(), svg_bytes=10).code is Code.TOO_LARGE


def test_declarations_before_the_picture_are_limited() -> None:
    declared = "".join(f'a{n} CDATA "x" ' for n in range(40_000))
    assert refusal(picture("", f"<!DOCTYPE svg [<!ATTLIST svg {declared}>]>")).code is Code.MALFORMED


def test_one_element_with_two_badges_is_more_than_one() -> None:
    compact = token(BADGE, typ="JWT").decode()
    data = picture(cdata(DOCUMENT).replace("<openbadges:credential", f'<openbadges:credential verify="{compact}"', 1))
    assert refusal(data).code is Code.MORE_THAN_ONE
