"""What a process asks of the system about files, call by call, before each is done; Linux only.

A process gives up its own calls to whoever started it (seccomp, user notification), who sees each one, lets it go on,
refuses it with an error, or ends the process there. Nothing is put in place of anything inside it, so Python and SQLite
are seen alike, and nothing that either asks of the disk is left out. Only what is written through shared memory is not
seen: of a vault's files that is `vault.db-shm`, which means nothing after the processes that share it.

Sources: https://man7.org/linux/man-pages/man2/seccomp_unotify.2.html; the numbers of the calls are those of
https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/arch/x86/entry/syscalls/syscall_64.tbl and of
https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/scripts/syscall.tbl.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

BROKEN = 4
"""What a process ends with that ended with a traceback."""

_MOST_SECONDS = 120
_AT_CWD = -100
_ALLOW, _ASK = 0x7FFF0000, 0x7FC00000
_RECEIVE, _SEND, _CONTINUE = 0xC0502100, 0xC0182101, 1
_NO_NEW_PRIVILEGES, _SET_FILTER, _NEW_LISTENER = 38, 1, 8
_PATH_BYTES = 4096


class Kind(StrEnum):
    """What is asked."""

    OPEN = "open"
    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    RENAME = "rename"
    UNLINK = "unlink"
    MKDIR = "mkdir"
    CHMOD = "chmod"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Call:
    """One call about a file.

    Attributes:
        kind: What is asked.
        path: The file, or folder.
        target: Of a rename, the name to be.
        place: Of a write, where it begins; of a truncation, the size to be; of an opening, its flags.
        data: Of a write, what is written.
    """

    kind: Kind
    path: Path
    target: Path | None = None
    place: int = 0
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of a call.

    Attributes:
        error: The number of the error that it ends with; 0 to let it go on.
        killed_after: Seconds after which the process is killed; 0 to kill it before the call. None lets it live.
    """

    error: int = 0
    killed_after: float | None = None


GO_ON = Answer()
Ask: TypeAlias = Callable[[Call], Answer]


class _Asking:
    """A process that waits for the answer to one of its calls."""

    def __init__(self, process: int, arguments: tuple[int, ...]) -> None:
        self._process = process
        self.arguments = arguments

    def memory(self, address: int, count: int) -> bytes:
        with open(f"/proc/{self._process}/mem", "rb", buffering=0) as memory:  # noqa: PTH123 (no file of ours)
            memory.seek(address)
            return memory.read(count)

    def path(self, address: int, folder: int = _AT_CWD) -> Path:
        room = _PATH_BYTES - address % _PATH_BYTES
        text = self.memory(address, room)
        if b"\0" not in text:
            text += self.memory(address + room, _PATH_BYTES)
        start = "cwd" if folder == _AT_CWD else f"fd/{folder}"
        return Path(f"/proc/{self._process}/{start}").readlink() / os.fsdecode(text.partition(b"\0")[0])

    def file(self, descriptor: int) -> Path:
        return Path(f"/proc/{self._process}/fd/{descriptor}").readlink()

    def position(self, descriptor: int) -> int:
        said = Path(f"/proc/{self._process}/fdinfo/{descriptor}").read_text("ascii").split()
        if int(said[3], 8) & os.O_APPEND:
            return Path(f"/proc/{self._process}/fd/{descriptor}").stat().st_size
        return int(said[1])

    def copied(self, descriptor: int, address: int, count: int) -> bytes:
        start = int.from_bytes(self.memory(address, 8), "little") if address else self.position(descriptor)
        with self.file(descriptor).open("rb") as file:
            file.seek(start)
            return file.read(count)


def _signed(number: int) -> int:
    return ctypes.c_int(number).value


def _open_at(asking: _Asking) -> Call:
    folder, path, flags, *_ = asking.arguments
    return Call(Kind.OPEN, asking.path(path, _signed(folder)), place=_signed(flags))


def _open(asking: _Asking) -> Call:
    path, flags, *_ = asking.arguments
    return Call(Kind.OPEN, asking.path(path), place=_signed(flags))


