"""Members under other names that say the same: a further context, or one brought along, gives a member a second name.

The statements stay as they were signed, so the signature holds; whoever reads the JSON misses the member. So each is
judged as the document without that member: where it was signed, none may come out well.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tests.faults.mutants import Mutant, Path, places
from wallet.jsonld.contexts import BundledContext, bundled_contexts, read_context
from wallet.jsonld.definitions import definitions, listed

XSD = "http://www.w3.org/2001/XMLSchema#"
COERCIONS: tuple[dict[str, str], ...] = ({}, {"@type": "@id"}, {"@type": f"{XSD}dateTime"})
SHARES = {"sec:": "https://w3id.org/security#", "cred:": "https://www.w3.org/2018/credentials#"}


Disguise = tuple[str, bytes, bytes]
"""What was done, what came of it, and the document without the member."""


def disguises(data: bytes) -> Iterator[Disguise]:
    """Yield every disguise of every member of a JSON-LD document."""
    document = json.loads(data) if data.lstrip()[:1] == b"{" else {}
    if "@context" in document:
        yield from _with_bundled_contexts(document)
        yield from _with_own_contexts(document)


def strangers(data: bytes) -> Iterator[Mutant]:
    """Yield a JSON-LD document with each further context and each member that it defines."""
    document = json.loads(data) if data.lstrip()[:1] == b"{" else {}
    for context in bundled_contexts() if "@context" in document else ():
        for term in sorted(terms_of(context)):
            if term not in document:
                contexts = [*listed(document["@context"]), context.urls[-1]]
                yield f"{term} of {context.file}", _written({**document, "@context": contexts, term: "x"})


def _with_bundled_contexts(document: dict[str, Any]) -> Iterator[Disguise]:
    for context in bundled_contexts():
        for path in _members(document):
            for other in _second_names(str(path[-1]), context):
                for url in context.urls:
                    yield from _disguised(document, path, other, url)


def _with_own_contexts(document: dict[str, Any]) -> Iterator[Disguise]:
    for path in _members(document):
        for iri in sorted(iris_of().get(str(path[-1]), ())):
            for coercion in COERCIONS:
                at = len(iri) - 5
                prefixes = {"a": {"@id": iri[:at], "@prefix": True}, "b": {"@id": f"a:{iri[at:-2]}", "@prefix": True}}
                chained = {**prefixes, "x": {"@id": f"b:{iri[-2:]}", **coercion}}
                for inline in ({"x": {"@id": iri, **coercion}}, chained):
                    yield from _disguised(document, path, "x", inline)


def _disguised(document: dict[str, Any], path: Path, name: str, context: Any) -> Iterator[Disguise]:
    """Yield the document with a member renamed under one more context: at the front, at the end, or beside it."""
    renamed = copy.deepcopy(document)
    element: Any = renamed
    for step in path[:-1]:
        element = element[step]
    value = element.pop(path[-1])
    without = _written(renamed)
    element[name] = value
    what, known = f"{path} as {name} under {context}", listed(document["@context"])
    yield f"{what} in front", _written({**renamed, "@context": [context, *known]}), without
    yield f"{what} at the end", _written({**renamed, "@context": [*known, context]}), without
    if len(path) > 1:
        element["@context"] = context
        yield f"{what} beside it", _written(renamed), without


def _members(document: dict[str, Any]) -> Iterator[Path]:
    yield from (path for path in places(document) if isinstance(path[-1], str) and not path[-1].startswith("@"))


def _second_names(name: str, context: BundledContext) -> Iterator[str]:
    """Yield the terms of a context that stand for what a name stands for in any."""
    for term, iri in sorted(terms_of(context).items()):
        if term != name and iri in iris_of().get(name, ()):
            yield term


@cache
def terms_of(context: BundledContext) -> Mapping[str, str]:
    """Return the terms of a context with their IRIs, as far as they are written out or with a usual prefix."""
    found = {}
    for term, definition in definitions(read_context(context)["@context"]):
        iri = definition.get("@id") if isinstance(definition, dict) else definition
        if isinstance(iri, str) and not term.startswith("@"):
            prefix = next((prefix for prefix in SHARES if iri.startswith(prefix)), "")
            found[term] = SHARES.get(prefix, "") + iri.removeprefix(prefix)
    return found


@cache
def iris_of() -> Mapping[str, set[str]]:
    """Return the IRIs of each term in any bundled context."""
    found: dict[str, set[str]] = {}
    for context in bundled_contexts():
        for term, iri in terms_of(context).items():
            found.setdefault(term, set()).add(iri)
    return found


def _written(document: Any) -> bytes:
    return json.dumps(document).encode()
