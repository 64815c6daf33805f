"""The window: screens over operations, and the only threads of the program."""
