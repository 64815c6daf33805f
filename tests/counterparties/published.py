"""Libraries that others published for Node, to hold our own work against.

`package.json` names them and `package-lock.json` pins them with hashes; `packaging/dev.py counterparties` installs them
beside this file. Each script here asks one of them something. Where they are not installed, a test that asks is
skipped, and says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).parent
_SECONDS = 60


def ask(script: str, given: Any) -> Any:
    """Run a script of this folder in Node; returns what it answers.

    Args:
        script: Its name, without the ending.
        given: What it is told, as JSON.
    """
    node = shutil.which("node")
    if node is None or not (_FOLDER / "node_modules" / ".package-lock.json").is_file():
        pytest.skip("the libraries for Node are not installed: python3 packaging/dev.py counterparties")
    command = [node, str(_FOLDER / f"{script}.mjs")]
    done = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, check=False, timeout=_SECONDS)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
