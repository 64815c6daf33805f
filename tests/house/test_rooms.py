"""The rooms are those of the plan, each says what it is for, and nothing lies around them."""

import ast
import re

from tests.house.sources import CHECKOUT, python_files, tracked_files, tree

ROOMS = {
    "cli", "crypto", "dids", "export", "formats", "gui", "jsonld", "model", "operations", "pathways", "presentation",
    "proofs", "protocols", "sandbox", "status", "trust", "vault", "verification",
}  # fmt: skip
INNER_ROOMS = {"gui/capture", "gui/locking", "gui/viewmodels", "gui/views", "gui/widgets", "vault/migrations"}
SINGLE_FILES = {"__init__.py", "__main__.py", "fetcher.py", "resources.py", "settings.py", "words.py"}
TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "wallet", "resources", "packaging", "tests"}
CATCH_ALL_NAMES = {"utils", "util", "helpers", "common", "misc", "core", "manager"}


def test_every_room_is_there_and_no_other() -> None:
    found = {path.parent.relative_to(CHECKOUT / "wallet").as_posix() for path in python_files("wallet")}
    assert found == ROOMS | INNER_ROOMS | {"."}


def test_only_the_named_files_stand_outside_a_room() -> None:
    found = {path.name for path in (CHECKOUT / "wallet").glob("*.py")}
    assert found == SINGLE_FILES


def test_every_room_says_what_it_is_for_in_one_line_and_nothing_else() -> None:
    for room in ROOMS | INNER_ROOMS:
        body = tree(CHECKOUT / "wallet" / room / "__init__.py").body
        docstring = ast.get_docstring(tree(CHECKOUT / "wallet" / room / "__init__.py"))
        assert len(body) == 1, room
        assert docstring, room
        assert "\n" not in docstring, room


def test_the_map_names_every_room() -> None:
    text = (CHECKOUT / "wallet" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| \d+ \| `([\w.]+)/?` \|", text, re.MULTILINE))
    assert named == ROOMS | (SINGLE_FILES - {"__init__.py"})


def test_the_map_points_at_files_that_exist() -> None:
    text = (CHECKOUT / "wallet" / "README.md").read_text(encoding="utf-8")
    pointed = set(re.findall(r"`([\w/]+/\w+\.py)`", text))
    missing = {name for name in pointed if not (CHECKOUT / "wallet" / name).is_file()}
    assert pointed
    assert not missing


def test_nothing_else_lies_at_the_top() -> None:
    top = {path.relative_to(CHECKOUT).parts[0] for path in tracked_files()}
    assert {name for name in top if not name.startswith(".")} == TOP_LEVEL


def test_no_file_is_named_after_nothing() -> None:
    assert not {path for path in python_files("wallet", "packaging", "tests") if path.stem in CATCH_ALL_NAMES}


def test_tests_mirror_the_rooms() -> None:
    others = {"house", "journeys", "simulators", "conformance", "benchmarks", "counterparties", "faults"}
    inside = [path.relative_to(CHECKOUT / "tests") for path in python_files("tests")]
    assert {path.parts[0] for path in inside if len(path.parts) > 1} <= ROOMS | others


def test_resources_hold_data_only() -> None:
    assert not python_files("resources")
