"""The short way from document to statements says what the full processor says, or declines."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jsonld.badges import LIMITS, badge
from tests.jsonld.test_canonical import EVERYWHERE, Place, at
from wallet.jsonld.active_context import ActiveContext, DeclinedError
from wallet.jsonld.contexts import VCDM_1, VCDM_2, bundled_contexts, editions
from wallet.jsonld.direct import direct_statements
from wallet.jsonld.expansion import expand
from wallet.jsonld.mentions import check_mentions, expanded_mentions
from wallet.jsonld.rdfc10 import canonicalize
from wallet.jsonld.statements import statements
from wallet.model.errors import ProofError

EDITION = editions(badge())[0]
INITIAL = ActiveContext.initial(EDITION)
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context"

URLS = [context.urls[0] for context in bundled_contexts()]
NAMES = sorted(
    {"id", "type", "name", "image", "issuer", "evidence", "proof", "achievement", "alignment", "result", "creator"}
    | {"endorsement", "related", "criteria", "allowedValue", "uid", "@id", "@type", "@value", "@graph", "schema:name"}
    | {"jsonSchema", "relatedResource", "proofPurpose", "termsOfUse", "https://schema.org/name", "undefined", "address"}
)
TYPES = ["VerifiableCredential", "OpenBadgeCredential", "Profile", "Achievement", "AchievementSubject", "Image"]
TYPES += ["DataIntegrityProof", "Ed25519Signature2020", "EndorsementCredential", "JsonSchema", "Unheard", "urn:x:Type"]
TEXTS = st.sampled_from(
    ["urn:x:1", "https://a.example/", "did:key:z6Mk", "plain", "", "assertionMethod", "cred:x", "_:b"]
)
SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS


def elements() -> st.SearchStrategy[Any]:
    def element(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        types = st.lists(st.sampled_from(TYPES), max_size=3) | st.sampled_from(TYPES)
        members = st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
        context = st.lists(st.sampled_from(URLS), max_size=2)
        node = st.tuples(members, st.none() | types, st.none() | context).map(_node)
        return node | st.lists(inner, max_size=3)

    return st.recursive(SCALARS, element, max_leaves=12)


def _node(parts: tuple[dict[str, Any], Any, Any]) -> dict[str, Any]:
    members, types, context = parts
    node = dict(members)
    if types is not None:
        node["type"] = types
    if context:
        node["@context"] = context
    return node


def directly(document: dict[str, Any]) -> str | None:
    """What the short way says; None where it declines."""
    try:
        return canonicalize(direct_statements(document, INITIAL, LIMITS), LIMITS)
    except DeclinedError:
        return None
    except ProofError as error:
        return f"refused: {error.check}"


def in_full(document: dict[str, Any]) -> str:
    """What the full processor says."""
    try:
        expanded = expand(document, EDITION, LIMITS)
        quads = statements(expanded)
        check_mentions(expanded_mentions(expanded), quads)
        return canonicalize(quads, LIMITS)
    except ProofError as error:
        return f"refused: {error.check}"


def test_the_badge_goes_the_short_way() -> None:
    assert directly(badge()) == in_full(badge())


@settings(deadline=None, max_examples=200)
@given(elements(), st.sampled_from(EVERYWHERE), st.sampled_from(NAMES))
def test_badges_with_anything_anywhere(value: Any, place: Place, name: str) -> None:
    document = badge()
    at(document, place)[name] = value
    assert directly(document) in (None, in_full(document))


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(EVERYWHERE), st.lists(st.sampled_from(TYPES), max_size=3), st.sampled_from(EVERYWHERE))
def test_badges_with_other_types_and_parts_exchanged(place: Place, types: list[str], other: Place) -> None:
    document = badge()
    at(document, place)["type"] = types
    at(document, other)["evidence"] = copy.deepcopy(at(badge(), place))
    assert directly(document) in (None, in_full(document))


@settings(deadline=None, max_examples=200)
@given(elements(), st.lists(st.sampled_from(URLS), max_size=4), st.sampled_from([VCDM_1, VCDM_2]))
def test_anything_under_any_bundled_contexts(value: Any, urls: list[str], first: str) -> None:
    node = value if isinstance(value, dict) else {"name": value}
    document = {**node, "@context": [first, *urls]}
    assert directly(document) in (None, in_full(document))


def test_bundled_contexts_are_all_everyday_but_for_second_names_and_reversed_terms() -> None:
    initial = ActiveContext.initial(EDITION)
    declined = set()
    for url in URLS:
        try:
            initial.with_urls((url,))
        except DeclinedError:
            declined.add(url)
    odrl = {"https://www.w3.org/ns/odrl.jsonld", "https://www.w3.org/2018/credentials/examples/v1"}
    security = {f"https://w3id.org/security/{version}" for version in ("v1", "v2", "v3-unstable")}
    open_badges = {"https://w3id.org/openbadges/v2", "https://w3id.org/blockcerts/schema/2.0-alpha/context.json"}
    assert declined == odrl | security | open_badges | {"https://w3id.org/dcc/v1"}


def test_what_it_remembers_is_bounded() -> None:
    initial = ActiveContext.initial(EDITION)
    multikey, status = "https://w3id.org/security/multikey/v1", "https://www.w3.org/ns/credentials/status/v1"
    for number in range(1_500):
        initial.with_urls(tuple(multikey if number >> bit & 1 else status for bit in range(11)))
    assert 0 < len(initial.memory) <= 500
