"""RDF Dataset Canonicalization, RDFC-1.0: https://www.w3.org/TR/rdf-canon/.

Repetitions in the lists of the algorithm are kept: with sets, other labels come out for real badges.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

from wallet.jsonld.nquads import Quad
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.limits import Limits

_HASHES = {"sha256": hashlib.sha256, "sha384": hashlib.sha384}


def canonicalize(quads: Iterable[Quad], limits: Limits, hash_name: str = "sha256") -> str:
    """Return the canonical N-Quads document of a dataset.

    Args:
        quads: The statements; repeated ones count once.
        limits: `statements` and `canonical_work` bound the work.
        hash_name: ``sha256`` or ``sha384``.

    Raises:
        ProofError: TOO_COMPLEX where the dataset is too large, or too symmetrical to be labelled within the budget.

    Source: RDFC-1.0 section 4.4.3; limits: section 7.1.
    """
    distinct = list(dict.fromkeys(quads))
    labels = canonical_labels(distinct, limits, hash_name)
    return "".join(sorted(_relabelled(quad, labels).line() for quad in distinct))


def canonical_labels(quads: Iterable[Quad], limits: Limits, hash_name: str = "sha256") -> dict[str, str]:
    """Return the canonical label of every blank node of a dataset, both as ``_:label``; otherwise as `canonicalize`."""
    distinct = list(dict.fromkeys(quads))
    if len(distinct) > limits.statements:
        raise _too_complex("The badge makes more statements than Rosette works through.")
    return _Canonicalization(distinct, limits.canonical_work, hash_name).labels()


class _Issuer:
    """Issues identifiers in order. Source: RDFC-1.0 section 4.5."""

    __slots__ = ("issued", "prefix")

    def __init__(self, prefix: str, issued: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self.issued: dict[str, str] = {} if issued is None else issued

    def issue(self, node: str) -> str:
        label = self.issued.get(node)
        if label is None:
            label = self.issued[node] = f"{self.prefix}{len(self.issued)}"
        return label

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, self.issued.copy())


class _Canonicalization:
    """The canonicalization state. Source: RDFC-1.0 section 4.3."""

    def __init__(self, quads: Sequence[Quad], budget: int, hash_name: str) -> None:
        self._new_hash = _HASHES[hash_name]
        self._budget = budget
        self._canonical = _Issuer("_:c14n")
        self._first_degree: dict[str, str] = {}
        self._quads: dict[str, list[Quad]] = {}
        for quad in quads:
            for node in dict.fromkeys(blank_nodes(quad)):
                self._quads.setdefault(node, []).append(quad)

    def labels(self) -> dict[str, str]:
        """Steps 3 to 5 of section 4.4.3."""
        by_hash: dict[str, list[str]] = {}
        for node in self._quads:
            by_hash.setdefault(self._hash_first_degree(node), []).append(node)
        shared = []
        for _, nodes in sorted(by_hash.items()):
            if len(nodes) == 1:
                self._canonical.issue(nodes[0])
            else:
                shared.append(nodes)
        for nodes in shared:
            self._label_shared(nodes)
        return self._canonical.issued

    def _label_shared(self, nodes: Sequence[str]) -> None:
        """Step 5 of section 4.4.3 for one hash."""
        results: list[tuple[str, _Issuer]] = []
        for node in nodes:
            if node not in self._canonical.issued:
                issuer = _Issuer("_:b")
                issuer.issue(node)
                results.append(self._hash_n_degree(node, issuer))
        results.sort(key=lambda result: result[0])
        for _, issuer in results:
            for node in issuer.issued:
                self._canonical.issue(node)

    def _hash_first_degree(self, node: str) -> str:
        """Section 4.6.3."""
        known = self._first_degree.get(node)
        if known is None:
            lines = sorted(_relabelled(quad, _Reference(node)).line() for quad in self._quads[node])
            known = self._first_degree[node] = self._hash("".join(lines))
        return known

    def _hash_related(self, related: str, quad: Quad, issuer: _Issuer, position: str) -> str:
        """Section 4.7.3."""
        label = self._canonical.issued.get(related) or issuer.issued.get(related) or self._hash_first_degree(related)
        predicate = "" if position == "g" else quad.predicate
        return self._hash(f"{position}{predicate}{label}")

    def _hash_n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Section 4.8.3."""
        self._spend()
        data = []
        for related_hash, related in sorted(self._related(node, issuer).items()):  # steps 2 to 5
            path, issuer = self._choose_path(related, issuer)
            data.append(related_hash + path)
        return self._hash("".join(data)), issuer

    def _related(self, node: str, issuer: _Issuer) -> dict[str, list[str]]:
        """Steps 2 and 3 of section 4.8.3."""
        related: dict[str, list[str]] = {}
        for quad in self._quads[node]:
            for position, term in (("s", quad.subject), ("o", quad.object), ("g", quad.graph)):
                if term != node and term.startswith("_:"):
                    related.setdefault(self._hash_related(term, quad, issuer, position), []).append(term)
        return related

    def _choose_path(self, related: Sequence[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        """Steps 5.3 to 5.6 of section 4.8.3."""
        chosen: tuple[str, _Issuer] | None = None
        for permutation in permutations(related):
            self._spend()
            found = self._path(permutation, issuer.copy(), chosen[0] if chosen else "")
            if found and (chosen is None or found[0] < chosen[0]):
                chosen = found
        if chosen is None:
            raise AssertionError("a list of blank nodes has at least one permutation")
        return chosen

    def _path(self, nodes: Sequence[str], issuer: _Issuer, chosen: str) -> tuple[str, _Issuer] | None:
        """Steps 5.4.1 to 5.4.5 of section 4.8.3; None where the path is longer or greater than the chosen one."""
        path = ""
        recursion = []
        for node in nodes:
            if node in self._canonical.issued:
                path += self._canonical.issued[node]
            else:
                if node not in issuer.issued:
                    recursion.append(node)
                path += issuer.issue(node)
            if _is_beyond(path, chosen):
                return None
        for node in recursion:
            result, issuer_after = self._hash_n_degree(node, issuer)
            path += f"{issuer.issue(node)}<{result}>"
            issuer = issuer_after
            if _is_beyond(path, chosen):
                return None
        return path, issuer

    def _hash(self, text: str) -> str:
        return self._new_hash(text.encode()).hexdigest()

    def _spend(self) -> None:
        self._budget -= 1
        if self._budget < 0:
            raise _too_complex("The badge's statements are too symmetrical to be put in order.")


def blank_nodes(quad: Quad) -> Iterator[str]:
    """Every blank node of a statement, as ``_:label``."""
    return (term for term in (quad.subject, quad.object, quad.graph) if term.startswith("_:"))


class _Reference(dict[str, str]):
    """The special labels of section 4.6.3: ``_:a`` for the node in question, ``_:z`` for others."""

    def __init__(self, node: str) -> None:
        super().__init__({node: "_:a"})

    def __missing__(self, node: str) -> str:
        return "_:z"


def _relabelled(quad: Quad, labels: Mapping[str, str]) -> Quad:
    subject, predicate, target, graph = quad
    return Quad(
        labels[subject] if subject.startswith("_:") else subject,
        predicate,
        labels[target] if target.startswith("_:") else target,
        labels[graph] if graph.startswith("_:") else graph,
    )


def _is_beyond(path: str, chosen: str) -> bool:
    return bool(chosen) and len(path) >= len(chosen) and path > chosen


def _too_complex(detail: str) -> ProofError:
    return ProofError(CheckId.LIMITS, Code.TOO_COMPLEX, detail, Outcome.UNKNOWN)
