"""Short functions, shallow nesting, small files; no error swallowed; no test without an assertion."""

import ast
from collections.abc import Iterable

from tests.house.sources import CHECKOUT, called, functions, place, python_files, tree

DEEPEST = 3
LONGEST_FUNCTION = 60
LONGEST_FILE = 500
BLOCKS = ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith | ast.Try | ast.TryStar | ast.Match
# The verifier turns what it did not expect into "could not check"; one handler turns our own bugs into a crash report.
MAY_SWALLOW = {"wallet/verification/findings.py", "wallet/__main__.py"}
WAITS_FOR = {"raises", "warns", "fail", "waitSignal", "waitSignals", "waitUntil", "assertNotEmitted"}


def _depth(nodes: Iterable[ast.AST]) -> int:
    return max((_depth_of(node) for node in nodes), default=0)


def _depth_of(node: ast.AST) -> int:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        return 0
    if isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        return max(1 + _depth(node.body), _depth_of(node.orelse[0]))  # an elif is beside, not below
    return isinstance(node, BLOCKS) + _depth(ast.iter_child_nodes(node))


def test_nesting_stops_at_three() -> None:
    every = [(path, f) for path in python_files("wallet", "packaging") for f in functions(path)]
    assert not [place(path, f) for path, f in every if _depth(f.body) > DEEPEST]


def test_no_function_passes_sixty_lines() -> None:
    every = [(path, f) for path in python_files("wallet", "packaging") for f in functions(path)]
    assert not [place(path, f) for path, f in every if (f.end_lineno or 0) - f.lineno + 1 > LONGEST_FUNCTION]


def test_no_file_passes_five_hundred_lines() -> None:
    every = python_files("wallet", "packaging", "tests")
    assert not [place(path) for path in every if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE]


def test_only_two_places_swallow_every_error() -> None:
    handlers = [(path, n) for path in python_files("wallet", "packaging") for n in ast.walk(tree(path)) if _swallows(n)]
    found = [path.relative_to(CHECKOUT).as_posix() for path, _ in handlers]
    assert set(found) <= MAY_SWALLOW
    assert len(found) == len(set(found))


def _swallows(node: ast.AST) -> bool:
    """Whether it takes any error and does not raise the same again, as one that only puts things in order does."""
    if not isinstance(node, ast.ExceptHandler) or not _takes_everything(node.type):
        return False
    last = node.body[-1]
    return not (isinstance(last, ast.Raise) and last.exc is None)


def _takes_everything(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(map(_takes_everything, caught.elts))
    return caught is None or getattr(caught, "id", "") in {"Exception", "BaseException"}


def test_every_test_asserts() -> None:
    every = [(path, f) for path in python_files("tests") for f in functions(path) if f.name.startswith("test_")]
    assert every
    assert not [place(path, f) for path, f in every if not _asserts(f)]


def _asserts(function: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and called(node) in WAITS_FOR)
        for node in ast.walk(function)
    )
