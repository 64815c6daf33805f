"""What every test may ask for."""

import os

import pytest

# Tests draw without a screen, also where pytest is started by hand.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def private_keyring() -> None:
    """A real, unlocked keyring that belongs to the tests alone; `dev.py test` starts one and says so."""
    if "ROSETTE_TEST_KEYRING" not in os.environ:
        pytest.skip("no private keyring here: `python3 packaging/dev.py test` starts one on Linux")
