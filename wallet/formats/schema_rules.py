"""The part of JSON Schema that the bundled schemas are written in: whether a document follows one, not where it fails.

A yes here spares a short run the library, which takes longer to load than all other checks of a badge to make. Whatever
is not followed is the library's to judge and to explain (`schema`). A keyword that is not here is an error of ours.

Source: https://json-schema.org/draft/2019-09/json-schema-core (sections 8 and 9) and
https://json-schema.org/draft/2019-09/json-schema-validation (section 6)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Schema: TypeAlias = Mapping[str, Any]
"""A schema, or a part of one; it ships with the program and is trusted."""

_DEFINITIONS = "#/$defs/"
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "number": (int, float),
}


def follows(root: Schema, value: object) -> bool:
    """Return whether JSON follows a schema.

    Args:
        root: The whole schema.
        value: Decoded JSON: dicts, lists, texts, numbers, booleans and None.

    Raises:
        RecursionError: Where it is nested deeper than Python calls itself.
    """
    return _follows(root, value, root)


def _follows(schema: Schema, value: object, root: Schema) -> bool:
    return all(_RULES[keyword](schema, value, root) for keyword in schema)


def _type(schema: Schema, value: object, _root: Schema) -> bool:
    names = schema["type"]
    return any(_is(value, name) for name in ([names] if isinstance(names, str) else names))


def _is(value: object, name: str) -> bool:
    # Python's booleans are numbers too.
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def _ref(schema: Schema, value: object, root: Schema) -> bool:
    return _follows(root["$defs"][schema["$ref"].removeprefix(_DEFINITIONS)], value, root)


def _all_of(schema: Schema, value: object, root: Schema) -> bool:
    return all(_follows(part, value, root) for part in schema["allOf"])


def _if(schema: Schema, value: object, root: Schema) -> bool:
    branch = "then" if _follows(schema["if"], value, root) else "else"
    return _follows(schema.get(branch, {}), value, root)


def _const(schema: Schema, value: object, _root: Schema) -> bool:
    return isinstance(value, str) and value == schema["const"]


def _enum(schema: Schema, value: object, _root: Schema) -> bool:
    return isinstance(value, str) and value in schema["enum"]


def _required(schema: Schema, value: object, _root: Schema) -> bool:
    return not isinstance(value, dict) or all(name in value for name in schema["required"])


def _properties(schema: Schema, value: object, root: Schema) -> bool:
    if not isinstance(value, dict):
        return True
    return all(_follows(part, value[name], root) for name, part in schema["properties"].items() if name in value)


def _items(schema: Schema, value: object, root: Schema) -> bool:
    if not isinstance(value, list):
        return True
    parts = schema["items"]
    if isinstance(parts, Mapping):
        return all(_follows(parts, item, root) for item in value)
    further = [schema.get("additionalItems", {})] * (len(value) - len(parts))
    return all(_follows(part, item, root) for part, item in zip([*parts, *further], value, strict=False))


def _contains(schema: Schema, value: object, root: Schema) -> bool:
    return not isinstance(value, list) or any(_follows(schema["contains"], item, root) for item in value)


def _min_items(schema: Schema, value: object, _root: Schema) -> bool:
    return not isinstance(value, list) or len(value) >= schema["minItems"]


def _says_nothing(_schema: Schema, _value: object, _root: Schema) -> bool:
    return True


_Rule: TypeAlias = Callable[[Schema, object, Schema], bool]
_RULES: dict[str, _Rule] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "required": _required,
    "minItems": _min_items,
    "properties": _properties,
    "items": _items,
    "contains": _contains,
    "$ref": _ref,
    "allOf": _all_of,
    "if": _if,
    **dict.fromkeys(("then", "else", "additionalItems"), _says_nothing),
    **dict.fromkeys(("$schema", "$defs", "$comment", "title"), _says_nothing),
}
"""The keywords: rules, those that others read, and those that say nothing of a document."""
