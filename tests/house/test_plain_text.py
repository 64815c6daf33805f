"""Text that somebody else wrote is never taken for markup: every label and tooltip goes through `widgets/text.py`."""

import ast

import pytest

from tests.house.sources import CHECKOUT, calls, imported, place, python_files, tree

TEXT = CHECKOUT / "wallet/gui/widgets/text.py"
GUI = [path for path in python_files("wallet/gui") if path != TEXT]
# Each guesses by the look of its text whether it is markup, or always takes it for that.
GUESSING_WIDGETS = {
    "QErrorMessage", "QInputDialog", "QLabel", "QMessageBox", "QProgressDialog", "QSplashScreen", "QTextBrowser",
    "QTextDocument", "QTextEdit", "QToolTip", "QWhatsThis", "QWizard",
}  # fmt: skip
MARKUP_NAMES = {
    "AutoText", "MarkdownText", "RichText", "appendHtml", "insertHtml", "setHtml", "setMarkdown", "setTextFormat",
    "setWhatsThis", "toHtml",
}  # fmt: skip


@pytest.mark.parametrize("path", GUI, ids=place)
def test_no_widget_that_guesses_at_markup(path):
    taken = {name.rpartition(".")[2] for name in imported(path) if name.startswith("PySide6")}
    assert not taken & GUESSING_WIDGETS


@pytest.mark.parametrize("path", GUI, ids=place)
def test_no_markup(path):
    assert not {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)} & MARKUP_NAMES


@pytest.mark.parametrize("path", GUI, ids=place)
def test_tooltips_are_plain(path):
    assert not [place(path, call) for call in calls(path, "setToolTip") if not _is_plain(call.args[0])]
    assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "ToolTipRole"]


def _is_plain(text: ast.expr) -> bool:
    literal = isinstance(text, ast.Constant)
    return literal or (isinstance(text, ast.Call) and getattr(text.func, "id", "") == "plain_tooltip")


def test_the_one_label_is_plain():
    text = TEXT.read_text(encoding="utf-8")
    assert "setTextFormat(Qt.TextFormat.PlainText)" in text
