"""What contexts define, and what the contexts that a document brings itself must leave alone.

An inline context could make a name mean something else, or give a part a second name under which readers of the JSON
miss it; the signature would hold all the same.

Source: https://www.w3.org/TR/vc-data-integrity/#validating-contexts; VERIFICATION.md, check `context.known`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonValue

_NESTED = frozenset({dict, list})
_KEYWORDS_INLINE = ("@direction", "@language", "@protected", "@version")
"""Others say what holds for undefined terms, or are none: processors pass over those, and whatever stands in them."""


def used_contexts(document: JsonValue) -> list[JsonValue]:
    """Return every entry of every `@context` of a document, however deep: URLs, inline contexts, nulls."""
    found: list[JsonValue] = []
    waiting = [document]
    for value in waiting:  # which grows meanwhile
        if isinstance(value, list):
            waiting += [item for item in value if type(item) in _NESTED]
        elif isinstance(value, dict):
            members = value
            if "@context" in value:
                found += listed(value["@context"])
                members = {name: member for name, member in value.items() if name != "@context"}
            waiting += [member for member in members.values() if type(member) in _NESTED]
    return found


def definitions(context: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """Yield every term and keyword that a context sets, with its definition, those of scoped contexts too."""
    for part in listed(context):
        if isinstance(part, dict):
            for term, definition in part.items():
                yield term, definition
                yield from _scoped(definition)


def _scoped(definition: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    if isinstance(definition, dict):
        if "@protected" in definition:
            yield "@protected", definition["@protected"]
        yield from definitions(definition.get("@context"))


def renamed() -> ProofError:
    """Return the error for a document that calls its parts otherwise than its contexts do."""
    return ProofError(
        CheckId.CONTEXT_KNOWN,
        Code.CONTEXT_REDEFINES,
        "The badge calls its parts by other names than its vocabularies do: what is read may not be what was signed.",
        Outcome.UNKNOWN,
    )


def listed(context: JsonValue) -> Sequence[JsonValue]:
    """Return the contexts of a `@context`, one or several."""
    return context if isinstance(context, list) else [context]


def check_inline(inline: Sequence[JsonValue], others: Sequence[JsonValue]) -> None:
    """Return if a document's own contexts only add terms; how those are used, `naming.check_name` says.

    Args:
        inline: The contexts that the document brings.
        others: The contexts that it names.

    Raises:
        ProofError: CONTEXT_REDEFINES (unknown).
    """
    if not all(isinstance(context, dict) for context in inline):
        raise renamed()
    names = _Names([*others, *inline])
    defined: dict[str, list[JsonValue]] = {}
    for term, definition in (pair for context in others for pair in definitions(context)):
        defined.setdefault(term, []).append(definition)
    added: dict[str, JsonValue] = {}
    for term, definition in (pair for context in inline for pair in definitions(context)):
        known = defined.get(term) or [added.setdefault(term, definition)]
        if _is_forbidden(term, definition) or any(not names.agree(definition, other) for other in known):
            raise renamed()


def _is_forbidden(term: str, definition: JsonValue) -> bool:
    if isinstance(definition, dict) and not all(
        isinstance(part, dict) for part in listed(definition.get("@context", {}))
    ):
        # A scope that is empty, or that another document fills, is no addition.
        return True
    is_unknown = term.startswith("@") and term not in _KEYWORDS_INLINE
    return is_unknown or (term == "@protected" and definition is not True)


class _Names:
    """What terms may stand for, whichever of several contexts defines the prefixes they are written with."""

    def __init__(self, contexts: Sequence[JsonValue]) -> None:
        self._prefixes: dict[str, set[str]] = {}
        for term, definition in (pair for context in contexts for pair in definitions(context)):
            self._prefixes.setdefault(term, set()).update(_written(definition))

    def agree(self, one: JsonValue, other: JsonValue) -> bool:
        """Return whether two definitions of a term say the same, with or without prefixes."""
        return one == other or self._spelled_out(one) == self._spelled_out(other)

    def _spelled_out(self, definition: JsonValue) -> JsonValue:
        if isinstance(definition, str):
            return self._iri(definition)
        if not isinstance(definition, dict):
            return definition
        # What a scoped context defines is compared term by term.
        return {
            name: {} if name == "@context" and isinstance(value, dict) else self._spelled_out(value)
            for name, value in definition.items()
        }

    def _iri(self, written: str) -> str:
        prefix, separator, suffix = written.partition(":")
        namespaces = self._prefixes.get(prefix, set())
        if not separator or suffix.startswith("//") or len(namespaces) != 1:
            return written
        return next(iter(namespaces)) + suffix


def _written(definition: JsonValue) -> set[str]:
    written = [definition.get("@id"), definition.get("@reverse")] if isinstance(definition, dict) else [definition]
    return {text for text in written if isinstance(text, str)}
