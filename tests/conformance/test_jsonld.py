"""JSON-LD against the published: contexts, reference N-Quads, the toRdf suite, and both ways through our own."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.ledger import Ledger
from wallet import resources
from wallet.jsonld.active_context import ActiveContext, DeclinedError
from wallet.jsonld.canonical import canonical_bytes
from wallet.jsonld.contexts import Contexts, bundled_contexts, editions, known_editions
from wallet.jsonld.direct import direct_statements
from wallet.jsonld.expansion import expand
from wallet.jsonld.mentions import check_mentions, expanded_mentions
from wallet.jsonld.nquads import parse_nquads
from wallet.jsonld.rdfc10 import canonicalize
from wallet.jsonld.statements import statements
from wallet.model.checks import Code
from wallet.model.errors import ProofError
from wallet.model.limits import Limits

pytestmark = pytest.mark.conformance
LIMITS = Limits()
EDDSA, ECDSA = "w3c-vc-di-eddsa/TestVectors", "w3c-vc-di-ecdsa/TestVectors"
NOT_COMPARED = {
    # Only the packages have them; the P-384 vector below holds citizenship v4rc1 to its signature.
    "https://w3id.org/citizenship/v2",
    "https://w3id.org/citizenship/v3",
    "https://w3id.org/citizenship/v4rc1",
    "https://w3id.org/vdl/aamva/v1",
    # As Blockcerts' own package has it, by which certificates were made; they hold to their hashes below.
    "https://openbadgespec.org/v2/context.json",
    "https://w3id.org/blockcerts/schema/2.0-alpha/context.json",
}
NEWER_OB_303 = "purl.imsglobal.org__spec__ob__v3p0__context-3.0.3.validator-2026.json"


def load(path: Path) -> Any:
    return json.loads(path.read_bytes())


def official_copies(corpus: Path, url: str) -> list[Any]:
    name = url.split("://")[1].replace("/", "__")
    files = [corpus / "contexts" / name, corpus / "contexts" / f"{name}.jsonld"]
    if url.endswith("context-3.0.3.json"):
        files.append(corpus / "contexts" / NEWER_OB_303)
    return [load(file) for file in files if file.exists()]


def test_every_bundled_context_is_what_its_owner_published(corpus: Path) -> None:
    for context in bundled_contexts():
        if not NOT_COMPARED.intersection(context.urls):
            ours = json.loads(resources.read_bytes("contexts", context.file))
            assert ours in official_copies(corpus, context.urls[0]), context.urls


REFERENCES = [
    (f"{EDDSA}/unsigned.json", f"{EDDSA}/eddsa-rdfc-2022/canonDocDataInt.txt", "sha256"),
    (f"{EDDSA}/eddsa-rdfc-2022/proofConfigDataInt.json", f"{EDDSA}/eddsa-rdfc-2022/proofCanonDataInt.txt", "sha256"),
    (f"{EDDSA}/unsigned.json", f"{EDDSA}/Ed25519Signature2020/canonDocEdSig.txt", "sha256"),
    (
        f"{EDDSA}/Ed25519Signature2020/proofConfigEdSig.json",
        f"{EDDSA}/Ed25519Signature2020/proofCanonEdSig.txt",
        "sha256",
    ),
    (f"{ECDSA}/unsigned.json", f"{ECDSA}/ecdsa-rdfc-2019-p256/canonDocECDSAP256.txt", "sha256"),
    (
        f"{ECDSA}/ecdsa-rdfc-2019-p256/proofConfigECDSAP256.json",
        f"{ECDSA}/ecdsa-rdfc-2019-p256/proofCanonECDSAP256.txt",
        "sha256",
    ),
    (f"{ECDSA}/employmentAuth.json", f"{ECDSA}/ecdsa-rdfc-2019-p384/employ/canonDocECDSAP384.txt", "sha384"),
    (
        f"{ECDSA}/ecdsa-rdfc-2019-p384/employ/proofConfigECDSAP384.json",
        f"{ECDSA}/ecdsa-rdfc-2019-p384/employ/proofCanonECDSAP384.txt",
        "sha384",
    ),
]


@pytest.mark.parametrize(("document", "reference", "hash_name"), REFERENCES, ids=lambda value: str(value)[-40:])
def test_reference_nquads(corpus: Path, document: str, reference: str, hash_name: str) -> None:
    value = load(corpus / document)
    canonical = canonical_bytes(value, editions(value)[0], LIMITS, hash_name)
    assert canonical.decode().strip() == (corpus / reference).read_text().strip()


def test_reference_nquads_of_the_implementation_guide_are_canonical(corpus: Path) -> None:
    """1EdTech prints the N-Quads of its proofs, the documents only in part: putting them in order changes nothing."""
    files = sorted((corpus / "1edtech-ob-spec").rglob("*-canon.txt"))
    assert len(files) == 4
    for file in files:
        text = file.read_text().strip() + "\n"
        assert canonicalize(parse_nquads(text), LIMITS) == text, file


def credentials(corpus: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(corpus.rglob("*.json")):
        if "w3c-json-ld" in str(path) or path.parent.name == "contexts" or path.stat().st_size > 2**21:
            continue
        try:
            document = load(path)
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
            continue
        if isinstance(document, dict) and "@context" in document:
            yield path, document


def canonical_or_refusal(document: dict[str, Any], edition: Contexts) -> str:
    try:
        expanded = expand(document, edition, LIMITS)
        quads = statements(expanded)
        check_mentions(expanded_mentions(expanded), quads)
        return canonicalize(quads, LIMITS)
    except ProofError as error:
        return f"refused: {error.check}"


def directly(document: dict[str, Any], initial: ActiveContext) -> str | None:
    try:
        return canonicalize(direct_statements(document, initial, LIMITS), LIMITS)
    except DeclinedError:
        return None
    except ProofError as error:
        return f"refused: {error.check}"


TWO_NAMES = (
    "dataIntegrityProof/didKey/oidf-noStatus-notExpired-complexIssuer.json",
    "learncard-credential-library/obv3/with-endorsement.json",
)
"""Where an issuer has two names. The short way alone knows how an identifier was spelt, so that none need be shown."""


@pytest.mark.sweep
def test_both_ways_say_the_same_of_every_document(corpus: Path) -> None:
    counts: Counter[str] = Counter()
    for path, document in credentials(corpus):
        for edition in editions(document):
            direct = directly(document, ActiveContext.initial(edition))
            in_full = canonical_or_refusal(document, edition)
            if any(name in str(path) for name in TWO_NAMES) and in_full.startswith("refused"):
                continue
            assert direct in (None, in_full), path
            counts["declined" if direct is None else "equal"] += 1
    print(f"documents the short way: {counts}")
    assert counts["equal"] > 400


def without_one_member(document: Any) -> Iterator[Any]:
    """The document, each time without another of its members."""
    for place in list(_members(document)):
        less = copy.deepcopy(document)
        element = less
        for name in place[:-1]:
            element = element[name]
        del element[place[-1]]
        yield less


def _members(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for name, member in pairs:
        yield (*here, name)
        yield from _members(member, (*here, name))


@pytest.mark.sweep
def test_both_ways_say_the_same_of_mutilated_badges(corpus: Path) -> None:
    counts: Counter[str] = Counter()
    files = sorted((corpus / "dcc-vc-test-fixtures").rglob("*.json")) + sorted(
        (corpus / "1edtech-validator-ob30").rglob("*.json")
    )
    for path in files[::3]:
        document = load(path) if path.stat().st_size else {}
        if "@context" not in document:
            continue
        edition = editions(document)[0]
        initial = ActiveContext.initial(edition)
        for mutant in list(without_one_member(document))[::2]:
            direct = directly(mutant, initial)
            assert direct in (None, canonical_or_refusal(mutant, edition)), path
            counts["declined" if direct is None else "refused" if direct.startswith("refused") else "equal"] += 1
    print(f"mutants the short way: {counts}")
    assert counts["equal"] > 200


SOUND: tuple[str, ...] = (
    "dcc-vc-test-fixtures",
    "dcc-verifier-core",
    "1edtech-validator-ob30",
    "1edtech-validator-clr",
)
SOUND += ("w3c-vc-di-eddsa", "w3c-vc-di-ecdsa", "w3c-vcdm2-spec-examples", "w3c-bitstring-spec-examples")


def loss(document: dict[str, Any]) -> Code | None:
    edition = editions(document)[0]
    try:
        known_editions(document)
        canonical_bytes(document, edition, LIMITS)
    except ProofError as error:
        return error.code
    return None


@pytest.mark.sweep
def test_no_sound_signed_badge_loses_anything(corpus: Path) -> None:
    expected = load(corpus / "expected.open.json")
    seen = 0
    for family in SOUND:
        for path, document in credentials(corpus / family):
            entry = expected.get(str(path.relative_to(corpus)), {})
            if entry.get("expected") != "valid" or "proof" not in document:
                continue
            assert loss(document) in (None, Code.CONTEXT_UNKNOWN), path
            seen += 1
    assert seen == 79


REFUSED = {
    "refers to something by a relative or broken address": (48, "no base: a badge must mean the same wherever it lies"),
    "calls its parts by other names than its vocabularies do": (
        17,
        "another name for `id`, `type`, `@graph` … hides it",
    ),
    "uses a term that its vocabularies do not define": (14, "dropped: it would be shown and was never signed"),
    "holds a value that says nothing of anything": (7, "dropped, as `null`, empty objects and lone values are"),
    "orders its parts by a name": (7, "an index is not part of what is signed"),
    "gives an index": (1, "an index is not part of what is signed"),
    "uses a vocabulary (JSON-LD context) that Rosette does not know": (4, "a context is never fetched"),
    "is not JSON-LD": (4, "a context is imported or named by a relative address: it would be fetched"),
    "describes one thing in several places": (1, "one graph is said of two nodes that could change places"),
    "gives a text's language in a form that is none": (1, "dropped: the statement would not be signed"),
}
"""Why sound documents of the toRdf suite are refused: the words, how many they are, and why that is right here."""
SIGNED_DIRECTION = {"#tdi02", "#tdi03", "#tdi04", "#tdi05", "#tdi06", "#tdi11", "#tdi12"}
"""Texts with a direction: the suite drops it, or makes nodes of it; those who sign badges write it as a datatype."""


def reason(detail: str) -> str:
    return next(words for words in REFUSED if words in detail)


def refusal_or_canonical(path: Path) -> ProofError | str:
    try:
        expanded = expand(load(path), editions({})[0], LIMITS)
        quads = statements(expanded)
        check_mentions(expanded_mentions(expanded), quads)
        return canonicalize(quads, LIMITS)
    except ProofError as error:
        return error


@pytest.mark.filterwarnings("ignore:terms beginning with:SyntaxWarning", "ignore:values beginning with:SyntaxWarning")
def test_to_rdf_suite(corpus: Path, ledger: Ledger) -> None:
    """Each test comes out right or is refused, as everything is that needs a base, a fetch or a dropped value."""
    tests = corpus / "w3c-json-ld-api/tests"
    counts: Counter[str] = Counter()
    for entry in load(tests / "toRdf-manifest.open.jsonld")["sequence"]:
        path = tests / entry["input"]
        file = path.relative_to(corpus).as_posix()
        is_sound = "jld:NegativeEvaluationTest" not in entry["@type"]
        if entry.get("option", {}).get("specVersion") == "json-ld-1.0" or path.suffix != ".jsonld":
            counts["for JSON-LD 1.0 or HTML"] += 1
            ledger.explained(file, "toRdf: for JSON-LD 1.0, or HTML")
            continue
        found = refusal_or_canonical(path)
        if isinstance(found, ProofError):
            counts[reason(found.detail) if is_sound else "unsound, refused"] += 1
            if is_sound:
                ledger.explained(file, f"toRdf, refused: {REFUSED[reason(found.detail)][1]}")
        elif entry["@id"] in SIGNED_DIRECTION:
            assert "^^<https://www.w3.org/ns/i18n#" in found
            counts["a direction, signed as a datatype"] += 1
            ledger.explained(file, "toRdf: a text's direction is signed as a datatype")
        else:
            assert is_sound, entry["@id"]
            if "jld:PositiveEvaluationTest" in entry["@type"]:
                reference = canonicalize(parse_nquads((tests / entry["expect"]).read_text()), LIMITS)
                assert found == reference, entry["@id"]
            counts["right"] += 1
    print(f"toRdf: {counts}")
    refused = {words: number for words, (number, _) in REFUSED.items()}
    others = {
        "for JSON-LD 1.0 or HTML": 8,
        "unsound, refused": 67,
        "a direction, signed as a datatype": 7,
        "right": 157,
    }
    assert counts == refused | others


EXPANDED = {"right": 124, "refused": 46, "unsound, refused": 68, "for JSON-LD 1.0 or HTML": 8, "wants a base": 30}


@pytest.mark.filterwarnings("ignore:terms beginning with:SyntaxWarning", "ignore:values beginning with:SyntaxWarning")
def test_expansion_suite(corpus: Path, ledger: Ledger) -> None:
    """Each test comes out right, or is refused: for one of the reasons above, or as its addresses stay relative."""
    tests = corpus / "w3c-json-ld-api/tests"
    counts: Counter[str] = Counter()
    for entry in load(tests / "expand-manifest.open.jsonld")["sequence"]:
        word = expansion_of(tests, entry)
        counts[word] += 1
        if word in ("refused", "wants a base", "for JSON-LD 1.0 or HTML"):
            ledger.explained((tests / entry["input"]).relative_to(corpus).as_posix(), f"expand: {word}")
    assert counts == EXPANDED


def expansion_of(tests: Path, entry: dict[str, Any]) -> str:
    path, option = tests / entry["input"], entry.get("option", {})
    if option.get("specVersion") == "json-ld-1.0" or path.suffix != ".jsonld" or "expandContext" in option:
        return "for JSON-LD 1.0 or HTML"
    is_sound = "jld:NegativeEvaluationTest" not in entry["@type"]
    try:
        found = expand(load(path), editions({})[0], LIMITS)
    except ProofError as error:
        return "refused" if is_sound and reason(error.detail) else "unsound, refused"
    assert is_sound, entry["@id"]
    if unordered(found) == unordered(load(tests / entry["expect"])):
        return "right"
    with pytest.raises(ProofError) as refused:
        statements(found)
    assert refused.value.code is Code.DATA_LOSS, entry["@id"]
    return "wants a base"


def unordered(value: Any, name: str = "") -> Any:
    if isinstance(value, list):
        items = [unordered(item) for item in value]
        return items if name == "@list" else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    return {key: unordered(item, key) for key, item in value.items()} if isinstance(value, dict) else value
