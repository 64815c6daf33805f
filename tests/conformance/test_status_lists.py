"""Published status lists through the status library: what each says of the entry that goes with it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from wallet.crypto.jws import parse_compact
from wallet.formats.jwt import claims_of_payload
from wallet.model.checks import Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_object
from wallet.status.listed import Meaning
from wallet.status.registry import read_entry

pytestmark = pytest.mark.conformance

_WALT = "walt-id-status/waltid-libraries/credentials/waltid-verification-policies2/src/jvmTest/resources/status"
_KNOWN = {0: Meaning.CLEAR, 1: Meaning.REVOKED, 2: Meaning.SUSPENDED}
_PLACE = "<STATUS-CREDENTIAL-PATH-PLACEHOLDER>"

SCENARIOS = {
    "bitstringstatuslist/unrevoked.json": [Meaning.CLEAR],
    "bitstringstatuslist/revoked.json": [Meaning.REVOKED],
    "bitstringstatuslist/multi-status-all-valid.json": [Meaning.CLEAR, Meaning.CLEAR],
    "bitstringstatuslist/multi-status-last-not-valid.json": [Meaning.CLEAR, Meaning.SUSPENDED],
    "revocationlist2020/unrevoked.json": [Meaning.CLEAR],
    "revocationlist2020/revoked.json": [Meaning.REVOKED],
    "statuslist2021/revoked.07.ebsi.json": [Meaning.REVOKED],
    "tokenstatuslist/revoked.json": [Meaning.REVOKED],
    # Upstream's policy is told that 3 of 2 bits is the good value; the specification's section 3.2, step 15, says that
    # of a revocation list only 0 is.
    "bitstringstatuslist/custom-valid.json": [Meaning.REVOKED],
    "bitstringstatuslist/custom-invalid.json": [Meaning.CLEAR],
}


@pytest.mark.parametrize("file", SCENARIOS)
def test_the_scenarios_of_walt_id(corpus: Path, file: str) -> None:
    assert [entry.meaning for entry in _looked_up(corpus / _WALT / file)] == SCENARIOS[file]


def test_a_list_in_the_wrong_encoding_is_unknown_and_not_revoked(corpus: Path) -> None:
    with pytest.raises(ProofError) as caught:
        _looked_up(corpus / _WALT / "tokenstatuslist/wrong-list-encoding.json")
    assert (caught.value.outcome, caught.value.code) == (Outcome.UNKNOWN, Code.STATUS_LIST_INVALID)


def test_every_scenario_is_run(corpus: Path) -> None:
    files = {str(path.relative_to(corpus / _WALT)) for path in (corpus / _WALT).rglob("*.json")}
    assert files == {*SCENARIOS, "tokenstatuslist/wrong-list-encoding.json"}


def _looked_up(path: Path) -> list[Any]:
    scenario = json.loads(path.read_bytes())
    lists, holder = scenario["status-credential"], scenario["holder-credential"]
    lists = lists if isinstance(lists, list) else [{"id": _PLACE, "content": lists}]
    by_address = {entry["id"]: _claims(entry["content"]) for entry in lists}
    entries = holder.get("credentialStatus", holder.get("status"))
    read = [read_entry(entry, None) for entry in (entries if isinstance(entries, list) else [entries])]
    return [entry.look_up(_at(by_address[entry.list_id], entry.list_id), Limits()) for entry in read]


def _claims(token: str) -> JsonObject:
    return claims_of_payload(parse_object(parse_compact(token.encode(), Limits()).payload, Limits()))


def _at(status_list: JsonObject, address: str) -> JsonObject:
    """Return a token list under the placeholder that stands in the scenario for its address."""
    return {**status_list, "sub": address} if "status_list" in status_list else status_list


@pytest.mark.parametrize("name", ["", "2"])
def test_the_short_lists_of_the_token_status_list_draft(corpus: Path, name: str) -> None:
    text = (corpus / f"ietf-token-status-list/examples/status_list_encoding{name}_json.md").read_text()
    held = json.loads(text.split("encoded:")[1])
    packed = [int(byte, 16) for byte in re.findall(r"0x([0-9a-f]{2})", text.split("encoded:")[0])]
    size = held["bits"]
    for index in range(len(packed) * 8 // size):
        value = packed[index * size // 8] >> (index * size % 8) & ((1 << size) - 1)
        assert _token_meaning(held, index) is _KNOWN.get(value)


LONG = {
    "1_long": dict.fromkeys((0, 1993, 25460, 159495, 495669, 554353, 645645, 723232, 854545, 934534, 1000345), 1),
    "2_long": {0: 1, 1993: 2, 25460: 1, 159495: 3, 495669: 1, 645645: 2, 723232: 1, 934534: 2, 1000345: 3},
    "4": {0: 1, 1993: 2, 35460: 3, 459495: 4, 595669: 5, 754353: 6, 934534: 10, 1004534: 11, 1030205: 15},
    "8": {233478: 0, 52451: 1, 576778: 2, 513575: 3, 468106: 4},
}
"""Entries of the draft's appendix "Test vectors for Status List encoding"."""


