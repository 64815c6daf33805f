"""Badges on their way out, in formats that other programs read."""
