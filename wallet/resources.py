"""Finds the files that ship with the program.

In a checkout they lie in `resources/` beside the package; a wheel carries the same tree inside the package,
as `wallet/_resources` (see `pyproject.toml`). The checkout is asked first.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


def path(*parts: str) -> Path:
    """Where a shipped file or folder lies on this disk.

    Args:
        parts: the names below `resources/`, as in `path("contexts", "ob-3.0.3.jsonld")`.

    Raises:
        FileNotFoundError: nothing of that name ships. That is a mistake of ours, not of the owner.
    """
    found = _root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"{'/'.join(parts)} does not ship with this program.")
    return found


def read_bytes(*parts: str) -> bytes:
    """The content of a shipped file, named as for `path`."""
    return path(*parts).read_bytes()


@cache
def _root() -> Path:
    checkout = _PACKAGE.parent / "resources"
    # A site-packages folder may hold somebody else's `resources`; ours sits beside our pyproject.toml.
    is_checkout = (_PACKAGE.parent / "pyproject.toml").is_file()
    return checkout if is_checkout else _PACKAGE / "_resources"
