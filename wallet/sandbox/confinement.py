"""What the child gives up before it sees a foreign byte.

Linux and macOS: no descriptor is left (RLIMIT_NOFILE), so that no file, socket or pipe can be opened, whatever a
decoder is talked into; files cannot grow (RLIMIT_FSIZE 0); processor time of one file (RLIMIT_CPU); no core dump.
Linux alone: memory beyond what interpreter and libraries use (RLIMIT_AS; the kernel of macOS ignores it, so that there
the pixel limit alone bounds it), and a network namespace of its own where the kernel grants one, for the case that
foreign code gets in and frees a descriptor.
Windows: none of these; it would need a job object, which is not used. The decoders open no file and no socket of their
own accord, drawings that ask for one are refused, and pixels are bounded.
Everywhere: a watchdog ends the child when one file takes too long.

Source: setrlimit(2), unshare(2); VAULT.md, "Foreign input".
"""

from __future__ import annotations

import faulthandler
import math
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

_STANDARD_STREAMS = 3
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
WALL_SECONDS_PER_CPU_SECOND = 2
"""How much longer than its processor time a file may take on a busy computer."""


def confine(memory_bytes: int) -> None:
    """Give up files, network and memory for good.

    Args:
        memory_bytes: Address space that may be used beyond what is in use now, in bytes.
    """
    if sys.platform == "win32":
        return
    if sys.platform == "linux":
        _leave_network()
        _lower(resource.RLIMIT_AS, _address_space() + memory_bytes)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    # Last, as the steps before it open files themselves.
    _lower(resource.RLIMIT_NOFILE, _STANDARD_STREAMS)


def start_clock(cpu_seconds: int) -> None:
    """Let the process die if the file begun now takes too long.

    Args:
        cpu_seconds: Processor time allowed, in seconds; the limit is kept to the next whole second.
    """
    # The watchdog is a thread of faulthandler's own in C: it ends the process even while a decoder holds the GIL.
    faulthandler.dump_traceback_later(cpu_seconds * WALL_SECONDS_PER_CPU_SECOND, exit=True, file=2)
    if sys.platform != "win32":
        usage = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        allowed = math.ceil(usage.ru_utime + usage.ru_stime) + cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (_within(allowed, hard), hard))


def stop_clock() -> None:
    """Call the watchdog off."""
    faulthandler.cancel_dump_traceback_later()


if sys.platform != "win32":

    def _lower(kind: int, limit: int) -> None:
        lowered = _within(limit, resource.getrlimit(kind)[1])
        resource.setrlimit(kind, (lowered, lowered))

    def _within(limit: int, hard: int) -> int:
        return limit if hard == resource.RLIM_INFINITY else min(limit, hard)


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _leave_network() -> bool:
    """Enter an empty network namespace; False where the kernel does not let an ordinary user do so."""
    import ctypes  # noqa: PLC0415 (Linux alone needs it; os.unshare came with Python 3.12)

    status: int = ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    return status == 0
