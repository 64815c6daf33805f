"""The part of CBOR that proof values are written in, strictly: each value has one spelling.

Unsigned integers, byte and text strings, arrays and maps, all of definite length; no tags, no floats, nothing after
the end. Keys of maps may come in any order, as the suites do not say in which.

Source: RFC 8949 sections 3 and 4.2.1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

CborValue: TypeAlias = "int | bytes | str | Sequence[CborValue] | Mapping[CborValue, CborValue]"

_UNSIGNED, _BYTES, _TEXT, _ARRAY, _MAP = 0, 2, 3, 4, 5
_DEEPEST = 4
"""Deepest nesting of arrays and maps; proof values have two."""
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""Bytes that follow the initial byte, by its lower five bits (section 3)."""


def decode(data: bytes) -> CborValue:
    """Read one value.

    Args:
        data: The value, and nothing after it.

    Returns:
        An int, bytes, str, list or dict.

    Raises:
        ValueError: If it is not exactly what `encode` would write, but for the order of keys.
    """
    reader = _Reader(data)
    value = reader.value(_DEEPEST)
    if reader.position != len(data):
        raise ValueError("bytes follow the CBOR value")
    return value


def encode(value: CborValue) -> bytes:
    """Write a value; maps in the order of their items.

    Args:
        value: Integers are at least 0 and below 2^64.
    """
    if isinstance(value, int):
        return _head(_UNSIGNED, value)
    if isinstance(value, bytes):
        return _head(_BYTES, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    if isinstance(value, Mapping):
        return _head(_MAP, len(value)) + b"".join(encode(key) + encode(item) for key, item in value.items())
    return _head(_ARRAY, len(value)) + b"".join(encode(item) for item in value)


def _head(kind: int, number: int) -> bytes:
    if number < min(_WIDTHS):
        return bytes([kind << 5 | number])
    code, width = next((code, width) for code, width in _WIDTHS.items() if number < 1 << 8 * width)
    return bytes([kind << 5 | code]) + number.to_bytes(width, "big")


class _Reader:
    """Reads on from a position."""

    __slots__ = ("_data", "position")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def value(self, levels: int) -> CborValue:
        kind, number = self._read_head()
        if kind == _UNSIGNED:
            return number
        if kind == _BYTES:
            return self._take(number)
        if kind == _TEXT:
            return self._take(number).decode("utf-8")
        if not levels:
            raise ValueError("the CBOR value is nested too deeply")
        if kind == _ARRAY:
            return [self.value(levels - 1) for _ in range(number)]
        if kind == _MAP:
            return self._map(number, levels - 1)
        raise ValueError("the CBOR value is of a kind that proof values do not have")

    def _map(self, size: int, levels: int) -> CborValue:
        items: dict[CborValue, CborValue] = {}
        for _ in range(size):
            key = self.value(0)
            if key in items:
                raise ValueError("a key is there twice")
            items[key] = self.value(levels)
        return items

    def _read_head(self) -> tuple[int, int]:
        initial = self._take(1)[0]
        kind, code = initial >> 5, initial & 0b11111
        if code < min(_WIDTHS):
            return kind, code
        if code not in _WIDTHS:
            raise ValueError("the CBOR value has no definite length")
        number = int.from_bytes(self._take(_WIDTHS[code]), "big")
        if _head(kind, number) != self._data[self.position - 1 - _WIDTHS[code] : self.position]:
            raise ValueError("a number is not written in its shortest form")
        return kind, number

    def _take(self, size: int) -> bytes:
        taken = self._data[self.position : self.position + size]
        if len(taken) != size:
            raise ValueError("the CBOR value is cut off")
        self.position += size
        return taken
