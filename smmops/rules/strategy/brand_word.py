"""SMM515: the brand's words are written as the brand writes them."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post, Variant
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View

_NOT_PROSE = re.compile(r"https?://\S+|\S+@\S+|[@#][\w.-]+|\{\{.*?\}\}|\b[\w-]+(?:\.[\w-]+)+\b")


def _check(post: Post, view: View) -> Iterator[Hit]:
    strategy = view.workspace.strategy
    words = strategy.voice.brand_words if strategy else {}
    if not words:
        return
    for variant in post.variants:
        for number, text in _texts(variant):
            bare = _NOT_PROSE.sub(" ", text)
            folded = bare.casefold()
            for name, right in words.items():
                wrong = _wrong(bare, folded, name, right=right)
                if wrong:
                    yield Hit(
                        post.path,
                        view.text_spot(post, variant, number or 1, comment=not number),
                        msg("`{wrong}`, and the brand writes `{right}`", wrong=wrong, right=right),
                        msg("write `{right}`", right=right),
                    )


def _texts(variant: Variant) -> Iterator[tuple[int, str]]:
    yield from enumerate(variant.parts, start=1)
    if variant.first_comment:
        yield 0, variant.first_comment


def _wrong(text: str, folded: str, name: str, *, right: str) -> str | None:
    """The first way in which a text writes the word otherwise than `right`; addresses and hashtags do not count."""
    for written in (right, name):
        if not written.strip() or written.casefold() not in folded:
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(written)}(?![A-Za-z0-9])", text, re.IGNORECASE):
            if found.group() != right:
                return found.group()
    return None


_STRATEGY = '---\nvoice: {brand_words: {AcmeBrew: "Acme Brew"}}\n---\n'


def _example(word: str) -> Example:
    return Example(
        {
            "strategy.md": _STRATEGY,
            POST: f"---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n---\nThe new {word} is here. #AcmeBrew\n",
        }
    )


RULE = Rule(
    code="SMM515",
    slug="brand-word",
    severity=Severity.WARNING,
    title="A word of voice.brand_words is written as the brand writes it",
    why="A name in three spellings looks like three products. Hashtags, handles and addresses are left alone.",
    bad=_example("AcmeBrew"),
    good=_example("Acme Brew"),
    post=_check,
)
