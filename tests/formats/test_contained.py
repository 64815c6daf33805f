import json

import pytest

from tests.formats.badges import BADGE, LIMITS, OLD_BADGE, changed, digest, disclosure, read, sd_jwt, token
from wallet.formats.members import values_at
from wallet.formats.reader import extract, parse
from wallet.formats.spans import items_of
from wallet.model.checks import Code
from wallet.model.credential import Securing
from wallet.model.errors import UnreadableError

CONTEXT = ["https://www.w3.org/ns/credentials/v2"]
TOKEN = token(BADGE, typ="vc+jwt")
ENVELOPED = {
    "@context": CONTEXT,
    "type": "EnvelopedVerifiableCredential",
    "id": f"data:application/vc+jwt,{TOKEN.decode()}",
}


def presentation(*entries: object) -> dict:
    return {"@context": CONTEXT, "type": "VerifiablePresentation", "verifiableCredential": list(entries)}


def test_an_embedded_badge_keeps_its_own_bytes() -> None:
    badge = json.dumps(BADGE, indent=3).encode().replace(b'"name"', b'"n\\u0061me"')
    data = (
        b'{ "type":"VerifiablePresentation","x":[{"verifiableCredential":1}],"verifiable\\u0043redential" :\n[ %b ,%b]}'
    )
    credential = read(data % (badge, TOKEN.join([b'"', b'"'])))
    embedded, enveloped = credential.presented
    assert embedded.content == badge
    assert embedded.payload == BADGE
    assert enveloped.content == TOKEN
    assert enveloped.securing is Securing.JWT


def test_one_badge_need_not_be_in_a_list() -> None:
    assert [inner.payload for inner in read(changed(presentation(), verifiableCredential=BADGE)).presented] == [BADGE]


def test_an_enveloped_badge_is_its_token() -> None:
    (inner,) = read(presentation(ENVELOPED)).presented
    assert inner.content == TOKEN
    assert parse(inner, LIMITS).format == "ob3-jwt"


@pytest.mark.parametrize("wrapper", [{"vp": presentation(OLD_BADGE)}, presentation(OLD_BADGE)])
def test_a_token_presents_too(wrapper: dict) -> None:
    (inner,) = read(token(wrapper, typ="JWT")).presented
    assert json.loads(inner.content) == OLD_BADGE


def test_an_sd_jwt_presents_too() -> None:
    entry = disclosure(BADGE)
    payload = changed(presentation(), verifiableCredential=[{"...": digest(entry)}])
    credential = read(sd_jwt(payload, entry, typ="vp+sd-jwt"))
    assert credential.format == "vp-sd-jwt"
    assert [json.loads(inner.content) for inner in credential.presented] == [BADGE]


@pytest.mark.parametrize(
    "entry", ["a.b.c", 1, None, {}, {"a": 1}, presentation(BADGE), {**ENVELOPED, "id": "data:x,y"}]
)
def test_what_cannot_be_read_keeps_its_place(entry: object) -> None:
    first, second = read(presentation(entry, BADGE)).presented
    assert second.payload == BADGE
    with pytest.raises(UnreadableError):
        parse(first, LIMITS)


@pytest.mark.parametrize("nothing", [None, []])
def test_a_presentation_may_be_empty(nothing: object) -> None:
    document = {**presentation(), "verifiableCredential": nothing}
    assert read(document).presented == ()
    assert read(token(document)).presented == ()


def test_counts_are_limited() -> None:
    document = extract(json.dumps(presentation(BADGE, BADGE, BADGE)).encode(), LIMITS)
    with pytest.raises(UnreadableError) as caught:
        parse(document, LIMITS._replace(presented=2))
    assert caught.value.code is Code.TOO_COMPLEX


@pytest.mark.parametrize(
    ("text", "path", "found"),
    [
        ('{"a": [1, "]", {"b": []} ]}', ("a",), ["1", '"]"', '{"b": []}']),
        ('{"a": []}', ("a",), []),
        ('{"a": {"b":[true]}}', ("a", "b"), ["true"]),
        (' {"a" : 1 }', ("a",), ["1"]),
        ("{}", ("a",), []),
        ('{"b": 1}', ("a", "b"), []),
        ('{"a": 1}', ("a", "b"), []),
        ('{"a": null}', ("a",), []),
        ('{"a": [null, [2]]}', ("a",), ["null", "[2]"]),
        ('{"a": [{"b": [1, 2]}, 5, {"c": 3}, {"b":{ }}]}', ("a", "b"), ["1", "2", "{ }"]),
    ],
)
def test_spans_of_items(text: str, path: tuple[str, ...], found: list[str]) -> None:
    assert items_of(text, path) == found
    assert values_at(json.loads(text), path) == [json.loads(item) for item in found]
