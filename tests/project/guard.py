"""Runs a command that cannot open a socket, nor can anything that it starts: `python -m tests.project.guard CMD …`.

A seccomp filter in the kernel, inherited by every child for good, kills whoever asks for a socket of another family
than AF_UNIX, for an io_uring (which could open one on its own), or calls by another machine's numbers. Linux only.
"""

import ctypes
import os
import platform
import struct
import sys

SOCKET = {"x86_64": 41, "aarch64": 198}
ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
IO_URING_SETUP = 425
X32 = 0x40000000

_LOAD, _JEQ, _JGE, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NUMBER, _ARCH, _FAMILY = 0, 4, 16  # offsets in struct seccomp_data, little endian
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


def possible() -> bool:
    """Whether this machine can hold the guard."""
    return sys.platform == "linux" and platform.machine() in SOCKET


def close() -> None:
    """From now on no socket but AF_UNIX, here and in every child."""
    machine = platform.machine()
    program = [
        (_LOAD, 0, 0, _ARCH),
        (_JEQ, 0, 7, ARCHITECTURE[machine]),
        (_LOAD, 0, 0, _NUMBER),
        (_JGE, 5, 0, X32),
        (_JEQ, 4, 0, IO_URING_SETUP),
        (_JEQ, 0, 2, SOCKET[machine]),
        (_LOAD, 0, 0, _FAMILY),
        (_JEQ, 0, 1, 1),  # AF_UNIX
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    ]
    code = b"".join(struct.pack("=HBBI", *line) for line in program)
    buffer = ctypes.create_string_buffer(code)
    filter_ = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(buffer)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SECCOMP, _FILTER, filter_, 0, 0):
        raise OSError(ctypes.get_errno(), "no seccomp filter here")


if __name__ == "__main__":
    close()
    os.execvp(sys.argv[1], sys.argv[1:])
