"""SMM740: CODEOWNERS says what team.yaml and policy say."""

from collections.abc import Iterator

from smmops.approvals.owners import PLACES, drift, owner_lines
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

LARGEST = 3 * 1024 * 1024
"""Bytes above which GitHub reads no owners file."""


def _check(view: View) -> Iterator[Hit]:
    team, settings = view.workspace.team, view.settings
    place = next((name for name in PLACES if name in view.blobs), None)
    if team is None or place is None or view.blobs[place].size > LARGEST:
        return
    lines = owner_lines(settings, team, folder=view.workspace.folder, place=place)
    found = drift(view.tree.read(place).decode("utf-8", "replace"), lines, settings.id)
    if found is None:
        return
    if found.after:
        said = msg("`{line}` stands below what smmops made, and takes over from it", line=found.wrong or "")
        fix = msg("move it above the lines of smmops: `smmops owners --write` does that")
    elif found.right is None:
        said = msg("`{line}` follows from nothing in team.yaml and smmops.yaml", line=found.wrong or "")
        fix = msg("take it out: `smmops owners --write` makes the lines anew")
    else:
        said = msg(
            "the file says `{found}`, team.yaml and smmops.yaml say `{right}`",
            found=found.wrong or "",
            right=found.right,
        )
        fix = msg("run `smmops owners --write`, and let an admin review it")
    yield Hit(place, (found.line, 1), said, fix)


_TEAM = """\
members:
  - {id: mina, github: mina-acme, github_id: 1001, git_emails: [mina@acme.example], roles: [approver, admin]}
  - {id: juno, github: juno-acme, github_id: 1002, git_emails: [juno@acme.example], roles: [approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
"""
_OWNERS = """\
* @it-department

# smmops acme: begin, made from team.yaml and smmops.yaml by `smmops owners --write`
* @mina-acme @juno-acme
/campaigns/ @mina-acme
/content/ @mina-acme @juno-acme
/personas/ @mina-acme
/playbooks/ @mina-acme
/freeze.yaml @mina-acme
/handles.yaml @mina-acme
/moderation.yaml @mina-acme
/money.yaml @mina-acme
/strategy.md @mina-acme
/smmops.yaml @mina-acme
/team.yaml @mina-acme
/rights.yaml @mina-acme
/allowed_signers @mina-acme
/revoked_keys @mina-acme
/.github/ @mina-acme
/CODEOWNERS @mina-acme
# smmops acme: end
"""

RULE = Rule(
    code="SMM740",
    slug="owners-outdated",
    severity=Severity.ERROR,
    title="CODEOWNERS names those who may approve by team.yaml and policy",
    why="GitHub asks whom CODEOWNERS names. Where that is somebody else, a pull request is approved and merged, "
    "and its post is blocked when its time has come. A file that smmops did not make is left alone.",
    bad=Example({"team.yaml": _TEAM, "CODEOWNERS": _OWNERS.replace("/team.yaml @mina", "/team.yaml @left")}),
    good=Example({"team.yaml": _TEAM, "CODEOWNERS": _OWNERS}),
    silenceable=False,
    workspace=_check,
)
