"""From JSON-LD to canonical bytes: bundled contexts, lossless expansion, RDFC-1.0."""
