"""Disclosures of an SD-JWT, and the walk that puts them in their places.

Source: https://www.rfc-editor.org/rfc/rfc9901#section-7.1
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue

DIGESTS = "_sd"
ARRAY_DIGEST = "..."
HASH_NAME = "_sd_alg"
_RESERVED = frozenset({DIGESTS, ARRAY_DIGEST, HASH_NAME})

Place: TypeAlias = "tuple[Place, str | int] | None"
"""Where a value is in the processed payload: in what, and by which name or number; None for the payload itself."""


class Disclosure(NamedTuple):
    """One disclosure.

    Attributes:
        encoded: Its base64url text as it stands in the token; digests are over it.
        text: The JSON that this encodes.
        salt: Its salt.
        name: The member it discloses; None for an array element.
        value: The value it discloses, which may itself hold digests.
    """

    encoded: bytes
    text: bytes
    salt: str
    name: str | None
    value: JsonValue


class Placement(NamedTuple):
    """Where a disclosure landed.

    Attributes:
        disclosure: Which.
        pointer: The JSON Pointer (RFC 6901) of its value in the processed payload.
        parent: The pointer of the disclosed value that holds it; empty where the signed payload itself does.
    """

    disclosure: Disclosure
    pointer: str
    parent: str


Landing: TypeAlias = tuple[Disclosure, Place, Place]
"""A disclosure, the place of its value, and that of the disclosed value which holds it, or None, as `Placement`.

Most walks are made for what is shown and not for where it landed, so that pointers are made when one is asked for.
"""


def refused(detail: str) -> ProofError:
    """Return the refusal of an SD-JWT whose disclosures do not hold."""
    return ProofError(CheckId.DISCLOSURE_INTEGRITY, Code.DISCLOSURE_INVALID, detail)


def pointer_to(parent: str, name: str | int) -> str:
    """Return the JSON Pointer of a member or item (RFC 6901 section 3)."""
    if isinstance(name, str) and ("~" in name or "/" in name):
        name = name.replace("~", "~0").replace("/", "~1")
    return f"{parent}/{name}"


def upwards(pointer: str) -> Iterator[str]:
    """Yield a JSON Pointer and those of all that is around its place, from the inside out, but for the whole."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


class Walk:
    """One pass over a payload, replacing digests by what was disclosed for them (steps 3.b to 3.f, and 4)."""

    def __init__(self, by_digest: Mapping[str, tuple[int, Disclosure]], deepest: int) -> None:
        self.landings: list[Landing] = []
        self._by_digest = by_digest
        self._deepest = deepest
        self._seen: set[str] = set()

    def payload(self, payload: JsonObject) -> JsonObject:
        """Return the processed payload; `landings` then holds what was disclosed.

        Raises:
            ProofError: DISCLOSURE_INTEGRITY with DISCLOSURE_INVALID.
        """
        signed = {name: value for name, value in payload.items() if name != HASH_NAME}  # step 3.f
        return self._object(signed, None, None, 0)

    def _nested(self, value: JsonObject | list[JsonValue], place: Place, parent: Place, depth: int) -> JsonValue:
        if depth >= self._deepest:
            raise refused("The disclosures are nested too deeply.")
        if isinstance(value, list):
            return self._array(value, place, parent, depth)
        return self._object(value, place, parent, depth)

    def _object(self, source: JsonObject, place: Place, parent: Place, depth: int) -> JsonObject:
        if ARRAY_DIGEST in source:
            raise refused("A name that is reserved for digests is used for something else.")
        members = dict(source)
        digests = members.pop(DIGESTS, None)  # step 3.e
        for member, value in members.items():
            if isinstance(value, (dict, list)):
                members[member] = self._nested(value, (place, member), parent, depth + 1)
        if DIGESTS in source:
            for _, disclosure in self._disclosed(digests):
                name = disclosure.name
                if name is None or name in _RESERVED or name in members:
                    raise _misplaced(disclosure)
                members[name] = self._landed(disclosure, (place, name), parent, depth + 1)  # steps 3.c.ii.4 and 5
        return members

    def _array(self, source: list[JsonValue], place: Place, parent: Place, depth: int) -> list[JsonValue]:
        elements: list[JsonValue] = []
        for item in source:
            if not isinstance(item, (dict, list)):
                elements.append(item)
                continue
            inner = (place, len(elements))
            if ARRAY_DIGEST not in item or isinstance(item, list):
                elements.append(self._nested(item, inner, parent, depth + 1))
                continue
            for _, disclosure in self._disclosed(_element_digests(item)):  # step 3.d where there is none
                if disclosure.name is not None:
                    raise refused("A disclosure of a member stands for an array element.")  # step 3.c.iii.1
                elements.append(self._landed(disclosure, inner, parent, depth + 1))
        return elements

    def _landed(self, disclosure: Disclosure, place: Place, parent: Place, depth: int) -> JsonValue:
        self.landings.append((disclosure, place, parent))
        value = disclosure.value
        if not isinstance(value, (dict, list)) or _is_plain(disclosure.text, self._deepest - depth):
            return value
        return self._nested(value, place, place, depth)

    def _disclosed(self, digests: JsonValue) -> list[tuple[int, Disclosure]]:
        """Steps 3.b, 3.c.i and 4: digests may stand for nothing, but not for two things.

        Digests are shuffled, so that their order says nothing (section 4.2.4.1); the disclosures keep the issuer's.
        """
        if not isinstance(digests, list):
            raise refused("The digests of disclosures are not a list.")
        texts = [digest for digest in digests if isinstance(digest, str)]
        if len(texts) != len(digests):
            raise refused("A digest of a disclosure is not a text.")
        seen = len(self._seen)
        self._seen.update(texts)
        if len(self._seen) != seen + len(texts):
            raise refused("A digest of a disclosure is there twice.")
        return sorted([self._by_digest[digest] for digest in texts if digest in self._by_digest])


def _is_plain(text: bytes, room: int) -> bool:
    """Return whether JSON shows at a glance that no digest is in it, and that it is not nested deeper than it may be.

    Args:
        text: The JSON; escapes may hide a name.
        room: How many levels there may be.
    """
    may_hold_digests = b'"_sd"' in text or b'"..."' in text or b"\\u" in text
    return not may_hold_digests and text.count(b"[") + text.count(b"{") <= room


def placements_of(landings: Iterable[Landing]) -> tuple[Placement, ...]:
    """Return where disclosures landed, with the pointers that places are named by."""
    known: dict[Place, str] = {None: ""}

    def pointer(place: Place) -> str:
        if place is not None and place not in known:
            known[place] = pointer_to(pointer(place[0]), place[1])
        return known[place]

    return tuple([Placement(disclosure, pointer(place), pointer(parent)) for disclosure, place, parent in landings])


def _misplaced(disclosure: Disclosure) -> ProofError:
    """Steps 3.c.ii.1 to 3."""
    if disclosure.name is None:
        return refused("A disclosure of an array element stands for a member.")
    if disclosure.name in _RESERVED:
        return refused("A disclosure uses a name that is reserved.")
    return refused("A disclosure repeats a member that is there already.")


def _element_digests(item: JsonObject) -> JsonValue:
    if len(item) != 1:
        raise refused("A name that is reserved for digests is used for something else.")
    return [item[ARRAY_DIGEST]]
