"""SMM166: a server's own limits are limits that smmops counts."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View
from smmops.specs.limits import LIMITS


def _check(view: View) -> Iterator[Hit]:
    for channel in view.workspace.channels.values():
        for name, value in channel.limits.items():
            path, spot = view.setting("channels", channel.id, "limits", name)
            if name not in LIMITS:
                fix = meant(name, LIMITS, fallback=msg("write one of {known}", known=few(LIMITS)))
                yield Hit(path, spot, msg("`{name}` is no limit that is counted", name=name), fix)
            elif value < 1:
                yield Hit(
                    path,
                    spot,
                    msg("`{name}: {value}` lets nothing through", name=name, value=value),
                    msg("write what the server allows"),
                )


def _example(limits: str) -> Example:
    return Example(
        {
            "smmops.yaml+channels": (
                "  mastodon-bar: {network: mastodon, handle: bar@social.example, server: https://social.example, "
                f"secrets: MASTODON_BAR, limits: {{{limits}}}}}\n"
            )
        }
    )


RULE = Rule(
    code="SMM166",
    slug="unknown-limit",
    severity=Severity.ERROR,
    title="`limits:` of a channel holds limits that are counted",
    why="A limit under another name changes nothing: posts would be judged by the network's default.",
    bad=_example("texts: 5000"),
    good=_example("text: 5000"),
    workspace=_check,
)
