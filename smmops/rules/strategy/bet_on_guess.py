"""SMM512: no big bets on a persona that nobody has asked."""

from collections.abc import Iterator
from decimal import Decimal

from smmops.model.campaign import Campaign
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.files.persona_unread import PERSONA
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    limit = view.settings.policy.hypothesis_limit
    if limit is None:
        return
    for document, campaign in view.files(Campaign):
        spent: dict[tuple[str, str], Decimal] = {}
        for index, flight in enumerate(campaign.flights):
            name = flight.audience.persona or campaign.persona
            persona = view.workspace.personas.get(name or "")
            if (
                name is None
                or persona is None
                or any(claim.status == "validated" for claim in persona.claims)
            ):
                continue
            key = (name, _currency(flight.account, campaign, view))
            before = spent.get(key, Decimal(0))
            spent[key] = before + flight.daily * max(0, (flight.to - flight.from_).days + 1)
            if before <= limit < spent[key]:
                yield Hit(
                    document.path,
                    document.spot("flights", index, "daily"),
                    msg(
                        "{sum} {currency} on `{persona}`, who has no validated claim; policy.hypothesis_limit is {limit}",
                        sum=f"{spent[key]:f}",
                        currency=key[1],
                        persona=name,
                        limit=f"{limit:f}",
                    ),
                    msg(
                        "ask customers first and write the evidence into personas/{persona}.md, or spend less",
                        persona=name,
                    ),
                )


def _currency(account: str, campaign: Campaign, view: View) -> str:
    """Of the account; flights of one currency are added up, others stand alone."""
    purse = view.workspace.purse
    known = purse.ad_accounts.get(account) if purse else None
    return known.currency if known else campaign.budget.currency if campaign.budget else ""


_CAMPAIGN = """\
name: Winter launch
goal: awareness
objective: traffic
period: {from: 2026-12-01, to: 2026-12-31}
budget: {currency: KRW, total: 3_000_000, daily: 100_000}
flights:
  - id: remarketing-meta
    account: meta-acme
    tactic: remarketing
    daily: DAILY
    from: 2026-12-01
    to: 2026-12-10
    audience: {persona: olivia-owner, countries: [KR], interests: [specialty coffee], include: [site-visitors-30d]}
    creatives:
      - {id: b, kind: case-study, headline: Softer water, text: How Olivia did it, url: https://acme.example/case, proof: https://acme.example/data}
"""
_MONEY = """\
caps: {currency: KRW, month: 5_000_000}
ad_accounts:
  meta-acme: {network: meta-ads, id: act_1, currency: KRW, timezone: Asia/Seoul, audiences: {site-visitors-30d: "2384"}}
"""


def _example(daily: str) -> Example:
    return Example(
        {
            "smmops.yaml+": "policy: {hypothesis_limit: 500_000}\n",
            "money.yaml": _MONEY,
            "personas/olivia-owner.md": PERSONA,
            "campaigns/winter-launch.yaml": _CAMPAIGN.replace("DAILY", daily),
        }
    )


RULE = Rule(
    code="SMM512",
    slug="bet-on-guess",
    severity=Severity.ERROR,
    title="A campaign spends no more than policy.hypothesis_limit on a persona without validated claims",
    why="An audience that somebody imagined may not exist. A small budget finds out, a large one is lost.",
    bad=_example("60_000"),
    good=_example("50_000"),
    silenceable=False,
    workspace=_check,
)
