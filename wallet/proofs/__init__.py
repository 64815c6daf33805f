"""One file per proof suite, behind one protocol and one registry; given a key, not a resolver."""
