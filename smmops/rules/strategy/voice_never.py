"""SMM516: nothing that the voice never says."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    strategy = view.workspace.strategy
    never = [word.strip() for word in (strategy.voice.never if strategy else ()) if word.strip()]
    if not never:
        return
    for variant in post.variants:
        for number, text in enumerate(variant.parts, start=1):
            folded = text.casefold()
            for word in never:
                if word.casefold() in folded and re.search(
                    rf"(?<!\w){re.escape(word)}(?![A-Za-z0-9])", text, re.IGNORECASE
                ):
                    yield Hit(
                        post.path,
                        view.text_spot(post, variant, number),
                        msg("`{word}` stands under voice.never of strategy.md", word=word),
                        msg("say it as the brand would; what must never go out belongs into policy.banned"),
                    )


def _example(word: str) -> Example:
    return Example(
        {
            "strategy.md": "---\nvoice: {is: [warm, plain], never: [cheap, sarcasm]}\n---\n",
            POST: f"---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n---\nA {word} grinder does it.\n",
        }
    )


RULE = Rule(
    code="SMM516",
    slug="voice-never",
    severity=Severity.WARNING,
    title="A post holds no word of voice.never",
    why="One voice on all channels is what people recognise. Words are found here; a tone is for a reviewer to hear.",
    bad=_example("cheap"),
    good=_example("simple"),
    post=_check,
)
