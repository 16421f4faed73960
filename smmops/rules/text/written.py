"""The texts of a post as they stand in its file, each once however many channels get it."""

import re
from collections.abc import Iterator
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


def written(post: Post, view: View) -> Iterator[Written]:
    """Every part of every section, first comments too."""
    found = view.document(post.path)
    for section in found.sections if found else ():
        for part in section.parts:
            yield Written(part.text, part.line, section.comment)
