"""The ordinary workspace that a rule's examples are laid over."""

from collections.abc import Mapping

from smmops.media.sample import sample_bytes
from smmops.rules.rule import Example

SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
forge: {kind: local}
mentions: {olivia-cafe: {name: Olivia Café, bluesky: olivia.example}}
channels:
  bluesky-acme: {network: bluesky, handle: acme.example}
  mastodon-acme: {network: mastodon, handle: acme@social.example, server: https://social.example}
  x-acme: {network: x, handle: acmecoffee}
  linkedin-acme: {network: linkedin, handle: acme-coffee, account: "urn:li:organization:5515715"}
  facebook-acme: {network: facebook, handle: acmecoffee, account: "104857600000001"}
  instagram-acme: {network: instagram, handle: acme.coffee, account: "17841400000000001"}
  youtube-acme: {network: youtube, handle: "@acmecoffee", account: UCacmecoffee0000000000AA}
  threads-acme: {network: threads, handle: acme.coffee, account: "17841400000000002", status: claimed}
"""
TEAM = """\
members:
  - {id: mina, name: Mina Park, git_emails: [mina@acme.example], roles: [editor, approver, admin]}
  - {id: juno, name: Juno Álvarez, git_emails: [juno@acme.example], roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**", "personas/**"]}}
"""
STAGES = {"stage: grow": "grow", "stage: scale": "scale"}
"""Names in an example's files that stand for the ordinary workspace at a later stage, with what that asks for."""
_GROWN = "owner: mina, goal: awareness, evidence: half of our guests read it (2026-10), cadence: {per_week: [1, 7]}"
_STRATEGY = """\
---
goals: [{id: awareness, business: 20 % more regulars}]
kpis: [{id: followers, goal: awareness, metric: followers, baseline: 1200, target: 1500, by: 2027-03-31, owner: mina, \
reference: {value: 1600, source: trade survey}}]
pillars: [{id: craft, why_care: better coffee with what you have}]
---
"""
_SCALED = """\
training: [{topic: brand-voice, required_for: [approver], done: {mina: 2026-09-01, juno: 2026-09-01}}]
duty: [{week: 2026-W49, inbox: mina}]
"""
_KINDS = ("complaint", "praise", "question", "crisis")
_PLAYBOOK = """\
---
for: {kind}
severity: {{low: 24h, high: 1h}}
owner: mina
default_owner: mina
public_first: answer in public, go on in a private message
spokespeople: [mina]
holding_text: We know about it and answer here by noon.
drills: [2026-10-02]
---
"""


def _staged(stage: str) -> dict[str, bytes]:
    """The ordinary workspace at a later stage."""
    lines = [
        f"{line[:-1]}, {_GROWN}}}"
        if line.startswith("  ") and "network:" in line and "status:" not in line
        else line
        for line in SETTINGS.splitlines()
    ]
    lines.insert(1, f"stage: {stage}")
    made = {
        "smmops.yaml": "\n".join([*lines, ""]),
        "strategy.md": _STRATEGY,
        "team.yaml": TEAM + (_SCALED if stage == "scale" else ""),
    }
    if stage == "scale":
        made |= {f"playbooks/{kind}.md": _PLAYBOOK.format(kind=kind) for kind in _KINDS}
    return {path: text.encode() for path, text in made.items()}


def laid_out(example: Example) -> Mapping[str, bytes]:
    """The files of the ordinary workspace with those of an example over them.

    `smmops.yaml+` is added at the end of smmops.yaml, `smmops.yaml+channels` as further channels.
    A name of STAGES, which stands first, gives the workspace of that stage.
    """
    files: dict[str, bytes] = {"smmops.yaml": SETTINGS.encode(), "team.yaml": TEAM.encode()}
    for path, content in example.files.items():
        if path in STAGES:
            files.update(_staged(STAGES[path]))
        elif path in ("smmops.yaml+", "smmops.yaml+channels"):
            files["smmops.yaml"] += str(content).encode()
        elif content is None:
            files.pop(path, None)
        else:
            files[path] = content.encode() if isinstance(content, str) else sample_bytes(content)
    return files
