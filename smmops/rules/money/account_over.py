"""SMM608: accounts keep to their cap."""

from collections.abc import Iterator

from smmops.measure.money import by_account, stretches
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import accounts, all_lines, places, said
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    path = view.path("money.yaml")
    for account, own in by_account(all_lines(view)).items():
        cap, currency = accounts(view)[account].daily_cap, accounts(view)[account].currency
        part = max(stretches(own), key=lambda part: part.amount, default=None)
        if cap is not None and part and part.amount > cap:
            yield Hit(
                path,
                view.spot(path, "ad_accounts", account, "daily_cap"),
                msg(
                    "{campaigns} come to {amount} a day on {account} from {first} to {last}, daily_cap is {cap}",
                    campaigns=", ".join(dict.fromkeys(line.campaign for line in part.lines)),
                    amount=said(part.amount, currency),
                    account=account,
                    first=str(part.first),
                    last=str(part.last),
                    cap=said(cap, currency),
                ),
                msg("lower a flight's `daily:`, or raise the cap for review"),
                places((line.campaign for line in part.lines), view),
            )


RULE = Rule(
    code="SMM608",
    slug="account-over",
    severity=Severity.ERROR,
    title="The flights of a day keep to the cap of their account",
    why="The cap of an account is the last line of defence: campaigns of several people meet there.",
    bad=bought(("daily_cap: 120_000", "daily_cap: 59_999")),
    good=bought(("daily_cap: 120_000", "daily_cap: 105_000")),
    silenceable=False,
    workspace=_check,
)
