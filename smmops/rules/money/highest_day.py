"""SMM609: the highest day keeps to the cap."""

from collections.abc import Iterator

from smmops.measure.money import by_account, stretches
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import accounts, all_lines, said
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    path = view.path("money.yaml")
    for account, own in by_account(all_lines(view)).items():
        cap, currency = accounts(view)[account].daily_cap, accounts(view)[account].currency
        part = max(stretches(own), key=lambda part: part.highest, default=None)
        if cap is not None and part and part.amount <= cap < part.highest:
            yield Hit(
                path,
                view.spot(path, "ad_accounts", account, "daily_cap"),
                msg(
                    "a day of {account} may reach {highest} of {amount} budgeted, daily_cap is {cap}",
                    account=account,
                    highest=said(part.highest, currency),
                    amount=said(part.amount, currency),
                    cap=said(cap, currency),
                ),
                msg(
                    "lower the flights to {fits} a day, or raise the cap for review",
                    fits=said(cap * part.amount / part.highest // 1, currency),
                ),
            )


RULE = Rule(
    code="SMM609",
    slug="highest-day",
    severity=Severity.WARNING,
    title="The highest day of an account keeps to its cap",
    why="Networks may spend more on a good day and less on another: Meta up to 175 % of the daily budget. Who counts on the cap for every single day is surprised by the invoice.",
    bad=bought(("daily_cap: 120_000", "daily_cap: 104_999")),
    good=bought(("daily_cap: 120_000", "daily_cap: 105_000")),
    workspace=_check,
)
