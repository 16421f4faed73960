"""What a reviewer signs beside the posts: each file with its blob, and the text of those that are new to main."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff

from smmops.model.message import Message, msg
from smmops.render.page import Page
from smmops.words.escape import terminal
from smmops.words.wrap import wrap

_BAR = "│ "
_MOST = 200
_IS: dict[str, Message] = {
    "new": msg("new"),
    "changed": msg("changed"),
    "same": msg("as on main"),
}


def paper_text(
    files: Mapping[str, str],
    texts: Mapping[str, tuple[bytes | None, bytes]],
    *,
    by: tuple[str, str],
    page: Page,
) -> str:
    """The files that are signed, and by whom. `texts` are the bytes (before, after) of files that are to be read."""
    return "\n".join(_lines(files, texts, by, page)) + "\n"


def _lines(
    files: Mapping[str, str], texts: Mapping[str, tuple[bytes | None, bytes]], by: tuple[str, str], page: Page
) -> Iterator[str]:
    yield page.paint(page.say(msg("You sign these files, byte by byte:")), "title")
    for path, state in files.items():
        mark = page.paint(f"({page.say(_IS[state])})", "quiet")
        yield f"  {terminal(path)}  {mark}"
    for path, (before, after) in texts.items():
        yield from _read(path, before, after, page)
    signer, key = by
    yield ""
    yield page.say(msg("as {signer}, with the key {key}", signer=signer, key=key))


def _read(path: str, before: bytes | None, after: bytes, page: Page) -> Iterator[str]:
    """A text file whole or as its difference; what is no text is named with its size."""
    yield ""
    yield page.paint(terminal(path), "command")
    old, new = _text(before or b""), _text(after)
    if old is None or new is None:
        yield "  " + page.say(msg("{size} bytes that are no text: look at the file itself", size=len(after)))
        return
    if before is None:
        lines = new.splitlines()
    else:
        lines = list(unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=2))[2:]
    for line in lines[:_MOST]:
        for piece in wrap(terminal(line), page.columns - 4) or [""]:
            yield f"  {page.paint(_BAR, 'quiet')}{piece}".rstrip()
    if len(lines) > _MOST:
        yield "  " + page.say(
            msg("and {count} lines more: look at the file itself", count=len(lines) - _MOST)
        )


def _text(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
