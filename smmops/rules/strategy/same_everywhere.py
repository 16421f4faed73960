"""SMM517: each network gets a text of its own."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_MANY = 3
"""Networks from which on one text for all of them is a habit."""
_PATH = "content/2026/12/brew-at-home.md"


def _check(post: Post, view: View) -> Iterator[Hit]:
    if view.settings.stage == "explore":
        return
    texts = {
        variant.network: variant.parts for variant in post.variants if variant.publish_at and variant.parts
    }
    if len(texts) >= _MANY and len(set(texts.values())) == 1:
        yield Hit(
            post.path,
            view.value(post, "channels"),
            msg("{count} networks get the same text, word by word", count=len(texts)),
            msg("give the one that differs most a section of its own: `## linkedin`"),
        )


def _example(body: str) -> Example:
    return Example(
        {
            "stage: grow": "",
            _PATH: (
                "---\nchannels: [bluesky-acme, linkedin-acme, facebook-acme]\npublish_at: 2026-12-01 09:30\npillar: craft\n---\n"
                f"Brew at home in three steps.\n{body}"
            ),
        }
    )


RULE = Rule(
    code="SMM517",
    slug="same-everywhere",
    severity=Severity.WARNING,
    title="A post for three networks or more has not one text for all of them",
    why="People read each network in another mood, and who follows on two of them sees a copy. "
    "At stage explore nobody is asked.",
    bad=_example(""),
    good=_example("\n## linkedin-acme\nThree steps that we teach every new barista, and what each is for.\n"),
    post=_check,
)
