"""JSON-LD 1.1 expansion without loss: https://www.w3.org/TR/json-ld11-api/#expansion-algorithms.

The full processor (pyld), given nothing but the bundled contexts and no base, refuses what jsonld.js's safe mode
refuses: whatever would be dropped would not be signed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, cast

from wallet.jsonld.contexts import Contexts
from wallet.jsonld.definitions import definitions, used_contexts
from wallet.jsonld.naming import check_name
from wallet.jsonld.rdfc10 import too_complex
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits

_NAMED_OR_NO_NODE = frozenset({"@id", "@value", "@list", "@set"})

Expanded: TypeAlias = "list[dict[str, Any]]"
"""A document in expanded form (JSON-LD 1.1 API, section 5)."""


def expand(document: JsonObject, contexts: Contexts, limits: Limits) -> Expanded:
    """Expand a document, with base null.

    Args:
        document: A JSON-LD document; not changed.
        contexts: What its context URLs stand for.
        limits: `expansion_work` bounds what the processor is given.

    Raises:
        ProofError: DATA_LOSS where a term is undefined, a value would be dropped or the document is not JSON-LD;
            CONTEXT_UNKNOWN where a context does not ship; TOO_COMPLEX.
    """
    return _expand(document, contexts, limits).expanded


def name_unnamed(document: JsonObject, contexts: Contexts, limits: Limits, name: Callable[[], str]) -> JsonObject:
    """Return a copy of a document in which every node that has no name bears a new one, as its `id`.

    Args:
        document: A JSON-LD document; not changed.
        contexts: What its context URLs stand for.
        limits: As for `expand`, which also says what is raised.
        name: Makes a new name, an IRI.
    """
    found = _expand(document, contexts, limits)
    for element in found.unnamed:
        element["id"] = name()
    return found.copy


@dataclass(frozen=True, slots=True)
class _Expansion:
    """An expanded document, the processor's own copy of what it was before, and the nodes without a name in that."""

    expanded: Expanded
    copy: dict[str, Any]
    unnamed: list[dict[str, Any]]


def _expand(document: JsonObject, contexts: Contexts, limits: Limits) -> _Expansion:
    from pyld.jsonld import JsonLdError  # noqa: PLC0415 (importing pyld takes 0.2 s)

    used = used_contexts(document)
    if _work(document, used) > limits.expansion_work:
        raise too_complex("The badge is larger than the full JSON-LD processor is given.")
    for context in used:
        if isinstance(context, str):
            contexts.document(context)
    options = {"base": None, "documentLoader": _loader(contexts), "processingMode": "json-ld-1.1"}
    processor = _processor_class()(_on_property_dropped)
    try:
        expanded = cast("Expanded", processor.expand(document, options))
        return _Expansion(expanded, processor.root, processor.unnamed)
    except JsonLdError as error:
        raise _refusal(error) from error
    except RecursionError as error:
        raise too_complex("The badge's own definitions hang on one another in too long a chain.") from error
    except (AttributeError, IndexError, KeyError, SyntaxWarning, TypeError, ValueError) as error:
        # pyld trips so over some contexts that are no JSON-LD, such as a null @vocab where none was set.
        raise data_loss("is not JSON-LD") from error


def _work(document: JsonObject, used: Sequence[JsonValue]) -> int:
    """What the processor would have to do: ten for each context, one for each definition and object."""
    work = sum(10 + sum(1 for _ in definitions(context)) for context in used)
    waiting: list[JsonValue] = [document]
    while waiting:
        value = waiting.pop()
        work += isinstance(value, dict)
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value
    return work


def data_loss(why: str) -> ProofError:
    """Return the error for a document of which a part would not be signed; `why` continues "The badge"."""
    return ProofError(CheckId.CANONICAL_LOSSLESS, Code.DATA_LOSS, f"The badge {why}, which no signature covers.")


@cache
def _processor_class() -> Any:
    from pyld.jsonld import JsonLdProcessor  # noqa: PLC0415 (importing pyld takes 0.2 s)

    class LosslessProcessor(JsonLdProcessor):  # type: ignore[misc]  # pyld has no types
        """pyld's processor, which refuses what it would drop or what is misnamed, and remembers nodes without an id."""

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self.root: Any = None
            self.unnamed: list[dict[str, Any]] = []

        def _expand(self, active_ctx: Any, active_property: Any, element: Any, options: Any, **rest: Any) -> Any:
            if self.root is None:
                self.root = element
            expanded = super()._expand(active_ctx, active_property, element, options, **rest)
            if expanded is None and element is not None:
                raise data_loss("holds a value that says nothing of anything")
            is_object = isinstance(element, dict) and isinstance(expanded, dict) and active_property != "@reverse"
            if is_object and not expanded.keys() & _NAMED_OR_NO_NODE:
                self.unnamed.append(element)
            return expanded

        def _expand_object(
            self, active_ctx: Any, active_property: Any, expanded_property: Any, element: Any, *rest: Any, **more: Any
        ) -> None:
            for name in element.keys() - {"@context"}:
                check_name(name, self._expand_iri(active_ctx, name, vocab=True))
            super()._expand_object(active_ctx, active_property, expanded_property, element, *rest, **more)

    return LosslessProcessor


def _loader(contexts: Contexts) -> Callable[[str, Mapping[str, Any]], dict[str, Any]]:
    def load(url: str, _: Mapping[str, Any]) -> dict[str, Any]:
        # A copy, as pyld resolves the URLs of contexts in place.
        document = deepcopy(contexts.document(url))
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}

    return load


def _on_property_dropped(_: str | None) -> None:
    raise data_loss("uses a term that its vocabularies do not define")


def _refusal(error: BaseException) -> ProofError:
    """The ProofError that pyld wrapped; DATA_LOSS where the reason was pyld's own."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ProofError):
        cause = cause.__cause__
    return cause or data_loss("is not JSON-LD")