def _write(asking: _Asking) -> Call:
    file, data, count, *_ = asking.arguments
    return Call(Kind.WRITE, asking.file(file), place=asking.position(file), data=asking.memory(data, count))


def _write_at(asking: _Asking) -> Call:
    file, data, count, place, *_ = asking.arguments
    return Call(Kind.WRITE, asking.file(file), place=place, data=asking.memory(data, count))


def _send_file(asking: _Asking) -> Call:
    file, source, place, count, *_ = asking.arguments
    data = asking.copied(source, place, count)
    return Call(Kind.WRITE, asking.file(file), place=asking.position(file), data=data)


def _of_file(kind: Kind) -> Callable[[_Asking], Call]:
    return lambda asking: Call(kind, asking.file(asking.arguments[0]), place=asking.arguments[1])


def _of_path(kind: Kind) -> Callable[[_Asking], Call]:
    return lambda asking: Call(kind, asking.path(asking.arguments[0]), place=asking.arguments[1])


def _at_path(kind: Kind) -> Callable[[_Asking], Call]:
    return lambda asking: Call(kind, asking.path(asking.arguments[1], _signed(asking.arguments[0])))


def _rename(asking: _Asking) -> Call:
    old, new, *_ = asking.arguments
    return Call(Kind.RENAME, asking.path(old), asking.path(new))


def _rename_at(asking: _Asking) -> Call:
    old_folder, old, new_folder, new, *_ = asking.arguments
    return Call(Kind.RENAME, asking.path(old, _signed(old_folder)), asking.path(new, _signed(new_folder)))


_READERS: dict[str, Callable[[_Asking], Call]] = {
    "open": _open,
    "openat": _open_at,
    "write": _write,
    "pwrite64": _write_at,
    "sendfile": _send_file,
    "ftruncate": _of_file(Kind.TRUNCATE),
    "truncate": _of_path(Kind.TRUNCATE),
    "fsync": _of_file(Kind.SYNC),
    "fdatasync": _of_file(Kind.SYNC),
    "rename": _rename,
    "renameat": _rename_at,
    "renameat2": _rename_at,
    "unlink": _of_path(Kind.UNLINK),
    "rmdir": _of_path(Kind.UNLINK),
    "unlinkat": _at_path(Kind.UNLINK),
    "mkdir": _of_path(Kind.MKDIR),
    "mkdirat": _at_path(Kind.MKDIR),
    "chmod": _of_path(Kind.CHMOD),
    "fchmod": _of_file(Kind.CHMOD),
    "fchmodat": _at_path(Kind.CHMOD),
    "writev": _of_file(Kind.OTHER),
    "pwritev": _of_file(Kind.OTHER),
    "copy_file_range": lambda asking: Call(Kind.OTHER, asking.file(asking.arguments[2])),
    "fallocate": _of_file(Kind.OTHER),
    "link": _of_path(Kind.OTHER),
    "linkat": _at_path(Kind.OTHER),
}

_X86 = (
    "open 2 openat 257 write 1 pwrite64 18 sendfile 40 ftruncate 77 truncate 76 fsync 74 fdatasync 75 rename 82 "
    "renameat 264 renameat2 316 unlink 87 rmdir 84 unlinkat 263 mkdir 83 mkdirat 258 chmod 90 fchmod 91 fchmodat 268 "
    "writev 20 pwritev 296 copy_file_range 326 fallocate 285 link 86 linkat 265 seccomp 317"
)
_ARM = (
    "openat 56 write 64 pwrite64 68 sendfile 71 ftruncate 46 truncate 45 fsync 82 fdatasync 83 renameat 38 "
    "renameat2 276 unlinkat 35 mkdirat 34 fchmod 52 fchmodat 53 writev 66 pwritev 70 copy_file_range 285 fallocate 47 "
    "linkat 37 seccomp 277"
)


def _numbers() -> dict[str, int]:
    words = {"x86_64": _X86, "aarch64": _ARM}.get(platform.machine(), "").split()
    return {name: int(number) for name, number in zip(words[::2], words[1::2], strict=True)}


