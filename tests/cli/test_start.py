"""What `rosette verify` loads for one badge: half of what it takes is loading, so nothing is loaded on suspicion.

A page that these tests find is one to import in the function that needs it.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.house.sources import CHECKOUT
from tests.simulators.world import NOW, TERM, HolderKey, World
from wallet.jsonld.contexts import editions
from wallet.model.limits import Limits
from wallet.proofs.registry import suite_for

PROGRAM = """
import dataclasses, json, sys
from wallet.__main__ import main
code = main()
ours = {name: module for name, module in sys.modules.items() if name.split('.')[0] == 'wallet'}
records = [f'{name}.{value.__name__}' for name, module in ours.items() for value in vars(module).values()
           if dataclasses.is_dataclass(value) and isinstance(value, type) and value.__module__ == name]
foreign = {name.split('.')[0] for name in sys.modules} - {'wallet', '__main__'}
json.dump({'ours': sorted(ours), 'records': records, 'foreign': sorted(foreign)}, sys.stderr)
sys.exit(code)
"""
OTHER_ROOMS = {"export", "fetcher", "gui", "pathways", "presentation", "protocols", "sandbox", "vault"}
LIBRARIES = {"base58", "nacl"}
SLOW = {"asyncio", "concurrent", "http", "logging", "multiprocessing", "pickle", "subprocess", "tempfile", "threading"}
SLOW |= {"csv", "email", "socket", "uuid", "xml", "zipfile"}
"""Parts of the standard library that take milliseconds and that one badge does without."""
MOST_PAGES = 104
MOST_RECORDS = 23
"""Dataclasses: each takes half a millisecond to make, ten times what a named tuple takes."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What one badge of the most usual kind makes the program load."""
    issuer, document = HolderKey(), json.loads(World().badge())
    del document["proof"]
    document["issuer"] = {"id": issuer.did, "type": ["Profile"], "name": "Guild of Locksmiths"}
    kind = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}
    options = {"created": TERM.signed.isoformat().replace("+00:00", "Z"), "proofPurpose": "assertionMethod"}
    proof = suite_for(kind).sign(document, options, issuer.signer, editions(document)[0], Limits())
    path = tmp_path_factory.mktemp("start") / "badge.json"
    path.write_text(json.dumps({**document, "proof": proof}))
    at = NOW.isoformat().replace("+00:00", "Z")
    command = [sys.executable, "-c", PROGRAM, "verify", "--json", "--at", at, str(path)]
    ran = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert json.loads(ran.stdout)["verdict"] == "issuer_unknown", ran.stderr
    found: dict[str, list[str]] = json.loads(ran.stderr)
    return found


def test_the_wallet_itself_is_not_loaded(loaded: dict[str, list[str]]) -> None:
    assert OTHER_ROOMS.isdisjoint(name.split(".")[1] for name in loaded["ours"] if "." in name)
    assert {path.stem for path in (CHECKOUT / "wallet").iterdir()} >= OTHER_ROOMS


def test_only_the_page_of_its_suite_is_loaded(loaded: dict[str, list[str]]) -> None:
    suites = [name for name in loaded["ours"] if name.startswith("wallet.proofs.") and name[-4:].isdecimal()]
    assert suites == ["wallet.proofs.eddsa_rdfc_2022"]


def test_few_pages_and_records_are_loaded(loaded: dict[str, list[str]]) -> None:
    assert len(loaded["ours"]) <= MOST_PAGES, loaded["ours"]
    assert len(loaded["records"]) <= MOST_RECORDS, loaded["records"]


def test_only_libraries_that_check_a_badge_are_loaded(loaded: dict[str, list[str]]) -> None:
    own = set(sys.stdlib_module_names) | {"_cffi_backend", "_sodium", "_distutils_hack"}
    assert set(loaded["foreign"]) - own <= LIBRARIES
    assert SLOW.isdisjoint(loaded["foreign"])
