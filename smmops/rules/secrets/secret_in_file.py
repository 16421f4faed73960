"""SMM704: no file holds a secret."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.texts import at, texts
from smmops.rules.view import View

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("a GitHub token", r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,})"),
    ("a GitLab token", r"\bglpat-[\w-]{20,}"),
    ("a Slack token", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
    ("a Slack webhook", r"hooks\.slack\.com/services/T\w{6,}/B\w{6,}/\w{16,}"),
    ("an AWS key", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    ("a Google key", r"\b(?:AIza[\w-]{35}|ya29\.[\w-]{20,}|1//0[\w-]{30,}|GOCSPX-[\w-]{20,})"),
    ("a Meta token", r"\bEAA[A-Za-z0-9]{60,}"),
    ("a private key", r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"),
    ("an age key", r"\bAGE-SECRET-KEY-1[0-9A-Z]{40,}"),
    ("a signed token", r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
    ("a password in an address", r"\bhttps?://[^\s/:@\"'{}]{1,64}:[^\s/@\"'{}]{1,128}@"),
    (
        "an app password",
        r"(?i:pass(?:word|wort)?|비밀번호|secret|token)[^\n]{0,30}?\b[a-z0-9]{4}(?:-[a-z0-9]{4}){3}\b",
    ),
    (
        "a secret",
        r"(?i:[\w-]{0,40}(?:token|secret|password|api[_-]?key))[\"']?[ \t]{0,4}[:=][ \t]{0,4}[\"']?"
        r"(?=[A-Za-z0-9+/_=-]{0,200}[0-9])(?=[A-Za-z0-9+/_=-]{0,200}[A-Za-z])[A-Za-z0-9+/_=-]{28,}",
    ),
)
_ANY = re.compile("|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_PATTERNS)))

_PLACEHOLDER = re.compile(r"[xX*]{4}|\.\.\.|…")
"""What documentation writes in a secret's place."""


def _check(view: View) -> Iterator[Hit]:
    for path, text in texts(view):
        for found in _ANY.finditer(text):
            if _PLACEHOLDER.search(found[0].split()[-1]):
                continue
            name = _PATTERNS[int(str(found.lastgroup)[1:])][0]
            yield Hit(
                path,
                at(text, found.start()),
                msg("this looks like {name}: `{start}…`", name=name, start=found[0][:4]),
                msg(
                    "revoke it now, since history keeps it; then put the new one into the environment, never into a file"
                ),
            )


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
    workspace=_check,
)
