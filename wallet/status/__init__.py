"""Reads status lists that are already in hand; what they mean is decided elsewhere."""
