import json
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wallet.model import strict_json
from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonValue
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_each, parse_json, parse_object

LIMITS = Limits()
FRAGMENTS = (
    *("[", "]", "{", "}", ",", ":", " ", "/", "\\/", "-", "0", "1", ".5", "e5", "-0", "-0.0", "1.0", "0.1", "1e400"),
    *("9007199254740991", "9007199254740992", "-9007199254740992", "18446744073709551616", "123456789012345680.0"),
    *(
        "true",
        "null",
        "NaN",
        "Infinity",
        '"',
        '"a"',
        '"a":',
        '"b":1',
        "\\u0000",
        "\\ud800",
        "\\ud83d\\ude00",
        "\\u00e9",
    ),
    *("é", "😀", "\u2028", "\x7f", "\x00", "\ufeff", "\\n", '\\"'),
)


@pytest.fixture(autouse=True, params=["the first texts", "later ones"])
def turn(request: pytest.FixtureRequest) -> None:
    """Read as the first texts are read, and as those that follow."""
    strict_json._shortcut.cache_clear()
    if request.param == "later ones":
        read_enough()


def read_enough() -> None:
    for _ in range(strict_json._BY_HAND):
        parse_json(b"1", LIMITS)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (
            b' {"a": [1, -2.5e3, true, false, null, "\\u00e9\\ud83d\\ude00"]} \n',
            {"a": [1, -2500.0, True, False, None, "é😀"]},
        ),
        (b'"x"', "x"),
        (b"9007199254740991", 2**53 - 1),
        (b"-9007199254740991", -(2**53) + 1),
        (b"1e308", 1e308),
        (b"-0", 0),
        (b'"\\\\u0000"', "\\u0000"),
        (b'{"b": 1, "a": 2}', {"b": 1, "a": 2}),
        ('"\ufeff"'.encode(), "\ufeff"),
    ],
)
def test_json_is_read(data: bytes, value: object) -> None:
    assert parse_json(data, LIMITS) == value


def test_members_keep_their_order() -> None:
    assert list(parse_object(b'{"b": 1, "a": 2, "\\u0063": 3}', LIMITS)) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a": 1, "a": 1}', "twice"),
        (b'{"a": 1, "\\u0061": 2}', "twice"),
        (b'[{"x": {"a": 1, "a": null}}]', "twice"),
        (b"NaN", "NaN"),
        (b"[Infinity]", "Infinity"),
        (b"-Infinity", "Infinity"),
        (b"1e309", "too large"),
        (b"9007199254740992", "beyond"),
        (b"-9007199254740992", "beyond"),
        (b"1" * 5000, "beyond"),
        (b'"\\ud800"', "surrogate"),
        (b'{"\\udc00": 1}', "surrogate"),
        (b'["\\ud83d x"]', "surrogate"),
        (b'"\\u0000"', "U+0000"),
        (b'{"a\\u0000": 1}', "U+0000"),
        (b'"\xff"', "UTF-8"),
        (b'"\xed\xa0\x80"', "UTF-8"),
        (b'\xef\xbb\xbf{"a": 1}', "BOM"),
        ('{"a": 1}'.encode("utf-16"), "UTF-8"),
        (b"", "Expecting value"),
        (b"{} {}", "Extra data"),
        (b"{}\x00", "Extra data"),
        (b"[1,]", "at character"),
        (b"{'a': 1}", "at character"),
        (b'"a\nb"', "control character"),
        (b"01", "Extra data"),
        (b"\xc2\xa01", "Expecting value"),
    ],
)
def test_anything_looser_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_json(data, LIMITS)
    assert caught.value.code is Code.MALFORMED
    assert words in str(caught.value)


@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_depth_is_limited(opening: bytes, closing: bytes) -> None:
    def nested(depth: int) -> bytes:
        return opening * depth + b"1" + closing * depth

    assert parse_json(nested(LIMITS.json_depth), LIMITS)
    for depth in (LIMITS.json_depth + 1, 100_000):
        with pytest.raises(UnreadableError) as caught:
            parse_json(nested(depth), LIMITS)
        assert caught.value.code is Code.TOO_DEEP


def test_brackets_in_texts_are_not_nesting() -> None:
    text = '["{\\"' * 200
    assert parse_json(json.dumps([text] * 10).encode(), LIMITS) == [text] * 10


