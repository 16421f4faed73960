"""SMM619: recycled ads have their post."""

from collections.abc import Iterator

from smmops.model.campaign import Creative, Flight
from smmops.model.message import Message, msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import accounts, flights, path_of, spot
from smmops.rules.rule import POST, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for name, _, index, flight in flights(view):
        for number, creative in enumerate(flight.creatives):
            found = _wrong(creative, flight, view) if creative.kind == "recycled" else None
            if found:
                key, said, fix = found
                yield Hit(
                    path_of(name, view),
                    spot(name, view, "flights", index, "creatives", number, key),
                    said,
                    fix,
                )


def _wrong(creative: Creative, flight: Flight, view: View) -> tuple[str, Message, Message] | None:
    post, channel = view.workspace.posts.get(creative.post or ""), creative.channel or ""
    account = accounts(view).get(flight.account)
    if creative.post is None or creative.post in view.workspace.broken or not channel:
        return None
    if post is None:
        return (
            "post",
            msg("there is no post `{name}`", name=creative.post),
            msg("write the id of a post: its file's name without .md"),
        )
    if post.variant(channel) is None:
        return (
            "channel",
            msg("post `{name}` does not go to {channel}", name=post.id, channel=channel),
            msg("write one of {known}", known=", ".join(v.channel for v in post.variants)),
        )
    if account and channel not in account.speaks_as:
        return (
            "channel",
            msg("account {account} does not speak as {channel}", account=flight.account, channel=channel),
            msg("write a channel of its `speaks_as:`, or add {channel} there", channel=channel),
        )
    return None


_CASE = "{id: a, kind: case-study, headline: Forty guests, text: How Olivia brews, url: https://acme.example/case, proof: https://acme.example/data}"
_AGAIN = "{id: a, kind: recycled, post: brew-at-home, channel: CHANNEL}"
_POST = "---\nchannels: [bluesky-acme, mastodon-acme]\npublish_at: 2026-12-01 09:30\n---\nBrew at home in three steps.\n"


RULE = Rule(
    code="SMM619",
    slug="recycled-creative",
    severity=Severity.ERROR,
    title="A recycled ad shows a post of a channel that the account speaks as",
    why="An ad from a post is that post with money behind it: it must be there, on a page that this account may use.",
    bad=bought((_CASE, _AGAIN.replace("CHANNEL", "mastodon-acme")), files={POST: _POST}),
    good=bought((_CASE, _AGAIN.replace("CHANNEL", "bluesky-acme")), files={POST: _POST}),
    silenceable=False,
    workspace=_check,
)
