"""Other files as people get them wrong: a path, what stands in a right one, and what stands in this one."""

from smmops.rules.examples import SETTINGS, TEAM
from smmops.rules.money.example import CAMPAIGN, PERSONA, PURSE

SHEETS = {
    "smmops.yaml": SETTINGS,
    "team.yaml": TEAM,
    "money.yaml": PURSE,
    "campaigns/winter.yaml": CAMPAIGN,
    "personas/olivia-owner.md": PERSONA,
    "strategy.md": (
        "---\ngoals: [{id: awareness, owner: mina}]\n"
        "kpis: [{id: reach, goal: awareness, metric: reach, target: 2000, by: 2027-03-31}]\n"
        "pillars: [{id: craft, share: [0.3, 0.6], purpose: help}]\nhours_per_week: 12\n---\n"
    ),
    "freeze.yaml": "reason: outage\nby: mina\nsince: 2026-12-02T10:00+09:00\nscope: none\n",
    "rights.yaml": "olivia-2026: {covers: [face], uses: [organic], until: 2027-06-30}\n",
    "handles.yaml": "- {handle: acme.example, network: bluesky, state: owned, owner: mina}\n",
}
"""Files that are right."""

CHANGES = (
    ("zone-city-alone", "smmops.yaml", "Asia/Seoul", "Seoul"),
    ("zone-short", "smmops.yaml", "Asia/Seoul", "KST"),
    ("version-newer", "smmops.yaml", "version: 1", "version: 2"),
    ("version-words", "smmops.yaml", "version: 1", "version: one"),
    ("brand-gone", "smmops.yaml", "brand: Acme Coffee\n", ""),
    ("id-with-capitals", "smmops.yaml", "id: acme\n", "id: Acme Coffee\n"),
    ("network-old-name", "smmops.yaml", "network: x,", "network: twitter,"),
    ("network-gone", "smmops.yaml", "network: x, ", ""),
    ("status-unknown", "smmops.yaml", "status: claimed", "status: paused"),
    ("handle-as-address", "smmops.yaml", "handle: acmecoffee}", "handle: https://x.com/acmecoffee}"),
    ("cadence-one-number", "smmops.yaml", "handle: acme.example}", "handle: acme.example, cadence: {per_week: 3}}"),
    ("gap-in-words", "smmops.yaml", "handle: acme.example}", "handle: acme.example, cadence: {max_gap: 5 days}}"),
    ("stage-unknown", "smmops.yaml", "forge:", "stage: growing\nforge:"),
    ("since-in-words", "smmops.yaml", "forge:", "since: yesterday\nforge:"),
    ("share-in-percent", "smmops.yaml", "forge:", "policy: {promo_share: 20 %}\nforge:"),
    ("share-over-one", "smmops.yaml", "forge:", "policy: {promo_share: 20}\nforge:"),
    ("minimum-below-nought", "smmops.yaml", "forge:", "policy: {approvals: {minimum: -1}}\nforge:"),
    ("level-unknown", "smmops.yaml", "forge:", "policy: {approvals: {level: high}}\nforge:"),
    ("duration-bare", "smmops.yaml", "forge:", "policy: {not_after: 12}\nforge:"),
    ("policy-misspelt", "smmops.yaml", "forge:", "policy: {min_gapp: 30m}\nforge:"),
    ("forge-unknown", "smmops.yaml", "kind: local", "kind: gitlab"),
    ("mentions-as-list", "smmops.yaml", "mentions: {olivia-cafe: {name: Olivia Café, bluesky: olivia.example}}", "mentions: [olivia-cafe]"),
    ("server-missing", "smmops.yaml", ", server: https://social.example", ""),
    ("member-without-id", "team.yaml", "id: mina, ", ""),
    ("member-twice", "team.yaml", "id: juno", "id: mina"),
    ("role-unknown", "team.yaml", "[editor, approver]", "[editor, aprover]"),
    ("holiday-by-name", "team.yaml", "roles: {admin", "hours: {holidays: [Christmas]}\nroles: {admin"),
    ("solo-perhaps", "team.yaml", "roles: {admin", "solo: perhaps\nroles: {admin"),
    ("amount-with-commas", "money.yaml", "month: 5_000_000", "month: 5,000,000"),
    ("amount-with-sign", "money.yaml", "daily_cap: 120_000", "daily_cap: ₩120000"),
    ("currency-word", "money.yaml", "currency: KRW, month: 5_000_000", "currency: won, month: 5_000_000"),
    ("month-by-name", "money.yaml", "month: 2026-12", "month: December"),
    ("cost-kind-unknown", "money.yaml", "kind: tools", "kind: software"),
    ("rate-without-date", "money.yaml", ", date: 2026-11-20", ""),
    ("goal-gone", "campaigns/winter.yaml", "goal: awareness\n", ""),
    ("objective-unknown", "campaigns/winter.yaml", "objective: traffic", "objective: clicks"),
    ("tactic-unknown", "campaigns/winter.yaml", "tactic: remarketing", "tactic: retargeting"),
    ("daily-in-thousands", "campaigns/winter.yaml", "    daily: 60_000", "    daily: 60k"),
    ("period-open", "campaigns/winter.yaml", "period: {from: 2026-12-01, to: 2026-12-31}", "period: {from: 2026-12-01}"),
    ("creative-unknown", "campaigns/winter.yaml", "kind: case-study", "kind: testimonial"),
    ("ages-one", "campaigns/winter.yaml", "countries: [KR]", "countries: [KR], ages: [28]"),
    ("age-one-number", "personas/olivia-owner.md", "age: [28, 45]", "age: 36"),
    ("gender-gone", "personas/olivia-owner.md", "gender: any\n", ""),
    ("pain-points-texts", "personas/olivia-owner.md", "[{id: bitter-coffee, text: Guests find the filter coffee bitter}]", "[bitter coffee]"),
    ("claim-proved", "personas/olivia-owner.md", "status: validated", "status: proved"),
    ("people-in-words", "personas/olivia-owner.md", "people: 12", "people: a dozen"),
    ("share-of-hundred", "strategy.md", "share: [0.3, 0.6]", "share: [30, 60]"),
    ("share-one-number", "strategy.md", "share: [0.3, 0.6]", "share: 0.3"),
    ("target-with-unit", "strategy.md", "target: 2000", "target: 2000 followers"),
    ("by-season", "strategy.md", "by: 2027-03-31", "by: spring"),
    ("goals-texts", "strategy.md", "[{id: awareness, owner: mina}]", "[awareness]"),
    ("scope-unknown", "freeze.yaml", "scope: none", "scope: everything"),
    ("freeze-in-words", "freeze.yaml", "since: 2026-12-02T10:00+09:00", "since: this morning"),
    ("right-for-ever", "rights.yaml", "until: 2027-06-30", "until: for ever"),
    ("handle-state-unknown", "handles.yaml", "state: owned", "state: mine"),
)
"""(name, path, what is taken out, what stands there instead)."""
