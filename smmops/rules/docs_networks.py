"""docs/networks.md, and the table of docs/writing.md, made from the networks' facts.

`pytest tests/rules/test_docs_networks.py --update` writes both.
"""

from collections.abc import Iterator, Sequence

from smmops.rules.text.bounds import comment_rule
from smmops.specs.limits import format_for
from smmops.specs.registry import NETWORKS, spec
from smmops.specs.spec import Capability, FormatRule, Kind, LinkPlace, NetworkSpec, OptionRule, TextRule, Unit
from smmops.store.options import keys_of

BEGIN, END = "<!-- networks: begin -->", "<!-- networks: end -->"
"""Around the table in docs/writing.md."""

_HEAD = """\
# Networks

What each network takes from a post: formats, media, text, options.
This page is made from the facts that `smmops check` judges by; where a fact comes from stands in `smmops/specs`.

*By smmops* means that `smmops publish` sends the post itself.
*By hand* means that the post is checked and planned like any other, and a person sends it at its time: write `deliver: remind`, see [writing.md](writing.md#posts-that-a-person-sends).

{overview}

A format follows from the media: it is the first of the network's table that takes them.
To choose another one, a reel or a story, write `options: {{instagram-mok: {{format: reel}}}}`.

An option stands under the channel or the network: `options: {{mastodon: {{visibility: unlisted}}}}`.
Beside its own options each network takes {common}; and `title`, where a format has one.
`none` takes away what the top of the post says: `options: {{x-mok: {{link: none}}}}`.
"""
_KINDS = {
    Kind.IMAGE: ("picture", "pictures"),
    Kind.GIF: ("GIF", "GIFs"),
    Kind.VIDEO: ("film", "films"),
    Kind.AUDIO: ("sound", "sounds"),
    Kind.DOCUMENT: ("document", "documents"),
}
_UNITS = {
    Unit.CHARACTERS: "characters",
    Unit.GRAPHEMES: "visible characters",
    Unit.WEIGHTED: "weighted characters: Korean and emoji count 2",
    Unit.EMOJI_BYTES: "characters: an emoji counts its bytes",
    Unit.ESCAPED: "characters: brackets and the like count 2",
    Unit.UTF16: "characters: most emoji count 2",
}
_LINKS = {
    LinkPlace.TEXT: "at the end of the text",
    LinkPlace.FIELD: "in a field of its own",
    LinkPlace.CARD: "in the card where the post has `card:` and no media, else at the end of the text",
    LinkPlace.NONE: "nowhere, unless a text says `{{ link }}`; there it is no link that opens",
}
_TYPES = {
    "bool": "`true` or `false`",
    "integer": "a whole number",
    "text": "a text",
    "time": "a time: `2026-12-01 09:30`",
    "texts": "a list of texts",
}


def page() -> str:
    """The whole page."""
    common = ", ".join(f"`{key}`" for key in keys_of(spec("bluesky")) if key not in spec("bluesky").options)
    head = _HEAD.format(overview="\n".join(overview()), common=common)
    return "\n".join([head, *("\n".join(_section(spec(name))) for name in NETWORKS)])


def overview() -> Iterator[str]:
    """The table of all networks, those that smmops sends to first."""
    yield "| network | sent | text | text alone | pictures | films | thread | poll | first comment |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for network in sorted(map(spec, NETWORKS), key=lambda each: not is_sent(each)):
        cells = (
            network.title,
            "by smmops" if is_sent(network) else "by hand",
            _text(network.text),
            _yes(format_for(network, []) is not None),
            _most(network, Kind.IMAGE),
            _most(network, Kind.VIDEO),
            _yes(network.threads),
            _poll(network),
            _yes(comment_rule(network) is not None),
        )
        yield f"| {' | '.join(cells)} |"


def _most(network: NetworkSpec, kind: Kind) -> str:
    """How many of a kind a post may have whose format nobody wrote."""
    taken = [count for count in range(1, 50) if format_for(network, [kind] * count)]
    return f"up to {taken[-1]}" if len(taken) > 1 else str(taken[0]) if taken else "–"


