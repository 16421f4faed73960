"""SMM228: no character that people do not see."""

from collections.abc import Iterator, Sequence
from typing import Any

from smmops.model.message import Message, msg
from smmops.model.payload import Payload
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.texts import at
from smmops.rules.view import View
from smmops.words.hidden import Hidden, Why, hidden

MOST = 5
"""Hidden characters of one file that are shown one by one."""


def _check(path: str, text: str, view: View) -> Iterator[Hit]:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = [mark for mark in hidden(plain) if plain[mark.offset] != "\ufffd"]
    yield from _hits(path, plain, found)
    post = None if found else view.post_at(path)
    if post and ("\\" in plain or view.kept(_everywhere)):
        yield from _escaped(post, view)


def _everywhere(view: View) -> bool:
    """Whether smmops.yaml holds escapes, which may come into every post."""
    try:
        return b"\\" in view.tree.read(view.path("smmops.yaml"))
    except KeyError:
        return False


def _hits(path: str, plain: str, found: Sequence[Hidden]) -> Iterator[Hit]:
    for mark in found[:MOST]:
        fix = msg("delete it; type the words again if you do not see where")
        yield Hit(path, at(plain, mark.offset), _said(mark), fix)
    if len(found) > MOST:
        message = msg("{count} more hidden characters", count=len(found) - MOST)
        fix = msg("paste the text as plain text, or type it again")
        yield Hit(path, at(plain, found[MOST].offset), message, fix)


def _escaped(post: Post, view: View) -> Iterator[Hit]:
    """Hidden characters that stand in the file as YAML escapes and are sent all the same."""
    for variant in post.variants:
        payload = view.payload(post, variant)
        for key, text in _texts(payload) if payload else ():
            for mark in hidden(text)[:1]:
                yield Hit(
                    post.path,
                    view.choice(post, variant, key),
                    _said(mark),
                    msg("take the escape out of the text"),
                )


def _texts(payload: Payload) -> Iterator[tuple[str, str]]:
    for key, value in payload:
        for text in _strings(value.model_dump() if hasattr(value, "model_dump") else value):
            yield key, text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner.model_dump() if hasattr(inner, "model_dump") else inner)


def _said(mark: Hidden) -> Message:
    match mark.why:
        case Why.CONTROL:
            return msg("a control character nobody sees: {name}", name=mark.name)
        case Why.DIRECTION:
            return msg(
                "{name} turns the direction of the text: people read another text than is sent",
                name=mark.name,
            )
        case Why.SELECTOR:
            return msg("{name} changes nothing that is seen and can carry a message", name=mark.name)
        case Why.BROKEN:
            return msg("{name} is no character", name=mark.name)
        case _:
            return msg("a character nobody sees: {name}", name=mark.name)


def _example(text: str) -> Example:
    return Example({POST: f"---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n---\n{text}\n"})


RULE = Rule(
    code="SMM228",
    slug="hidden-character",
    severity=Severity.ERROR,
    title="No file holds a character that people do not see",
    why="A reviewer approves what is seen. Characters without width, and those that turn the direction of a text, "
    "make the network get something else: another link, another word, a message between the letters. "
    "They often come in by copying from a web page. Joined emoji, flags and the joiners of Persian and Indic scripts "
    "are what they are.",
    bad=_example("Free\u200bdelivery on Sunday."),
    good=_example("Free delivery on Sunday 👩‍🍳 🏳️‍🌈 커피."),
    silenceable=False,
    file=_check,
)
