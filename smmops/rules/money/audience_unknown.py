"""SMM613: audiences exist."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import accounts, flights, path_of, spot
from smmops.rules.near import meant
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, _, index, flight in flights(view):
        trail: tuple[str | int, ...] = ("flights", index, "audience")
        persona, account = flight.audience.persona, accounts(view).get(flight.account)
        if persona and persona not in view.workspace.personas and not view.unread(f"personas/{persona}.md"):
            yield Hit(
                path_of(name, view),
                spot(name, view, *trail, "persona"),
                msg("there is no personas/{name}.md", name=persona),
                meant(
                    persona,
                    view.workspace.personas,
                    fallback=msg("write the persona first: `smmops new persona {name}`", name=persona),
                ),
            )
        for key, names in (("include", flight.audience.include), ("exclude", flight.audience.exclude)):
            for number, wanted in enumerate(names if account else ()):
                if account and wanted not in account.audiences:
                    yield Hit(
                        path_of(name, view),
                        spot(name, view, *trail, key, number),
                        msg(
                            "account {account} has no audience `{name}`", account=flight.account, name=wanted
                        ),
                        meant(
                            wanted,
                            account.audiences,
                            fallback=msg(
                                "add it to `audiences:` of {account} in money.yaml, with the network's id",
                                account=flight.account,
                            ),
                        ),
                    )


RULE = Rule(
    code="SMM613",
    slug="audience-unknown",
    severity=Severity.ERROR,
    title="An audience names a persona and audiences that there are",
    why="What we know of people stands in the persona; a name that nobody has reaches nobody, or everybody.",
    bad=bought(("include: [site-visitors-30d]", "include: [site-visitor-30d]")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
