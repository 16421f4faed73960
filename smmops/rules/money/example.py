"""A small paid campaign for the examples of rules about money."""

from smmops.rules.rule import Example

PURSE = """\
caps: {currency: KRW, month: 5_000_000, year: 40_000_000}
ad_accounts:
  meta-acme:
    network: meta-ads
    id: act_1
    currency: KRW
    timezone: Asia/Seoul
    daily_cap: 120_000
    speaks_as: [facebook-acme, bluesky-acme]
    audiences: {site-visitors-30d: "2384", customers: "2385"}
rates: [{from: USD, to: KRW, rate: 1390.5, date: 2026-11-20, source: Bank of Korea}]
costs: [{what: scheduling tools, kind: tools, amount: 30_000, currency: KRW, month: 2026-12}]
"""
CAMPAIGN = """\
name: Winter launch
goal: awareness
objective: traffic
period: {from: 2026-12-01, to: 2026-12-31}
budget: {currency: KRW, total: 1_900_000, daily: 60_000}
flights:
  - id: regulars
    account: meta-acme
    tactic: remarketing
    daily: 60_000
    from: 2026-12-01
    to: 2026-12-31
    audience: {persona: olivia-owner, countries: [KR], interests: [specialty coffee], include: [site-visitors-30d]}
    creatives:
      - {id: a, kind: case-study, headline: Forty guests, text: How Olivia brews, url: https://acme.example/case, proof: https://acme.example/data}
"""
PERSONA = """\
---
age: [28, 45]
locations: [Seoul]
gender: any
interests: [specialty coffee]
pain_points: [{id: bitter-coffee, text: Guests find the filter coffee bitter}]
motivations: [loyal regulars]
claims: [{text: Buys twice a year, status: validated, evidence: interviews}]
evidence: [{id: interviews, method: phone, date: 2026-10-12, people: 12}]
---
"""


def bought(*changes: tuple[str, str], files: dict[str, str] | None = None) -> Example:
    """The paid campaign with pieces of its text replaced, each of which must be there; `files` are added."""
    texts = {"money.yaml": PURSE, "campaigns/winter.yaml": CAMPAIGN, "personas/olivia-owner.md": PERSONA}
    for old, new in changes:
        assert any(old in text for text in texts.values()), old
        texts = {path: text.replace(old, new) for path, text in texts.items()}
    return Example({**texts, **(files or {})})
