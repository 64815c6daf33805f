"""The places where a document speaks of one thing: what stands in one of them must not fit into another.

Statements do not say where they were read. Two objects with one identifier are one node, and whoever holds a signed
badge could move a name, a result or a list index from one to the other without breaking the signature. So what is
read must be settled by the statements alone: a thing is described in one place, or in the same words, or in each
place by members that belong to that place alone.

Source: https://www.w3.org/TR/vc-data-integrity/#validating-contexts (section 2.4.1); https://www.w3.org/TR/json-ld11/
#node-objects ; https://www.w3.org/TR/rdf11-concepts/#section-Graph-syntax .
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from wallet.jsonld.nquads import Quad
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError

_IDENTITY = frozenset({"@context", "@id", "@type", "id", "type"})
_READ = frozenset({"", "achievement", "credentialStatus"})
"""Where a thing must be described in full, as it is read from there; so is the issuer of the document itself."""
_OWNED: Mapping[str, frozenset[str]] = {
    "criteria": frozenset({"narrative"}),
    "credentialSubject": frozenset(
        {"achievement", "activityEndDate", "activityStartDate", "association", "creditsEarned", "licenseNumber"}
        | {"result", "role", "term", "verifiableCredential"}
    ),
}
"""Members that belong to one place, by the ends of the IRIs that the contexts give. So an issuer may award herself a
badge, and criteria bear their achievement's identifier."""
_INSIDE = "verifiableCredential"
_OF_RECORDS = frozenset({"achievement", "association", _INSIDE})
"""What the subject of a record has that no other's has: its `achievement` is another property (CLR 2.0, B.1.3)."""
_REMARKS = frozenset({"endorsement", "endorsementComment", "endorsementJwt"})
"""What others say of a thing: each endorsement names what it endorses, and is judged by a proof of its own."""
_DOCUMENTS = ("Credential", "Presentation")
"""How the kinds of a whole document end, which say how it is read."""
_EVIDENCE = "<https://www.w3.org/2018/credentials#evidence>"

Members: TypeAlias = "Mapping[str, Any]"


class Mention(NamedTuple):
    """One object of a document that has an identifier.

    Attributes:
        parent: What it is a part of, as a unique name; empty for the document itself and its own parts.
        role: The property by which it is, as an IRI; empty for the document itself.
        element: The object, in compact or in expanded form.
        is_inside: Whether it stands in a credential inside this one.
    """

    parent: str
    role: str
    element: Members
    is_inside: bool = False

    @property
    def place(self) -> str:
        """The role's short name."""
        return _short(self.role)

    @property
    def is_read(self) -> bool:
        """Whether what is shown of the thing is read here."""
        return self.place in _READ or (self.place == "issuer" and not self.parent)

    @property
    def kinds(self) -> set[str]:
        """The kinds stated here that are those of a whole document."""
        stated = self.element.get("@type", self.element.get("type", ()))
        return {
            str(kind) for kind in (stated if isinstance(stated, list) else [stated]) if str(kind).endswith(_DOCUMENTS)
        }

    def members(self) -> dict[str, Any]:
        """Return what is said of the thing here, but for its kind and the remarks of others."""
        said = ((name, value) for name, value in self.element.items() if name not in _IDENTITY)
        return {name: value for name, value in said if _short(name) not in _REMARKS}


Mentions: TypeAlias = "dict[tuple[str, str], list[Mention]]"
"""The mentions of each thing, by graph and identifier."""

_Said: TypeAlias = "tuple[Mention, dict[str, Any]]"
"""A mention and some of its members."""


def check_mentions(mentions: Mentions, quads: Iterable[Quad]) -> None:
    """Return if nothing could be moved from one mention of a thing to another.

    Args:
        mentions: Every mention in a document, in the document's order.
        quads: The document's statements.

    Raises:
        ProofError: CANONICAL_LOSSLESS with DATA_LOSS (unknown).
    """
    for found in mentions.values():
        if len(found) > 1:
            _check_thing(found)
    attached = {(graph, thing) for _, predicate, thing, graph in quads if predicate == _EVIDENCE}
    for key in attached & mentions.keys():
        if any(mention.is_read or mention.place in _OWNED for mention in mentions[key]):
            raise _movable()


def expanded_mentions(expanded: Iterable[Members]) -> Mentions:
    """Return every mention in an expanded document."""
    mentions: Mentions = {}
    for node in expanded:
        _collect(mentions, node, Mention("", "", node), "")
    return mentions


