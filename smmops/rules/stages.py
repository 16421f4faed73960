"""The ordinary workspace at stage grow, for examples of rules that stay quiet before it."""

from collections.abc import Mapping

_CHANNEL = "owner: mina, goal: awareness, evidence: nine of twelve guests read it (2026-10), cadence: {per_week: [1, 20]}"
GROWN: Mapping[str, str] = {
    "smmops.yaml": f"""\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
stage: grow
forge: {{kind: local}}
channels:
  bluesky-acme: {{network: bluesky, handle: acme.example, {_CHANNEL}}}
  mastodon-acme: {{network: mastodon, handle: acme@social.example, server: https://social.example, {_CHANNEL}}}
""",
    "strategy.md": """\
---
goals: [{id: awareness, business: more regulars, owner: mina}]
kpis: [{id: reach, goal: awareness, metric: reach}]
pillars: [{id: craft, why_care: better coffee with what you have}]
---
""",
}
"""Files by path."""
