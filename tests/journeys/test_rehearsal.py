"""Two laptops rehearse at a fair: codes on screens, cameras that lose frames, and not one socket."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulators.camera import Camera
from tests.simulators.laptops import SECRET, SUITES, Checker, Owner
from wallet.model.limits import Limits
from wallet.model.report import Verdict
from wallet.operations import requesting
from wallet.operations.codes import codes_of
from wallet.presentation.qr_drawing import png
from wallet.presentation.qr_reader import QrReader
from wallet.sandbox.images import each_qr_texts

LIMITS = Limits()


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every socket that is opened."""
    opened: list[object] = []

    class Counted(socket.socket):
        def __init__(self, *arguments: object, **options: object) -> None:
            opened.append((arguments, options))
            super().__init__()

    monkeypatch.setattr(socket, "socket", Counted)
    return opened


def shown(answer: bytes) -> Iterator[bytes]:
    """What a screen shows, without end."""
    codes = codes_of(answer, LIMITS)
    assert codes is not None
    number = 0
    while number := number + 1:
        yield png(codes.modules(number))


@pytest.mark.parametrize("suite", SUITES)
def test_asked_shown_read_answered_and_judged(
    owner: Owner, checker: Checker, sockets: list[object], tmp_path: Path, suite: str
) -> None:
    request = checker.ask(SUITES[suite], purpose="Hiring for the coast", name="https://employer.example")
    requesting.save_request_qr(request.read_bytes(), tmp_path / "screen.png")
    seen = tmp_path / "seen.jpg"
    seen.write_bytes(Camera(size=(1920, 1080), edge=800).shoot((tmp_path / "screen.png").read_bytes()))

    answer = owner.respond(seen, suite)
    assert SECRET.encode() not in answer

    reader = QrReader(LIMITS)
    frames = 0
    for texts in each_qr_texts(Camera().watch(shown(answer)), LIMITS):
        frames += 1
        for text in texts:
            reader.read(text)
        if reader.is_done:
            break
    message = reader.message()
    assert message == answer
    assert frames >= reader.progress[1]
    assert checker.judge(message).verdict is Verdict.VERIFIED
    assert checker.judge(message).verdict is Verdict.FAILED
    assert sockets == []


def test_a_socket_would_be_counted(sockets: list[object]) -> None:
    socket.socket(socket.AF_UNIX).close()
    assert len(sockets) == 1
