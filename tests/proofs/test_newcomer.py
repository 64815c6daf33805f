"""Adding a suite: a file of its own and one line of the registry, and whatever verifies knows it."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from types import ModuleType

import pytest

from tests.house.sources import CHECKOUT, imported, python_files
from tests.simulators.world import TERM, HolderKey, World
from wallet.crypto.keys import KeyType, PublicKey
from wallet.crypto.signatures import verify_signature
from wallet.jsonld.contexts import Contexts, editions
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.report import Verdict
from wallet.model.signer import Signer
from wallet.proofs import registry
from wallet.proofs.options import DATA_INTEGRITY_PROOF
from wallet.proofs.suite import Suite

LINES = 200
PAGE = "wallet.proofs.newcomer_2026"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A suite that nobody uses: Ed25519 over the SHA-512 of sorted JSON."""

    name: str = "newcomer-2026"
    proof_type: str = DATA_INTEGRITY_PROOF
    cryptosuite: str = "newcomer-2026"
    key_types: frozenset[KeyType] = frozenset({KeyType.ED25519})
    needs_contexts: bool = False

    def check(self, proof: JsonObject, limits: Limits) -> None:
        assert isinstance(proof["proofValue"], str)

    def is_derived(self, proof: JsonObject) -> bool:
        return False

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, contexts: Contexts, limits: Limits
    ) -> None:
        options = {name: value for name, value in proof.items() if name != "proofValue"}
        verify_signature(key, "EdDSA", _digest(document, options), bytes.fromhex(str(proof["proofValue"])))

    def sign(
        self, document: JsonObject, proof_options: JsonObject, signer: Signer, contexts: Contexts, limits: Limits
    ) -> JsonObject:
        own = {"type": self.proof_type, "cryptosuite": self.cryptosuite}
        options = {**proof_options, **own, "verificationMethod": signer.verification_method}
        return {**options, "proofValue": signer.sign(_digest(document, options)).hex()}


def _digest(document: JsonObject, options: JsonObject) -> bytes:
    return hashlib.sha512(json.dumps([document, options], sort_keys=True).encode()).digest()


NEWCOMER: Suite = Newcomer()


def badge(world: World) -> JsonObject:
    issuer = HolderKey()
    document = json.loads(world.badge())
    del document["proof"]
    document["issuer"] = {"id": issuer.did, "type": ["Profile"], "name": "Guild of Locksmiths"}
    options: JsonObject = {"created": TERM.signed.isoformat().replace("+00:00", "Z"), "proofPurpose": "assertionMethod"}
    proof = NEWCOMER.sign(document, options, issuer.signer, editions(document)[0], Limits())
    return {**document, "proof": proof}


def test_a_suite_is_unknown_before_and_verified_after_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    document = badge(world)
    before = world.verify(json.dumps(document).encode())
    assert (before.verdict, before.check(CheckId.PROOF_SUITE).code) == (Verdict.UNKNOWN, Code.SUITE_UNSUPPORTED)
    monkeypatch.setitem(sys.modules, PAGE, ModuleType(PAGE))
    monkeypatch.setattr(sys.modules[PAGE], "NEWCOMER_2026", NEWCOMER, raising=False)
    monkeypatch.setitem(registry._SUITES, (NEWCOMER.proof_type, NEWCOMER.cryptosuite), PAGE)
    after = world.verify(json.dumps(document).encode())
    assert after.verdict is Verdict.ISSUER_UNKNOWN
    assert after.check(CheckId.PROOF_SIGNATURE).outcome is Outcome.PASSED
    altered = {**document, "name": "Safecracking"}
    assert world.verify(json.dumps(altered).encode()).verdict is Verdict.FAILED


def test_no_file_names_a_suite_but_by_its_line() -> None:
    """What would have to know of a new suite would know the old ones."""
    naming = {
        path.relative_to(CHECKOUT / "wallet").as_posix()
        for path in python_files("wallet")
        if not registry_pages().isdisjoint(name for imported_name in imported(path) for name in parents(imported_name))
    }
    assert naming == set()


def registry_pages() -> set[str]:
    return set(registry._SUITES.values())


def parents(name: str) -> tuple[str, str]:
    """Return a name imported and the module it may be of."""
    return name, name.rpartition(".")[0]


def test_each_line_leads_to_the_suite_it_names() -> None:
    for names, page in registry._SUITES.items():
        suite = registry._suite_on(page)
        assert (suite.proof_type, suite.cryptosuite) == names


def test_each_suite_is_a_page() -> None:
    files = sorted((CHECKOUT / "wallet/proofs").glob("*_20[0-9][0-9].py"))
    assert len(files) >= len(registry._SUITES)
    assert [path.name for path in files if len(path.read_text("utf-8").splitlines()) >= LINES] == []
