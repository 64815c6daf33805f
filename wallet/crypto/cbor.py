"""CBOR, as far as proofs are written in it: whole numbers, bytes, texts, arrays and maps, without tags.

Everything has one spelling here (section 4.2.1, but for the order of a map), and every other is refused.

Source: https://www.rfc-editor.org/rfc/rfc8949
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

CborValue: TypeAlias = "int | bytes | str | Sequence[CborValue] | Mapping[CborKey, CborValue]"
CborKey: TypeAlias = "int | bytes | str"

_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP = range(6)
"""The major types (section 3.1) that are read."""
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""Bytes that the argument takes by the additional information (section 3)."""
_FEWEST_WIDE = min(_WIDTHS)
"""Below it, the additional information is the argument."""
_DEEPEST = 4


def decode(data: bytes, deepest: int = _DEEPEST, *, negative: bool = False) -> CborValue:
    """Read one CBOR item that fills the data.

    Args:
        data: The item.
        deepest: How deep it may be nested, at most.
        negative: Whether it may hold whole numbers below 0.

    Raises:
        ValueError: If it does not, holds another type or a tag, is nested deeper, is of indefinite length, holds
            a map with a key twice, or a number or length not written in the fewest bytes.
    """
    value, end = _item(data, 0, _DEEPEST - deepest, negative)
    if end != len(data):
        raise ValueError("there is more than one CBOR item")
    return value


def encode(value: CborValue) -> bytes:
    """Write an item; a map keeps the order it has.

    Raises:
        ValueError: If a number is beyond 64 bits.
    """
    if isinstance(value, int):
        return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    if isinstance(value, bytes):
        return _head(_BYTES, len(value)) + value
    if isinstance(value, str):
        return _head(_TEXT, len(value.encode())) + value.encode()
    if isinstance(value, Mapping):
        return _head(_MAP, len(value)) + b"".join(encode(part) for entry in value.items() for part in entry)
    return _head(_ARRAY, len(value)) + b"".join(encode(item) for item in value)


def _item(data: bytes, start: int, depth: int, negative: bool) -> tuple[CborValue, int]:
    major, argument, start = _argument(data, start)
    if major == _UNSIGNED or (major == _NEGATIVE and negative):
        return argument if major == _UNSIGNED else -1 - argument, start
    if argument > len(data) - start or depth > _DEEPEST:
        raise ValueError("the CBOR ends too early, or is nested too deep")
    if major == _BYTES:
        return data[start : start + argument], start + argument
    if major == _TEXT:
        return data[start : start + argument].decode(), start + argument
    if major == _ARRAY:
        return _items(data, start, argument, depth, negative)
    if major == _MAP:
        return _map(data, start, argument, depth, negative)
    raise ValueError("the CBOR holds a type that proofs do not")


def _items(data: bytes, start: int, count: int, depth: int, negative: bool) -> tuple[list[CborValue], int]:
    items = []
    for _ in range(count):
        item, start = _item(data, start, depth + 1, negative)
        items.append(item)
    return items, start


def _map(data: bytes, start: int, count: int, depth: int, negative: bool) -> tuple[dict[CborKey, CborValue], int]:
    parts, end = _items(data, start, 2 * count, depth, negative)
    keys = [part for part in parts[::2] if isinstance(part, int | bytes | str)]
    if len(set(keys)) != count:
        raise ValueError("a CBOR map holds a key twice, or one that is no key")
    return dict(zip(keys, parts[1::2], strict=True)), end


def _argument(data: bytes, start: int) -> tuple[int, int, int]:
    """Return the major type, the argument, and where the rest begins (section 3)."""
    if start >= len(data):
        raise ValueError("the CBOR ends too early")
    major, information = data[start] >> 5, data[start] & 0x1F
    if information < _FEWEST_WIDE:
        return major, information, start + 1
    width = _WIDTHS.get(information, 0)
    end = start + 1 + width
    argument = int.from_bytes(data[start + 1 : end], "big")
    # Cut short, or what fits into half as many bytes, or into the first; or of no width at all.
    if end > len(data) or argument < (_FEWEST_WIDE if width == 1 else 1 << 4 * width) or not width:
        raise ValueError("a CBOR number or length is not written in the fewest bytes")
    return major, argument, end


def _head(major: int, argument: int) -> bytes:
    if 0 <= argument < _FEWEST_WIDE:
        return bytes([major << 5 | argument])
    for information, width in _WIDTHS.items():
        if 0 <= argument < 1 << 8 * width:
            return bytes([major << 5 | information]) + argument.to_bytes(width, "big")
    raise ValueError("the number does not fit into CBOR")
