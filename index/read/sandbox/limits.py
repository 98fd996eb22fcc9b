"""The limits that a worker sets itself before it sees a file; the system holds it to them from then on."""

import os
import select
import signal
import sys

FILE_BYTES = 512 * 1024 * 1024  # written by it, in any one file


def limit(memory_bytes: int, lifeline: int | None) -> None:
    """Limits on memory and written files, no core dumps; it ends with the program that started it.

    lifeline: a pipe that the program holds the other end of, and writes nothing to.
    """
    if sys.platform == "win32":
        return
    import resource

    wanted = {resource.RLIMIT_FSIZE: FILE_BYTES, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":  # elsewhere it does not count what is mapped
        wanted[resource.RLIMIT_DATA] = memory_bytes
    for kind, most in wanted.items():
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    if lifeline is not None:
        _end_with(lifeline)


def limit_cpu(seconds: int) -> None:
    """So many seconds of CPU time from now on, on each core; the system ends what takes more."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + seconds * (os.cpu_count() or 1) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(
        resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )


def _end_with(lifeline: int) -> None:
    """The kernel kills this process's group when the last other end of the pipe is closed, whatever it is doing.

    A parent's death signal would not do: it comes when the thread that started the process ends.
    """
    if sys.platform != "linux":
        return
    import fcntl

    fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:  # closed before this was set
        sys.exit()
