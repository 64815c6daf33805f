"""The project's own files, as the house rules look at them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


def python_files(*folders: str) -> list[Path]:
    """Every Python file below the named folders, in order."""
    return sorted(path for folder in folders for path in (CHECKOUT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def calls(path: Path, name: str) -> Iterator[ast.Call]:
    """Every call of a function, class or method of that name."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and called(node) == name)


def called(call: ast.Call) -> str:
    """The last part of the name that a call calls."""
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def imported(path: Path) -> set[str]:
    """Dotted names that a file imports: modules, and what is taken from them."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def names(path: Path) -> set[str]:
    """Every name and attribute that a file mentions."""
    nodes = list(ast.walk(tree(path)))
    plain = {node.id for node in nodes if isinstance(node, ast.Name)}
    return plain | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where something is, as an editor takes it."""
    name = path.relative_to(CHECKOUT).as_posix()
    return f"{name}:{getattr(node, 'lineno', 1)}"


def tracked_files() -> list[Path]:
    """Every file under version control; a test that asks is skipped where there is none."""
    if not shutil.which("git") or not (CHECKOUT / ".git").exists():
        pytest.skip("this is no git checkout, or there is no git")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]  # also where somebody else owns the folder
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    paths = [CHECKOUT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]
