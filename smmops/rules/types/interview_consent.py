"""SMM279: a guest said yes."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.types.consent import agreed
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front is None or front.type != "interview" or agreed(front, view):
        return
    yield Hit(
        post.path,
        view.value(post, "type"),
        msg("type interview, and nothing says that the guest agreed"),
        msg(
            "write the agreement into rights.yaml and name it: `rights: [<id>]` at each image and video, or `proof: [<id>]` where the text stands alone"
        ),
    )


RULE = Rule(
    code="SMM279",
    slug="interview-consent",
    severity=Severity.ERROR,
    title="Whoever is interviewed agreed to it in writing",
    why="People say things to a colleague that they would not say to everybody. Without their yes the post has to go again, in public.",
    bad=Example(
        {
            "rights.yaml": "olivia-2026: {covers: [face, logo], uses: [organic], until: 2027-06-30}\n",
            "content/media/olivia.jpg": Sample("image/jpeg"),
            POST: """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: interview
media: [{file: olivia.jpg, alt: Olivia at her bar}]
---
How Olivia brews for forty guests.
""",
        }
    ),
    good=Example(
        {
            "rights.yaml": "olivia-2026: {covers: [face, logo], uses: [organic], until: 2027-06-30}\n",
            "content/media/olivia.jpg": Sample("image/jpeg"),
            POST: """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: interview
media: [{file: olivia.jpg, alt: Olivia at her bar, rights: [olivia-2026]}]
---
How Olivia brews for forty guests.
""",
        }
    ),
    post=_check,
)
