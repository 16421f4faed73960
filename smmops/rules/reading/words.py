"""The shape in which a code of reading is explained."""

from dataclasses import dataclass

from smmops.rules.rule import POST, Example


@dataclass(frozen=True, slots=True)
class Reading:
    """A code of `store.codes`: what must be so, why, and an example of each.

    `bad` is None where no small file can show it.
    """

    code: str
    title: str
    why: str
    bad: Example | None
    good: Example | None


def front(text: str, body: str = "Open on Sunday from ten.") -> Example:
    """A post for Bluesky with more front matter."""
    lines = "" if "channels:" in text else "channels: [bluesky-acme]\n"
    return Example({POST: f"---\n{lines}{text.strip(chr(10))}\n---\n{body}\n"})


def body(text: str, channels: str = "bluesky-acme") -> Example:
    """A post with that text."""
    return Example({POST: f"---\nchannels: [{channels}]\n---\n{text}\n"})
