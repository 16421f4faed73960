"""SMM305: the same text does not go to the same account twice within the window."""

from collections.abc import Iterator

from smmops.compose.payload import text_digest
from smmops.model.message import msg
from smmops.model.post import Variant
from smmops.model.problem import Place, Severity
from smmops.rules.calendar.times import Slot, slots
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View, blob_or_hash


def _check(view: View) -> Iterator[Hit]:
    window = view.settings.policy.duplicate_window
    accounts: dict[tuple[str, str], list[Slot]] = {}
    for queue in view.kept(slots).values():
        channel = queue[0].channel
        accounts.setdefault((channel.network, channel.account or channel.handle), []).extend(queue)
    digests: dict[tuple[str, ...], str] = {}
    for queue in accounts.values():
        last: dict[str, Slot] = {}
        for slot in sorted(queue, key=lambda slot: (slot.at, slot.post.id)):
            digest = _digest(slot.variant, digests)
            before = last.get(digest)
            if before and before.post.id != slot.post.id and slot.at - before.at < window:
                yield _hit(before, slot, view, days=window.days)
            last[digest] = slot


def _digest(variant: Variant, known: dict[tuple[str, ...], str]) -> str:
    """What makes two posts the same; `known` are the texts that other channels asked for."""
    if not variant.parts:
        return text_digest(variant, digest_of=blob_or_hash)
    if variant.parts not in known:
        known[variant.parts] = text_digest(variant, digest_of=blob_or_hash)
    return known[variant.parts]


def _hit(before: Slot, slot: Slot, view: View, *, days: int) -> Hit:
    there = view.text_spot(before.post, before.variant, 1)
    return Hit(
        slot.post.path,
        view.text_spot(slot.post, slot.variant, 1),
        msg(
            "the same text as `{other}`, {apart} days before on {channel}; policy.duplicate_window is {days} days",
            other=before.post.id,
            apart=(slot.at - before.at).days,
            channel=slot.channel.id,
            days=days,
        ),
        msg(
            "say it in other words; if it is meant, `# smmops: allow SMM305 -- <reason>` in the front matter"
        ),
        (Place(before.post.path, *there),),
    )


def _example(text: str) -> Example:
    post = "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-{day} 10:00\n---\n{text}\n"
    return Example(
        {
            "content/2026/12/sunday-open.md": post.format(day="06", text="Open on Sunday from ten."),
            "content/2026/12/sunday-again.md": post.format(day="13", text=text),
        }
    )


RULE = Rule(
    code="SMM305",
    slug="duplicate-text",
    severity=Severity.ERROR,
    title="The same text does not go to one account twice within policy.duplicate_window",
    why="Most often it is a file that was copied and not changed. Networks refuse or bury repeated texts, "
    "and some answer a second send in a way that cannot be told from a lost one. Case and blanks do not count.",
    bad=_example("Open on Sunday from  TEN."),
    good=_example("This Sunday from ten, with yuja cake."),
    workspace=_check,
)
