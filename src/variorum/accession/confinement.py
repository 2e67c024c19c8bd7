"""What a reading worker may not do: write, start programs, use the network, go on for ever, or swell.

Three rings, from without to within. The system's limits (POSIX `setrlimit` and interval timers, whose signals end the
process even in the middle of native code), Linux's own filter of system calls, and Python's audit
events (PEP 578), which hold on every system. On Windows only the last and the main process's clock stand; this was not
tried there.

Linux's filter of system calls, so that not even native code can use the network or start a program.

A classic BPF program (seccomp(2), mode "filter") in which each forbidden call is answered with EPERM. It knows the
numbers of x86-64 and of arm64; on another machine, or a kernel without the filter, nothing is filtered, and the other
rings of `confinement` remain.
"""

from __future__ import annotations

import ctypes
import errno
import importlib.util
import os
import platform
import select
import signal
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from variorum.accession import limits
from variorum.accession.worker_messages import Allowance

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2  # of prctl(2)
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER_AT, _MACHINE_AT = 0, 4  # in struct seccomp_data

# socket, connect, bind, listen, accept, accept4, sendto, sendmsg, execve, execveat, ptrace, process_vm_writev,
# io_uring_setup, mount, kexec_load, bpf, userfaultfd, then rename and unlink in their forms, mkdir, link, symlink,
# chmod and truncate
_X86_64 = (
    41, 42, 49, 50, 43, 288, 44, 46, 59, 322, 101, 311, 425, 165, 246, 321, 323, 82, 264, 316, 87, 263, 83, 258,
    86, 265, 88, 266, 90, 268, 76,
)  # fmt: skip
_ARM64 = (
    198, 203, 200, 201, 202, 242, 206, 211, 221, 281, 117, 271, 425, 40, 104, 280, 282, 38, 276, 35, 34, 37, 36,
    53, 45,
)  # fmt: skip
_MACHINES = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _ARM64)}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def forbid() -> bool:
    """Filter this process's system calls for good; whether the kernel took the filter."""
    known = _MACHINES.get(platform.machine())
    if known is None:
        return False
    code = _instructions(*known)
    program = _Program(len(code) // 8, code)
    call = ctypes.CDLL(None, use_errno=True).prctl
    if call(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(call(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _instructions(machine: int, forbidden: tuple[int, ...]) -> bytes:
    """The program: another machine's calls pass, the forbidden ones are refused, all others pass."""
    lines = [(_LOAD, 0, 0, _MACHINE_AT), (_JUMP_IF_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _ALLOW)]
    lines.append((_LOAD, 0, 0, _NUMBER_AT))
    for place, number in enumerate(forbidden):
        lines.append((_JUMP_IF_EQUAL, len(forbidden) - place, 0, number))
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERRNO | errno.EPERM)]
    return b"".join(struct.pack("<HBBI", *line) for line in lines)


_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
    "os.startfile", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.chflags", "os.kill", "os.putenv", "os.setxattr", "os.removexattr", "os.utime",
    "os.chdir", "shutil.", "tempfile.", "pty.", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.",
    "nntplib.", "telnetlib.", "webbrowser.", "winreg.", "signal.pthread_kill", "sqlite3.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LINUX = sys.platform.startswith("linux")
_POSIX = importlib.util.find_spec("resource") is not None


def confine() -> None:
    """Take away for good what reading does not need; files may still be opened for reading."""
    sys.dont_write_bytecode = True
    if _POSIX:
        import resource

        for what, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),  # no file can be written, not even by native code; pipes still can
            (resource.RLIMIT_NOFILE, limits.MOST_OPEN_FILES),
        ):
            with suppress(ValueError, OSError):  # a stricter limit is set already
                resource.setrlimit(what, (most, most))
    if _LINUX:
        from variorum.accession.confinement import forbid

        forbid()
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        _, mode, flags = arguments
        if (isinstance(mode, str) and not set(mode).isdisjoint("wax+")) or (
            isinstance(flags, int) and flags & _WRITING
        ):
            raise PermissionError("a reading worker writes no files")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reading worker does not do this ({event})")


@contextmanager
def deadline(allowance: Allowance) -> Iterator[None]:
    """End this process, by signals that nothing in it can hold up, once the allowance of time is used up."""
    if not _POSIX:
        yield  # the main process's clock ends it
        return
    signal.setitimer(signal.ITIMER_PROF, allowance.processor)
    signal.setitimer(signal.ITIMER_REAL, allowance.clock)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def measure_memory(allowance: Allowance) -> Iterator[None]:
    """Bound the memory of this process: by the system where it does so (Linux), else by watching it grow."""
    if not _POSIX:
        yield
        return
    import resource

    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (allowance.memory, hard))
    if _LINUX:
        yield
        return
    done = threading.Event()
    threading.Thread(target=_watch_memory, args=(allowance.memory, done), daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _watch_memory(most: int, done: threading.Event) -> None:
    """For systems whose limit on address space is not kept (macOS): look five times a second, and end the process."""
    while not done.wait(0.2):
        if peak_memory() > most:
            os._exit(SWOLLEN)


SWOLLEN = 77
"""The exit status of a worker that ended itself because it had swollen."""


def peak_memory() -> int:
    """Bytes of memory that this process has held at most; 0 where the system does not say.

    On Linux the system's account of a process begins with what its parent held when it was started (`getrusage` keeps
    the mark over `execve`), so that there the memory of the program itself is asked for.
    """
    if _LINUX:
        with suppress(OSError, ValueError), Path("/proc/self/status").open("rb") as status:
            told = next((line.split() for line in status if line.startswith(b"VmHWM:")), [])
            return int(told[1]) * 1024 if len(told) > 1 else 0
        return 0
    if not _POSIX:
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def shackle_to(descriptor: int, *, held: bool) -> None:
    """While held, end this process as soon as the other end of its input is gone: a killed parent leaves no worker.

    Linux sends SIGIO when the last writer closes a pipe, whatever the process is busy with. Elsewhere a worker finds
    out when it answers, or its deadline ends it.
    """
    if not _LINUX:
        return
    import fcntl

    fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC if held else flags & ~os.O_ASYNC)
    if held and select.select([descriptor], [], [], 0)[0]:  # nothing is sent now, so it has ended
        os._exit(1)
