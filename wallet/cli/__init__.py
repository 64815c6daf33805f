"""The command line: one module per command group, printing what operations return."""
