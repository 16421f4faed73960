"""The commands, without importing any: `smmops --help` answers from this table alone."""

from dataclasses import dataclass

GROUPS = ("Write and check", "Publish", "Stop", "Ledger", "Set up", "Try it")


@dataclass(frozen=True, slots=True)
class Listed:
    """One command: its words, the module and function that hold it, and one line for the overview."""

    name: str
    target: str  # module:function, imported when the command is used
    summary: str
    group: str


COMMANDS: tuple[Listed, ...] = (
    Listed("check", "smmops.cli.check:check", "all rules over all files; no network, no secrets", GROUPS[0]),
    Listed("plan", "smmops.cli.plan:plan", "what merging does: posts, money, approvals", GROUPS[0]),
    Listed("approve", "smmops.cli.approve:approve", "sign posts with your own key", GROUPS[0]),
    Listed(
        "calendar", "smmops.cli.calendar:calendar", "a month: what goes out when, and what is free", GROUPS[0]
    ),
    Listed("schedule", "smmops.cli.schedule:schedule", "the next free slots, written into posts", GROUPS[0]),
    Listed("preview", "smmops.cli.preview:preview", "a post as each network would show it", GROUPS[0]),
    Listed("new post", "smmops.cli.new:post", "a post, ready to edit", GROUPS[0]),
    Listed("new idea", "smmops.cli.new:idea", "an idea for later", GROUPS[0]),
    Listed("new persona", "smmops.cli.new:persona", "who a post is for", GROUPS[0]),
    Listed("new campaign", "smmops.cli.new:campaign", "posts with one goal and a period", GROUPS[0]),
    Listed("new playbook", "smmops.cli.new:playbook", "how a kind of message is answered", GROUPS[0]),
    Listed("new strategy", "smmops.cli.new_more:strategy", "goals, KPIs, pillars and voice", GROUPS[0]),
    Listed("new money", "smmops.cli.new_more:money", "caps, ad accounts, rates and costs", GROUPS[0]),
    Listed("new handles", "smmops.cli.new_more:handles", "names that are yours or should be", GROUPS[0]),
    Listed("new rights", "smmops.cli.new_more:rights", "what may be shown of whom", GROUPS[0]),
    Listed("new moderation", "smmops.cli.new_more:moderation", "words that hide a comment", GROUPS[0]),
    Listed("new experiment", "smmops.cli.new_more:experiment", "something tried for a while", GROUPS[0]),
    Listed("new inspiration", "smmops.cli.new_more:inspiration", "what another brand did well", GROUPS[0]),
    Listed("new feedback", "smmops.cli.new_more:feedback", "what somebody told you", GROUPS[0]),
    Listed("new decisions", "smmops.cli.new_more:decisions", "what was decided this month", GROUPS[0]),
    Listed("new advocacy", "smmops.cli.new_more:advocacy", "texts that staff may post themselves", GROUPS[0]),
    Listed("new task", "smmops.cli.new_more:task", "work beside the posts", GROUPS[0]),
    Listed("import csv", "smmops.cli.import_csv:import_csv", "posts from a spreadsheet", GROUPS[0]),
    Listed(
        "import hootsuite", "smmops.cli.import_tool:hootsuite", "posts from a Hootsuite bulk file", GROUPS[0]
    ),
    Listed(
        "import sprout", "smmops.cli.import_tool:sprout", "posts from a Sprout Social bulk file", GROUPS[0]
    ),
    Listed(
        "import agorapulse",
        "smmops.cli.import_tool:agorapulse",
        "posts from an Agorapulse bulk file",
        GROUPS[0],
    ),
    Listed("import buffer", "smmops.cli.import_tool:buffer", "posts from a Buffer bulk file", GROUPS[0]),
    Listed("import ics", "smmops.cli.import_feed:ics", "drafts or ideas from a calendar", GROUPS[0]),
    Listed("import rss", "smmops.cli.import_feed:rss", "drafts or ideas from a feed", GROUPS[0]),
    Listed("import json", "smmops.cli.import_feed:json", "posts from an export of our own", GROUPS[0]),
    Listed(
        "import twitter-together",
        "smmops.cli.import_together:together",
        "tweets of a repository, as already sent",
        GROUPS[0],
    ),
    Listed("export csv", "smmops.cli.export:csv", "posts as a spreadsheet, without loss", GROUPS[0]),
    Listed("export json", "smmops.cli.export:json", "posts as data, without loss", GROUPS[0]),
    Listed("export ics", "smmops.cli.export:ics", "posts as a calendar, without loss", GROUPS[0]),
    Listed("export hootsuite", "smmops.cli.export:hootsuite", "a channel's posts as a bulk file", GROUPS[0]),
    Listed("publish", "smmops.cli.publish:publish", "reconcile, then publish what is due", GROUPS[1]),
    Listed("snapshot", "smmops.cli.snapshot:snapshot", "what the networks count, committed", GROUPS[1]),
    Listed("forge comment", "smmops.cli.forge_comment:comment", "a pull request's comment", GROUPS[1]),
    Listed("forge tell", "smmops.cli.forge_tell:tell", "addresses and issues, on the forge", GROUPS[1]),
    Listed("takedown", "smmops.cli.takedown:takedown", "remove what is live, with a receipt", GROUPS[2]),
    Listed("pause", "smmops.cli.pause:pause", "stop everything now, recorded, reviewed after", GROUPS[2]),
    Listed("resume", "smmops.cli.resume:resume", "write the reviewed change that ends a pause", GROUPS[2]),
    Listed(
        "ledger show", "smmops.cli.ledger_show:show", "what happened to each post on each channel", GROUPS[3]
    ),
    Listed(
        "ledger init", "smmops.cli.ledger_init:init", "make the branches that jobs write to, once", GROUPS[3]
    ),
    Listed("ledger resolve", "smmops.cli.ledger_resolve:resolve", "decide what nobody could read", GROUPS[3]),
    Listed("ledger recover", "smmops.cli.ledger_recover:recover", "replay a recovery file", GROUPS[3]),
    Listed(
        "ledger restored", "smmops.cli.ledger_restored:restored", "start a lost state branch again", GROUPS[3]
    ),
    Listed("audit", "smmops.cli.audit:audit", "who wrote, approved and sent each post, proven", GROUPS[3]),
    Listed("init", "smmops.cli.init:init", "a new workspace that passes check at once", GROUPS[4]),
    Listed("owners", "smmops.cli.owners:owners", "CODEOWNERS, from the team and policy", GROUPS[4]),
    Listed("doctor", "smmops.cli.doctor:doctor", "the forge, and the secrets that channels need", GROUPS[4]),
    Listed(
        "migrate", "smmops.cli.migrate:migrate", "files of an older smmops, as this one has them", GROUPS[4]
    ),
    Listed("schema", "smmops.cli.schema:schema", "JSON Schemas of every kind of file", GROUPS[4]),
    Listed("demo", "smmops.cli.demo:demo", "the whole cycle on this machine, in a minute", GROUPS[5]),
    Listed(
        "sandbox", "smmops.cli.sandbox:sandbox", "networks to practise on, with a page to look at", GROUPS[5]
    ),
)

TOGETHER = {
    "new": Listed("new KIND", "", "a file that teaches: post, idea, persona, campaign, …", GROUPS[0]),
    "import": Listed("import FROM", "", "posts from CSV, other tools, feeds and calendars", GROUPS[0]),
    "export": Listed("export TO", "", "posts as CSV, JSON, a calendar or a bulk file", GROUPS[0]),
}
"""Families of many commands that the overview names in one line; `smmops new --help` has them all."""

NAMES = {listed.name: listed for listed in COMMANDS}
FAMILIES = frozenset(name.split()[0] for name in NAMES if " " in name)
