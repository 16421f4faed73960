"""A feed (RSS 2.0, RSS 1.0, Atom) as drafts or ideas. Hostile XML is refused: no entities, nothing from outside."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.parsers import expat

from smmops.exchange.own import Read
from smmops.exchange.piece import Piece
from smmops.exchange.table import Refusal
from smmops.model.message import Message, msg

_DEEPEST = 64
_MOST_TEXT = 1 << 20
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "tr",
        "table",
        "section",
        "article",
        "pre",
        "hr",
        "figure",
    ]
)
_SILENT = frozenset(("script", "style", "template", "iframe", "object"))
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_RSS = ("", "http://purl.org/rss/1.0/", "http://backend.userland.com/rss2")


@dataclass(slots=True)
class _Item:
    line: int
    texts: dict[str, str] = field(default_factory=dict)
    link: str = ""


class _RefusedError(Exception):
    def __init__(self, why: Message, fix: Message) -> None:
        super().__init__()
        self.why, self.fix = why, fix


class _Reader:
    """Expat's events -> items; a stack of names, and the text of the element that an item wants."""

    def __init__(self) -> None:
        self.items: list[_Item] = []
        self.feed = False
        self._stack: list[str] = []
        self._item: _Item | None = None
        self._text: list[str] | None = None
        self._size = 0
        self._depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._hidden
        self.parser.EntityDeclHandler = self._hidden
        self.parser.ExternalEntityRefHandler = self._outside
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def _hidden(self, *_: object) -> None:
        raise _RefusedError(
            msg("the feed declares a document type: entities may hide in it"),
            msg("take the `<!DOCTYPE …>` away, or export the feed again as RSS 2.0 or Atom"),
        )

    def _outside(self, *_: object) -> int:
        self._hidden()
        return 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._stack.append(name)
        if len(self._stack) > _DEEPEST:
            raise _RefusedError(
                msg("more than {limit} elements within each other", limit=_DEEPEST),
                msg("give a feed of posts"),
            )
        space, _, tag = name.rpartition(" ")
        if len(self._stack) == 1:
            self.feed = tag in ("rss", "feed", "RDF")
        if self._item is None:
            if (tag == "item" and space in _RSS) or (tag == "entry" and space == _ATOM):
                self._item = _Item(self.parser.CurrentLineNumber)
                self._depth = len(self._stack)
            return
        if len(self._stack) == self._depth + 1:
            self._text, self._size = [], 0
            if tag == "link" and space == _ATOM and attributes.get("rel", "alternate") == "alternate":
                self._item.link = self._item.link or attributes.get("href", "")
        elif self._text is not None and tag in _BLOCKS:
            self._text.append("\n")  # XHTML within Atom

    def _end(self, name: str) -> None:
        self._stack.pop()
        if self._item is None:
            return
        if len(self._stack) < self._depth:
            self.items.append(self._item)
            self._item = None
        elif len(self._stack) == self._depth and self._text is not None:
            self._item.texts.setdefault(name, "".join(self._text))
            self._text = None
        elif self._text is not None and name.rpartition(" ")[2] in _BLOCKS:
            self._text.append("\n")

    def _data(self, text: str) -> None:
        if self._text is None:
            return
        self._size += len(text)
        if self._size > _MOST_TEXT:
            raise _RefusedError(msg("a text longer than a million characters"), msg("give a feed of posts"))
        self._text.append(text)


def feed(data: bytes, *, idea: bool, channels: tuple[str, ...]) -> Read:
    """A draft, or an idea, for each item: its title, its words as plain text, its link, and its day in the notes.

    Nothing that the feed names is fetched. A refusal's line is that of the file.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 -- expat takes it by place
    except _RefusedError as refused:
        return _refused(reader.parser.CurrentLineNumber, refused.why, refused.fix)
    except expat.ExpatError as wrong:
        why = msg("the file is not XML: {why}", why=expat.ErrorString(wrong.code))
        return _refused(wrong.lineno, why, msg("give the feed as it was downloaded"))
    if not reader.feed:
        return _refused(1, msg("the file is neither RSS nor Atom"), msg("give the feed as it was downloaded"))
    read = Read()
    for number, item in enumerate(reader.items, 1):
        made = _piece(item, number, idea=idea, channels=channels)
        if made is None:
            why = msg("item {number} has neither title nor text", number=number)
            read.refusals.append(Refusal(0, "", why, msg("take it out of the feed"), item.line))
        else:
            read.pieces.append(made)
    return read


def _refused(line: int, why: Message, fix: Message) -> Read:
    return Read(refusals=[Refusal(0, "", why, fix, line)])


def _piece(item: _Item, number: int, *, idea: bool, channels: tuple[str, ...]) -> Piece | None:
    title = " ".join(plain(_first(item, *_of("title"))).split())
    text = plain(
        _first(item, f"{_CONTENT} encoded", *_of("description"), f"{_ATOM} content", f"{_ATOM} summary")
    )
    if not title and not text:
        return None
    link = (item.link or _first(item, *_of("link"))).strip()
    if not link.startswith(("https://", "http://")) or re.search(r"\s", link):
        link = ""
    when = _first(item, *_of("pubDate"), f"{_ATOM} published", f"{_ATOM} updated", f"{_DC} date").strip()
    more = {"link": link} if link and not idea else {}
    if link:
        more["source"] = link
    if when:
        more["notes"] = f"published {when}"
    return Piece(
        row=number,
        line=item.line,
        title=title[:300],
        at="",
        channels=() if idea else channels,
        texts={"": text or title},
        more=more,
        idea=idea,
    )


def _of(tag: str) -> Iterator[str]:
    yield from (tag, f"{_ATOM} {tag}", *(f"{space} {tag}" for space in _RSS if space))


def _first(item: _Item, *names: str) -> str:
    return next((item.texts[name] for name in names if item.texts.get(name, "").strip()), "")


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        """A block begins a line."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.out.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS and tag != "br":
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        """Text, but that of scripts and styles."""
        if not self._silent:
            self.out.append(data)


def plain(markup: str) -> str:
    """HTML as plain text: tags go, blocks become lines, entities their characters, control characters go."""
    reader = _Plain()
    reader.feed(markup)
    reader.close()
    text = "".join(
        c for c in "".join(reader.out) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