def test_size_is_limited() -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_json(b"[1, 2]", LIMITS._replace(document_bytes=5))
    assert caught.value.code is Code.TOO_LARGE


@given(st.lists(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=9).map("".join), min_size=1, max_size=3))
@example(["[1", "2]"])
@example(["[1", "2],[3]"])
@example(['{"a":1,"a":1}'])
@example(["9007199254740992"])
def test_both_ways_say_the_same(texts: list[str]) -> None:
    documents = [text.encode() for text in texts]
    strict_json._shortcut.cache_clear()
    long_way = outcome(documents)
    read_enough()
    assert outcome(documents) == long_way


def outcome(documents: list[bytes]) -> str:
    try:
        values = parse_each(documents, LIMITS)
    except UnreadableError as error:
        return f"refused: {error}"
    assert all(repr(parse_json(text, LIMITS)) == repr(value) for text, value in zip(documents, values, strict=True))
    return repr(values)


def test_what_is_written_in_the_shortest_way_is_read_by_the_library() -> None:
    read_enough()
    short, spaced = b'{"a":[1,-2.5,true,null,"\xc3\xa9/"]}', b'{"a": 1}'
    assert strict_json._shortcut(LIMITS.json_integer).values([short, b"[]"]) == [json.loads(short), []]
    assert strict_json._shortcut(LIMITS.json_integer).values([spaced]) == []
    assert strict_json._shortcut(100).values([b"[]"]) == []


def test_an_object_is_asked_for() -> None:
    with pytest.raises(UnreadableError, match="does not hold an object"):
        parse_object(b"[]", LIMITS)


def test_number_is_limited_before_anything_is_built() -> None:
    limits = LIMITS._replace(json_values=4)
    assert parse_json(b'[1, ",,,,", 3]', limits) == [1, ",,,,", 3]
    for data in (b"[1, 2, 3, 4]", b"[[], [], []]", b'{"a": 1, "b": 2, "c": 3, "d": 4}', b"[[[[[["):
        with pytest.raises(UnreadableError) as caught:
            parse_json(data, limits)
        assert caught.value.code is Code.TOO_COMPLEX


@pytest.mark.parametrize("rest", ["\\\\" * 500_000, '\\"' * 500_000, '\\"a' * 500_000, "A" * 2_000_000])
@pytest.mark.parametrize("end", ["", '"]'])
def test_a_long_text_takes_time_and_memory_in_proportion(rest: str, end: str) -> None:
    data = ("[" + "[]," * LIMITS.json_depth + '"' + rest + end).encode()
    started = process_time()
    if end:
        assert len(parse_array(data)) == LIMITS.json_depth + 1
    else:
        with pytest.raises(UnreadableError, match="Unterminated"):
            parse_json(data, LIMITS)
    assert process_time() - started < 2


def parse_array(data: bytes) -> list[JsonValue]:
    value = parse_json(data, LIMITS)
    assert isinstance(value, list)
    return value


@pytest.mark.parametrize(
    "documents",
    [
        [b'["a",', b'"b"]'],
        [b'["a"],["b"]', b"[1", b"2]"],
        [b'"a\x00', b'b"'],
        [b'["a"]\x00["b"]'],
        [b"[]", b""],
        [b'"\xc3', b'\xa9"'],
        [b"[]", b'"\\ud800"'],
        [b"[]", b'{"a": 1, "a": 2}'],
        [b"[]", b'{"a":1,"a":2}'],
    ],
)
def test_texts_read_together_are_each_read_by_itself(documents: list[bytes]) -> None:
    assert parse_each([b"[1]", b' {"a": 2} ', b"3"], LIMITS) == [[1], {"a": 2}, 3]
    with pytest.raises(UnreadableError):
        parse_each(documents, LIMITS)


def test_limits_hold_for_each_text_not_for_all() -> None:
    limits = LIMITS._replace(json_values=4, json_depth=2)
    assert parse_each([b"[[1,2]]"] * 10, limits) == [[[1, 2]]] * 10
    for data in (b"[1,2,3,4]", b"[[[1]]]"):
        with pytest.raises(UnreadableError):
            parse_each([b"[]", data], limits)
