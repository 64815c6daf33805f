"""Rosette: a desktop wallet that keeps, verifies and presents learners' badges."""

__version__ = "0.1.0"
