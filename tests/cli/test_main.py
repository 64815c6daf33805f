"""Which face is opened, and what becomes of words that mean nothing."""

from __future__ import annotations

import argparse
import importlib

import pytest

from tests.cli.conftest import Rosette
from wallet import __version__
from wallet.cli import main
from wallet.cli.exits import Exit


def test_without_arguments_the_window_opens(rosette: Rosette, places: list[str]) -> None:
    assert rosette().code == 40
    assert rosette(*places).code == 40


def test_the_check_window_opens_without_a_wallet(rosette: Rosette) -> None:
    assert rosette("check").code == 41
    assert rosette("check", "a.json", "b.json").code == 43
    assert rosette("open", "a.json").code == 39


@pytest.mark.parametrize("command", [[], ["check"]])
def test_without_a_display_no_window_is_tried(
    rosette: Rosette, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    ran = rosette(*command)
    assert ran.code == Exit.REFUSED
    assert ran.err.startswith("rosette: There is no display")


def test_unknown_words_are_usage_errors(rosette: Rosette) -> None:
    for words in (["fly"], ["verify"], ["list", "--verdict", "fine"], ["vault"]):
        ran = rosette(*words)
        assert ran.code == Exit.USAGE
        assert ran.err.startswith("usage:")
        assert ran.out == ""


def test_the_version_is_said(rosette: Rosette) -> None:
    assert rosette("--version").out == f"rosette {__version__}\n"


def test_each_group_adds_the_commands_it_is_loaded_for() -> None:
    for group, names in main._GROUPS.items():
        commands = argparse.ArgumentParser().add_subparsers()
        importlib.import_module(f"wallet.cli.{group}").add_commands(commands)
        assert set(commands.choices) == names


def test_help_names_every_command(rosette: Rosette) -> None:
    said = rosette("--help").out
    assert all(f"    {name} " in said for names in main._GROUPS.values() for name in names)


def test_a_command_is_found_behind_options_too(rosette: Rosette, places: list[str]) -> None:
    assert rosette(*places, "check").code == 41
