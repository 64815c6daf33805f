"""The sandbox child: opens the foreign pictures it is handed on standard input, answers on standard output.

Arguments: most pixels of a picture, processor seconds a file, memory bytes, in this order. What is said: `frames`.
"""

from __future__ import annotations

import sys
from typing import BinaryIO

from wallet.sandbox import decoding
from wallet.sandbox.confinement import confine, start_clock, stop_clock
from wallet.sandbox.frames import READY, REFUSED, REQUEST, Answer, Task, pack_texts


def main(arguments: list[str]) -> None:
    """Serve requests until standard input ends."""
    most_pixels, cpu_seconds, memory_bytes = map(int, arguments)
    confine(memory_bytes)
    _write(sys.stdout.buffer, READY)
    while header := sys.stdin.buffer.read(REQUEST.size):
        task, size, length = REQUEST.unpack(header)
        data = sys.stdin.buffer.read(length)
        start_clock(cpu_seconds)
        answer = _answer(Task(task), data, size, most_pixels)
        stop_clock()
        _write(sys.stdout.buffer, answer.encoded())


def _answer(task: Task, data: bytes, size: int, most_pixels: int) -> Answer:
    try:
        if task is Task.THUMBNAIL:
            picture = decoding.thumbnail(data, size, most_pixels)
            return Answer(picture.width, picture.height, picture.tobytes())
        texts = decoding.qr_texts(data, most_pixels)
        return Answer(len(texts), 0, pack_texts(texts))
    except decoding.REFUSALS:
        return REFUSED


def _write(stream: BinaryIO, frame: bytes) -> None:
    stream.write(frame)
    stream.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
