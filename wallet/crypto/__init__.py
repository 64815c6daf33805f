"""Keys, signatures, JOSE, hashes and key wrapping over bytes; knows no credential."""
