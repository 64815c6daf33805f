"""The nouns every room shares: frozen, without behaviour that needs anything of ours."""
