"""What a rule is: its code and words, one bad and one good example, and the check."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from smmops.media.sample import Sample
from smmops.model.document import Spot
from smmops.model.message import Message
from smmops.model.post import Post
from smmops.model.problem import Place, Problem, Severity
from smmops.rules.view import View

Scope = Literal["post", "file", "workspace", "silence"]


POST = "content/2026/12/brew-at-home.md"
"""Where the post of an example lies."""


@dataclass(frozen=True, slots=True)
class Example:
    """A tiny workspace: files by path, laid over the ordinary one that docs/rules.md describes.

    None takes a file away. `now` is when it is looked at, for rules that ask what is past.
    """

    files: Mapping[str, str | Sample | None]
    now: datetime | None = None


def in_post(text: str, /, **media: Sample) -> Example:
    """An example that is one post; `media` are files of content/media, `_` before the suffix as in `brew_jpg`."""
    files: dict[str, str | Sample | None] = {POST: text}
    for name, sample in media.items():
        files["content/media/" + ".".join(name.rsplit("_", 1)).replace("_", "-")] = sample
    return Example(files)


def in_file(path: str, text: str | Sample | None) -> Example:
    """An example that is one file."""
    return Example({path: text})


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is broken; the rule adds its code, slug and severity."""

    path: str
    spot: Spot
    message: Message
    fix: Message
    related: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Spent:
    """What silencing came to, for the rules about it: a file's `allow` lines and the codes found there."""

    path: str
    allows: Mapping[str, tuple[str, int]]
    found: frozenset[str]
    known: Mapping[str, bool] = field(repr=False)  # code -> may be silenced


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check. Exactly one of `post`, `file`, `workspace` and `silence` is set: what it is asked about.

    `post` sees one post, and `file` the path and text of one file that people wrote; both may look things up.
    What they find is kept until the file changes, or anything that is neither post nor media: only who asks for
    other posts is asked again every time. `workspace` compares files. `silence` runs last, over `allow` lines.
    `why` is said to people in docs/rules.md; `title` is what must be so, as a sentence without a full stop.
    """

    code: str
    slug: str
    severity: Severity
    title: str
    why: str
    bad: Example
    good: Example
    silenceable: bool = True
    post: Callable[[Post, View], Iterator[Hit]] | None = None
    file: Callable[[str, str, View], Iterator[Hit]] | None = None
    workspace: Callable[[View], Iterator[Hit]] | None = None
    silence: Callable[[Spent], Iterator[Hit]] | None = None

    @property
    def scope(self) -> Scope:
        """What the check is asked about."""
        return "post" if self.post else "file" if self.file else "workspace" if self.workspace else "silence"

    def problem(self, hit: Hit) -> Problem:
        """The finding as people get it."""
        line, column = hit.spot
        return Problem(
            code=self.code,
            slug=self.slug,
            severity=self.severity,
            path=hit.path,
            line=line,
            column=column,
            message=hit.message,
            fix=hit.fix,
            related=hit.related,
        )
