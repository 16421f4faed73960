"""Pieces of the histories that are judged."""

from collections.abc import Callable
from typing import Any

from tests.approvals.stage import IMAGE, PERSONA, PERSONA_TEXT, PNG, POST, post
from tests.forge.github.hub import Account
from tests.forge.github.town import (
    EMAILS,
    JUNO,
    LEO,
    MINA,
    POLICY,
    ROBOT,
    SETTINGS,
    SORA,
    STRANGER,
    TEAM,
    Change,
    Town,
)

TRAINED = TEAM + "training: [{topic: brand-voice, required_for: [approver], valid: 365d, done: {sora: %s}}]\n"
PICTURE = "[{file: brew.png, alt: A kettle}]"
CAMPAIGN = """\
name: Winter launch
goal: awareness
objective: traffic
period: {from: 2026-12-01, to: 2026-12-31}
budget: {currency: KRW, total: %s, daily: 100_000}
"""
CAMPAIGN_FILE = "campaigns/winter-launch.yaml"
SMMOPS, PEOPLE = "smmops.yaml", "team.yaml"


def rules(*lines: str, base: str = "{minimum: 1}") -> str:
    told = "".join(f"    - {line}\n" for line in lines)
    return SETTINGS + f"policy:\n  approvals: {base}\n  rules:\n{told}"


LEGAL = rules("{match: {labels: [regulated]}, approvals: {minimum: 2, all: [legal]}}")
BY_TYPE = rules("{match: {type: [risky]}, approvals: {any: [legal, finance]}}")
BY_PATH = rules('{match: {paths: ["content/2026/**"]}, approvals: {all: [legal]}}')
BY_MONEY = rules("{match: {money_over: 1_000_000}, approvals: {all: [finance]}}")
LOOSE = SETTINGS + "policy: {approvals: {minimum: 0, level: on-main}}\n"
BY_CLIENT = rules("{match: {labels: [for-client]}, approvals: {all: [client]}}")
FOR_CLIENT = post(labels="[for-client]")


def opened(*, text: str = "", settings: str = SETTINGS + POLICY, team: str = TEAM, **more: Any) -> Change:
    """The post in a pull request of juno's that nobody looked at."""
    return Town(settings=settings, team=team).open({POST: text or post()}, **more)


def merged(change: Change, how: str = "squash", **more: Any) -> Town:
    change.merge(how, **more)
    return change.town


def reviewed(*by: Account, how: str = "squash", by_whom: Account = MINA, **more: Any) -> Town:
    """Merged with the approvals of those accounts."""
    change = opened(**more)
    for account in by:
        change.review(account)
    return merged(change, how, by=by_whom)


def sized(*size: int) -> Town:
    """Approved by mina, in a pull request of that many files, lines added and lines taken out."""
    change = opened().review(MINA)
    change.pull.size = size  # type: ignore[assignment]
    return merged(change)


def after(town: Town, *steps: Callable[[Town], object]) -> Town:
    for step in steps:
        step(town)
    return town


def approve(
    *paths_and_text: tuple[str, str | bytes | None], by: tuple[Account, ...] = (MINA,)
) -> Callable[[Town], object]:
    """One more pull request of juno's with these files, approved and merged."""

    def step(town: Town) -> object:
        change = town.open(dict(paths_and_text))
        for account in by:
            change.review(account)
        return change.merge()

    return step


def sign_off(
    town: Town,
    *,
    via: str = "juno",
    by: Account = JUNO,
    text: str = FOR_CLIENT,
    seen: tuple[Account, ...] = (MINA,),
) -> Town:
    """The client's word for a text, brought by `by` in the name of `via`."""
    oid = town.stage.remote._blob(text.encode()).oid
    said = f'blob: {oid}\nby: Café Nine\nvia: {via}\nsaid: "Go ahead"\nat: 2026-11-20 18:00\n'
    change = town.open({"reviews/brew-at-home/1.yaml": said}, by=by)
    for account in seen:
        change.review(account)
    change.merge()
    return town


def for_client() -> Town:
    town = Town(settings=BY_CLIENT)
    return merged(town.open({POST: FOR_CLIENT}).review(MINA))


__all__ = [
    "EMAILS",
    "IMAGE",
    "JUNO",
    "LEO",
    "MINA",
    "PERSONA",
    "PERSONA_TEXT",
    "PNG",
    "POST",
    "ROBOT",
    "SORA",
    "STRANGER",
    "post",
]
