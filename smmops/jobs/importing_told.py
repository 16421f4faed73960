"""What an import says beyond `check`: what can be given to every row at once, and where nothing would be sent."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import get_args

from smmops.exchange.own import COLUMNS
from smmops.model.files_post import Demand, Funnel, PostType, Purpose
from smmops.model.message import Message, msg
from smmops.model.problem import Problem
from smmops.model.workspace import Workspace
from smmops.specs.registry import NETWORKS, spec
from smmops.specs.spec import Capability

_WORDS: Mapping[str, tuple[str, ...]] = {
    "type": get_args(PostType),
    "purpose": get_args(Purpose),
    "demand": get_args(Demand),
    "funnel": get_args(Funnel),
}


def answered(problem: Problem, workspace: Workspace) -> Problem:
    """A problem of an imported post: what the stage asks of it is given with the command, not in a file."""
    values = dict(problem.message.values)
    key = str(values.get("key", ""))
    if problem.code != "SMM143" or values.get("where") != "the post" or key not in COLUMNS:
        return problem
    return replace(problem, fix=_asked(key, _known(key, workspace)))


def _asked(key: str, known: tuple[str, ...]) -> Message:
    if not known and key in ("pillar", "persona"):
        where = "strategy.md" if key == "pillar" else "personas/"
        return msg(
            "there is no {key} yet: write one into {where}, then run it again with `--set {key}=ID`",
            key=key,
            where=where,
        )
    if not known:
        return msg("run it again with `--set {key}=…`, or add a column `{key}`", key=key)
    return msg(
        "run it again with `--set {key}={first}`, or add a column `{key}`; there are {known}",
        key=key,
        first=known[0],
        known=", ".join(known[:20]),
    )


def _known(key: str, workspace: Workspace) -> tuple[str, ...]:
    """What may stand under a key, as far as the workspace or the format says."""
    if key == "pillar":
        return tuple(pillar.id for pillar in workspace.strategy.pillars) if workspace.strategy else ()
    return tuple(sorted(workspace.personas)) if key == "persona" else _WORDS.get(key, ())


def unsent(workspace: Workspace, posts: Iterable[str]) -> tuple[str, ...]:
    """The channels to which some of these posts say that smmops sends them, and it does not."""
    found = set[str]()
    for name in posts:
        post = workspace.posts.get(name)
        for variant in post.variants if post else ():
            sends = (
                variant.network not in NETWORKS or Capability.PUBLISHES in spec(variant.network).capabilities
            )
            if variant.publish_at and variant.deliver == "publish" and not sends:
                found.add(variant.channel)
    return tuple(sorted(found))
