"""Evidence and whom to believe: evidence packs, issuer lists, and how old each of them is."""
