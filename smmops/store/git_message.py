"""What a commit's message and its raw object say, read without git's settings."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_TRAILER = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*)[ \t]*:[ \t]*(.*)")
_CO_AUTHOR = re.compile(r"^co-authored-by[ \t]*:.*?<([^<>\n]*)>", re.IGNORECASE | re.MULTILINE)
_IDENT = re.compile(rb".*<([^<>]*)>\s*(-?\d{1,18})(?:\s+[+-]\d+)?\s*$", re.DOTALL)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 253402300799


def trailers(message: str) -> tuple[tuple[str, str], ...]:
    """(token, value) of the message's last paragraph, in order; () where it holds any other line.

    The first paragraph is the subject, never trailers. A line that begins with a blank goes on the line before.
    """
    paragraphs = re.split(r"\n[ \t]*\n", message.replace("\r\n", "\n").strip())
    if len(paragraphs) < 2:
        return ()
    found: list[tuple[str, str]] = []
    for line in paragraphs[-1].split("\n"):
        named = _TRAILER.fullmatch(line)
        if named:
            found.append((named[1], named[2].strip()))
        elif line[:1] in (" ", "\t") and found:
            token, value = found[-1]
            found[-1] = (token, f"{value} {line.strip()}".strip())
        else:
            return ()
    return tuple(found)


def co_authors(message: str) -> tuple[str, ...]:
    """E-mails of every `Co-authored-by:` line, wherever it stands.

    Read more widely than trailers: who helped to write must not be hidden by a badly formed paragraph.
    """
    return tuple(found.strip() for found in _CO_AUTHOR.findall(message) if found.strip())


def subject(message: str) -> str:
    """The first paragraph on one line."""
    return " ".join(re.split(r"\n[ \t]*\n", message.strip(), maxsplit=1)[0].split())


@dataclass(frozen=True, slots=True)
class Raw:
    """A commit object as it is stored. `author` and `committer` are e-mails; `at` the committer's time, UTC."""

    oid: str
    tree: str
    parents: tuple[str, ...]
    author: str
    committer: str
    at: datetime
    message: str

    @property
    def writers(self) -> tuple[str, ...]:
        """E-mails of its author, committer and co-authors, each once."""
        return unique((self.author, self.committer, *co_authors(self.message)))


def unique(emails: tuple[str, ...]) -> tuple[str, ...]:
    """Each e-mail once, in order, the empty one left out."""
    return tuple(dict.fromkeys(email for email in emails if email))


def raw_commit(oid: str, content: bytes) -> Raw:
    """Reads a commit object. What cannot be read is empty, so that it names nobody and approves nothing."""
    head, _, body = content.partition(b"\n\n")
    tree, parents = "", []
    people = {b"author": ("", _EPOCH), b"committer": ("", _EPOCH)}
    encoding = "utf-8"
    for line in head.split(b"\n"):
        name, _, value = line.partition(b" ")
        if name == b"tree" and not tree:
            tree = value.decode("ascii", "replace")
        elif name == b"parent":
            parents.append(value.decode("ascii", "replace"))
        elif name in people and people[name] == ("", _EPOCH):
            people[name] = _person(value)
        elif name == b"encoding":
            encoding = value.decode("ascii", "replace")
    return Raw(
        oid=oid,
        tree=tree,
        parents=tuple(parents),
        author=people[b"author"][0],
        committer=people[b"committer"][0],
        at=people[b"committer"][1],
        message=_text(body, encoding),
    )


def _person(value: bytes) -> tuple[str, datetime]:
    found = _IDENT.match(value)
    if not found:
        return "", _EPOCH
    seconds = min(max(int(found[2]), 0), _LAST)
    return found[1].decode("utf-8", "replace").strip(), _EPOCH + timedelta(seconds=seconds)


def _text(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")