def is_sent(network: NetworkSpec) -> bool:
    """Whether smmops sends a post there by itself."""
    return Capability.PUBLISHES in network.capabilities


def counts(rule: FormatRule) -> str:
    """`up to 4 pictures, or 1 film`: how many media one part of a post may have."""
    least, most = rule.total
    if rule.mixed:
        kinds = " and ".join(_KINDS[kind][1] for kind in rule.media)
        return f"{least} to {most} {kinds}, mixed"
    bounds = [(kind, max(low, min(least, high)), high) for kind, (low, high) in rule.media.items()]
    many = [
        f"{f'{low} to' if low else 'up to'} {high} {_KINDS[kind][1]}"
        for kind, low, high in bounds
        if high > 1
    ]
    one = " or ".join(_KINDS[kind][0] for kind, _, high in bounds if high == 1)
    needed = many or any(low for _, low, high in bounds if high == 1)
    return ", or ".join([*many, *([f"{'1' if needed else 'up to 1'} {one}"] if one else [])])


def _section(network: NetworkSpec) -> Iterator[str]:
    yield f'## <a id="{network.name}"></a>{network.title}\n'
    yield f"`network: {network.name}`, {'sent by smmops' if is_sent(network) else 'sent by hand'}.\n"
    yield f"- Text: {_text(network.text)}."
    yield f"- Link: {_LINKS[network.link]}."
    comment = comment_rule(network)
    if comment is not None:
        yield f"- First comment: {_text(comment)}."
    if network.poll:
        yield f"- Poll: {_poll(network)}, each of {network.poll.option_limit} characters at most."
    for limit, words in _day_limits(network):
        yield f"- {words}: {limit} a day."
    yield ""
    yield "| format | media | text | title |"
    yield "|---|---|---|---|"
    for name, rule in sorted(network.formats.items(), key=lambda each: each[0] != network.default_format):
        yield f"| `{name}` | {counts(rule)} | {_format_text(rule)} | {_title(rule, network)} |"
    yield ""
    if not network.options:
        return
    yield "| option | values | |"
    yield "|---|---|---|"
    for key, option in network.options.items():
        yield f"| `{key}` | {_values(option)} | {_note(option)} |"
    yield ""


def _day_limits(network: NetworkSpec) -> Iterator[tuple[int, str]]:
    if network.per_day:
        yield network.per_day, "Posts that the network allows"
    for name, rule in network.formats.items():
        if rule.per_day:
            yield rule.per_day, f"Posts of the format `{name}` that the network allows"


def _text(rule: TextRule) -> str:
    if rule.limit is None and rule.byte_limit is not None:
        said = f"{rule.byte_limit:,} bytes"
    elif rule.limit is None:
        said = "no limit known"
    else:
        said = f"{rule.limit:,} {_UNITS[rule.unit]}"
    if rule.limit is not None and rule.byte_limit is not None:
        said += f" and {rule.byte_limit:,} bytes"
    return f"{said}; an address counts {rule.url_length}" if rule.url_length else said


def _poll(network: NetworkSpec) -> str:
    poll = network.poll
    return f"{poll.min_options} to {poll.max_options} answers" if poll else "–"


def _format_text(rule: FormatRule) -> str:
    if not rule.text:
        return "none"
    return _text(rule.text_rule) if rule.text_rule else "as above"


def _title(rule: FormatRule, network: NetworkSpec) -> str:
    if rule.title == "none":
        return "not sent"
    limit = rule.title_limit or network.title_limit
    return f"{rule.title}, {limit} characters" if limit else rule.title


def _values(option: OptionRule) -> str:
    if option.type == "choice":
        return ", ".join(f"`{choice}`" for choice in option.choices)
    said = _TYPES[option.type]
    if option.max_items:
        said += f", at most {option.max_items}"
    if option.max_length:
        said += f", {option.max_length} characters{' each' if option.type == 'texts' and option.max_items else ''}"
    return said


def _note(option: OptionRule) -> str:
    notes: Sequence[str] = [
        *(["must be there"] if option.required else []),
        *([option.note] if option.note else []),
    ]
    return "; ".join(notes)


def _yes(it: bool) -> str:
    return "yes" if it else "–"
