"""Reusable pieces of the window: painted cards, check rows, drop zones, toasts."""
