"""A comment as GitHub renders it: GitHub's own Markdown library, then what its page does with names and numbers.

`page` gives a file to look at in a browser; `seen` says what a reader could press, load or be notified by.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import cmarkgfm  # type: ignore[import-untyped]
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]

_STYLE = """
body { font: 14px/1.5 "Segoe UI", "Noto Sans", "Noto Sans CJK KR", Helvetica, Arial, sans-serif; color: #1f2328; margin: 0 }
main { max-width: 900px; margin: 24px auto; border: 1px solid #d1d9e0; border-radius: 6px }
header { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 8px 16px; color: #59636e }
article { padding: 16px } h3 { font-size: 1.25em; margin: 24px 0 16px } p, ul, ol, table, pre, details { margin: 0 0 16px }
table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto }
td, th { border: 1px solid #d1d9e0; padding: 6px 13px } a { color: #0969da } summary { cursor: pointer }
code { background: #818b981f; padding: .2em .4em; border-radius: 6px; font: 85% "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace }
pre { background: #f6f8fa; padding: 16px; border-radius: 6px; overflow: auto } pre code { background: none; padding: 0 }
hr { height: .25em; background: #d1d9e0; border: 0; margin: 24px 0 }
"""
_CALLS = (
    ("mention", re.compile(r"(?:^|[^\w`])@[A-Za-z0-9][\w-]*(?:/[\w-]+)?")),
    ("reference", re.compile(r"(?:^|[^\w&])(?:#|GH-)\d+", re.I)),
    ("emoji", re.compile(r":[a-z0-9_+-]+:")),
    ("formula", re.compile(r"\$[^\s$][^$]*\$")),
)
_EMPTY = frozenset({"br", "hr", "img", "input"})
_CODE = frozenset({"code", "pre"})


def rendered(markdown: str) -> str:
    """The HTML before GitHub's sanitizer, so that nothing is harmless only because of it."""
    html: str = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    return html


def page(markdown: str, *, unfolded: bool = False) -> str:
    """A whole page."""
    body = rendered(markdown)
    if unfolded:
        body = body.replace("<details>", "<details open>")
    head = "<header><b>github-actions</b> bot commented</header>"
    return f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style><main>{head}<article>{body}</article></main>'


@dataclass
class Seen(HTMLParser):
    """What a page holds. `calls` is what would notify or refer to somebody, outside of code."""

    tags: set[str] = field(default_factory=set)
    attributes: set[tuple[str, str, str]] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name, value or "") for name, value in attrs}
        if tag not in _EMPTY:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        assert self._inside, f"</{tag}> closes nothing"
        last = self._inside.pop()
        assert last == tag, f"</{tag}> where <{last}> is open"

    def handle_comment(self, data: str) -> None:
        self.comments.append(data.strip())

    def handle_data(self, data: str) -> None:
        self.shown.append(data)
        if not _CODE & set(self._inside):
            self.calls += [(kind, found) for kind, form in _CALLS for found in form.findall(data)]

    def closed(self) -> "Seen":
        self.close()
        assert self._inside == [], self._inside
        return self


def seen(markdown: str) -> Seen:
    """What the rendered comment holds, every element closed."""
    found = Seen()
    found.feed(rendered(markdown))
    return found.closed()
