"""SMM310: a month has its share of video."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.mix.month import full, month_of, within
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    band = view.settings.policy.video_share
    if band is None:
        return
    path, spot = view.setting("policy", "video_share")
    for month, own in full(view).items():
        count = sum(
            any(item.mime.startswith("video/") for v in planned.post.variants for item in v.media)
            for planned in own
        )
        least, highest = within(band, len(own))
        if not least <= count <= highest:
            yield Hit(
                path,
                spot,
                msg(
                    "{count} of {total} posts of {month} have a video, policy.video_share asks for {least} to {most}",
                    count=count,
                    total=len(own),
                    month=month,
                    least=least,
                    most=highest,
                ),
                msg("plan {more} more with a video, or mend the band", more=least - count)
                if count < least
                else msg("plan {fewer} fewer with a video, or mend the band", fewer=count - highest),
            )


RULE = Rule(
    code="SMM310",
    slug="video-share",
    severity=Severity.WARNING,
    title="The share of video in a month keeps to policy.video_share",
    why="Networks favour video and people remember it, and it is a part of the month, not its centre. Judged from ten posts a month on.",
    bad=month_of(*[""] * 10, files={"smmops.yaml+": "policy: {video_share: [0.2, 0.7]}\n"}),
    good=month_of(*[""] * 9, files={"smmops.yaml+": "policy: {video_share: [0.2, 0.7]}\n"}),
    workspace=_check,
)
