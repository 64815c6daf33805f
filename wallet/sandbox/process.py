"""The parent's side: starts a child, speaks with it within deadlines and bounds, and believes nothing it says."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from wallet.model.errors import SandboxUnavailableError
from wallet.model.limits import Limits
from wallet.sandbox.confinement import WALL_SECONDS_PER_CPU_SECOND
from wallet.sandbox.frames import ANSWER, READY, REQUEST, Answer, Opener, Task

_START = "import sys; sys.path.append(sys.argv[1]); from wallet.sandbox.child import main; main(sys.argv[2:])"
_START_SECONDS = 20.0
_GRACE_SECONDS = 1.0
_PIECE_BYTES = 64 * 1024
_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class ChildLostError(Exception):
    """The child died, said nothing in time, or said what it may not."""


class Sandbox:
    """Children, one at a time, for one batch of files; a context manager, at whose end none is left.

    Args:
        limits: Bounds on pixels, bytes, time and memory.
        opener: What the children open.
    """

    def __init__(self, limits: Limits, opener: Opener = Opener.PICTURES) -> None:
        self._limits = limits
        self._opener = opener
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def ask(self, task: Task, size: int, data: bytes, most_bytes: int) -> Answer | None:
        """Have one file opened.

        Args:
            task: What to do with it.
            size: The side of the square a thumbnail has to fit, in pixels.
            data: The file's bytes.
            most_bytes: Longest body an answer may have, in bytes.

        Returns:
            The answer, its length within bounds but its content unchecked; None where the child was lost over it.

        Raises:
            SandboxUnavailableError: If no child can be started at all.
        """
        process = self._process or self._start()
        seconds = self._limits.sandbox_cpu_seconds * WALL_SECONDS_PER_CPU_SECOND + _GRACE_SECONDS
        deadline = time.monotonic() + seconds
        try:
            _send(process, REQUEST.pack(task, size, len(data)) + data, deadline)
            first, second, length = ANSWER.unpack(_receive(process, ANSWER.size, deadline))
            return Answer(first, second, _receive(process, _at_most(most_bytes, length), deadline))
        except ChildLostError:
            self._end()
            return None

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            self._process = _spawn(self._limits, self._opener)
            _receive(self._process, len(READY), time.monotonic() + _START_SECONDS)
        except (OSError, ChildLostError) as error:
            self._end()
            raise SandboxUnavailableError(
                "Foreign pictures and documents cannot be opened.",
                "Their separate process does not start.",
                "Restart Rosette.",
            ) from error
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        with self._process:
            self._process = None


def _spawn(limits: Limits, opener: Opener) -> subprocess.Popen[bytes]:
    most = limits.file_bytes if opener is Opener.DOCUMENTS else limits.image_pixels
    bounds = (most, limits.sandbox_cpu_seconds, limits.sandbox_memory_bytes)
    root = Path(__file__).parents[2]
    process = subprocess.Popen(  # noqa: S603 (our own interpreter, our own program)
        [sys.executable, "-I", "-c", _START, str(root), opener, *map(str, bounds)],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Decoders quote what they read; none of it may reach a terminal or a log.
        stderr=subprocess.DEVNULL,
        cwd=root.anchor,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=True,
    )
    if sys.platform != "win32":
        os.set_blocking(_input(process), False)
    return process


def _at_most(most: int, length: int) -> int:
    if length > most:
        raise ChildLostError
    return length


def _send(process: subprocess.Popen[bytes], frame: bytes, deadline: float) -> None:
    rest = memoryview(frame)
    while rest:
        _await(_input(process), selectors.EVENT_WRITE, deadline)
        try:
            rest = rest[os.write(_input(process), rest[:_PIECE_BYTES]) :]
        except BrokenPipeError as error:
            raise ChildLostError from error


def _receive(process: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
    received = bytearray()
    while len(received) < length:
        _await(_output(process), selectors.EVENT_READ, deadline)
        piece = os.read(_output(process), min(length - len(received), _PIECE_BYTES))
        if not piece:
            raise ChildLostError
        received += piece
    return bytes(received)


def _await(descriptor: int, event: int, deadline: float) -> None:
    # Windows cannot wait for a pipe: there the child's own watchdog ends what takes too long, and the pipe with it.
    if sys.platform == "win32":
        return
    with selectors.PollSelector() as selector:
        selector.register(descriptor, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise ChildLostError


def _input(process: subprocess.Popen[bytes]) -> int:
    return cast("IO[bytes]", process.stdin).fileno()


def _output(process: subprocess.Popen[bytes]) -> int:
    return cast("IO[bytes]", process.stdout).fileno()
