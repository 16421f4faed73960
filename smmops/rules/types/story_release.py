"""SMM281: faces and logos are released."""

from collections.abc import Iterator

from smmops.media.sample import Sample
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if (
        front is None
        or front.type != "customer-story"
        or all(item.rights or item.decorative for item in front.media)
    ):
        return
    yield Hit(
        post.path,
        view.value(post, "type"),
        msg("type customer-story, and not every image and video names a release"),
        msg("write the release into rights.yaml and name it at each image and video: `rights: [<id>]`"),
    )


RULE = Rule(
    code="SMM281",
    slug="story-release",
    severity=Severity.ERROR,
    title="A customer story has a release for every face and logo in it",
    why="A face or a logo belongs to somebody. A release that was never signed is found when the customer leaves.",
    bad=Example(
        {
            "rights.yaml": "olivia-2026: {covers: [face, logo], uses: [organic], until: 2027-06-30}\n",
            "content/media/olivia.jpg": Sample("image/jpeg"),
            POST: """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
type: customer-story
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
type: customer-story
media: [{file: olivia.jpg, alt: Olivia at her bar, rights: [olivia-2026]}]
---
How Olivia brews for forty guests.
""",
        }
    ),
    post=_check,
)
