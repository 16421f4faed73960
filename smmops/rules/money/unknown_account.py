"""SMM603: flights have an account."""

from collections.abc import Iterator, Mapping

from smmops.model.document import Spot
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.purse import AdAccount
from smmops.rules.money.example import bought
from smmops.rules.money.flights import accounts, flights, path_of, spot
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    if view.unread("money.yaml"):
        return
    known = accounts(view)
    for name, _, index, flight in flights(view):
        if flight.account not in known:
            yield _hit(
                flight.account, known, path_of(name, view), spot(name, view, "flights", index, "account")
            )
    for name, campaign in view.workspace.campaigns.items():
        for account in campaign.budget.daily_by_account if campaign.budget else ():
            if account not in known:
                yield _hit(
                    account,
                    known,
                    path_of(name, view),
                    spot(name, view, "budget", "daily_by_account", account),
                )


def _hit(account: str, known: Mapping[str, AdAccount], path: str, at: Spot) -> Hit:
    return Hit(
        path,
        at,
        msg("money.yaml has no ad account `{account}`", account=account),
        meant(
            account,
            known,
            fallback=msg("write one of {known}", known=few(list(known)))
            if known
            else msg("add it to `ad_accounts:` of money.yaml"),
        ),
    )


RULE = Rule(
    code="SMM603",
    slug="unknown-account",
    severity=Severity.ERROR,
    title="A flight buys through an account of money.yaml",
    why="Currency, cap and audiences stand with the account; without it nothing can be judged or bought.",
    bad=bought(("account: meta-acme", "account: meta-acne")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
