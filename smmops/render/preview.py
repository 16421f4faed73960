"""A preview in the terminal: channel by channel what people will see, every text in a gutter of its own."""

import re
from collections.abc import Iterator, Sequence

from smmops.model.message import Message, msg
from smmops.model.problem import Problem
from smmops.render.page import Page
from smmops.render.shown import Item, Preview, Shown, Text
from smmops.specs.links import Span
from smmops.words.escape import terminal
from smmops.words.number import number
from smmops.words.signs import BLOCKED, BY_HAND, DRAFT, SCHEDULED
from smmops.words.time import duration, moment
from smmops.words.wrap import wrap

_BAR = "│ "
_UNITS: dict[str, Message] = {
    "characters": msg("characters"),
    "graphemes": msg("visible characters"),
    "weighted": msg("weighted characters"),
    "emoji-bytes": msg("characters, emoji by their bytes"),
    "escaped": msg("characters with escapes"),
    "utf16": msg("UTF-16 units"),
}


def preview_text(preview: Preview, page: Page) -> str:
    """The post on each channel, then what keeps it from going out; with a final newline."""
    post = preview.post
    head = page.paint(terminal(post.id), "title") + "  " + page.paint(terminal(post.path), "quiet")
    blocks = [head, *("\n".join(_channel(shown, preview, page)) for shown in preview.shown)]
    if not preview.shown:
        blocks.append(page.say(msg("this post goes to no channel: add `channels:` to its file")))
    blocks.append("\n".join(_end(preview, page)))
    return "\n\n".join(blocks) + "\n"


def _channel(shown: Shown, preview: Preview, page: Page) -> Iterator[str]:
    variant, channel = shown.variant, shown.channel
    name = f"{shown.network.title}  {terminal(channel.handle)}"
    yield page.paint(name, "command") + "  " + page.paint(terminal(channel.id), "quiet")
    if variant.publish_at is None:
        yield f"{page.marked(DRAFT)} {page.say(msg('no time yet: a draft is never published'))}"
    else:
        look = shown.outlook.look
        if look in (SCHEDULED, BY_HAND) and preview.problems:
            look = BLOCKED
        yield f"{page.marked(look)} {moment(variant.publish_at, channel.timezone or 'UTC', page.language)}"
        for reason in shown.outlook.reasons:
            yield from _indented(page.say(msg("blocked: {why}", why=page.say(reason))), page)
        if variant.deliver == "remind":
            yield from _indented(page.say(msg("by hand: a person posts it at that time, not smmops")), page)
    if variant.hold:
        yield "  " + page.say(msg("held: {reason}", reason=variant.hold))
    yield from _facts(shown, page)
    for index in range(max(len(shown.parts), max((item.part for item in shown.media), default=0))):
        yield from _part(shown, index, page)
    yield from _rest(shown, page)


def _facts(shown: Shown, page: Page) -> Iterator[str]:
    """What stands before the text."""
    variant, payload = shown.variant, shown.payload
    if payload and payload.title:
        yield "  " + page.say(msg("title: {title}", title=payload.title))
    if variant.format != shown.network.default_format:
        yield "  " + page.say(msg("format: {format}", format=variant.format))
    if variant.content_warning:
        yield "  " + page.say(msg("behind a warning: {warning}", warning=variant.content_warning))
    if variant.reply_to:
        yield "  " + page.say(msg("answers {post}", post=variant.reply_to))
    if variant.quote:
        yield "  " + page.say(msg("quotes {post}", post=variant.quote))


def _part(shown: Shown, index: int, page: Page) -> Iterator[str]:
    """One part of a thread: its text in a gutter, how long it is, what is linked, its media."""
    if index < len(shown.parts):
        text = shown.parts[index]
        label = _counted(text, page)
        if len(shown.parts) > 1:
            label = (
                f"{page.say(msg('part {part} of {parts}', part=index + 1, parts=len(shown.parts)))}: {label}"
            )
        yield from _body(text, page)
        yield page.paint(f"  {label}", "bad" if text.over else "quiet")
        yield from _linked(text, page)
    for item in shown.media:
        if item.part == index + 1:
            yield from _media(item, page)


def _body(text: Text, page: Page) -> Iterator[str]:
    raw = {text.text[span.start : span.end] for span in text.marked.spans}
    found = sorted((terminal(each) for each in raw if each), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, found))) if found else None
    for line in wrap(terminal(text.text, lines=True).replace("\t", "    "), page.columns - 4):
        shown = pattern.sub(lambda match: page.paint(match[0], "busy"), line) if pattern else line
        yield f"  {page.paint(_BAR, 'quiet')}{shown}".rstrip()


