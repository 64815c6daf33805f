"""The README shows what the tour really prints; only its dates differ from day to day."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ 20\d\d(?:, \d\d:\d\d UTC)?")


def test_the_readme_shows_the_tours_real_output() -> None:
    shown = re.search(r"<!-- tour -->\n+```\n(.*?)```\n", (CHECKOUT / "README.md").read_text(), re.DOTALL)
    assert shown is not None
    command = [sys.executable, "-m", "wallet", "tour"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=CHECKOUT).stdout
    assert DATE.sub("DATE", printed) == DATE.sub("DATE", shown[1])


def test_the_readme_names_only_commands_that_exist() -> None:
    text = (CHECKOUT / "README.md").read_text()
    names = set(re.findall(r"`rosette ([a-z]+)", text))
    listed = subprocess.run(
        [sys.executable, "-m", "wallet", "--help"], check=True, capture_output=True, text=True, cwd=CHECKOUT
    ).stdout
    assert names
    assert {name for name in names if not re.search(rf"^    {name} ", listed, re.MULTILINE)} == set()
