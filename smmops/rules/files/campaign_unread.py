"""SMM185: a campaign that small files name has a file."""

from collections.abc import Iterator

from smmops.model.files_notes import Advocacy, Task
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.tables import Conversions
from smmops.rules.named import Naming, one, unknown
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    named = [naming for naming in _named(view) if not view.unread(f"campaigns/{naming.name}.yaml")]
    yield from unknown(
        named,
        view.workspace.campaigns,
        say=lambda name: msg("there is no campaigns/{name}.yaml", name=name),
        fallback=msg("write a campaign's id: its file's name without `.yaml`"),
    )


def _named(view: View) -> Iterator[Naming]:
    for document, task in view.files(Task):
        yield from one(document, ("campaign",), task.campaign)
    for document, kit in view.files(Advocacy):
        yield from one(document, ("campaign",), kit.campaign)
    for document, table in view.files(Conversions):
        for index, row in enumerate(table.rows):
            yield from one(document, ("rows", index, "campaign"), row.campaign)


def _example(campaign: str) -> Example:
    return Example(
        {
            "campaigns/winter-launch.yaml": "name: Winter launch\ngoal: awareness\nperiod: {from: 2026-12-01, to: 2026-12-31}\n",
            "data/conversions/2026-12-31.csv": f"source,metric,value,rule,campaign\nGA4,leads,12,last-click,{campaign}\n",
        }
    )


RULE = Rule(
    code="SMM185",
    slug="campaign-unread",
    severity=Severity.ERROR,
    title="A campaign that a task, a staff text or data is about has a file",
    why="Posts, tasks and sales are added up by the campaign's id: under another spelling they are missing from its sum.",
    bad=_example("winter-lunch"),
    good=_example("winter-launch"),
    workspace=_check,
)