@pytest.mark.parametrize("name", LONG)
def test_the_long_lists_of_the_token_status_list_draft(corpus: Path, name: str) -> None:
    text = (corpus / f"ietf-token-status-list/examples/status_list_encoding{name}_json.md").read_text()
    held = json.loads(re.sub(r"\n  (?=[A-Za-z0-9_-])", "", text))
    found = {index: _token_meaning(held, index) for index in LONG[name]}
    assert found == {index: _KNOWN.get(value) for index, value in LONG[name].items()}
    with pytest.raises(ProofError, match="beyond the end"):
        _look_up(held, 2**20)


def test_the_token_of_the_draft_is_read(corpus: Path) -> None:
    text = (corpus / "ietf-token-status-list/examples/status_list_jwt_raw.md").read_text()
    payload = parse_object(parse_compact("".join(text.split()).encode(), Limits()).payload, Limits())
    entry = read_entry({"status_list": {"idx": 0, "uri": "https://example.com/statuslists/1"}}, None)
    assert entry.look_up(payload, Limits()).meaning is Meaning.REVOKED


def test_the_list_of_the_bitstring_specification(corpus: Path) -> None:
    folder = corpus / "w3c-bitstring-spec-examples"
    status_list = json.loads((folder / "05-example-a-status-list-verifiable-credential.vc.json").read_bytes())
    badge = json.loads((folder / "01-example-example-statuslistcredential-using-simple-entries.pre.json").read_bytes())
    revocation, suspension = (read_entry(entry, None) for entry in badge["credentialStatus"])
    assert revocation.look_up(status_list, Limits()).meaning is Meaning.CLEAR
    with pytest.raises(ProofError, match="another purpose"):
        suspension.look_up(status_list, Limits())


def _token_meaning(held: dict[str, Any], index: int) -> Meaning | None:
    try:
        return _look_up(held, index)
    except ProofError as error:
        return None if error.code is Code.STATUS_UNSUPPORTED else Meaning.MESSAGE


def _look_up(held: dict[str, Any], index: int) -> Meaning:
    entry = read_entry({"status_list": {"idx": index, "uri": "https://status.example/1"}}, None)
    return entry.look_up({"sub": entry.list_id, "status_list": held}, Limits()).meaning


def test_the_bits_of_the_dcc_fixtures(corpus: Path) -> None:
    expected = json.loads((corpus / "expected.open.json").read_bytes())
    places = json.loads((corpus / "url_map.open.json").read_bytes())
    found, stated = {}, {}
    for file in (name for name, entry in expected.items() if "status_bit" in entry):
        entry = read_entry(json.loads((corpus / file).read_bytes())["credentialStatus"], None)
        if entry.list_id in places:
            status_list = json.loads((corpus / places[entry.list_id]).read_bytes())
            # One of the lists is not typed as one: its bit alone is looked at here.
            typed = {**status_list, "type": ["VerifiableCredential", "BitstringStatusListCredential"]}
            found[file] = entry.look_up(typed, Limits()).meaning
            stated[file] = Meaning.REVOKED if expected[file]["status_bit"] else Meaning.CLEAR
    assert len(found) == 18
    assert found == stated
