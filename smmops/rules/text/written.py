"""The texts of a post as they stand in its file, each once however many channels get it."""

import re
from dataclasses import dataclass

from smmops.model.document import Spot
from smmops.model.post import Post
from smmops.rules.view import View

TAG = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")
"""A hashtag; group 1 is its word."""
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
"""An address with its scheme."""


@dataclass(frozen=True, slots=True)
class Written:
    """One part of a text, and the line that it begins at."""

    text: str
    line: int
    comment: bool = False

    def spot(self, offset: int) -> Spot:
        """Line and column of a character."""
        line = self.text.count("\n", 0, offset)
        return self.line + line, offset - self.text.rfind("\n", 0, offset)


def written(post: Post, view: View) -> tuple[Written, ...]:
    """Every part of every section, first comments too."""
    known = view.kept(_known)
    if post.path not in known:
        found = view.document(post.path)
        known[post.path] = tuple(
            Written(part.text, part.line, section.comment)
            for section in (found.sections if found else ())
            for part in section.parts
        )
    return known[post.path]


def _known(_: View) -> dict[str, tuple[Written, ...]]:
    """What was asked for before, by path."""
    return {}
