"""What holds for every test."""

import gc
import os

import pytest

from wallet.gui.garbage import collect_due

# Tests draw without a screen, also where pytest is started by hand.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# They read what is written in English; those about languages say which.
os.environ["LANGUAGE"] = "en"


@pytest.fixture(autouse=True, scope="session")
def _nothing_is_collected_on_another_thread():
    gc.freeze()
    gc.disable()


@pytest.fixture(autouse=True)
def _what_a_test_leaves_is_collected():
    """A window of one test must not die beside the next one's work."""
    yield
    collect_due()
