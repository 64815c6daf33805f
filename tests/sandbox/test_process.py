"""The parent believes nothing the child says, and the child can reach nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from wallet.model.errors import SandboxUnavailableError
from wallet.model.limits import Limits
from wallet.sandbox import process as process_module
from wallet.sandbox.frames import ANSWER, Answer, Task, pack_texts, unpack_texts
from wallet.sandbox.images import qr_texts, thumbnails
from wallet.sandbox.process import Sandbox

LIMITS = Limits(sandbox_cpu_seconds=0)
ROOT = Path(__file__).parents[2]

Impostor = Callable[[str], None]


@pytest.fixture
def impostor(monkeypatch: pytest.MonkeyPatch) -> Impostor:
    """Put a child of ours, saying what we like, in the place of the real one."""

    def install(what_it_does: str) -> None:
        start = "import os, sys, time; os.write(1, b'ready'); os.read(0, 100000); " + what_it_does
        monkeypatch.setattr(process_module, "_START", start)

    return install


@pytest.mark.parametrize(
    "answer",
    [
        ANSWER.pack(8, 8, 2**32 - 1),
        ANSWER.pack(8, 8, 4) + b"1234",
        ANSWER.pack(9, 8, 288) + bytes(288),
        ANSWER.pack(0, 8, 0),
        ANSWER.pack(8, 8, 256) + bytes(255),
        b"\x00",
    ],
)
def test_answers_out_of_bounds_are_not_taken(impostor: Impostor, answer: bytes) -> None:
    impostor(f"os.write(1, {answer!r})")
    assert thumbnails([b"picture"], 8, LIMITS) == [None]


def test_texts_out_of_form_are_not_taken(impostor: Impostor) -> None:
    impostor("os.write(1, b'\\x01\\0\\0\\0' + bytes(4) + b'\\x03\\0\\0\\0' + b'abc')")
    assert qr_texts([b"picture"], LIMITS) == [()]


def test_a_child_that_says_nothing_is_given_up(impostor: Impostor) -> None:
    impostor("time.sleep(60)")
    begun = time.monotonic()
    assert thumbnails([b"picture"], 8, LIMITS) == [None]
    assert time.monotonic() - begun < 5


def test_a_child_that_does_not_start_is_said_in_words(impostor: Impostor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_module, "_START", "raise SystemExit(3)")
    with pytest.raises(SandboxUnavailableError, match="cannot be opened"):
        thumbnails([b"picture"], 8, LIMITS)


def test_no_child_is_left_behind() -> None:
    with Sandbox(Limits()) as sandbox:
        sandbox.ask(Task.THUMBNAIL, 8, b"no picture", 256)
        child = sandbox._process
        assert child is not None
        assert child.poll() is None
    assert child.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/hostname')",
        "open('/tmp/rosette-sandbox-test', 'w')",
        "__import__('socket').socket()",
        "__import__('os').pipe()",
        "bytearray(600 * 2**20)" if sys.platform == "linux" else "open('/')",
    ],
)
def test_a_confined_process_can_reach_nothing(deed: str) -> None:
    code = f"""
import socket, os
from wallet.sandbox.confinement import confine
confine(256 * 2**20)
try:
    {deed}
except (OSError, MemoryError) as error:
    print(type(error).__name__)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert done.stdout.strip() in {"OSError", "MemoryError"}


def test_the_child_carries_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch, impostor: Impostor) -> None:
    monkeypatch.setenv("ROSETTE_SECRET", "x" * 8)
    secret = "(os.environ.get('ROSETTE_SECRET') or 'none')"
    impostor(f"os.write(1, {ANSWER.pack(2, 2, 16)!r} + {secret}.encode() * 4)")
    (image,) = thumbnails([b"picture"], 8, LIMITS)
    assert image is not None
    assert image.rgba == b"none" * 4


def test_texts_survive_the_pipe() -> None:
    texts = ("", "ä" * 300, "\ud800", "plain")
    assert unpack_texts(pack_texts(texts)) == ("", "ä" * 300, "?", "plain")
    with pytest.raises(ValueError, match="half a"):
        unpack_texts(pack_texts(texts)[:-1])
    assert Answer(1, 0, pack_texts(["a"])).encoded() == ANSWER.pack(1, 0, 5) + b"\x01\0\0\0a"


def test_a_lost_child_is_replaced() -> None:
    killer = b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 30_000 + b"</g>" * 30_000 + b"</svg>"
    with Sandbox(Limits()) as sandbox:
        sandbox.ask(Task.THUMBNAIL, 8, b"no picture", 256)
        first = sandbox._process
        assert sandbox.ask(Task.THUMBNAIL, 8, killer, 256) is None
        assert sandbox.ask(Task.THUMBNAIL, 8, b"no picture", 256) == Answer(0, 0, b"")
        assert sandbox._process is not first
