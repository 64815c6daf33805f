"""What holds for every test."""

import os

# Tests draw without a screen, also where pytest is started by hand.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