def can_ask() -> bool:
    """Whether this system lets a process give up its calls."""
    actions = Path("/proc/sys/kernel/seccomp/actions_avail")
    return sys.platform == "linux" and bool(_numbers()) and actions.exists() and "user_notif" in actions.read_text()


def asked(act: Callable[[], int], under: Path, ask: Ask) -> int:
    """Do something in a process of its own, asking about each of its calls on what is under a folder.

    Returns:
        Its exit code: what `act` returned, `BROKEN` after a traceback, negative where it was killed.
    """
    ours, its = socket.socketpair()
    with ours, its:
        process = forked(lambda: _ask_and_act(act, its))
        its.close()
        _, (listener, *_), _, _ = socket.recv_fds(ours, 1, 1)
        try:
            _answer_all(process, listener, under, ask)
        finally:
            os.close(listener)
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return code


def forked(act: Callable[[], int]) -> int:
    """Do something in a process of its own, which ends with what that returns; return the process."""
    sys.stdout.flush()
    process = os.fork()
    if process == 0:
        code = BROKEN
        try:
            code = act()
        except BaseException:  # noqa: BLE001 (it is what is looked for, and told by the exit code)
            traceback.print_exc()
        finally:
            os._exit(code)
    return process


def _ask_and_act(act: Callable[[], int], its: socket.socket) -> int:
    listener = _give_up_calls()
    socket.send_fds(its, [b"\0"], [listener])
    os.close(listener)
    return act()


def _give_up_calls() -> int:
    """Let each of the calls wait for an answer from now on; return where they are asked for."""
    system, numbers = ctypes.CDLL(None, use_errno=True), _numbers()
    program = _program([number for name, number in numbers.items() if name in _READERS])

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]

    told = Program(len(program) // 8, program)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    listener = system.syscall(numbers["seccomp"], _SET_FILTER, _NEW_LISTENER, ctypes.byref(told))
    if listener < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    return int(listener)


def _program(numbers: list[int]) -> bytes:
    """Return a filter (classic BPF) that asks for each of these calls, and lets all others go on."""
    load, jump_if_equal, end = 0x20, 0x15, 0x06
    jumps = [(jump_if_equal, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    steps = [(load, 0, 0, 0), *jumps, (end, 0, 0, _ALLOW), (end, 0, 0, _ASK)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _answer_all(process: int, listener: int, under: Path, ask: Ask) -> None:
    names = {number: name for name, number in _numbers().items()}
    waiting = select.poll()
    waiting.register(listener, select.POLLIN)
    while True:
        events = waiting.poll(_MOST_SECONDS * 1000)
        if not events:
            os.kill(process, signal.SIGKILL)
            raise TimeoutError(f"nothing was asked for {_MOST_SECONDS} s")
        if not events[0][1] & select.POLLIN:
            return
        # It may be gone by now.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            _answer_one(process, listener, names, _Folder(under, ask))


@dataclass(frozen=True, slots=True)
class _Folder:
    """Asks about what is under a folder, and lets everything else go on."""

    under: Path
    ask: Ask

    def answer(self, call: Call) -> Answer:
        paths = [call.path, call.target or call.path]
        return self.ask(call) if any(path.is_relative_to(self.under) for path in paths) else GO_ON


def _answer_one(process: int, listener: int, names: dict[int, str], folder: _Folder) -> None:
    told = bytearray(80)
    fcntl.ioctl(listener, _RECEIVE, told)
    cookie, thread, _, number, _, _, *arguments = struct.unpack("QIIiIQ6Q", told)
    answer = folder.answer(_READERS[names[number]](_Asking(thread, tuple(arguments))))
    if answer.killed_after == 0:
        os.kill(process, signal.SIGKILL)
        return
    flags = 0 if answer.error else _CONTINUE
    fcntl.ioctl(listener, _SEND, bytearray(struct.pack("QqiI", cookie, 0, -answer.error, flags)))
    if answer.killed_after is not None:
        time.sleep(answer.killed_after)
        os.kill(process, signal.SIGKILL)
