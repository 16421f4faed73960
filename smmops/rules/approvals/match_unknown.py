"""SMM723: a rule of approval is about something that there is."""

from collections.abc import Collection, Iterator
from typing import get_args

from smmops.model.files_post import PostType
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View
from smmops.specs.registry import NETWORKS

_DISCLOSURES = ("paid_partnership", "own_brand", "ai")


def _check(view: View) -> Iterator[Hit]:
    workspace = view.workspace
    broken = {
        path.rpartition("/")[2].removesuffix(".yaml")
        for path in view.blobs
        if path.startswith(view.path("campaigns/"))
    }
    known: dict[str, Collection[str]] = {
        "channels": workspace.channels,
        "networks": NETWORKS,
        "type": get_args(PostType),
        "campaigns": {*workspace.campaigns, *broken},
        "disclose": _DISCLOSURES,
    }
    for index, rule in enumerate(view.settings.policy.rules):
        for key, names in known.items():
            for place, name in enumerate(getattr(rule.match, key)):
                if name in names:
                    continue
                path, spot = view.setting("policy", "rules", index, "match", key, place)
                yield Hit(
                    path,
                    spot,
                    msg("`{key}: {name}` matches nothing: this rule asks nobody", key=key, name=name),
                    meant(
                        name,
                        names,
                        fallback=msg("write one of {known}", known=few(names))
                        if names
                        else msg("take it out"),
                    ),
                )


def _example(name: str) -> Example:
    return Example(
        {
            "smmops.yaml+": (
                "policy:\n  approvals: {minimum: 1, level: merged}\n"
                f"  rules: [{{match: {{type: [{name}]}}, approvals: {{minimum: 2}}}}]\n"
            )
        }
    )


RULE = Rule(
    code="SMM723",
    slug="match-unknown",
    severity=Severity.ERROR,
    title="A rule of approval matches something that there is",
    why="A rule whose channel, network, type, campaign or disclosure was mistyped matches no post: "
    "what should have had two approvals goes out with one.",
    bad=_example("riskey"),
    good=_example("risky"),
    silenceable=False,
    workspace=_check,
)
