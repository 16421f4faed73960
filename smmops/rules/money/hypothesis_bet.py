"""SMM617: no big bets on guesses."""

from collections.abc import Iterator
from decimal import Decimal

from smmops.measure.money import converted
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import accounts, flights, path_of, purse, said, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    limit, own = view.settings.policy.hypothesis_limit, purse(view)
    if limit is None or own.caps is None:
        return
    currency, spent = own.caps.currency, dict[str, Decimal]()
    for name, _, index, flight in flights(view):
        persona = view.workspace.personas.get(flight.audience.persona or "")
        account = accounts(view).get(flight.account)
        if persona is None or account is None or any(claim.status == "validated" for claim in persona.claims):
            continue
        whole = flight.daily * max((flight.to - flight.from_).days + 1, 0)
        id_ = str(flight.audience.persona)
        before = spent.get(id_, Decimal(0))
        spent[id_] = before + (converted(whole, account.currency, currency, rates=own.rates) or Decimal(0))
        if spent[id_] > limit >= before:
            yield Hit(
                path_of(name, view),
                spot(name, view, "flights", index, "audience", "persona"),
                msg(
                    "{amount} for {persona}, who has no validated claim; policy.hypothesis_limit is {limit}",
                    amount=said(spent[id_], currency),
                    persona=id_,
                    limit=said(limit, currency),
                ),
                msg(
                    "ask customers first and mark a claim `status: validated` with its evidence, or spend less"
                ),
            )


RULE = Rule(
    code="SMM617",
    slug="hypothesis-bet",
    severity=Severity.ERROR,
    title="No more than policy.hypothesis_limit is spent on a persona without a validated claim",
    why="Big bets on what nobody asked customers about are how budgets are lost. The limit is in the currency of caps.",
    bad=bought(
        ("status: validated, evidence: interviews", "status: hypothesis"),
        files={"smmops.yaml+": "policy: {hypothesis_limit: 1_859_999}\n"},
    ),
    good=bought(
        ("status: validated, evidence: interviews", "status: hypothesis"),
        files={"smmops.yaml+": "policy: {hypothesis_limit: 1_860_000}\n"},
    ),
    silenceable=False,
    workspace=_check,
)
