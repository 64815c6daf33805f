"""Exchanges with issuers and verifiers, as state machines that are given a fetcher."""
