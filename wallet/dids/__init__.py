"""Identifiers and the keys they stand for: one file per DID method, never a request."""
