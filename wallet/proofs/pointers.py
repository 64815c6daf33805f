"""Parts of a document by JSON Pointer.

Source: https://www.rfc-editor.org/rfc/rfc6901 ; https://www.w3.org/TR/vc-di-ecdsa/#selective-disclosure-functions ,
whose names are given below
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from typing import TypeAlias, cast

from wallet.model.json_types import JsonObject, JsonValue

_KEPT = ("@context", "id", "type")
"""Members that a node keeps whatever else is selected of it: what and which it is, and how to read it."""
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*")
_INDEX = re.compile(r"0|[1-9][0-9]*")
_Wanted: TypeAlias = "dict[str, _Wanted | None]"
"""What is wanted of a value, by the next step; None where all of it is."""


def select(document: JsonObject, pointers: Sequence[str]) -> JsonObject | None:
    """Return the part of a document that pointers select; None for no pointers (selectJsonLd).

    Every node on the way keeps its identifier, types and context; arrays close up; members keep their order.

    Args:
        document: A compact JSON-LD document; not changed. What is selected whole is shared with the result.
        pointers: JSON Pointers; an empty one selects everything.

    Raises:
        ValueError: If one is no JSON Pointer or points at nothing.
    """
    if not pointers:
        return None
    whole: JsonValue = document
    wanted: _Wanted = {}
    for pointer in pointers:
        path = steps(pointer)
        reduce(_member, path, whole)
        _want(wanted, path)
    # An object's part is an object.
    return cast("JsonObject", _part(document, None if "" in pointers else wanted))


def steps(pointer: str) -> tuple[str, ...]:
    """Return the reference tokens of a JSON Pointer, unescaped (jsonPointerToPaths; RFC 6901 sections 3 and 4).

    Raises:
        ValueError: If it is no JSON Pointer.
    """
    if not _POINTER.fullmatch(pointer):
        raise ValueError("this is no JSON Pointer")
    return tuple([token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]])


def _member(value: JsonValue, step: str) -> JsonValue:
    """Return what a reference token points at (RFC 6901 section 4)."""
    if isinstance(value, dict) and step in value:
        return cast("JsonValue", value[step])
    if isinstance(value, list) and _INDEX.fullmatch(step) and int(step) < len(value):
        return cast("JsonValue", value[int(step)])
    raise ValueError("a JSON Pointer points at nothing")


def _want(wanted: _Wanted, path: Sequence[str]) -> None:
    for step in path[:-1]:
        inner = wanted.setdefault(step, {})
        if inner is None:
            return
        wanted = inner
    if path:
        wanted[path[-1]] = None


def _part(value: JsonValue, wanted: _Wanted | None) -> JsonValue:
    if wanted is None:
        return value
    if isinstance(value, dict):
        kept = [name for name in value if name in wanted or name in _KEPT]
        return {name: _part(value[name], None if name in _KEPT else wanted[name]) for name in kept}
    return [_part(_member(value, step), wanted[step]) for step in sorted(wanted, key=int)]
