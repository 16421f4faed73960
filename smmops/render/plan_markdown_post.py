"""One post of a plan, folded: for each channel the text as sent, media with alt text, counts, links, values."""

import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff

from smmops.model.message import msg
from smmops.model.plan import Change, Counted, Item, Plan, Sent
from smmops.render.plan_words import about, counts_text, needs_text, sign_of, word_of
from smmops.words.catalogue import say
from smmops.words.escape import fence, html, markdown
from smmops.words.number import MISSING, number
from smmops.words.time import moment
from smmops.words.width import wrapped

_TEXT = 6_000
_MESSAGE = 600
_ITEMS = 40
_TITLE = 80
_WIDE = 100
"""Columns of a box on a forge's page, which scrolls sideways instead of breaking lines."""
_COMPARED = 12_000
"""Characters of each side that are compared line by line: a file of a million lines would take for ever."""
_FOUND = re.compile(r"@|(?:(?<!&)#|GH-|:)(?=[\w+-])", re.I)


def inline(text: str, longest: int) -> str:
    """A text inside a line or cell, letter by letter, cut where it is too long."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    return markdown(shown)


def in_html(text: str, longest: int) -> str:
    """A text inside an HTML element of a comment: a forge finds mentions and references there too."""
    flat = " ".join(text.split())
    shown = flat if len(flat) <= longest else flat[: longest - 1] + "…"
    return _FOUND.sub(lambda found: found.group() + "&#8203;", html(shown)).replace("$", "<span>$</span>")


def post_block(plan: Plan, post: str, changes: Sequence[Change]) -> str:
    """The folded block of one post. Ids are letters, digits and `-`, so that they stand as they are."""
    language = plan.inputs.language
    signs = "".join(dict.fromkeys(sign_of(change) for change in changes)).replace(">", "→")
    channels = ", ".join(change.channel for change in changes)
    title = changes[0].title
    named = f"<b>{in_html(title, _TITLE)}</b> · {post}" if title != post else f"<b>{post}</b>"
    blocks = [f"<details>\n<summary>{signs} {named} · {channels}</summary>"]
    blocks.append(inline(changes[0].path, _MESSAGE))
    for change in changes:
        blocks += _channel(plan, change, language)
    return "\n\n".join([*blocks, "</details>"])


def _channel(plan: Plan, change: Change, language: str) -> Iterator[str]:
    shown = change.after or change.before
    account = f" ({inline(shown.account, 200)})" if shown else ""
    when = (
        moment(change.when, plan.inputs.timezone, language) if change.when else say(msg("no time"), language)
    )
    yield f"**{change.channel}**{account} · {word_of(change, language)} · {when}"
    facts = [inline(each, _MESSAGE) for each in about(change, language)]
    if change.not_after is not None:
        until = moment(change.not_after, plan.inputs.timezone, language)
        facts.append(inline(say(msg("not after {when}", when=until), language), _MESSAGE))
    needs = needs_text(change.needs, language)
    if needs:
        asked = ", ".join(change.needs.asked) if change.needs else ""
        facts.append(inline(say(msg("needs {what} ({asked})", what=needs, asked=asked), language), _MESSAGE))
    if change.live and change.live.url:
        facts.append(inline(say(msg("live at {url}", url=change.live.url), language), _MESSAGE))
    facts += [f"⚠ {inline(say(each, language), _MESSAGE)}" for each in change.risk]
    if facts:
        yield "\n".join(f"- {fact}" for fact in facts)
    if change.before and change.after and change.before != change.after:
        yield from _edited(change.before, change.after, language)
    if change.after:
        yield from _sent(change.after, language)
    elif change.before:
        yield inline(say(msg("What it was:"), language), _MESSAGE)
        yield from _sent(change.before, language)


def _edited(before: Sent, after: Sent, language: str) -> Iterator[str]:
    """What of the text changes, line by line."""
    one, two = (_whole(side)[:_COMPARED].splitlines() for side in (before, after))
    lines = list(unified_diff(one, two, lineterm="", n=2))[2:]
    if lines:
        yield inline(say(msg("What changes:"), language), _MESSAGE)
        yield _fenced(
            "\n".join(wrapped(line, _WIDE, margin=f"{line[:1]} ") for line in lines), language, info="diff"
        )


def _whole(side: Sent) -> str:
    lines = ["\n---\n".join(part.text for part in side.parts)]
    if side.first_comment:
        lines.append(f"first comment: {side.first_comment.text}")
    if side.link:
        lines.append(f"link: {side.link}")
    lines += [f"media: {item.name} alt: {item.alt}" for item in side.media]
    lines += [f"{name}: {value}" for name, value in side.facts]
    return "\n".join(lines)


def _sent(sent: Sent, language: str) -> Iterator[str]:
    if sent.title:
        yield inline(say(msg("Title: {title}", title=sent.title), language), _MESSAGE)
    for number_, part in enumerate(sent.parts, start=1):
        label = ""
        if len(sent.parts) > 1:
            label = (
                say(msg("part {number} of {count}", number=number_, count=len(sent.parts)), language) + " · "
            )
        yield from _text(part, label, language)
    if sent.first_comment:
        yield from _text(sent.first_comment, say(msg("first comment"), language) + " · ", language)
    rows = [*_media(sent.media, language)]
    if sent.link:
        rows.append(inline(say(msg("link as tagged: {link}", link=sent.link), language), _MESSAGE))
    rows += [inline(f"{name}: {value}", _MESSAGE) for name, value in sent.facts]
    values = " · ".join(f"{name}: {value}" for name, value in sent.values)
    if values:
        rows.append(inline(say(msg("for us, not sent: {values}", values=values), language), _MESSAGE))
    rows.append(f"{sent.format} · sha256 `{sent.payload_sha256[:16]}`")
    yield "\n".join(f"- {row}" for row in rows[:_ITEMS])


def _text(text: Counted, label: str, language: str) -> Iterator[str]:
    yield f"{label}{counts_text(text, language)}"
    yield _fenced(text.text, language)


def _fenced(text: str, language: str, *, info: str = "text") -> str:
    """A fence that the text cannot leave; a text that is far too long is cut, and says so."""
    left = len(text) - _TEXT
    if info == "text":
        text = wrapped(text[:_TEXT], _WIDE)
    if left <= 0:
        return fence(text, info)
    return f"{fence(text[:_TEXT], info)}\n\n{say(msg('… and {count} more characters', count=left), language)}"


def _media(media: Sequence[Item], language: str) -> Iterator[str]:
    for item in media:
        size = f"{number(item.bytes)} B" if item.bytes is not None else MISSING
        said = [item.name, item.mime, size]
        if item.part > 1:
            said.append(say(msg("part {part}", part=item.part), language))
        if item.title:
            said.append(item.title)
        if item.captions:
            said.append(
                say(msg("captions {names}", names=", ".join(name for _, name in item.captions)), language)
            )
        if item.cover:
            said.append(say(msg("cover {name}", name=item.cover), language))
        yield f"{inline(' · '.join(said), _MESSAGE)} · {inline(_alt(item, language), 2_500)}"


def _alt(item: Item, language: str) -> str:
    if item.decorative:
        return say(msg("decorative, no alt text"), language)
    if item.alt is None:
        return say(msg("no alt text"), language)
    return say(msg("alt: {alt}", alt=item.alt), language)
