"""The sandbox child: opens the foreign files it is handed on standard input, answers on standard output.

Arguments: what it opens (`frames.Opener`), the most of it (pixels of a picture, bytes of attachments), processor
seconds a file, memory bytes, in this order. What is said: `frames`.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any, BinaryIO

from wallet.sandbox.confinement import confine, start_clock, stop_clock
from wallet.sandbox.frames import READY, REFUSED, REQUEST, Answer, Opener, Task


def main(arguments: list[str]) -> None:
    """Serve requests until standard input ends."""
    most, cpu_seconds, memory_bytes = map(int, arguments[1:])
    # Before the child is confined: a module is a file.
    opener = importlib.import_module(f"wallet.sandbox.{Opener(arguments[0])}")
    confine(memory_bytes)
    _write(sys.stdout.buffer, READY)
    while header := sys.stdin.buffer.read(REQUEST.size):
        task, size, length = REQUEST.unpack(header)
        data = sys.stdin.buffer.read(length)
        start_clock(cpu_seconds)
        answer = _answer(opener, Task(task), data, (size, most))
        stop_clock()
        _write(sys.stdout.buffer, answer.encoded())


def _answer(opener: Any, task: Task, data: bytes, bounds: tuple[int, int]) -> Answer:
    try:
        answer: Answer = opener.answer(task, data, *bounds)
    except opener.REFUSALS:
        return REFUSED
    return answer


def _write(stream: BinaryIO, frame: bytes) -> None:
    stream.write(frame)
    stream.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
