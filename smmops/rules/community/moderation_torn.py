"""SMM807: moderation does one thing with a word, and not with every word."""

import unicodedata
from collections.abc import Iterator

from smmops.model.document import Document
from smmops.model.files_small import Moderation
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View

_SHORTEST = 3
"""Latin letters below which a word stands in half of all comments."""


def _check(view: View) -> Iterator[Hit]:
    for document, moderation in view.files(Moderation):
        lists = {"hide": moderation.hide, "escalate": moderation.escalate, "allow": moderation.allow}
        first: dict[str, str] = {}
        for key, words in lists.items():
            for index, word in enumerate(words):
                plain = _plain(word)
                before = first.setdefault(plain, key)
                if before != key:
                    yield Hit(
                        document.path,
                        document.spot(key, index),
                        msg(
                            "`{word}` stands under `{first}` and under `{second}`",
                            word=word,
                            first=before,
                            second=key,
                        ),
                        msg("take it out of one of them"),
                    )
                elif key == "hide":
                    yield from _wide(document, index, word, plain)


def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


def _wide(document: Document, index: int, word: str, plain: str) -> Iterator[Hit]:
    if not plain or (plain.isascii() and plain.isalnum() and len(plain) < _SHORTEST):
        yield Hit(
            document.path,
            document.spot("hide", index),
            msg("`{word}` would hide half of all comments", word=word),
            msg("write the whole word or phrase"),
        )


_FILE = "hide: [scam link, free iphone]\nescalate: [refund]\nallow: [ALLOW]\nowner: mina\n"

RULE = Rule(
    code="SMM807",
    slug="moderation-torn",
    severity=Severity.ERROR,
    title="A word of moderation.yaml is hidden, escalated or allowed, and is long enough to mean something",
    why="A word that is both hidden and allowed does what the order of the file happens to say. "
    "A complaint that is hidden by accident comes back louder.",
    bad=in_file("moderation.yaml", _FILE.replace("ALLOW", "Scam  Link")),
    good=in_file("moderation.yaml", _FILE.replace("ALLOW", "scam warning")),
    workspace=_check,
)
