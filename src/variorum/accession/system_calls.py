"""Linux's filter of system calls, so that not even native code can use the network or start a program.

A classic BPF program (seccomp(2), mode "filter") in which each forbidden call is answered with EPERM. It knows the
numbers of x86-64 and of arm64; on another machine, or a kernel without the filter, nothing is filtered, and the other
rings of `confinement` remain.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

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
