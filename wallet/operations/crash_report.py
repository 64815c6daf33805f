"""A mistake of ours in words that anybody may read: where it happened, and nothing of what it happened to."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from wallet import __version__
from wallet.model.errors import NotSavedError

_MOST_CAUSES = 5


def report_of(error: BaseException, *parts: str) -> str:
    """Return what happened as file names, line numbers and versions: no message, no value, no path of a person.

    Args:
        error: What was raised; its message may hold a claim of a badge and is left out, as are those of its causes.
        parts: Versions of what else is at work, such as ``Qt 6.11``.
    """
    happened = "".join(f"{'caused by ' if number else ''}{_places(each)}" for number, each in enumerate(_chain(error)))
    versions = (f"Rosette {__version__}", f"Python {platform.python_version()}", *parts, platform.system())
    return f"{happened}{' · '.join(versions)}\n"


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write the report to standard error: a `sys.excepthook` for where there is no window."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    sys.stderr.write(
        "rosette: This is a mistake in Rosette, not in your badges; what was saved is safe. If it happens again, send "
        f"this report to the people who make Rosette. It holds nothing of your badges.\n{report_of(error)}"
    )


def save_report(report: str, path: Path) -> None:
    """Write a report into a file.

    Raises:
        NotSavedError: If the disk refuses.
    """
    try:
        path.write_text(report, encoding="utf-8")
    except OSError as error:
        raise NotSavedError.of_file(path.name, error) from error


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came of (https://docs.python.org/3/library/exceptions.html#exception-context)."""
    cause: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _places(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = "".join(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}\n" for frame in frames)
    return f"{type(error).__name__}\n{where}"
