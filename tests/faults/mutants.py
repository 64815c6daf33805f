"""Everything that can be done to one place of a document or token: change, delete, duplicate, retype, move, insert."""

from __future__ import annotations

import copy
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

Path = tuple[str | int, ...]
Mutant = tuple[str, bytes]
OTHERS: tuple[Any, ...] = (None, True, 0, 1.5, "", "x", "https://x.example/", [], {}, ["x"], {"id": "urn:x:y"})
_TWICE = "\N{SECTION SIGN}twice"


def mutants(data: bytes) -> Iterator[Mutant]:
    """Yield what was done and what came of it, for JSON (and the tokens in its texts) or for a token."""
    if data.lstrip()[:1] == b"{":
        yield from _json_mutants(json.loads(data))
    else:
        yield from ((what, token.encode()) for what, token in token_mutants(data.decode()))


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the way to every member and item, outer ones first."""
    if path:
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in entries:
        yield from places(inner, (*path, step))


def _json_mutants(document: Any) -> Iterator[Mutant]:
    for path in places(document):
        value = _at(document, path)
        for what, change in _changes(value):
            yield f"{what} {path}", _written(_changed(document, path, change))
        for text in _texts(value):
            yield f"text {path}", _written(_changed(document, path, partial(_set, value=text)))


Change = Callable[[Any, Any], None]


def _changes(value: Any) -> Iterator[tuple[str, Change]]:
    yield "delete", lambda parent, step: parent.__delitem__(step)
    yield "duplicate", _duplicate
    yield "insert", _insert
    yield "rename", _rename
    yield "move to the end", lambda parent, step: _add(parent, step, parent.pop(step))
    yield "move inside", lambda parent, step: _set(parent, step, {"name": parent[step]})
    retyped = [[value], str(value), {"@value": value}, {"@id": value}, {"@graph": value}, {"@list": [value]}]
    for other in [*OTHERS, *retyped]:
        if other != value:
            yield f"change to {other!r:.30}", partial(_set, value=other)


def _texts(value: Any) -> Iterator[str]:
    """Yield a text with one character changed here and there, and the token it holds with each of its parts changed."""
    if isinstance(value, str) and value:
        for at in sorted(
            {0, len(value) // 3, len(value) // 2, len(value) - 2, len(value) - 1} & set(range(len(value)))
        ):
            yield value[:at] + ("B" if value[at] == "A" else "A") + value[at + 1 :]
        yield from (value + more for more in ("A", "=", " ", "\u200b", "#A", "?A"))
        start, comma, token = value.partition(",")
        if comma and token.count(".") >= 2:
            yield from (f"{start},{changed}" for _, changed in token_mutants(token))


def token_mutants(token: str) -> Iterator[tuple[str, str]]:
    """Yield a token with each of its segments altered, and with segments lost, doubled, swapped or added."""
    parts, ends = _split(token)
    for number, part in enumerate(parts):
        for what, changed in _segment_mutants(part):
            yield f"segment {number}: {what}", _joined([*parts[:number], *changed, *parts[number + 1 :]], ends)
        yield (
            f"swap {number}",
            _joined([*parts[:number], *parts[number : number + 2][::-1], *parts[number + 2 :]], ends),
        )
        yield f"cut at {number}", _joined(parts[:number], ends)
    yield "cut", token[:-1]
    yield "one more", token + ".AAAA"
    yield "one more disclosure", token + "~WyJhIiwiYiIsImMiXQ~"


def _segment_mutants(part: str) -> Iterator[tuple[str, list[str]]]:
    yield "delete", []
    yield "empty", [""]
    yield "duplicate", [part, part]
    yield "longer", [part + "A"]
    yield "padded", [part + "="]
    for at in range(0, len(part), max(1, len(part) // 12)):
        for character in "AZ-+":
            if part[at] != character:
                yield f"change at {at}", [part[:at] + character + part[at + 1 :]]
    yield from ((what, [_encoded(changed)]) for what, changed in _inner_mutants(part))


def _inner_mutants(part: str) -> Iterator[Mutant]:
    try:
        value = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except ValueError:
        return
    for path in places(value) if isinstance(value, dict | list) else ():
        for what, change in _changes(_at(value, path)):
            yield f"{what} {path}", _written(_changed(value, path, change))


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _split(token: str) -> tuple[list[str], list[str]]:
    ends = [character for character in token if character in ".~"]
    return token.replace("~", ".").split("."), [*ends, ""]


def _joined(parts: list[str], ends: list[str]) -> str:
    return "".join(part + end for part, end in zip(parts, [*ends, *"~~"][: len(parts)], strict=False))


def _at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def _changed(document: Any, path: Path, change: Change) -> Any:
    mutant = copy.deepcopy(document)
    change(_at(mutant, path[:-1]), path[-1])
    return mutant


def _written(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).replace(_TWICE, "").encode("utf-8", "surrogatepass")


def _set(parent: Any, step: Any, value: Any) -> None:
    parent[step] = value


def _add(parent: Any, step: Any, value: Any) -> None:
    parent.append(value) if isinstance(parent, list) else parent.update({step: value})


def _duplicate(parent: Any, step: Any) -> None:
    if isinstance(parent, list):
        parent.insert(step, copy.deepcopy(parent[step]))
    else:
        parent[f"{step}{_TWICE}"] = copy.deepcopy(parent[step])


def _insert(parent: Any, step: Any) -> None:
    parent.insert(step, "added") if isinstance(parent, list) else parent.update({f"{step}X": "added"})


def _rename(parent: Any, step: Any) -> None:
    _add(parent, f"{step}X" if isinstance(parent, dict) else step, parent.pop(step))
