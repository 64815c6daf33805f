"""JSONTestSuite through the one strict JSON reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.model.strict_json import parse_json

pytestmark = pytest.mark.conformance
SUITE = "json-test-suite/"

# Valid JSON that signed data must not use (RFC 7493 section 2.3; VERIFICATION.md, `parse`).
NARROWER = {
    "y_object_duplicated_key.json": "a member named twice",
    "y_object_duplicated_key_and_value.json": "a member named twice",
    "y_string_null_escape.json": "U+0000",
    "y_object_escaped_null_in_key.json": "U+0000",
}
# Where the grammar leaves freedom: read, or refused as signed data must.
READ = {
    "number_1.0.json",
    "number_1.000000000000000005.json",
    "number_1000000000000000.json",
    "number_1e-999.json",
    "object_key_nfc_nfd.json",
    "object_key_nfd_nfc.json",
    "i_number_double_huge_neg_exp.json",
    "i_number_real_underflow.json",
}


def is_read(path: Path) -> bool:
    try:
        parse_json(path.read_bytes(), Limits())
    except UnreadableError:
        return False
    return True


def test_every_text_is_read_or_refused_as_it_must(corpus: Path) -> None:
    expected = json.loads((corpus / "expected.open.json").read_bytes())
    files = {name: entry["expected"] for name, entry in expected.items() if name.startswith(SUITE)}
    must = {
        name: (verdict == "valid" or Path(name).name in READ) and Path(name).name not in NARROWER
        for name, verdict in files.items()
    }
    assert len(files) > 200
    assert {name: is_read(corpus / name) for name in files} == must
