"""What holds for every test."""

import os

# Tests draw without a screen, also where pytest is started by hand.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# They read what is written in English; those about languages say which.
os.environ["LANGUAGE"] = "en"
