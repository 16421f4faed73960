"""Where money stands in the files, and how amounts are said."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from smmops.measure.money import Line, lines
from smmops.model.campaign import Campaign, Flight
from smmops.model.document import Spot
from smmops.model.problem import Place
from smmops.model.purse import AdAccount, Purse
from smmops.rules.view import View
from smmops.words.number import money

__all__ = ["accounts", "all_lines", "flights", "lines_of", "path_of", "places", "purse", "said", "spot"]


def purse(view: View) -> Purse:
    """money.yaml; an empty one where there is none."""
    return view.workspace.purse or Purse()


def accounts(view: View) -> Mapping[str, AdAccount]:
    """The ad accounts by id."""
    return purse(view).ad_accounts


def lines_of(name: str, view: View) -> tuple[Line, ...]:
    """The flights of one campaign, of known accounts."""
    return view.kept(_by_campaign).get(name, ())


def _by_campaign(view: View) -> Mapping[str, tuple[Line, ...]]:
    found: dict[str, list[Line]] = {}
    for line in all_lines(view):
        found.setdefault(line.campaign, []).append(line)
    return {name: tuple(own) for name, own in found.items()}


def all_lines(view: View) -> tuple[Line, ...]:
    """Every flight of a known account."""
    return lines(view.workspace.campaigns, accounts(view))


def path_of(name: str, view: View) -> str:
    """The file of a campaign."""
    return view.path(f"campaigns/{name}.yaml")


def spot(name: str, view: View, *trail: str | int) -> Spot:
    """Where a value of a campaign stands."""
    return view.spot(path_of(name, view), *trail)


def places(wanted: Iterable[str], view: View) -> tuple[Place, ...]:
    """The files of campaigns that take part, each once."""
    return tuple(Place(path_of(name, view), *spot(name, view, "budget")) for name in dict.fromkeys(wanted))


def flights(view: View) -> Iterator[tuple[str, Campaign, int, Flight]]:
    """(campaign id, campaign, index, flight) of all of them."""
    for name, campaign in view.workspace.campaigns.items():
        for index, flight in enumerate(campaign.flights):
            yield name, campaign, index, flight


def said(amount: Decimal, currency: str) -> str:
    """An amount as people read it, the same in every language: `KRW 120,000`."""
    return money(amount, currency).replace("\u00a0", " ")
