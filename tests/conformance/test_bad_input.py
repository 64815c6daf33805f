"""Every published file that upstream calls malformed: one line that names it and the reason, and nothing breaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wallet.cli.exits import Exit
from wallet.cli.main import Windows, run

pytestmark = pytest.mark.conformance


def test_every_malformed_file_is_one_line(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = json.loads((corpus / "expected.open.json").read_bytes())
    files = [corpus / name for name, entry in expected.items() if entry["expected"] == "malformed"]
    windows = Windows(lambda folders, paths: 1, lambda paths: 1, lambda source, say: b"", lambda: ())
    code = run(["verify", "--json", *map(str, files)], windows)
    captured = capsys.readouterr()
    reports = [json.loads(line) for line in captured.out.splitlines()]
    assert code == Exit.UNREADABLE
    assert captured.err == ""
    assert [report["input"] for report in reports] == [str(file) for file in files]
    assert {report["input"]: report["verdict"] for report in reports if report["verdict"] != "unreadable"} == {}
    assert all(any(check["detail"] for check in report["checks"]) for report in reports)
