"""Git's path globs as pure matching: what `:(glob)` means to git, without git."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_SPECIAL = frozenset("*?[\\")


def is_glob(path: str) -> bool:
    """Whether a path holds a character that globs give a meaning."""
    return not _SPECIAL.isdisjoint(path)


def matches(path: str, pattern: str) -> bool:
    """Whether `path` is `pattern`, letter by letter or as a glob.

    `*` and `?` stop at `/`; `**/` is any folders or none; a final `/**` is everything below; `[…]` as in git.
    A file whose name holds `[` is thus found under its own name too.
    """
    return path == pattern or (is_glob(pattern) and _compiled(pattern).fullmatch(path) is not None)


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path matches any of the patterns."""
    kept = tuple(patterns)
    exact = frozenset(kept)
    globs = tuple(_compiled(pattern) for pattern in kept if is_glob(pattern))

    def matching(path: str) -> bool:
        return path in exact or any(glob.fullmatch(path) for glob in globs)

    return matching


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    out: list[str] = []
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at) and (at == 0 or pattern[at - 1] == "/"):
            out.append("(?:[^/]+/)*")
            at += 3
        elif pattern.startswith("/**", at) and at + 3 == len(pattern):
            out.append("/.+")
            at += 3
        elif pattern == "**":
            out.append(".+")
            at += 2
        else:
            text, at = _one(pattern, at)
            out.append(text)
    return re.compile("".join(out), re.DOTALL)


def _one(pattern: str, at: int) -> tuple[str, int]:
    letter = pattern[at]
    if letter == "*":
        end = at
        while end < len(pattern) and pattern[end] == "*":
            end += 1
        return "[^/]*", end
    if letter == "?":
        return "[^/]", at + 1
    if letter == "[":
        return _set(pattern, at)
    if letter == "\\" and at + 1 < len(pattern):
        return re.escape(pattern[at + 1]), at + 2
    return re.escape(letter), at + 1


def _set(pattern: str, at: int) -> tuple[str, int]:
    first = at + 2 if pattern[at + 1 : at + 2] in ("!", "^") else at + 1
    end = pattern.find("]", first + 1)
    if end < 0:
        return re.escape("["), at + 1
    inside = pattern[first:end]
    letters = re.sub(r"([\\\[\]^&~|])", r"\\\1", inside)
    try:
        re.compile(f"[{letters}]")
    except re.error:
        return "(?!)", end + 1
    return f"(?!/)[{'^' if first == at + 2 else ''}{letters}]", end + 1
