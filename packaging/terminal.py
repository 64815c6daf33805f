"""What the development command says, and the exit codes it stops with."""

import sys

FAILED = 1
USAGE = 2
NEEDS_PACKAGES = 3
UNFINISHED = 4
STOPPED = 130


class Stop(Exception):  # noqa: N818 (it ends the command in order; it is no fault of ours)
    """The command cannot go on; the text says what, why and what to do."""

    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.code = code


def say(text: str) -> None:
    """Print at once, so that the order holds beside what child processes print."""
    print(text, flush=True)


class Progress:
    """One line that changes on a terminal; every tenth step on a line of its own elsewhere."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0

    def step(self, name: str) -> None:
        """Tell that the next of the steps has begun."""
        self._done += 1
        line = f"  {min(self._done, self._total)} of {self._total}: {name}"
        if sys.stdout.isatty():
            print(f"\r{line:<76}", end="", flush=True)
        elif self._done % 10 == 0:
            say(line)

    def finish(self) -> None:
        """Leave the changing line."""
        if sys.stdout.isatty():
            print(flush=True)
