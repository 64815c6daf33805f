"""The one strict JSON reader: RFC 8259, narrowed to what signed data needs (I-JSON, RFC 7493)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import NoReturn, cast

from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits

_SPACE = " \t\n\r"
"""White space between tokens (RFC 8259 section 2)."""
_SURROGATE_OR_NUL = re.compile("[\x00\ud800-\udfff]")
_ESCAPE_OF_EITHER = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_SAFE_INTEGER = 2**53 - 1
"""The largest magnitude of an integer that every reader knows (RFC 7493 section 2.2)."""
_BY_HAND = 20
"""How many texts are read before the library, which then is much faster, is worth loading."""
_SPACED = b'": '
"""What tells at a glance that a text is not written in the shortest way."""
_MARK = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{,]|[\]}]', re.DOTALL)
"""A text, or a mark of structure. Possessive, and a text may lack its end: each character is looked at once."""


def parse_json(data: bytes, limits: Limits) -> JsonValue:
    """Read one JSON value.

    Refused: anything but UTF-8, a byte order mark, duplicate member names, NaN, Infinity, numbers beyond a double,
    integers beyond ±(2^53-1), lone surrogates, U+0000, nesting beyond `limits.json_depth`, more values than
    `limits.json_values`, trailing bytes.

    Args:
        data: The bytes, all of them.
        limits: Bounds on size, depth, number and integers.

    Returns:
        The value; objects are dicts in the order of their members, arrays are lists.

    Raises:
        UnreadableError: With code MALFORMED, TOO_LARGE, TOO_DEEP or TOO_COMPLEX.

    Source: RFC 8259; RFC 7493 sections 2.1 to 2.3; VERIFICATION.md, check `parse`.
    """
    _check_size(data, limits)
    text = _text(data)
    _check_marks(text, limits)
    known = _shortcut(limits.json_integer).values([data])
    value = known[0] if known else _decode(text, _decoder(limits.json_integer))
    if _ESCAPE_OF_EITHER.search(data):
        _check_characters(value)
    return value


def parse_each(documents: list[bytes], limits: Limits) -> list[JsonValue]:
    """Read several JSON texts, at least one, each by itself and as strictly as `parse_json` does.

    Raises:
        UnreadableError: As `parse_json`, for whichever text is at fault.
    """
    _check_size(max(documents, key=len), limits)
    # No JSON text holds U+0000, so that it keeps them apart while they are looked through as one.
    data = b"\x00".join(documents)
    together = _text(data)
    texts = together.split("\x00")
    if len(texts) != len(documents):
        raise _malformed("it holds U+0000")
    if not _is_within(together, limits):
        for text in texts:
            _check_marks(text, limits)
    decoder = _decoder(limits.json_integer)
    values = _shortcut(limits.json_integer).values(documents) or [_decode(text, decoder) for text in texts]
    if _ESCAPE_OF_EITHER.search(data):
        _check_characters(values)
    return values


def parse_object(data: bytes, limits: Limits) -> JsonObject:
    """Read one JSON object, as `parse_json` does.

    Raises:
        UnreadableError: Also where the value is no object.
    """
    value = parse_json(data, limits)
    if not isinstance(value, dict):
        raise _malformed("it does not hold an object")
    return cast("JsonObject", value)


def _malformed(why: str) -> UnreadableError:
    return UnreadableError(Code.MALFORMED, "This is not valid JSON:", f"{why}.")


def _check_size(data: bytes, limits: Limits) -> None:
    if len(data) > limits.document_bytes:
        raise UnreadableError(Code.TOO_LARGE, f"The document is larger than {limits.document_bytes // 2**20} MiB.")


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed(f"byte {error.start} is not UTF-8") from error


class _Shortcut:
    """Reads texts that are written in the shortest way there is, much sooner; the first few do without its library.

    What comes out byte for byte when it is written again has no white space around its tokens, no member twice, and no
    number beyond the bounds. Of any other text that says nothing, and it is read anew.

    Args:
        largest: Largest magnitude of an integer.
    """

    def __init__(self, largest: int) -> None:
        self._is_known = largest == _SAFE_INTEGER
        self._left = _BY_HAND

    def values(self, documents: list[bytes]) -> list[JsonValue]:
        """Return the value of each text; none of any where one of them is not written so."""
        if self._left or not self._is_known or _SPACED in documents[0]:
            self._left = max(0, self._left - 1)
            return []
        import orjson  # noqa: PLC0415 (start-up counts)

        try:
            values: list[JsonValue] = orjson.loads(b"[" + b",".join(documents) + b"]")
            written = [orjson.dumps(value, None, orjson.OPT_STRICT_INTEGER) for value in values]
        except (ValueError, TypeError):
            return []
        return values if written == documents else []


@cache
def _shortcut(largest: int) -> _Shortcut:
    return _Shortcut(largest)


def _decode(text: str, decoder: json.JSONDecoder) -> JsonValue:
    stripped = text.strip(_SPACE)
    try:
        value, end = decoder.raw_decode(stripped)
    except json.JSONDecodeError as error:
        why = "it begins with a byte order mark (BOM)" if text.startswith("\ufeff") else error.msg
        raise _malformed(f"{why} at character {error.pos}") from error
    except RecursionError as error:
        raise UnreadableError(Code.TOO_DEEP, "The document is nested too deeply.") from error
    if end != len(stripped):
        raise _malformed(f"Extra data at character {end}")
    return cast("JsonValue", value)


@cache
def _decoder(largest: int) -> json.JSONDecoder:
    def integer(digits: str) -> int:
        # A longer run of digits is out of range whatever it says, and costs quadratic time to convert.
        value = int(digits) if len(digits) <= 17 else largest + 1
        if abs(value) > largest:
            raise _malformed("an integer is beyond ±(2^53-1)")
        return value

    return json.JSONDecoder(
        object_pairs_hook=_unique, parse_int=integer, parse_float=_finite, parse_constant=_no_constant
    )


def _unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _malformed("an object names a member twice")
    return members


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise _malformed("a number is too large")
    return value


def _no_constant(name: str) -> NoReturn:
    raise _malformed(f"{name} is no JSON number")


def _is_within(text: str, limits: Limits) -> bool:
    """Whether text is so short, and opens so few values, that it is within the limits however they stand."""
    return len(text) < limits.json_values and text.count("[") + text.count("{") <= limits.json_depth


def _check_marks(text: str, limits: Limits) -> None:
    """Bound depth and number before anything is built: a byte of JSON may cost hundreds of memory."""
    if _is_within(text, limits):
        return
    depth, values = 0, 1
    for mark in (match[0] for match in _MARK.finditer(text)):
        if mark in "]}":
            depth -= 1
        elif mark[0] != '"':
            values += 1
            depth += mark != ","
        if depth > limits.json_depth:
            raise UnreadableError(Code.TOO_DEEP, f"The document is nested deeper than {limits.json_depth} levels.")
        if values > limits.json_values:
            raise UnreadableError(Code.TOO_COMPLEX, f"The document holds more than {limits.json_values} values.")


def _check_characters(value: JsonValue) -> None:
    if isinstance(value, str):
        if _SURROGATE_OR_NUL.search(value):
            raise _malformed("a text holds U+0000 or half a surrogate pair")
    elif isinstance(value, dict):
        for name, member in value.items():
            _check_characters(name)
            _check_characters(member)
    elif isinstance(value, Sequence):
        for item in value:
            _check_characters(item)
