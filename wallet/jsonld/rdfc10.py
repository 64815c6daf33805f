"""RDF Dataset Canonicalization, RDFC-1.0: https://www.w3.org/TR/rdf-canon/.

Repetitions in the lists of the algorithm are kept: with sets, other labels come out for real badges.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import permutations

from wallet.jsonld.nquads import Quad, lines
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
    labels = _labels(distinct, limits, hash_name)
    return "".join(sorted(lines(distinct, labels)))


def canonical_labels(quads: Iterable[Quad], limits: Limits, hash_name: str = "sha256") -> dict[str, str]:
    """Return the canonical label of every blank node of a dataset, both as ``_:label``; otherwise as `canonicalize`."""
    return _labels(list(dict.fromkeys(quads)), limits, hash_name)


def _labels(quads: Sequence[Quad], limits: Limits, hash_name: str) -> dict[str, str]:
    if len(quads) > limits.statements:
        raise too_complex("The badge makes more statements than Rosette works through.")
    try:
        return _Canonicalization(quads, limits.canonical_work, hash_name).labels()
    except RecursionError as error:
        raise too_complex("The badge's statements form a chain too long to be put in order.") from error


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
            subject, _, target, graph = quad
            # No other term begins with an underscore. A statement that mentions a node twice is listed once.
            if subject[0] == "_":
                self._quads.setdefault(subject, []).append(quad)
            if target[0] == "_" and target != subject:
                self._quads.setdefault(target, []).append(quad)
            if graph and graph[0] == "_" and graph not in (subject, target):
                self._quads.setdefault(graph, []).append(quad)
        self._reference = dict.fromkeys(self._quads, "_:z")

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
            self._reference[node] = "_:a"
            text = "".join(sorted(lines(self._quads[node], self._reference)))
            self._reference[node] = "_:z"
            known = self._first_degree[node] = self._hash(text)
        return known

    def _hash_related(self, related: str, issuer: _Issuer, position: str) -> str:
        """Section 4.7.3; `position` has the predicate with it, but for graph names."""
        label = self._canonical.issued.get(related) or issuer.issued.get(related) or self._hash_first_degree(related)
        return self._hash(position + label)

    def _hash_n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Section 4.8.3."""
        self._spend(len(self._quads[node]))
        data = []
        for related_hash, related in sorted(self._related(node, issuer).items()):  # steps 2 to 5
            path, issuer = self._choose_path(related, issuer)
            data.append(related_hash + path)
        return self._hash("".join(data)), issuer

    def _related(self, node: str, issuer: _Issuer) -> dict[str, list[str]]:
        """Steps 2 and 3 of section 4.8.3."""
        related: dict[str, list[str]] = {}
        for quad in self._quads[node]:
            subject, predicate, target, graph = quad
            for position, term in ((f"s{predicate}", subject), (f"o{predicate}", target), ("g", graph)):
                if term != node and term.startswith("_:"):
                    related.setdefault(self._hash_related(term, issuer, position), []).append(term)
        return related

    def _choose_path(self, related: Sequence[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        """Steps 5.3 to 5.6 of section 4.8.3."""
        chosen: tuple[str, _Issuer] | None = None
        for permutation in permutations(related):
            self._spend(len(related) + len(issuer.issued))
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

    def _spend(self, steps: int) -> None:
        self._budget -= steps
        if self._budget < 0:
            raise too_complex("The badge's statements are too symmetrical to be put in order.")


def _is_beyond(path: str, chosen: str) -> bool:
    return bool(chosen) and len(path) >= len(chosen) and path > chosen


def too_complex(detail: str) -> ProofError:
    """Return the error for work that passes a limit."""
    return ProofError(CheckId.LIMITS, Code.TOO_COMPLEX, detail, Outcome.UNKNOWN)
