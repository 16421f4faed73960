"""SMM164: a former channel id belongs to one channel, and to none that still stands."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Place, Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    first: dict[str, tuple[str, int]] = {}
    for channel in view.workspace.channels.values():
        for index, former in enumerate(channel.was):
            path, spot = view.setting("channels", channel.id, "was", index)
            fix = msg(
                "take `{former}` out of `was:` here, or name the channel that it really was", former=former
            )
            if former in view.workspace.channels:
                _, stands = view.setting("channels", former)
                message = msg(
                    "`{former}` still is a channel, so {channel} cannot have been it",
                    former=former,
                    channel=channel.id,
                )
                yield Hit(path, spot, message, fix, (Place(path, *stands),))
            elif former in first:
                other, line = first[former]
                message = msg(
                    "`{former}` was {other} and {channel}: one of the two",
                    former=former,
                    other=other,
                    channel=channel.id,
                )
                yield Hit(path, spot, message, fix, (Place(path, line),))
            else:
                first[former] = (channel.id, spot[0])


def _example(former: str) -> Example:
    return Example(
        {
            "smmops.yaml+channels": (
                "  x-shop: {network: x, handle: acmeshop, was: [twitter-shop], secrets: X_SHOP}\n"
                f"  x-kr: {{network: x, handle: acme_kr, was: [{former}], secrets: X_KR}}\n"
            )
        }
    )


RULE = Rule(
    code="SMM164",
    slug="was-twice",
    severity=Severity.ERROR,
    title="A former channel id belongs to one channel",
    why="The receipts under the former id count for the channel that has it: with two owners, or with one that "
    "still stands, nobody could say what was published where, and a post might go out twice.",
    bad=_example("twitter-shop"),
    good=_example("twitter-kr"),
    silenceable=False,
    workspace=_check,
)