def _counted(text: Text, page: Page) -> str:
    """`112 of 300 visible characters, 188 left`, and the bytes where they are bounded and nearly used up."""
    unit = page.say(_UNITS.get(text.unit, msg("characters")))
    if text.limit is None:
        said = page.say(msg("{count} {unit}, no limit known", count=text.count, unit=unit))
    elif text.count > text.limit:
        over = text.count - text.limit
        said = page.say(
            msg(
                "{count} of {limit} {unit}, {over} too many",
                count=text.count,
                limit=text.limit,
                unit=unit,
                over=over,
            )
        )
    else:
        left = text.limit - text.count
        said = page.say(
            msg(
                "{count} of {limit} {unit}, {left} left",
                count=text.count,
                limit=text.limit,
                unit=unit,
                left=left,
            )
        )
    if text.byte_limit is not None and text.size * 2 > text.byte_limit:
        said += ", " + page.say(msg("{count} of {limit} bytes", count=text.size, limit=text.byte_limit))
    return said


def _linked(text: Text, page: Page) -> Iterator[str]:
    """What the network makes of the text, a line a kind."""
    kinds = (
        (msg("links"), text.marked.links),
        (msg("names"), text.marked.mentions),
        (msg("tags"), text.marked.tags),
    )
    for kind, spans in kinds:
        if spans:
            yield from _indented(f"{page.say(kind)}: {_listed(text, spans)}", page)


def _listed(text: Text, spans: Sequence[Span]) -> str:
    return "  ".join(dict.fromkeys(terminal(text.text[span.start : span.end]) for span in spans))


def _media(item: Item, page: Page) -> Iterator[str]:
    facts = [terminal(item.name), terminal(item.mime)]
    if item.pixels:
        facts.append(f"{item.pixels[0]}×{item.pixels[1]}")
    if item.size is not None:
        facts.append(_size(item.size))
    yield from _indented("▣ " + "  ".join(facts), page)
    said = _alt(item)
    if said is not None:
        yield from _indented(page.say(said), page, deep=4)
    if item.captions:
        yield from _indented(
            page.say(msg("captions: {languages}", languages=", ".join(item.captions))), page, deep=4
        )


def _alt(item: Item) -> Message | None:
    if item.alt:
        return msg("alt: {alt}", alt=item.alt)
    if item.alt == "":
        return msg("decorative: screen readers skip it")
    return msg("no alt text") if item.mime.startswith("image/") else None


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} B"
    return f"{number(-(-count // 1000))} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _rest(shown: Shown, page: Page) -> Iterator[str]:
    """What stands beside and below the text."""
    payload, variant = shown.payload, shown.variant
    if payload and payload.card:
        card = payload.card
        yield from _indented(page.say(msg("card: {title}", title=card.title)), page)
        if card.description:
            yield from _indented(terminal(card.description), page, deep=4)
    if payload and payload.link:
        yield from _indented(page.say(msg("leads to {link}", link=payload.link)), page)
    if variant.poll:
        yield from _indented(
            page.say(
                msg("poll, open for {duration}", duration=duration(variant.poll.duration, page.language))
            ),
            page,
        )
        if variant.poll.question:
            yield from _indented(terminal(variant.poll.question), page, deep=4)
        for option in variant.poll.options:
            yield from _indented(f"○ {terminal(option)}", page, deep=4)
    if shown.comment is not None:
        yield "  " + page.say(msg("first comment")) + ": " + _counted(shown.comment, page)
        yield from _body(shown.comment, page)
        yield from _linked(shown.comment, page)
    for key, value in sorted(variant.options.items()):
        yield from _indented(terminal(f"{key}: {value}"), page)


def _indented(text: str, page: Page, *, deep: int = 2) -> Iterator[str]:
    for line in wrap(text, page.columns - deep):
        yield " " * deep + line


def _end(preview: Preview, page: Page) -> Iterator[str]:
    """What keeps the post from going out, or that nothing does."""
    yield from _problems(preview.problems, page)
    shut = [(shown, reason) for shown in preview.shown for reason in shown.outlook.reasons]
    for shown, reason in shut:
        first, *rest = wrap(f"{terminal(shown.channel.id)}: {page.say(reason)}", page.columns - 2)
        yield f"{page.marked(shown.outlook.look)} {first}"
        yield from (f"  {line}" for line in rest)
    if preview.problems or shut:
        return
    by_hand = [shown.variant.deliver == "remind" for shown in preview.shown]
    if by_hand and all(by_hand):
        yield f"{page.marked(BY_HAND)} " + page.say(
            msg("nothing stands in the way: a person posts it by hand")
        )
    else:
        yield page.paint("✓", "good") + " " + page.say(msg("nothing keeps this post from going out"))


def _problems(problems: Sequence[Problem], page: Page) -> Iterator[str]:
    for problem in problems:
        place = terminal(f"{problem.path}:{max(problem.line, 1)}")
        first, *rest = wrap(
            f"{place} {problem.code} {problem.slug}: {page.say(problem.message)}", page.columns - 2
        )
        yield f"{page.marked(BLOCKED)} {first}"
        yield from (f"  {line}" for line in rest)
        yield from _indented(page.say(msg("fix: {fix}", fix=page.say(problem.fix))), page)
