"""Active contexts for everyday documents: https://www.w3.org/TR/json-ld11-api/#context-processing-algorithms.

What bundled contexts do in practice: terms, aliases, prefixes, coercion, scoped and protected definitions. Each active
context is worked out once and kept. Anything rarer raises `DeclinedError`: the full processor (`expansion`) knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from wallet.jsonld.contexts import Contexts
from wallet.jsonld.vocabulary import SECOND_NAMES
from wallet.model.json_types import JsonObject, JsonValue

_KEYWORDS = {"@id", "@type"}
_CONTAINERS = {"@set", "@list", "@graph"}
_TERM_MEMBERS = {"@id", "@type", "@container", "@context", "@protected", "@prefix"}
_CONTEXT_MEMBERS = {"@version", "@protected", "@vocab"}
_GENERIC_DELIMITERS = ":/?#[]@"
_MOST_KEPT = 500
_MOST_TYPES = 4
_MOST_TYPED = 50


class DeclinedError(Exception):
    """The document uses more of JSON-LD than the everyday; nothing is said about whether it is sound."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term definition.

    Attributes:
        iri: What it stands for: an IRI, ``@id`` or ``@type``.
        coercion: What its texts are: ``@id``, ``@vocab``, ``@json``, the IRI of a datatype, or empty.
        container: Any of ``@set``, ``@list``, ``@graph``.
        has_context: Whether a context of its own holds for its values.
        context: That context.
        is_prefix: Whether compact IRIs may begin with it.
        is_protected: Whether later contexts must leave it alone.
        predicate: The IRI as N-Quads text.
        is_plain: Whether its texts are just that: of no datatype, in no container.
        is_keyword: Whether it stands for ``@id`` or ``@type``.
    """

    iri: str
    coercion: str = ""
    container: frozenset[str] = frozenset()
    has_context: bool = False
    context: JsonValue = None
    is_prefix: bool = False
    is_protected: bool = False
    predicate: str = field(init=False)
    is_plain: bool = field(init=False)
    is_keyword: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "predicate", f"<{self.iri}>")
        object.__setattr__(self, "is_keyword", self.iri in _KEYWORDS)
        object.__setattr__(self, "is_plain", not self.coercion and not self.container and not self.is_keyword)


class Memory:
    """The active contexts of one edition of the bundled contexts, each worked out once.

    Attributes:
        contexts: What context URLs stand for.
        made: How many were worked out so far.
    """

    __slots__ = ("_kept", "contexts", "made")

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts
        self.made = 0
        self._kept: dict[tuple[ActiveContext, object], ActiveContext] = {}

    def recall(self, before: ActiveContext, step: object) -> ActiveContext | None:
        """Return what a step from an active context led to, if it was taken before."""
        return self._kept.get((before, step))

    def keep(self, before: ActiveContext, step: object, after: ActiveContext) -> ActiveContext:
        """Remember what a step leads to; return that."""
        self.made += 1
        # Bundled contexts bound what there is, documents choose among the combinations.
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[before, step] = after
        return after

    def __len__(self) -> int:
        return len(self._kept)


class ActiveContext:
    """The terms that hold at one place of a document; never changes.

    Attributes:
        terms: Every term.
        vocab: What undefined terms are put behind; empty where they are undefined.
        previous: What holds again below a node whose types brought their own context (``@propagate`` false).
        id_keys: The terms that stand for ``@id``.
        type_keys: The terms that stand for ``@type``.
        memory: The active contexts of the same edition.
        typed: What holds in nodes of some types, with the types as N-Quads text.
    """

    __slots__ = ("id_keys", "memory", "previous", "terms", "type_keys", "typed", "vocab")

    def __init__(
        self, memory: Memory, terms: Mapping[str, Term], vocab: str = "", previous: ActiveContext | None = None
    ) -> None:
        self.terms = terms
        self.vocab = vocab
        self.previous = previous
        self.id_keys = frozenset(name for name, term in terms.items() if term.iri == "@id")
        self.type_keys = frozenset(name for name, term in terms.items() if term.iri == "@type")
        self.memory = memory
        self.typed: dict[tuple[str, ...], tuple[ActiveContext, tuple[str, ...]]] = {}

    @classmethod
    def initial(cls, contexts: Contexts) -> ActiveContext:
        """Return the active context outside any context."""
        return cls(Memory(contexts), {})

    def with_urls(self, urls: tuple[str, ...]) -> ActiveContext:
        """Return what holds after a node's own `@context`."""
        known = self.memory.recall(self, urls)
        return known or self.memory.keep(self, urls, self._process(list(urls), overrides=False))

    def within(self, term: Term) -> ActiveContext:
        """Return what holds for the values of a property with a context of its own (a property-scoped context)."""
        # Contexts of terms are bundled: none is ever replaced by another at the same address.
        step = id(term.context)
        known = self.memory.recall(self, step)
        return known or self.memory.keep(self, step, self._process(term.context, overrides=True))

    def with_types(self, types: tuple[str, ...]) -> ActiveContext:
        """Return what holds in a node of these types (type-scoped contexts), in code point order."""
        scoped = tuple(name for name in types if name in self.terms and self.terms[name].has_context)
        if not scoped:
            return self
        step = ("types", scoped)
        return self.memory.recall(self, step) or self.memory.keep(self, step, self._with_scoped_types(scoped))

    def keep_typed(self, types: tuple[str, ...], typed: tuple[ActiveContext, tuple[str, ...]]) -> None:
        """Remember what holds in nodes of some types, where they are few and those of the contexts."""
        if len(types) <= _MOST_TYPES and self.terms.keys() >= set(types):
            if len(self.typed) >= _MOST_TYPED:
                self.typed.clear()
            self.typed[types] = typed

    def name(self, text: str) -> str:
        """Expand a text to an IRI as a property, type or ``@vocab`` value is; relative ones stay so."""
        term = self.terms.get(text)
        if term is not None:
            return term.iri
        if ":" not in text:
            return self.vocab + _no_keyword(text)
        if self.vocab:
            raise DeclinedError
        return self.reference(text)

    def reference(self, text: str) -> str:
        """Expand a text to an IRI as an ``@id`` value is, with base null; relative ones stay so."""
        prefix, colon, suffix = text.partition(":")
        if colon and not suffix.startswith("//"):
            term = self.terms.get(prefix)
            if term is not None and term.is_prefix:
                return term.iri + suffix
        return _no_keyword(text)

    def _with_scoped_types(self, types: tuple[str, ...]) -> ActiveContext:
        active = ActiveContext(self.memory, self.terms, self.vocab, self.previous or self)
        for name in types:
            active = active._process(self.terms[name].context, overrides=False)
        return active

    def _process(self, context: JsonValue, *, overrides: bool) -> ActiveContext:
        """Context Processing Algorithm, JSON-LD 1.1 API section 4.1.2."""
        if context is None:
            return self._nullified(overrides=overrides)
        if isinstance(context, str):
            return self._process(self.memory.contexts.document(context).get("@context"), overrides=overrides)
        if isinstance(context, list):
            active = self
            for part in context:
                active = active._process(part, overrides=overrides)
            return active
        if not isinstance(context, dict):
            raise DeclinedError
        return _Definitions(self, context, overrides=overrides).active_context()

    def _nullified(self, *, overrides: bool) -> ActiveContext:
        if not overrides and any(term.is_protected for term in self.terms.values()):
            raise DeclinedError
        return ActiveContext(self.memory, {})