def _collect(mentions: Mentions, node: Members, mention: Mention, graph: str) -> None:
    named = node.get("@id")
    if named is not None:
        thing = named if named.startswith("_:") else f"<{named}>"
        mentions.setdefault((graph, thing), []).append(mention)
    parent = "" if not mention.role else named or f"nameless {id(node)}"
    for name, value in node.items():
        inner_graph = f"graph {id(node)}" if name == "@graph" else graph
        role = mention.role if name.startswith("@") else name
        is_inside = mention.is_inside or begins_inside(role)
        for child in _nodes(value):
            _collect(mentions, child, Mention(parent, role, child, is_inside), inner_graph)


def begins_inside(role: str) -> bool:
    """Return whether what a property has for its values are credentials of their own."""
    return role.endswith(_INSIDE)


def _nodes(value: Any) -> Iterator[Members]:
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)
    elif isinstance(value, dict) and "@value" not in value:
        yield value


def _check_thing(mentions: list[Mention]) -> None:
    _check_kinds(mentions)
    said = [(mention, mention.members()) for mention in mentions]
    outside = [pair for pair in said if not pair[0].is_inside]
    if not outside or not any(members for _, members in said):
        return
    _check_arrays(outside)
    owned, shared = _sorted_out(said)
    _check_owned(owned)
    _check_shared(shared)


def _check_kinds(mentions: list[Mention]) -> None:
    """Refuse a kind of the whole document that is only stated where the document is mentioned in itself."""
    whole = [mention.kinds for mention in mentions if not mention.role]
    if whole and any(not mention.kinds <= whole[0] for mention in mentions):
        raise _movable()


def _check_arrays(said: list[_Said]) -> None:
    first: dict[tuple[str, str], dict[str, Any]] = {}
    for mention, members in said:
        if first.setdefault((mention.parent, mention.role), members) != members:
            raise _movable()


def _sorted_out(said: list[_Said]) -> tuple[list[_Said], list[_Said]]:
    """Sort what belongs to the place where it stands from what could stand elsewhere."""
    places = {mention.place for mention, _ in said}
    owned, shared = [], []
    for mention, members in said:
        own = _OWNED.get(mention.place, frozenset())
        foreign = frozenset[str]().union(*(_OWNED[place] for place in places & _OWNED.keys())) - own
        if any(_short(name) in foreign for name in members):
            raise _movable()
        if mention.place == "credentialSubject":
            owned.append((mention, {name: value for name, value in members.items() if _short(name) in own}))
        shared.append((mention, {name: value for name, value in members.items() if _short(name) not in own}))
    return owned, shared


def _check_owned(owned: list[_Said]) -> None:
    """Compare what is said of a subject, where what is inside may be of the same subject and say more of it."""
    outside = [members for mention, members in owned if not mention.is_inside]
    of_record = {_short(name) for members in outside for name in members}
    if any(members != outside[0] for members in outside):
        raise _movable()
    if outside and len(owned) > len(outside) and not of_record <= _OF_RECORDS:
        raise _movable()


def _check_shared(shared: list[_Said]) -> None:
    """Compare descriptions with the one that is read, or the longest where none is, of those outside."""
    outside = [pair for pair in shared if not pair[0].is_inside]
    read = [pair for pair in outside if pair[0].is_read]
    of, full = read[0] if read else max(outside, key=lambda pair: len(pair[1]))
    for mention, members in shared:
        compared = {**members, "name": full.get("name")} if _are_named_issuers(mention, of) else members
        is_short = mention.is_read and not mention.is_inside and len(members) < len(full)
        if is_short or not _is_part(compared, full):
            raise _movable()


def _are_named_issuers(mention: Mention, other: Mention) -> bool:
    """Whether both are an issuer with a name, each of which may be its own: `issuer_of` then shows none of them."""
    names = "name" in mention.element and "name" in other.element
    return names and mention.place == other.place == "issuer" and mention.element.get("id") == other.element.get("id")


def _is_part(members: dict[str, Any], full: dict[str, Any]) -> bool:
    return all(name in full and full[name] == value for name, value in members.items())


@lru_cache(maxsize=2048)
def _short(name: str) -> str:
    """Return the end of an IRI as members are written: some editions of Open Badges name a property as its values."""
    end = name.rpartition("#")[2].rpartition("/")[2]
    return end[:1].lower() + end[1:]


def _movable() -> ProofError:
    return ProofError(
        CheckId.CANONICAL_LOSSLESS,
        Code.DATA_LOSS,
        "The badge describes one thing in several places: its signature does not say what belongs to which of them.",
        Outcome.UNKNOWN,
    )
