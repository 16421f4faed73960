"""SMM704: no file holds a secret."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.texts import at
from smmops.rules.view import View

_PATTERNS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (name, needles, re.compile(pattern))
    for name, needles, pattern in (
        (
            "a GitHub token",
            ("gh", "github_pat_"),
            r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,})",
        ),
        ("a GitLab token", ("glpat-",), r"\bglpat-[\w-]{20,}"),
        ("a Slack token", ("xox",), r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
        ("a Slack webhook", ("hooks.slack",), r"hooks\.slack\.com/services/T\w{6,}/B\w{6,}/\w{16,}"),
        ("an AWS key", ("akia", "asia"), r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
        (
            "a Google key",
            ("aiza", "ya29", "1//0", "gocspx"),
            r"\b(?:AIza[\w-]{35}|ya29\.[\w-]{20,}|1//0[\w-]{30,}|GOCSPX-[\w-]{20,})",
        ),
        ("a Meta token", ("eaa",), r"\bEAA[A-Za-z0-9]{60,}"),
        ("a private key", ("private key-----",), r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"),
        ("an age key", ("age-secret-key-1",), r"\bAGE-SECRET-KEY-1[0-9A-Z]{40,}"),
        ("a signed token", ("eyj",), r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
        (
            "a password in an address",
            ("@",),
            r"\bhttps?://[^\s/:@\"'{}]{1,64}:[^\s/@\"'{}]{1,128}@",
        ),
        (
            "an app password",
            ("pass", "비밀번호", "secret", "token"),
            r"(?i:pass(?:word|wort)?|비밀번호|secret|token)[^\n]{0,30}?\b[a-z0-9]{4}(?:-[a-z0-9]{4}){3}\b",
        ),
        (
            "a secret",
            ("token", "secret", "password", "api"),
            r"(?i:token|secret|password|api[_-]?key)[\"']?[ \t]{0,4}[:=][ \t]{0,4}[\"']?"
            r"(?=[A-Za-z+/_=-]{0,200}[0-9])(?=[0-9+/_=-]{0,200}[A-Za-z])[A-Za-z0-9+/_=-]{28,}",
        ),
    )
)
"""Name, lower-case texts of which one must be there, and the shape."""
_PLACEHOLDER = re.compile(r"[xX*]{4}|\.\.\.|…")
"""What documentation writes in a secret's place."""


def _check(path: str, text: str, _: View) -> Iterator[Hit]:
    seen: set[int] = set()
    for start, name, found in sorted(_found(text)):
        line, column = at(text, start)
        if line not in seen:
            seen.add(line)
            yield Hit(
                path,
                (line, column),
                msg("this looks like {name}: `{start}…`", name=name, start=found[:4]),
                msg(
                    "revoke it now, since history keeps it; then put the new one into the environment, "
                    "never into a file"
                ),
            )


def _found(text: str) -> Iterator[tuple[int, str, str]]:
    """(offset, name, text) of what looks like a secret; one place may have several names."""
    lowered = text.lower()
    for name, needles, pattern in _PATTERNS:
        if any(needle in lowered for needle in needles):
            for found in pattern.finditer(text):
                if not _PLACEHOLDER.search(found[0].split()[-1]):
                    yield found.start(), name, found[0]


RULE = Rule(
    code="SMM704",
    slug="secret-in-file",
    severity=Severity.ERROR,
    title="No file holds a token, key or password",
    why="What was committed once is in every clone for ever, and a post would publish it. "
    "Secrets come from environment variables only. Tokens are known by their shape: GitHub, GitLab, Slack, AWS, Google, "
    "Meta, private keys, app passwords beside the word, passwords in addresses.",
    bad=Example(
        {
            POST: (
                "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n"
                "notes: the app password is abcd-efgh-2345-wxyz, for the time until Juno is back\n---\nOpen on Sunday.\n"
            )
        }
    ),
    good=Example(
        {
            POST: (
                "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n"
                "notes: the app password is in the safe\n---\nOpen on Sunday.\n"
            )
        }
    ),
    silenceable=False,
    file=_check,
)
