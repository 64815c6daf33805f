"""One file per format: from bytes to a secured document, from that to a credential; never verifies."""
