"""Members of foreign JSON, read leniently: any of them may be absent, single, repeated or of another type."""

from __future__ import annotations

from wallet.model.json_types import JsonObject, JsonValue


def items(value: JsonValue) -> list[JsonValue]:
    """Return an array's items; a single value as one item; nothing for an absent one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def objects(value: JsonValue) -> list[JsonObject]:
    """Return the objects among a value's items."""
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    return [value] if isinstance(value, dict) else []


def strings(value: JsonValue) -> list[str]:
    """Return the strings among a value's items."""
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return [value] if isinstance(value, str) else []


def values_at(claims: JsonObject, path: tuple[str, ...]) -> list[JsonValue]:
    """Return each item that a path of members leads to, through every object of an array on the way."""
    found: list[JsonValue] = [claims]
    for name in path:
        found = [holder.get(name) for value in found for holder in objects(value)]
    return [item for value in found for item in items(value)]


def first_object(value: JsonValue) -> JsonObject:
    """Return the first object among a value's items; an empty one where there is none."""
    found = objects(value)
    return found[0] if found else {}


def string(value: JsonValue) -> str:
    """Return a string; empty for anything else."""
    return value if isinstance(value, str) else ""


def identifier(value: JsonValue) -> str:
    """Return a reference's identifier: the string itself, or an object's `id`; empty where there is none."""
    if isinstance(value, dict):
        return string(value.get("id"))
    return string(value)


def types(value: JsonObject) -> tuple[str, ...]:
    """Return the names in an object's `type`."""
    return tuple(strings(value.get("type")))


def contexts(value: JsonObject) -> tuple[str, ...]:
    """Return the context addresses in an object's `@context`; inline contexts are left out."""
    return tuple(strings(value.get("@context")))
