"""The text behind a status's HTML."""

import re
import unicodedata
from html.parser import HTMLParser
from typing import Final

_LINES: Final = re.compile(r"\n{2,}")
_VOID: Final = frozenset({"br", "img", "hr", "wbr"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            self._skipped += tag not in _VOID
        elif "quote-inline" in (dict(attrs).get("class") or "").split():
            self._skipped = 1
        elif tag == "br":
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= tag not in _VOID
        elif tag == "p":
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.pieces.append(data)


def plain(html: str) -> str:
    """The text of a status's `content`: `<br>` and paragraphs as line breaks, shortened links whole.

    The line that a server puts before a quoted post (`quote-inline`) is left out. A mention has lost its domain.
    """
    parser = _Text()
    parser.feed(html)
    parser.close()
    return settled("".join(parser.pieces))


def settled(text: str) -> str:
    """`text` as servers keep it: NFC, no blanks at its ends, at most one empty line in a row."""
    whole = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return _LINES.sub("\n\n", whole).strip()
