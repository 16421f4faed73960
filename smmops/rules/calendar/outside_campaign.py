"""SMM323: a campaign keeps to its days."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.calendar.times import zone
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    campaign = view.workspace.campaigns.get(post.campaign or "")
    if campaign is None:
        return
    for variant, channel, _ in view.variants(post):
        day = variant.publish_at.astimezone(zone(channel)).date() if variant.publish_at else None
        if day and not campaign.period.from_ <= day <= campaign.period.to:
            yield Hit(
                post.path,
                view.choice(post, variant, "publish_at"),
                msg(
                    "due on {day}, campaign {campaign} runs from {first} to {last}",
                    day=str(day),
                    campaign=str(post.campaign),
                    first=str(campaign.period.from_),
                    last=str(campaign.period.to),
                ),
                msg("move it into the period, or take `campaign:` out"),
            )
            return


def _example(day: str) -> Example:
    text = f"---\nchannels: [bluesky-acme]\npublish_at: 2026-12-{day} 09:30\ncampaign: winter\n---\nThe winter coffee is here.\n"
    period = "name: Winter\ngoal: awareness\nperiod: {from: 2026-12-01, to: 2026-12-20}\n"
    return Example({"campaigns/winter.yaml": period, POST: text})


RULE = Rule(
    code="SMM323",
    slug="outside-campaign",
    severity=Severity.WARNING,
    title="A post of a campaign is due within its period",
    why="Reports compare the days of a campaign with those around it; a post outside counts for neither.",
    bad=_example("21"),
    good=_example("20"),
    post=_check,
)