class _Definitions:
    """Create Term Definition, JSON-LD 1.1 API section 4.2.2, for every term of one context."""

    def __init__(self, active: ActiveContext, local: JsonObject, *, overrides: bool) -> None:
        vocab = local.get("@vocab", active.vocab)
        if not isinstance(vocab, str) or not _is_plain_namespace(vocab):
            raise DeclinedError
        if any(name.startswith("@") and name not in _CONTEXT_MEMBERS for name in local):
            raise DeclinedError
        self._active = active
        self._local = local
        self._overrides = overrides
        self._terms = dict(active.terms)
        self._vocab = vocab
        self._defined: dict[str, bool | None] = {}

    def active_context(self) -> ActiveContext:
        for name in self._local:
            if not name.startswith("@"):
                self._define(name)
        return ActiveContext(self._active.memory, self._terms, self._vocab, self._active.previous)

    def _define(self, name: str) -> None:
        is_defined = self._defined.setdefault(name, None)
        if is_defined:
            return
        if is_defined is False or not name:
            raise DeclinedError
        self._defined[name] = False
        previous = self._terms.pop(name, None)
        term = self._term(name, self._local[name])
        if SECOND_NAMES.get(name) == term.iri:
            raise DeclinedError
        if previous is not None and previous.is_protected and not self._overrides:
            term = replace(term, is_protected=True)
            if term != previous:
                raise DeclinedError
        self._terms[name] = term
        self._defined[name] = True

    def _term(self, name: str, definition: JsonValue) -> Term:
        value: JsonObject = {"@id": definition} if isinstance(definition, str) else cast("JsonObject", definition)
        if not isinstance(value, dict) or not value.keys() <= _TERM_MEMBERS:
            raise DeclinedError
        iri = self._iri(value["@id"]) if value.get("@id", name) != name else self._iri_of_name(name)
        coercion = self._coercion(value.get("@type", ""))
        container = _container(value.get("@container", []))
        if coercion == "@json" and container - {"@set"}:
            raise DeclinedError
        return Term(
            iri,
            coercion,
            container,
            "@context" in value,
            self._scoped(name, value.get("@context")),
            bool(value.get("@prefix", isinstance(definition, str) and ":" not in name and _ends_open(iri))),
            bool(value.get("@protected", self._local.get("@protected", False))),
        )

    def _iri(self, text: JsonValue) -> str:
        """IRI Expansion, section 5.2.2, while terms are being defined."""
        if not isinstance(text, str) or (text.startswith("@") and text not in _KEYWORDS):
            raise DeclinedError
        if text in _KEYWORDS:
            return text
        self._depend_on(text)
        if text in self._terms:
            return self._terms[text].iri
        prefix, colon, suffix = text.partition(":")
        if not colon or not prefix or prefix == "_":
            raise DeclinedError
        if suffix.startswith("//"):
            return text
        self._depend_on(prefix)
        term = self._terms.get(prefix)
        return term.iri + suffix if term is not None and term.is_prefix else text

    def _iri_of_name(self, name: str) -> str:
        if ":" in name or "/" in name or not self._vocab:
            raise DeclinedError
        return self._vocab + name

    def _depend_on(self, name: str) -> None:
        if name in self._local and not name.startswith("@"):
            self._define(name)

    def _coercion(self, value: JsonValue) -> str:
        if value in ("", "@none"):
            return ""
        return value if value in ("@id", "@vocab", "@json") and isinstance(value, str) else self._iri(value)

    def _scoped(self, name: str, context: JsonValue) -> JsonValue:
        # A property whose own context redefines it means one thing to the specification, another to processors.
        if isinstance(context, dict) and name in context:
            raise DeclinedError
        return context


def _no_keyword(text: str) -> str:
    if text.startswith("@"):
        raise DeclinedError
    return text


def _container(value: JsonValue) -> frozenset[str]:
    names = frozenset(cast("list[str]", value if isinstance(value, list) else [value]))
    if not names <= _CONTAINERS or {"@list", "@graph"} <= names:
        raise DeclinedError
    return names


def _is_plain_namespace(vocab: str) -> bool:
    return not vocab or "://" in vocab


def _ends_open(iri: str) -> bool:
    return iri[-1] in _GENERIC_DELIMITERS
