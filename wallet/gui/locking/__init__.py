"""When the wallet is locked without a word from its owner, and what stays in memory then: nothing."""
