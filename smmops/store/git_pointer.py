"""Git LFS pointers: small text files that stand for a big one."""

import re

LONGEST = 1024
"""Bytes that a pointer may have; longer files are never one. Source: git-lfs docs/spec.md."""

_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,18})\n?"
)


def pointed(content: bytes) -> tuple[str, int] | None:
    """(hex SHA-256, size in bytes) of the file that an LFS pointer names; None for any other content."""
    found = _POINTER.fullmatch(content) if len(content) < LONGEST else None
    return (found[1].decode("ascii"), int(found[2])) if found else None
