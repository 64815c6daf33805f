"""Nothing leaves but by `wallet.operations.leaving`, which writes the sharing history first."""

import ast

from tests.house.sources import CHECKOUT, imported, names, place, python_files, tree

# To look at, before it leaves; copied only through the act.
MAY_READ_BYTES = {"wallet/gui/views/bytes_dialog.py"}
WAYS_AROUND = {"codes_of", "codes_to_write", "write_codes", "add_share"}
FACES = ("wallet/gui", "wallet/cli")


def test_the_faces_know_no_other_way_out() -> None:
    every = python_files(*FACES)
    assert every
    assert not [place(path) for path in every if WAYS_AROUND & names(path)]
    taken = {name for path in every for name in imported(path) if name.startswith("wallet.operations.")}
    assert "wallet.operations.leaving" in taken
    assert "wallet.operations.forms.written" not in taken


def test_the_faces_do_not_touch_the_bytes_themselves() -> None:
    found = {path.relative_to(CHECKOUT).as_posix() for path in python_files(*FACES) if _reads_content(path)}
    assert found == MAY_READ_BYTES


def _reads_content(path) -> bool:
    """Whether it reads `content` of something: a dialog's own, which `self` has, is its layout."""
    nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "content"]
    return any(not (isinstance(node.value, ast.Name) and node.value.id == "self") for node in nodes)


def test_only_the_act_of_leaving_writes_lines_and_a_backup_brings_its_own() -> None:
    writers = {path.relative_to(CHECKOUT).as_posix() for path in python_files("wallet") if "add_share" in names(path)}
    assert writers - {"wallet/operations/merging.py"} == {"wallet/operations/leaving.py", "wallet/vault/records.py"}
