"""What the program sees to before anything else."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

CRASH = """
import os, resource
from wallet.__main__ import leave_no_core
leave_no_core()
leave_no_core()
print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)
child = os.fork()
if child == 0:
    os.abort()
status = os.waitpid(child, 0)[1]
print(os.WTERMSIG(status), os.WCOREDUMP(status))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no core dumps")
def test_a_crash_leaves_no_memory_on_the_disk(tmp_path):
    ran = subprocess.run([sys.executable, "-c", CRASH], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["(1, 1)", f"{signal.SIGABRT.value} False"]
    assert list(tmp_path.iterdir()) == []
