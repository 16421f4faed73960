"""Short ways to what rules say about a small workspace."""

from collections.abc import Mapping
from datetime import UTC, datetime

from smmops.media.sample import Sample
from smmops.model.problem import Problem
from smmops.rules.examples import laid_out
from smmops.rules.rule import POST, Example
from smmops.rules.run import Findings, run
from smmops.store.load import load
from tests.rules.tree import Files


def findings(files: Mapping[str, str | Sample | None], now: str = "") -> Findings:
    """What reading and rules find in the ordinary workspace with these files over it, at `now` with an offset."""
    tree = Files(laid_out(Example(files)))
    return run(load(tree), tree, now=datetime.fromisoformat(now).astimezone(UTC) if now else None)


def post(front: str, body: str = "Open on Sunday from ten.", /, **more: str | Sample | None) -> list[Problem]:
    """Problems of one post for Bluesky, unless `front` names other channels; `more` as in `in_post`."""
    lines = [] if "channels:" in front else ["channels: [bluesky-acme]"]
    lines += [] if "publish_at:" in front else ["publish_at: 2026-12-01 09:30"]
    files: dict[str, str | Sample | None] = {
        POST: "\n".join(["---", *lines, *front.splitlines(), "---", body, ""])
    }
    for name, content in more.items():
        path = "content/media/" + ".".join(name.rsplit("_", 1))
        files[name.replace("settings", "smmops.yaml+") if name.startswith("settings") else path] = content
    return list(findings(files).problems)


def codes(problems: list[Problem]) -> set[str]:
    """The codes of some problems."""
    return {problem.code for problem in problems}


def told(problems: list[Problem], code: str) -> list[str]:
    """What the problems of one code say, in order."""
    return [problem.message.fill() for problem in problems if problem.code == code]
