"""Adding a kind of status list: a file of its own and one line of the registry, and whatever verifies knows it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from types import ModuleType

import pytest

from tests.house.sources import CHECKOUT, imported, python_files
from tests.simulators.world import TERM, HolderKey, World
from wallet.jsonld.contexts import editions
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.evidence import EvidenceKind
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.proofs.eddsa_jcs_2022 import EDDSA_JCS_2022
from wallet.status import registry
from wallet.status.listed import ListedStatus, ListForm, Meaning, StatusEntry

KIND = "Newcomer2026Entry"
PAGE = "wallet.status.newcomer_2026"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An entry of a kind that nobody uses: the list names every badge that is withdrawn."""

    list_id: str
    badge_id: str
    form = ListForm.CREDENTIAL
    evidence = EvidenceKind.STATUS_LIST

    def look_up(self, status_list: JsonObject, limits: Limits) -> ListedStatus:
        withdrawn = status_list["withdrawn"]
        assert isinstance(withdrawn, list)
        return ListedStatus(Meaning.REVOKED if self.badge_id in withdrawn else Meaning.CLEAR)

    def fresh_for(self, status_list: JsonObject) -> timedelta | None:
        return None


def read_entry(entry: JsonObject, badge_id: str | None) -> StatusEntry:
    return Newcomer(str(entry["id"]), str(badge_id))


def badge(world: World) -> bytes:
    issuer = HolderKey()
    document = json.loads(world.badge())
    del document["proof"]
    document["issuer"] = {"id": issuer.did, "type": ["Profile"], "name": "Guild of Locksmiths"}
    document["credentialStatus"] = {"id": "https://status.example/1", "type": KIND}
    options: JsonObject = {"created": TERM.signed.isoformat().replace("+00:00", "Z"), "proofPurpose": "assertionMethod"}
    proof = EDDSA_JCS_2022.sign(document, options, issuer.signer, editions(document)[0], Limits())
    return json.dumps({**document, "proof": proof}).encode()


def test_a_kind_is_unknown_before_and_looked_for_after_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    data = badge(world)
    before = world.verify(data)
    assert before.check(CheckId.PROOF_SIGNATURE).outcome is Outcome.PASSED
    assert before.check(CheckId.STATUS).code is Code.STATUS_UNSUPPORTED
    monkeypatch.setitem(sys.modules, PAGE, ModuleType(PAGE))
    monkeypatch.setattr(sys.modules[PAGE], "read_entry", read_entry, raising=False)
    monkeypatch.setitem(registry._PAGES, KIND, PAGE)
    assert world.verify(data).check(CheckId.STATUS).code is Code.STATUS_UNAVAILABLE
    entry = registry.read_entry({"id": "https://status.example/1", "type": KIND}, "urn:x:1")
    assert entry.look_up({"withdrawn": ["urn:x:1"]}, Limits()).meaning is Meaning.REVOKED
    assert entry.look_up({"withdrawn": []}, Limits()).meaning is Meaning.CLEAR


def test_nobody_who_reads_lists_names_a_kind() -> None:
    """What would have to know of a new kind would know the old ones; who issues samples writes a list of one kind."""
    pages = {*registry._PAGES.values(), registry._TOKEN_PAGE}
    naming = {
        path.relative_to(CHECKOUT / "wallet").as_posix()
        for path in python_files("wallet")
        if path.parent.name != "status" and any({name, name.rpartition(".")[0]} & pages for name in imported(path))
    }
    assert naming == {"operations/sample_issuer.py"}


def test_each_line_leads_to_a_page_that_reads_its_kind() -> None:
    assert len(registry._PAGES) >= 4
    for page in (*registry._PAGES.values(), registry._TOKEN_PAGE):
        assert callable(import_module(page).read_entry)
